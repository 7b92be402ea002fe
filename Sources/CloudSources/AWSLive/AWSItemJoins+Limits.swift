internal import ModelFormats

/// What answers about one thing state of its limits. They do not name the thing: their files do.
extension AWSItemJoins {
  mutating func joinLimits() {
    join("function_concurrency", "function", with: ["aws_lambda_function"]) { function, answer in
      function["reserved_concurrent_executions"] = answer["reserved_concurrent_executions"]
    }
    join("balancer_attribute", "load_balancer", with: ["aws_lb"]) { balancer, answer in
      guard answer.text("key") == "idle_timeout.timeout_seconds" else { return }
      balancer["idle_timeout"] = answer["value"]
    }
  }

  /// Adds answers to the things that their files name, where only one thing has the name.
  ///
  /// - Parameters:
  ///   - part: the type of the answers, which are left out then.
  ///   - attribute: their attribute with the name.
  ///   - types: the types of the things.
  ///   - add: takes what an answer says.
  private mutating func join(
    _ part: String, _ attribute: String, with types: Set<String>, add: (inout AWSItem, AWSItem) -> Void
  ) {
    let answers = items.filter { $0.type == part }
    guard !answers.isEmpty else { return }
    var things: [[String]: [Int]] = [:]
    for (index, item) in items.enumerated() where types.contains(item.type) {
      things[[item.folder, AWSCallTable.fileName(of: item.names[0])], default: []].append(index)
    }
    for answer in answers {
      guard let name = answer.text(attribute), let found = things[[answer.folder, name]], found.count == 1 else {
        continue
      }
      add(&items[found[0]], answer)
    }
    removeAll { $0.type == part }
  }
}

internal import ModelFormats
internal import SourceReading

/// A selector of objects by their labels.
struct KubernetesSelector {
  private struct Expression {
    var key: String
    var condition: String
    var values: Set<String>
  }

  /// Labels that must be there with these values, by key.
  let equals: [(key: String, value: String)]
  private let expressions: [Expression]

  /// Whether it selects everything.
  var isEmpty: Bool { equals.isEmpty && expressions.isEmpty }

  /// The selector of a `matchLabels` and `matchExpressions` mapping; `nil` where there is none.
  init?(_ node: SyntaxNode?) {
    guard let node, case .mapping = node.content else { return nil }
    equals = Self.pairs(of: node["matchLabels"])
    expressions = (node["matchExpressions"]?.items ?? []).compactMap { item in
      guard let key = item["key"]?.text, let condition = item["operator"]?.text else { return nil }
      return Expression(key: key, condition: condition, values: Set((item["values"]?.items ?? []).compactMap(\.text)))
    }
  }

  /// The selector of a plain mapping of labels, as Services have it; `nil` where there is none.
  init?(labels node: SyntaxNode?) {
    guard let node, case .mapping(let pairs) = node.content, !pairs.isEmpty else { return nil }
    equals = Self.pairs(of: node)
    expressions = []
  }

  /// The selector of some labels.
  init(_ labels: [(key: String, value: String)]) {
    equals = labels
    expressions = []
  }

  func matches(_ labels: [String: String]) -> Bool {
    equals.allSatisfy { labels[$0.key] == $0.value }
      && expressions.allSatisfy { expression in
        let value = labels[expression.key]
        return switch expression.condition {
        case "In": value.map { expression.values.contains($0) } ?? false
        case "NotIn": value.map { !expression.values.contains($0) } ?? true
        case "Exists": value != nil
        case "DoesNotExist": value == nil
        default: false
        }
      }
  }

  private static func pairs(of node: SyntaxNode?) -> [(key: String, value: String)] {
    (node?.pairs ?? []).compactMap { pair in
      guard let key = pair.key.text, let value = pair.value.text else { return nil }
      return (key, value)
    }
  }

  /// The labels in a mapping.
  static func labels(of node: SyntaxNode?) -> [String: String] {
    Dictionary(pairs(of: node).map { ($0.key, $0.value) }) { $1 }
  }
}

/// Finds what has labels without looking at everything: by namespace, and by one label.
struct KubernetesLabelIndex {
  private struct Label: Hashable {
    var namespace: String
    var key: String
    var value: String
  }

  private var byLabel: [Label: [Int]] = [:]
  private var byNamespace: [String: [Int]] = [:]

  mutating func add(_ position: Int, namespace: String, labels: [String: String]) {
    byNamespace[namespace, default: []].append(position)
    for (key, value) in labels {
      byLabel[Label(namespace: namespace, key: key, value: value), default: []].append(position)
    }
  }

  /// The candidates for a selector in a namespace, in the order added: all that match, and perhaps more.
  func candidates(_ selector: KubernetesSelector, in namespace: String) -> [Int] {
    let lists = selector.equals.map {
      byLabel[Label(namespace: namespace, key: $0.key, value: $0.value)] ?? []
    }
    return lists.min { $0.count < $1.count } ?? byNamespace[namespace] ?? []
  }
}

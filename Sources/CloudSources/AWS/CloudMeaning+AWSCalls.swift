internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// How Amazon's services call each other, where one row does not say it: load balancers, queues, functions, distributions.
extension CloudMeaning {
  /// A load balancer of requests gives up on a target that stays silent for as long as a connection may be idle.
  func addBalancerCalls(to draft: inout ImportDraft) {
    let groups = Set(resources(Self.targetGroupTypes).map { ComponentID(ImportDraft.cleaned($0.id)) })
    for balancer in resources("aws_lb", "aws_alb") where isComponent(balancer.id) {
      let type = ["load_balancer_type", "type"].lazy.compactMap { balancer.attributes.text(at: $0) }.first
      guard type ?? "application" == "application", let calls = idleTime(of: balancer) else { continue }
      func leads(_ requirement: Requirement) -> Bool {
        var isLeading = false
        requirement.forEachComponent { isLeading = isLeading || groups.contains($0) }
        return isLeading
      }
      let ways = waysByBalancer[balancer.id] ?? ([], [])
      for owner in ways.defaults + ways.rules { draft.state(calls, of: owner) { leads($0.requirement) } }
      // The calls are those of its listeners and rules, if these are known.
      if (ways.defaults + ways.rules).isEmpty { draft.state(calls, of: balancer.id) { leads($0.requirement) } }
    }
  }

  private func idleTime(of balancer: CloudResource) -> StatedCalls? {
    var seconds = balancer.attributes.stated(at: "idle_timeout")
    for attribute in balancer.attributes.values(at: "load_balancer_attributes")
    where attribute["key"]?.text == "idle_timeout.timeout_seconds" {
      seconds = attribute["value"]?.text
    }
    let timeout = seconds.flatMap { ForeignDuration.read($0, unit: "s") }
    return timeout.map { StatedCalls(timeout: $0) }
  }

  /// A distribution tries each origin, and waits for its answer, as its own block says; a group of origins, as all of them say.
  func addDistributionCalls(to found: inout CallsBySource) {
    for distribution in resources("aws_cloudfront_distribution") where isComponent(distribution.id) {
      var common: StatedCalls?
      for origin in distribution.attributes.values(at: "origin") {
        let calls = StatedCalls(
          tries: origin.int(at: "connection_attempts"),
          timeout: CloudCalls.time(at: "custom_origin_config.origin_read_timeout", .seconds, of: origin))
        common = common?.common(with: calls) ?? calls
        let source = "\(distribution.source).origin" + (origin["origin_id"]?.text.map { "[\"\($0)\"]" } ?? "")
        found.add(calls, of: distribution.id, from: source)
      }
      if let common { found.add(common, of: distribution.id, from: "\(distribution.source).origin_group") }
    }
  }

  // MARK: Queues

  /// Who is given a message of a queue has as long as the message stays hidden from others; after that it is given again,
  /// unless it was received as often as the queue allows.
  func addQueueCalls(to found: inout CallsBySource) {
    let queues = resources("aws_sqs_queue")
    guard !queues.isEmpty else { return }
    var policies: [String: CloudValue] = [:]
    for policy in resources("aws_sqs_queue_redrive_policy") {
      for queue in ids(of: policy, "queue_url", "aws_sqs_queue") {
        policies[queue] = policy.attributes["redrive_policy"]
      }
    }
    for mapping in resources("aws_lambda_event_source_mapping") where isComponent(mapping.id) {
      for id in ids(of: mapping, "event_source_arn", "aws_sqs_queue") {
        guard let queue = inventory[id] else { continue }
        let receives = (queue.attributes["redrive_policy"] ?? policies[id]).flatMap(Self.receives)
        let calls = StatedCalls(
          tries: receives,
          timeout: CloudCalls.time(at: "visibility_timeout_seconds", .seconds, of: queue.attributes))
        found.add(calls, of: mapping.id, from: "\(mapping.source).function_name")
      }
    }
  }

  /// How often a message may be received, by a policy that is JSON in a text, or values.
  private static func receives(_ policy: CloudValue) -> Int? {
    guard case .text(let text) = policy else { return policy.int(at: "max_receive_count") }
    guard text.utf8.count < 10_000 else { return nil }
    let document = JSONReader(quotesText: false).read(Array(text.utf8), file: "").document
    return document?["maxReceiveCount"]?.int
  }

  // MARK: Functions

  /// A function that takes longer than its time is stopped, and its caller learns so.
  func addFunctionTimes(to draft: inout ImportDraft) {
    var longest: [ComponentID: StatedCalls] = [:]
    for function in resources("aws_lambda_function") where isComponent(function.id) {
      let calls = StatedCalls(timeout: CloudCalls.time(at: "timeout", .seconds, of: function.attributes))
      if !calls.isEmpty { longest[ComponentID(ImportDraft.cleaned(function.id))] = calls }
    }
    draft.limitCalls(longest)
  }
}

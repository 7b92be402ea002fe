internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Permitted calls, and what is asked before something is made.
extension KubernetesBuilder {
  mutating func addPolicies() {
    for policy in inventory.objects(.networkPolicy) { addPolicy(policy) }
    for webhook in inventory.objects(.webhook) { addWebhook(webhook) }
    for api in inventory.objects(.apiService) { addService(of: api) }
  }

  /// A part of the API that is not the API server's own is answered by a Service.
  private mutating func addService(of api: KubernetesObject) {
    guard let name = api.spec?[path: "service", "name"]?.text, !name.isEmpty else { return }
    let namespace = api.spec?[path: "service", "namespace"]?.text ?? "default"
    draft.relate(
      api.id, .needs, KubernetesObject.id("service", name, in: namespace), source: "\(api.source) service",
      at: api.place)
  }

  // MARK: Network policies

  /// A policy is a setting of those that it selects. Whom it lets call whom by name is a hint of who does.
  private mutating func addPolicy(_ policy: KubernetesObject) {
    let namespace = policy.namespace ?? "default"
    guard let selector = KubernetesSelector(policy.spec?["podSelector"]) else { return }
    let selected = selected(selector, in: namespace, by: policy)
    for position in selected {
      draft.relate(
        workloads[position].id, .configuredBy, policy.id, source: "\(policy.source) podSelector", at: policy.place)
    }
    guard !selector.isEmpty else { return }
    for rule in policy.spec?["ingress"]?.items ?? [] {
      for peer in rule["from"]?.items ?? [] {
        let callers = peers(peer, in: namespace, of: policy)
        guard hasRoom(for: callers.count * selected.count, of: Self.length(of: policy)) else { return }
        for caller in callers {
          hint(from: caller, to: selected, source: "\(policy.source) ingress", at: peer.place)
        }
      }
    }
    for rule in policy.spec?["egress"]?.items ?? [] {
      for peer in rule["to"]?.items ?? [] {
        let called = peers(peer, in: namespace, of: policy)
        guard hasRoom(for: called.count * selected.count, of: Self.length(of: policy)) else { return }
        for caller in selected { hint(from: caller, to: called, source: "\(policy.source) egress", at: peer.place) }
      }
    }
  }

  /// The workloads that a peer names one by one: by labels, in this namespace or one that is named.
  private mutating func peers(_ peer: SyntaxNode, in namespace: String, of policy: KubernetesObject) -> [Int] {
    guard let selector = KubernetesSelector(peer["podSelector"]), !selector.isEmpty else { return [] }
    guard let other = KubernetesSelector(peer["namespaceSelector"]) else {
      return selected(selector, in: namespace, by: policy)
    }
    guard let named = other.equals.first(where: { $0.key == "kubernetes.io/metadata.name" })?.value else { return [] }
    return selected(selector, in: named, by: policy)
  }

  /// Permission is not proof: what is allowed is a soft use, where nothing else is known of the two.
  private mutating func hint(from caller: Int, to called: [Int], source: String, at place: Place) {
    for position in called where position != caller {
      // Each may be behind many Services.
      guard hasRoom(for: membership.serviceCount(of: position), of: 8) else { return }
      let services = membership.services(of: position)
      for target in services.isEmpty ? [workloads[position].id] : services
      where !membership.isBehind(target, caller) {
        hints.append(
          AddressHint(workload: caller, target: target, source: source, place: place))
      }
    }
  }

  // MARK: Webhooks

  /// A webhook that is asked before pods are made keeps all of them from being made anew when it does not answer.
  private mutating func addWebhook(_ webhook: KubernetesObject) {
    for item in webhook.node["webhooks"]?.items ?? [] {
      if let name = item[path: "clientConfig", "service", "name"]?.text {
        let namespace = item[path: "clientConfig", "service", "namespace"]?.text ?? "default"
        draft.relate(
          webhook.id, .needs, KubernetesObject.id("service", name, in: namespace),
          source: "\(webhook.source) clientConfig", at: item.place)
      }
      guard item["failurePolicy"]?.text != "Ignore", Self.matchesPods(item) else { continue }
      let namespaces = KubernetesSelector(item["namespaceSelector"])
      let objects = KubernetesSelector(item["objectSelector"])
      guard hasRoom(for: workloads.count, of: Self.length(of: webhook)) else { return }
      for workload in workloads {
        if let namespaces, !namespaces.matches(labels(ofNamespace: workload.namespace)) { continue }
        if let objects, !objects.matches(workload.labels) { continue }
        draft.relate(
          workload.id, .startNeeds, webhook.id, source: "\(webhook.source) failurePolicy Fail", at: item.place)
      }
    }
  }

  /// Whether a webhook is asked when a pod is made.
  private static func matchesPods(_ webhook: SyntaxNode) -> Bool {
    (webhook["rules"]?.items ?? []).contains { rule in
      func has(_ key: String, _ values: Set<String>) -> Bool {
        (rule[key]?.items ?? []).contains { $0.text.map { values.contains($0) } ?? false }
      }
      return has("resources", ["pods", "*", "*/*", "pods/*"]) && has("operations", ["CREATE", "*"])
        && has("apiGroups", ["", "*"])
    }
  }

  private func labels(ofNamespace name: String) -> [String: String] {
    var labels = inventory[KubernetesObject.id("namespace", name, in: nil)]?.labels ?? [:]
    labels["kubernetes.io/metadata.name"] = name
    return labels
  }
}

internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Settings of workloads: config maps, secrets, accounts, scaling.
extension KubernetesBuilder {
  /// A ConfigMap or Secret that a pod names.
  struct SettingReference {
    var kind: String
    var name: String
    /// The one key that is read; `nil` where all are.
    var key: String?
    var isOptional: Bool
    /// The part of the pod that names it.
    var use: String
    /// The variable whose value it is.
    var variable: String?
    var isOfInitContainer = false
    var place: Place
  }

  mutating func addSettings() {
    for workload in workloads {
      for reference in Self.settings(of: workload.podSpec) {
        let id = KubernetesObject.id(reference.kind, reference.name, in: workload.namespace)
        let isThere = inventory[ImportDraft.cleaned(id)] != nil
        if !isThere, reference.isOptional || KubernetesKind.givenSettings.contains(reference.name) { continue }
        // An operator makes it with the address of what it makes besides.
        if !isThere, hosts.secrets[ImportDraft.cleaned(id)] != nil { continue }
        let source = "\(workload.source) \(reference.use)"
        // Without it no pod starts; those that run have read it.
        if !reference.isOptional { draft.relate(workload.id, .startNeeds, id, source: source, at: reference.place) }
        draft.relate(workload.id, .configuredBy, id, source: source, at: reference.place)
      }
      if let account = workload.podSpec?["serviceAccountName"]?.text ?? workload.podSpec?["serviceAccount"]?.text,
        !account.isEmpty
      {
        let id = KubernetesObject.id("serviceaccount", account, in: workload.namespace)
        if inventory[ImportDraft.cleaned(id)] != nil || account != "default" {
          let source = "\(workload.source) serviceAccountName"
          draft.relate(workload.id, .startNeeds, id, source: source, at: workload.place)
          draft.relate(workload.id, .configuredBy, id, source: source, at: workload.place)
        }
      }
    }
    addScaling()
    addNamespaces()
  }

  /// The ConfigMaps and Secrets that pods of a specification are made from.
  static func settings(of podSpec: SyntaxNode?) -> [SettingReference] {
    guard let podSpec else { return [] }
    var found: [SettingReference] = []
    func note(
      _ kind: String, _ node: SyntaxNode?, _ nameKey: String = "name", use: String, isWithKey: Bool = false,
      variable: String? = nil, isInit: Bool = false
    ) {
      guard let node, let name = node[nameKey]?.text, !name.isEmpty else { return }
      found.append(
        SettingReference(
          kind: kind, name: name, key: isWithKey ? node["key"]?.text : nil, isOptional: node["optional"]?.bool == true,
          use: use, variable: variable, isOfInitContainer: isInit, place: node.place))
    }
    for (key, isInit) in [("initContainers", true), ("containers", false)] {
      for container in podSpec[key]?.items ?? [] {
        for variable in container["env"]?.items ?? [] {
          let name = variable["name"]?.text ?? ""
          let from = variable["valueFrom"]
          note(
            "configmap", from?["configMapKeyRef"], use: "env \(name)", isWithKey: true, variable: name, isInit: isInit)
          note("secret", from?["secretKeyRef"], use: "env \(name)", isWithKey: true, variable: name, isInit: isInit)
        }
        for source in container["envFrom"]?.items ?? [] {
          note("configmap", source["configMapRef"], use: "envFrom", isInit: isInit)
          note("secret", source["secretRef"], use: "envFrom", isInit: isInit)
        }
      }
    }
    for volume in podSpec["volumes"]?.items ?? [] {
      let use = "volume \(volume["name"]?.text ?? "")"
      note("configmap", volume["configMap"], use: use)
      note("secret", volume["secret"], "secretName", use: use)
      for source in volume[path: "projected", "sources"]?.items ?? [] {
        note("configmap", source["configMap"], use: use)
        note("secret", source["secret"], use: use)
      }
    }
    for secret in podSpec["imagePullSecrets"]?.items ?? [] { note("secret", secret, use: "imagePullSecrets") }
    return found
  }

  // MARK: Scaling

  private mutating func addScaling() {
    for scaler in inventory.objects(.autoscaler) {
      guard let id = scaledWorkload(of: scaler) else { continue }
      guard workloadByID[id] != nil else {
        draft.notes.addUnresolved("\(scaler.id) → \(ForeignName.quoted(id: id))")
        continue
      }
      draft.relate(id, .configuredBy, scaler.id, source: "\(scaler.source) scaleTargetRef", at: scaler.place)
      // How busy pods are is asked of an API that something in the cluster serves.
      let metrics = KubernetesObject.id("apiservice", "v1beta1.metrics.k8s.io", in: nil)
      if inventory[metrics]?.role == .apiService {
        draft.relate(
          scaler.id, .uses, metrics, confidence: .inferred, source: "\(scaler.source): measures", at: scaler.place)
      }
    }
    addBudgets()
  }

  /// Deleting a namespace deletes what is in it; it does not fail by itself.
  private mutating func addNamespaces() {
    let namespaces = Dictionary(
      inventory.objects(.namespace).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    guard !namespaces.isEmpty else { return }
    let members =
      workloads.map { ($0.id, $0.namespace, $0.place) }
      + inventory.objects(.service).map { ($0.id, $0.namespace ?? "default", $0.place) }
    for (id, namespace, place) in members {
      guard let object = namespaces[namespace] else { continue }
      draft.relate(id, .configuredBy, object.id, source: object.source, at: place)
    }
  }
}

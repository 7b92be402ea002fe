internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Storage: claims, volumes and the disks behind them.
extension KubernetesBuilder {
  mutating func addVolumes() {
    for workload in workloads {
      // The mounts of pods are theirs if the pods are known.
      if workload.pods.isEmpty {
        mount(workload.podSpec, on: workload.id, workload.namespace, source: workload.source, at: workload.place)
      } else {
        for pod in workload.pods where !draft.isFull { mount(pods[pod], of: workload) }
      }
    }
    relateVolumes()
    relateClaims()
  }

  private mutating func mount(_ pod: KubernetesPod, of workload: KubernetesWorkload) {
    var templates: Set<String> = []
    for template in workload.claimTemplates {
      guard let name = template[path: "metadata", "name"]?.text, !name.isEmpty else { continue }
      templates.insert(name)
      let id = ImportDraft.cleaned(
        KubernetesObject.id("persistentvolumeclaim", "\(name)-\(pod.name)", in: pod.namespace))
      let source = "\(workload.source) volumeClaimTemplates \(name)"
      if !draft.contains(id) {
        draft.add(id, kind: "k8s/volume-claim", source: source, at: template.place)
        let storageClass =
          template[path: "spec", "storageClassName"]?.text
          ?? template[path: "metadata", "annotations"]?["volume.beta.kubernetes.io/storage-class"]?.text
        relateStorageClass(id, storageClass, source: source, at: template.place)
      }
      draft.relate(pod.id, .needs, id, source: source, at: template.place)
    }
    mount(
      pod.podSpec, except: pod.confidence == .observed ? [] : templates, on: pod.id, pod.namespace, source: pod.source,
      at: pod.place)
  }

  /// The volumes of a pod and what they refer to.
  private mutating func mount(
    _ podSpec: SyntaxNode?, except templates: Set<String> = [], on owner: String, _ namespace: String, source: String,
    at place: Place
  ) {
    for volume in podSpec?["volumes"]?.items ?? [] {
      let name = volume["name"]?.text ?? ""
      let source = "\(source) volume \(name)"
      if let claim = volume[path: "persistentVolumeClaim", "claimName"]?.text, !claim.isEmpty,
        !templates.contains(name)
      {
        draft.relate(
          owner, .needs, KubernetesObject.id("persistentvolumeclaim", claim, in: namespace), source: source,
          at: volume.place)
      }
      addStores(of: volume, for: VolumeUse(id: owner, namespace: namespace, source: source, place: volume.place))
    }
  }

  // MARK: Volumes

  private mutating func relateVolumes() {
    for volume in inventory.objects(.volume) {
      guard let spec = volume.spec else { continue }
      let affinity = spec[path: "nodeAffinity", "required"]
      require(
        volume.id, zones: Self.zones(of: affinity), confidence: .observed, source: "\(volume.source) nodeAffinity",
        at: volume.place)
      let nodes = Self.values(of: affinity) { $0 == "kubernetes.io/hostname" || $0 == "metadata.name" }
      if nodes.count == 1 {
        put(volume.id, onNode: nodes[0], source: "\(volume.source) nodeAffinity", at: volume.place)
      } else if spec["hostPath"] != nil || spec["local"] != nil {
        note(volume.id, under: "is on the disk of a node, and the files don't say which")
      }
      let labels = volume.labels
      let zones = Self.zones(of: affinity)
      let label = Self.zoneKeys.sorted().lazy.compactMap { labels[$0] }.first
      addStores(
        of: spec,
        for: VolumeUse(
          id: volume.id, namespace: spec[path: "claimRef", "namespace"]?.text ?? "default",
          zones: zones.isEmpty ? label?.split(separator: "__").map(String.init) ?? [] : zones, isVolume: true,
          source: volume.source, place: volume.place))
    }
  }

  // MARK: Claims

  private mutating func relateClaims() {
    var byClaim: [String: String] = [:]
    var free: [String: [KubernetesObject]] = [:]
    for volume in inventory.objects(.volume) {
      if let name = volume.spec?[path: "claimRef", "name"]?.text {
        let namespace = volume.spec?[path: "claimRef", "namespace"]?.text ?? "default"
        byClaim[KubernetesObject.id("persistentvolumeclaim", name, in: namespace)] = volume.id
      } else if let storageClass = volume.spec?["storageClassName"]?.text, !storageClass.isEmpty {
        free[storageClass, default: []].append(volume)
      }
    }
    for claim in inventory.objects(.claim) {
      let storageClass =
        claim.spec?["storageClassName"]?.text ?? claim.annotation("volume.beta.kubernetes.io/storage-class")
      relateStorageClass(claim.id, storageClass, source: claim.source, at: claim.place)
      if let volume = claim.spec?["volumeName"]?.text, !volume.isEmpty {
        draft.relate(
          claim.id, .needs, KubernetesObject.id("persistentvolume", volume, in: nil), confidence: .observed,
          source: "\(claim.source) volumeName", at: claim.place)
      } else if let volume = byClaim[claim.id] {
        draft.relate(
          claim.id, .needs, volume, confidence: .observed, source: "\(claim.source) claimRef of its volume",
          at: claim.place)
      } else if let storageClass, let volumes = free[storageClass] {
        bind(claim, to: volumes, storageClass)
      }
    }
  }

  /// A claim that takes a volume of its class: the only one there is, or one of several.
  private mutating func bind(_ claim: KubernetesObject, to volumes: [KubernetesObject], _ storageClass: String) {
    let source = "\(claim.source) storageClassName \(storageClass)"
    if volumes.count > 1 {
      let told = ForeignName.quoted(storageClass, or: "without a plain name")
      draft.notes.addAmbiguous("\(claim.id): takes one of \(volumes.count) volumes of the class '\(told)'")
    }
    // As many as all claims of a class would be too much to write out for each of them.
    draft.relateRedundant(
      claim.id, of: volumes.prefix(20).map { Self.target($0.id) }, confidence: .inferred, source: source,
      at: claim.place)
  }

  /// A class makes volumes: a claim that has its own does not miss it.
  private mutating func relateStorageClass(_ claim: String, _ name: String?, source: String, at place: Place) {
    guard let name, !name.isEmpty else { return }
    let id = KubernetesObject.id("storageclass", name, in: nil)
    guard let storageClass = inventory[id] else { return }
    draft.relate(claim, .startNeeds, id, source: "\(source) storageClassName", at: place)
    limit(claim, by: storageClass)
  }
}

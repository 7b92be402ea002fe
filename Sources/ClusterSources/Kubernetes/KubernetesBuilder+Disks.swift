internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The disks, file systems and servers that volumes are on.
extension KubernetesBuilder {
  /// What states a volume.
  struct VolumeUse {
    /// The pod, workload or volume.
    var id: String
    var namespace: String
    /// The zones that a volume states.
    var zones: [String] = []
    /// Whether it is an object of its own: then it is its disk.
    var isVolume = false
    var source: String
    var place: Place
  }

  /// Storage of sorts that no rule follows.
  private static let otherStores: Set<String> = [
    "fc", "flexVolume", "flocker", "photonPersistentDisk", "portworxVolume", "quobyte", "scaleIO", "storageos",
    "vsphereVolume",
  ]

  /// Relates a pod or a volume to what it is on.
  mutating func addStores(of volume: SyntaxNode, for use: VolumeUse) {
    for (key, value) in volume.pairs {
      guard let name = key.text, let (stores, rule) = stores(name, value, use) else { continue }
      guard !stores.isEmpty else { continue }
      if use.isVolume, stores.count == 1, !stores[0].isShared {
        if let identity = stores[0].identity { draft.identify(use.id, as: identity) }
        continue
      }
      let targets = stores.map { Self.target(add($0, for: use)) }
      switch rule {
      case .all:
        for target in targets {
          draft.relate(use.id, .needs, target, confidence: .referenced, source: use.source, at: use.place)
        }
      case .any:
        draft.relateRedundant(
          use.id, of: targets, confidence: .referenced, source: "\(use.source) \(name)", at: use.place)
      case .majority:
        let majority = Group.Threshold.atLeast(Amount(Int32(clamping: Set(targets).count / 2 + 1)))
        draft.relateRedundant(
          use.id, of: targets, threshold: majority, confidence: .inferred, source: "\(use.source) \(name), by majority",
          at: use.place)
      }
    }
  }

  /// What a part of a volume names; `nil` where it is no storage.
  private mutating func stores(
    _ key: String, _ value: SyntaxNode, _ use: VolumeUse
  ) -> (stores: [VolumeStore], rule: VolumeStore.Rule)? {
    func one(_ store: VolumeStore?) -> (stores: [VolumeStore], rule: VolumeStore.Rule) {
      ([store].compactMap { $0 }, .all)
    }
    switch key {
    case "awsElasticBlockStore":
      return one(
        value["volumeID"]?.text?.split(separator: "/").last.map {
          VolumeStore($0, identity: "aws:" + $0, isShared: false)
        })
    case "gcePersistentDisk":
      return one(
        value["pdName"]?.text.flatMap {
          $0.isEmpty ? nil : VolumeStore.googleDisk($0, project: googleProject, zones: use.zones)
        })
    case "azureDisk":
      let name = value["diskName"]?.text
      return one(
        value["diskURI"]?.text.flatMap { VolumeStore.azureDisk($0, name: name) }
          ?? name.flatMap { $0.isEmpty ? nil : VolumeStore($0, isShared: false) })
    case "azureFile":
      guard let share = value["shareName"]?.text, !share.isEmpty else { return nil }
      let namespace = value["secretNamespace"]?.text ?? use.namespace
      let secret = value["secretName"]?.text ?? ""
      return one(
        .azureShare(
          share, account: azureAccount(secret, namespace), service: "file", owner: "\(namespace)/\(secret)"))
    case "cinder":
      return one(
        value["volumeID"]?.text.flatMap {
          $0.isEmpty
            ? nil : VolumeStore($0, identity: "openstack_blockstorage_volume_v3:" + $0, isShared: false)
        })
    case "nfs": return one(value["server"]?.text.flatMap(VolumeStore.server))
    case "cephfs", "rbd":
      return ((value["monitors"]?.items ?? []).compactMap { $0.text.flatMap(VolumeStore.server) }, .majority)
    case "iscsi":
      let portals = [value["targetPortal"]].compactMap { $0 } + (value["portals"]?.items ?? [])
      return (portals.compactMap { $0.text.flatMap(VolumeStore.server) }, .any)
    case "glusterfs":
      guard let name = value["endpoints"]?.text, !name.isEmpty else { return nil }
      let id = KubernetesObject.id("service", name, in: value["endpointsNamespace"]?.text ?? use.namespace)
      draft.relate(use.id, .needs, id, source: "\(use.source) glusterfs", at: use.place)
      return nil
    case "csi":
      let secret = value["nodeStageSecretRef"] ?? value["nodePublishSecretRef"]
      var account: String?
      if let name = secret?["name"]?.text, value["driver"]?.text?.hasSuffix(".csi.azure.com") == true {
        account = azureAccount(name, secret?["namespace"]?.text ?? use.namespace)
      }
      let project = googleProject
      return VolumeStore.ofDriver(value, account: account) {
        VolumeStore.googleDisk($0, project: project, zones: use.zones)
      }
    case _ where Self.otherStores.contains(key):
      note(use.id, under: "is on storage that no rule follows further")
      return nil
    default: return nil
    }
  }

  /// Adds what a volume is on, and gives its id: that of a Service if it is one of the cluster's.
  private mutating func add(_ store: VolumeStore, for use: VolumeUse) -> String {
    if store.isServer, let match = hosts.find(store.name.lowercased(), from: use.namespace), match.isQualified {
      return match.id
    }
    var id = "disk/" + store.name
    // Two of one name are two.
    if let key = diskKeys[id], key != store.key { id = "disk/" + store.key }
    diskKeys[id] = store.key
    draft.add(id, kind: "volume", source: use.source, at: use.place)
    if let identity = store.identity { draft.identify(id, as: identity) }
    if let host = store.host {
      draft.relate(id, .needs, addExternal(host, source: use.source, at: use.place), source: use.source, at: use.place)
    }
    return id
  }

  /// The account of Azure's that a Secret names: the host of its shares, and no secret itself.
  private mutating func azureAccount(_ secret: String, _ namespace: String) -> String? {
    let id = ImportDraft.cleaned(KubernetesObject.id("secret", secret, in: namespace))
    guard let name = settings.text(id, "azurestorageaccountname", in: inventory), (3...24).contains(name.utf8.count),
      name.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
    else { return nil }
    return name
  }

  /// The project that all nodes on machines of Google's are of.
  static func googleProject(of inventory: KubernetesInventory) -> String? {
    var found: String?
    for node in inventory.objects(.node) {
      guard let id = node.spec?["providerID"]?.text, id.hasPrefix("gce://"),
        let project = id.dropFirst("gce://".count).split(separator: "/").first.map(String.init)
      else { continue }
      if let found, found != project { return nil }
      found = project
    }
    return found
  }
}

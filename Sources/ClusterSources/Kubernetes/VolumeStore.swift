internal import ModelFormats
internal import SourceReading

/// Storage outside of a cluster that a volume is on: a disk, a file system, a server.
struct VolumeStore {
  /// How many of several stores a volume needs.
  enum Rule { case all, any, majority }

  /// What it is called for people.
  var name: String
  /// What other sources call it.
  var identity: String?
  /// What distinguishes it from others of the name.
  var key: String
  /// Whether several volumes may be on it: then it is no volume's own disk.
  var isShared = false
  /// The host that it is reached by.
  var host: String?
  /// Whether it is a server, which may be in the cluster.
  var isServer = false

  init(
    _ name: some StringProtocol, identity: String? = nil, key: String? = nil, isShared: Bool = true, host: String? = nil
  ) {
    self.name = String(name)
    self.identity = identity
    self.key = key ?? identity ?? String(name)
    self.isShared = isShared
    self.host = host
  }

  /// A server, of which a port may be stated.
  static func server(_ address: String) -> VolumeStore? {
    var host = address[...]
    if host.first == "[", let end = host.firstIndex(of: "]") {
      host = host[host.index(after: host.startIndex)..<end]
    } else if host.count(where: { $0 == ":" }) == 1 {
      host = host.prefix { $0 != ":" }
    }
    guard !host.isEmpty else { return nil }
    var store = VolumeStore(host, identity: "host:" + host.lowercased())
    store.isServer = true
    return store
  }

  /// A managed disk of Azure by its id, or a blob by its URL.
  static func azureDisk(_ address: String, name: String? = nil) -> VolumeStore? {
    // Behind a question mark there may be a signature.
    let path = address.prefix { $0 != "?" }
    guard let last = path.split(separator: "/").last else { return nil }
    let isID = path.lowercased().hasPrefix("/subscriptions/")
    return VolumeStore(
      isID ? last : name.map { $0[...] } ?? last, identity: isID ? "azure:" + path.lowercased() : nil,
      key: path.lowercased(), isShared: false)
  }

  /// A share or container of an account of Azure.
  static func azureShare(_ name: String, account: String?, service: String, owner: String) -> VolumeStore {
    VolumeStore(
      name, key: "\(account ?? owner)/\(name)", host: account.map { "\($0.lowercased()).\(service).core.windows.net" })
  }

  /// A disk of Google's by its name, as far as its project and its zones are known.
  static func googleDisk(_ name: String, project: String?, zones: [String]) -> VolumeStore {
    let location: String? =
      switch zones.count {
      case 0: nil
      case 1: "zones/\(zones[0])"
      default: zones[0].lastIndex(of: "-").map { "regions/\(zones[0][..<$0])" }
      }
    guard let project, let location else { return VolumeStore(name, isShared: false) }
    return VolumeStore(name, identity: "gcp:projects/\(project)/\(location)/disks/\(name)", isShared: false)
  }

  // MARK: Drivers

  /// The types of cloud disks by the driver whose handles are their ids.
  private static let typesByDriver = [
    "cinder.csi.openstack.org": "openstack_blockstorage_volume_v3", "dobs.csi.digitalocean.com": "digitalocean_volume",
    "csi.hetzner.cloud": "hcloud_volume",
  ]

  /// What a volume of a driver is on, and how many of it are needed.
  ///
  /// - Parameters:
  ///   - volume: the driver, its handle and its attributes.
  ///   - account: the account of Azure that the volume's secret names.
  ///   - disk: a disk of Google's of a name.
  static func ofDriver(
    _ volume: SyntaxNode, account: String?, disk: (String) -> VolumeStore
  ) -> (stores: [VolumeStore], rule: Rule) {
    let driver = volume["driver"]?.text ?? ""
    let handle = volume["volumeHandle"]?.text ?? ""
    let attributes = volume["volumeAttributes"]
    func one(_ store: VolumeStore?) -> (stores: [VolumeStore], rule: Rule) { ([store].compactMap { $0 }, .all) }
    switch driver {
    case "efs.csi.aws.com":
      let parts = handle.split(separator: ":").filter { $0.hasPrefix("fs-") || $0.hasPrefix("fsap-") }
      return (parts.map { VolumeStore($0, identity: "aws:" + $0) }, .all)
    case "fsx.csi.aws.com", "fsx.openzfs.csi.aws.com":
      return handle.isEmpty ? ([], .all) : one(VolumeStore(handle, identity: "aws:" + handle))
    case "s3.csi.aws.com":
      return one(attributes?["bucketName"]?.text.map { VolumeStore($0, identity: "arn:arn:aws:s3:::" + $0) })
    case "pd.csi.storage.gke.io":
      let parts = handle.split(separator: "/").map(String.init)
      guard let name = parts.last else { return ([], .all) }
      // A disk that was there before states neither project nor zone.
      if parts.contains("UNSPECIFIED") { return one(disk(name)) }
      return one(VolumeStore(name, identity: parts.first == "projects" ? "gcp:" + handle : nil, isShared: false))
    case "filestore.csi.storage.gke.io": return one(attributes?["ip"]?.text.flatMap(server))
    case "nfs.csi.k8s.io": return one(attributes?["server"]?.text.flatMap(server))
    case "smb.csi.k8s.io":
      return one(attributes?["source"]?.text?.split(separator: "/").first.flatMap { server(String($0)) })
    case "file.csi.azure.com", "blob.csi.azure.com":
      let parts = handle.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      let isFile = driver.hasPrefix("file")
      let name = attributes?[isFile ? "shareName" : "containerName"]?.text ?? (parts.count > 2 ? parts[2] : nil)
      let owner = attributes?["storageAccount"]?.text ?? (parts.count > 1 ? parts[1] : account)
      guard let name = name ?? (handle.isEmpty ? nil : handle) else { return ([], .all) }
      return one(azureShare(name, account: owner, service: isFile ? "file" : "blob", owner: handle))
    case "disk.csi.azure.com": return one(azureDisk(handle))
    case _ where driver.hasSuffix("cephfs.csi.ceph.com") || driver.hasSuffix("rbd.csi.ceph.com"):
      if let monitors = attributes?["monitors"]?.text {
        return (monitors.split(separator: ",").compactMap { server(String($0)) }, .majority)
      }
      return one(attributes?["clusterID"]?.text.map { VolumeStore($0, key: "ceph:" + $0) })
    default: return handle.isEmpty ? ([], .all) : one(ofHandle(handle, driver))
    }
  }

  /// A disk by a handle that says what it is.
  private static func ofHandle(_ handle: String, _ driver: String) -> VolumeStore? {
    if handle.lowercased().hasPrefix("/subscriptions/") { return azureDisk(handle) }
    guard let name = handle.split(separator: "/").last else { return nil }
    let identity =
      if handle.hasPrefix("projects/") {
        "gcp:" + handle
      } else if let type = typesByDriver[driver] {
        "\(type):\(name)"
      } else {
        (driver.hasSuffix(".csi.aws.com") ? "aws:" : "provider:") + name
      }
    return VolumeStore(name, identity: identity, isShared: false)
  }
}

import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// Volumes that name disks, file systems and servers outside of the cluster.
@Suite struct KubernetesDiskTests {
  private static func volume(_ name: String, _ rest: String, labels: String = "") -> String {
    "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: { name: \(name), labels: { \(labels) } }\nspec: { \(rest) }\n"
  }

  private static func pod(_ volume: String) -> String {
    "---\napiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { volumes: [{ name: v, \(volume) }], containers: [{}] }\n"
  }

  private static let node =
    "---\napiVersion: v1\nkind: Node\nmetadata: { name: n }\nspec: { providerID: gce://shop/europe-west1-b/n }\n"

  @Test(
    "A pod needs the disk or server that its volume names",
    arguments: [
      (
        "azureDisk: { diskName: d, diskURI: /subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/D }",
        ["disk/D"]
      ),
      ("azureDisk: { diskName: d, diskURI: 'https://x.blob.core.windows.net/vhds/d.vhd?sig=word' }", ["disk/d"]),
      ("gcePersistentDisk: { pdName: data }", ["disk/data"]),
      ("awsElasticBlockStore: { volumeID: 'aws://eu-west-1a/vol-0123456789' }", ["disk/vol-0123456789"]),
      ("azureFile: { shareName: files, secretName: account }", ["disk/files"]),
      ("nfs: { server: 10.0.0.5, path: / }", ["disk/10.0.0.5"]),
      ("iscsi: { targetPortal: '10.0.0.5:3260', iqn: x, lun: 0 }", ["disk/10.0.0.5"]),
      (
        "iscsi: { targetPortal: '10.0.0.5:3260', portals: ['10.0.0.6:3260'], iqn: x, lun: 0 }",
        ["any of disk/10.0.0.5, disk/10.0.0.6"]
      ),
      (
        "cephfs: { monitors: ['10.0.0.1:6789', '10.0.0.2:6789', '[2001:db8::5]:6789'] }",
        ["2 of disk/10.0.0.1, disk/10.0.0.2, disk/2001:db8::5"]
      ),
      ("csi: { driver: nfs.csi.k8s.io, volumeAttributes: { server: files.example.com } }", ["disk/files.example.com"]),
      (
        "csi: { driver: smb.csi.k8s.io, volumeAttributes: { source: //files.example.com/x } }",
        ["disk/files.example.com"]
      ),
      ("emptyDir: {}", []),
    ])
  func pods(_ volume: String, _ expected: [String]) throws {
    #expect(try KubernetesReading(text: Self.pod(volume)).requirements(.needs, "default/pod/p") == expected)
  }

  @Test(
    "A volume of a driver needs the file system that others may be on too",
    arguments: [
      (
        "driver: efs.csi.aws.com, volumeHandle: 'fs-0123456789::fsap-0123456789'",
        ["disk/fs-0123456789", "disk/fsap-0123456789"]
      ),
      ("driver: fsx.csi.aws.com, volumeHandle: fs-0123456789", ["disk/fs-0123456789"]),
      ("driver: s3.csi.aws.com, volumeHandle: x, volumeAttributes: { bucketName: files }", ["disk/files"]),
      (
        "driver: filestore.csi.storage.gke.io, volumeHandle: modeInstance/a/b/c, volumeAttributes: { ip: 10.0.0.9 }",
        ["disk/10.0.0.9"]
      ),
      ("driver: file.csi.azure.com, volumeHandle: 'group#account#files#'", ["disk/files"]),
      ("driver: rook-ceph.rbd.csi.ceph.com, volumeHandle: x, volumeAttributes: { clusterID: rook }", ["disk/rook"]),
      ("driver: ebs.csi.aws.com, volumeHandle: vol-0123456789", []),
    ])
  func drivers(_ csi: String, _ expected: [String]) throws {
    let read = try KubernetesReading(text: Self.volume("one", "csi: { \(csi) }") + Self.pod("emptyDir: {}"))
    #expect(read.requirements(.needs, "persistentvolume/one") == expected)
  }

  @Test("Shares of one name in two accounts are two, and fail with their accounts")
  func shares() throws {
    let read = try KubernetesReading(
      text: Self.volume("one", "csi: { driver: file.csi.azure.com, volumeHandle: 'g#first#files#' }")
        + Self.volume("two", "azureFile: { shareName: files, secretName: s, secretNamespace: x }")
        + "---\napiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: x }\nstringData: { azurestorageaccountname: second, azurestorageaccountkey: word }\n"
        + Self.pod("emptyDir: {}"))
    #expect(
      try read.lost("host/first.file.core.windows.net") == ["disk/files", "persistentvolume/one"])
    #expect(
      try read.lost("host/second.file.core.windows.net") == ["disk/second/files", "persistentvolume/two"])
  }

  @Test("A file server that is a Service of the cluster is that Service, and unknown storage is reported")
  func servers() throws {
    let read = try KubernetesReading(
      text: Self.volume("one", "nfs: { server: files.default.svc.cluster.local, path: / }")
        + Self.volume("two", "fc: { targetWWNs: [x], lun: 0 }") + KubernetesReadingTests.app("files"))
    #expect(try read.lost("default/deployment/files") == ["default/service/files", "persistentvolume/one"])
    #expect(read.notes.remarks.contains("is on storage that no rule follows further: persistentvolume/two"))
  }

  @Test(
    "Volumes are one with the disks of the cloud's state",
    arguments: [
      (
        "gcePersistentDisk: { pdName: data }", "google_compute_disk", "google",
        #""id": "projects/shop/zones/europe-west1-b/disks/data", "name": "data""#
      ),
      (
        "csi: { driver: pd.csi.storage.gke.io, volumeHandle: projects/UNSPECIFIED/zones/UNSPECIFIED/disks/data }",
        "google_compute_disk", "google", #""id": "projects/shop/zones/europe-west1-b/disks/data", "name": "data""#
      ),
      (
        "azureDisk: { diskName: d, diskURI: /subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/D }",
        "azurerm_managed_disk", "azurerm",
        #""id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/D", "name": "D""#
      ),
      (
        "csi: { driver: ebs.csi.aws.com, volumeHandle: vol-0123456789 }", "aws_ebs_volume", "aws",
        #""id": "vol-0123456789", "availability_zone": "eu-west-1a""#
      ),
      (
        "csi: { driver: efs.csi.aws.com, volumeHandle: fs-0123456789 }", "aws_efs_file_system", "aws",
        #""id": "fs-0123456789""#
      ),
    ])
  func states(_ volume: String, _ type: String, _ provider: String, _ attributes: String) throws {
    let folder = try TemporaryFolder()
    let state =
      #"{"version":4,"terraform_version":"1.5.0","serial":1,"lineage":"x","resources":[{"mode":"managed","type":"\#(type)","name":"d","provider":"provider[\"registry.terraform.io/hashicorp/\#(provider)\"]","instances":[{"schema_version":0,"attributes":{\#(attributes)}}]}]}"#
    let cluster =
      Self.volume("one", volume, labels: "topology.kubernetes.io/zone: europe-west1-b") + Self.node
      + Self.pod("persistentVolumeClaim: { claimName: c }")
    let paths = [try folder.write(state, to: "terraform.tfstate"), try folder.write(cluster, to: "k8s.yaml")]
    let model = try ModelLoader.load(paths, importers: ImportSources.all()).model
    let isOne = model["persistentvolume/one"] == nil
    let needsIt = model["persistentvolume/one"]?.requirements(.needs).contains { $0.text(limit: 50) == "\(type).d" }
    #expect(isOne || needsIt == true)
  }
}

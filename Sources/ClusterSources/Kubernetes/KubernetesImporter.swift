public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads Kubernetes objects: manifests as people and Helm write them, and what `kubectl get -o json` or `-o yaml` answers.
///
/// Nodes, zones and regions become domains; workloads, pods, Services, routes, volumes and settings components. A Service
/// needs any of what it selects, a workload any of its pods, and whatever Service its environment, arguments or settings
/// name. See the article on Kubernetes for the table.
public struct KubernetesImporter: ModelImporter {
  /// `Kubernetes`.
  public let format = "Kubernetes"
  /// `.yaml`, `.yml` and `.json`.
  public let fileEndings = [".yaml", ".yml", ".json"]

  /// An importer.
  public init() {}

  /// Whether the file has `apiVersion` and `kind`, or is a list of such objects.
  public func recognizes(_ file: SourceFile) -> Bool {
    let outline = SourceOutline(file)
    guard outline.keys.contains("apiVersion"), outline.has(["kind", "items"]), !outline.has(["model", "domains"]) else {
      return false
    }
    // Backstage writes its entities the same way.
    return outline.version?.hasPrefix("backstage.io/") != true
  }

  /// The objects of all the files as one model.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    let inventory = try KubernetesInventory(files)
    var builder = KubernetesBuilder(inventory, budget: ExpansionBudget(files))
    let start = Place(file: files[0].name, line: 1, column: 1)
    return try builder.model(name: Self.name(of: files), start: start)
  }

  /// The file's name without its ending, or that of the folder where there are several files.
  private static func name(of files: [SourceFile]) -> String {
    let parts = files[0].name.split(separator: "/").map(String.init)
    let isFolder = files.count > 1 && parts.count > 1 && parts[parts.count - 2] != "."
    let name = (isFolder ? parts[parts.count - 2] : parts.last) ?? ""
    let ending = isFolder ? nil : name.lastIndex(of: ".")
    let stem = ending.map { String(name[..<$0]) } ?? name
    return stem.isEmpty || stem == ".." || stem.hasPrefix("<") ? "Kubernetes" : ImportDraft.cleaned(stem)
  }
}

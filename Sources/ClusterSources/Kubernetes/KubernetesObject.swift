internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// An object of a cluster, as a manifest or a dump states it.
struct KubernetesObject {
  let node: SyntaxNode
  let line: KubernetesKind
  /// The kind as written; `line.kind` but for what is not in the table.
  let kind: String
  let group: String
  /// `nil` where objects of the kind are in none.
  let namespace: String?
  let name: String
  /// `namespace/kind/name`, or `kind/name`.
  let id: String
  /// The last part of the file's name.
  let file: String

  var role: KubernetesKind.Role { line.role }
  var place: Place { node.place }
  /// Where it was read, for people.
  var source: String { "\(file): \(kind)/\(name)" }
  var spec: SyntaxNode? { node["spec"] }
  var labels: [String: String] { KubernetesSelector.labels(of: node[path: "metadata", "labels"]) }

  /// An annotation of the object.
  func annotation(_ key: String) -> String? { node[path: "metadata", "annotations"]?[key]?.text }

  /// The object that made it and replaces it.
  var owner: (kind: String, name: String)? {
    let owners = node[path: "metadata", "ownerReferences"]?.items ?? []
    guard let owner = owners.first(where: { $0["controller"]?.bool == true }) ?? owners.first,
      let kind = owner["kind"]?.text, let name = owner["name"]?.text, !kind.isEmpty, !name.isEmpty
    else { return nil }
    return (kind, name)
  }

  /// The template of its pods: labels, and the specification.
  var template: SyntaxNode? {
    switch role {
    case .pod: return node
    case .workload:
      return spec?[path: "jobTemplate", "spec", "template"] ?? spec?[path: "jobTargetRef", "template"]
        ?? spec?["template"]
    default: return nil
    }
  }

  /// The id of an object; of a kind as written.
  static func id(_ kind: String, _ name: String, in namespace: String?) -> String {
    (namespace.map { $0 + "/" } ?? "") + kind.lowercased() + "/" + name
  }
}

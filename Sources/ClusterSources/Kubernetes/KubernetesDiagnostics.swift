package import DependencyModel

extension DiagnosticCode {
  /// The codes of Kubernetes objects.
  package static let ofKubernetes: [DiagnosticCode] = [.severalClusters]

  package static let severalClusters = DiagnosticCode(
    "several-clusters",
    explanation: """
      Files that are named together are read as one cluster, so that objects of one namespace, kind and name are united. \
      The nodes of these files have nothing in common: they are of several clusters, and uniting their objects would hide \
      half of them. Give the files of each cluster a name of its own; then only what is known to be the same is united.
      """,
    wrong: """
      # whatfails import east.json west.json
      { "kind": "Node", "metadata": { "name": "east-1" } }
      { "kind": "Node", "metadata": { "name": "west-1" } }
      """,
    right: """
      # whatfails import east=east.json west=west.json
      { "kind": "Node", "metadata": { "name": "east-1" } }
      { "kind": "Node", "metadata": { "name": "west-1" } }
      """)
}

extension Diagnostic {
  /// The node at a place is in a file that has no node in common with the file of a name, whose first node is elsewhere.
  static func severalClusters(_ file: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .severalClusters,
      "the nodes of this file and those of '\(file)' have nothing in common, so they seem to be of two clusters; "
        + "give the files of each cluster a name",
      at: place, notes: [Note("a node of '\(file)'", at: first)], remedy: .distinguishSources)
  }
}

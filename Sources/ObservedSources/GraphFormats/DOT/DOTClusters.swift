internal import ModelFormats
internal import SourceReading

/// The clusters of a file: sets of nodes that become failure domains, each in the one around it.
///
/// A node is in the innermost cluster that names it, and in the first of several.
struct DOTClusters {
  private struct Cluster {
    var name: String
    var label: String?
    var parent: Int?
    var line: Int
    var isCluster = false
    var domain: Int?
    /// How many there were when it was opened: those in it come behind.
    var opened: Int
  }

  /// By what a cluster of another file is the same.
  private struct Key: Hashable {
    var name: String
    var label: String?
    var parent: Int?
  }

  private var clusters: [Cluster] = []
  private var numbers: [String: Int] = [:]
  /// The edges that end at clusters, which are made at the end.
  private var edges: [DOTClusterEdge] = []
  /// Per node its cluster, as far as nodes are in any; -1 for none.
  private var owners: [Int32] = []
  /// Per node whether another cluster names it too.
  private var isShared: [Bool] = []
  /// The file that is read.
  private var file = ""
  /// The domains of the clusters of the files before, with the file that they are of.
  private var earlier: [Key: (domain: Int, file: String)] = [:]
  /// The first file with a cluster of each label.
  private var labels: [String: String] = [:]

  /// Begins with a file.
  mutating func begin(_ file: String) { self.file = file }

  /// Opens a subgraph; one of a name that was opened before is the same.
  mutating func open(_ name: String?, in parent: Int?, line: Int) -> Int {
    if let name, let number = numbers[name] {
      clusters[number].opened = clusters.count
      return number
    }
    if let name { numbers[name] = clusters.count }
    clusters.append(Cluster(name: name ?? "", parent: parent, line: line, opened: clusters.count + 1))
    return clusters.count - 1
  }

  /// Closes a subgraph with its label and nodes; it is a cluster by its name or an attribute.
  mutating func close(_ number: Int, label: String?, isCluster: Bool, nodes: ArraySlice<UInt32>) {
    if let label, !label.isEmpty { clusters[number].label = label }
    guard isCluster || clusters[number].name.hasPrefix("cluster") else { return }
    clusters[number].isCluster = true
    let inner = clusters[number].opened..<clusters.count
    for node in nodes.lazy.map({ Int($0) }) {
      if node >= owners.count { owners.append(contentsOf: repeatElement(-1, count: node + 1 - owners.count)) }
      let owner = Int(owners[node])
      if owner < 0 {
        owners[node] = Int32(truncatingIfNeeded: number)
      } else if owner != number, !inner.contains(owner) {
        if node >= isShared.count {
          isShared.append(contentsOf: repeatElement(false, count: node + 1 - isShared.count))
        }
        isShared[node] = true
      }
    }
  }

  /// Adds an edge that ends at a cluster.
  mutating func add(_ edge: DOTClusterEdge) { edges.append(edge) }

  /// Makes the clusters of the file domains, adds the edges that end at them, and forgets them.
  mutating func add(to table: inout GraphTable) {
    addDomains(to: &table)
    for edge in edges {
      table.move(toLine: edge.line)
      let source = edge.tail.flatMap { domain(named: $0, &table) } ?? edge.source
      let target = edge.head.flatMap { domain(named: $0, &table) } ?? edge.target
      edge.edge.add(source, target, to: &table)
    }
    for node in isShared.indices where isShared[node] {
      let id = table.id(node)
      table.count("nodes that several clusters name (#), such as @, are in the first of these only", example: id)
    }
    var next = DOTClusters()
    (next.earlier, next.labels) = (earlier, labels)
    self = next
  }

  private func domain(named name: String, _ table: inout GraphTable) -> Int? {
    guard let number = numbers[name], let domain = clusters[number].domain else {
      table.count("edges that end at a cluster which the graph does not have (#) end at their nodes")
      return nil
    }
    table.count("edges that end at a cluster (#) are edges of its domain, not of the node in it")
    return domain
  }

  private mutating func addDomains(to table: inout GraphTable) {
    guard clusters.contains(where: \.isCluster) else { return }
    var isUsed = [Bool](repeating: false, count: clusters.count)
    for owner in owners where owner >= 0 { isUsed[Int(owner)] = true }
    // A cluster is opened after the one around it.
    for number in clusters.indices.reversed() where isUsed[number] {
      if let parent = clusters[number].parent { isUsed[parent] = true }
    }
    for number in clusters.indices where clusters[number].isCluster && isUsed[number] {
      table.move(toLine: clusters[number].line)
      let parent = domainAround(number)
      let domain = self.domain(of: clusters[number], number, in: parent, &table)
      clusters[number].domain = domain
      table.makeDomain(domain)
      if let parent { table.put(domain, in: parent) }
    }
    for (node, owner) in owners.enumerated() where owner >= 0 {
      table.move(toLine: clusters[Int(owner)].line)
      table.put(node, in: clusters[Int(owner)].domain!)
    }
  }

  /// The component of a cluster: edges that name a cluster as if it were a node mean the cluster.
  private mutating func domain(
    of cluster: Cluster, _ number: Int, in parent: Int?, _ table: inout GraphTable
  ) -> Int {
    if !cluster.name.isEmpty, let node = table.known(cluster.name), node >= owners.count || owners[node] < 0 {
      table.count(
        "clusters that edges name as if they were nodes (#), such as @, are meant by these edges", example: cluster.name
      )
      if let label = cluster.label { table.describe(node, name: label) }
      return node
    }
    // Programs number clusters; without a label the number says nothing.
    let isNamed = cluster.label != nil || Self.rest(of: cluster.name).contains(where: \.isLetter)
    guard table.parts.prefix == nil, isNamed else { return table.component(freeID(of: cluster, number, table)) }
    let key = Key(name: cluster.name, label: cluster.label, parent: parent)
    let shown = ForeignName.quoted(cluster.label ?? cluster.name, or: "of some label", signs: "._-/: ")
    if let known = earlier[key], known.file != file {
      let names = ShortPaths([known.file, file])
      table.notes.addUnion(
        "the cluster '\(shown)' of \(names.name(of: file)) is that of \(names.name(of: known.file)): name and label are equal"
      )
      return known.domain
    }
    let domain = table.component(freeID(of: cluster, number, table))
    if earlier[key] == nil { earlier[key] = (domain, file) }
    guard let label = cluster.label else { return domain }
    if let known = labels[label], known != file {
      let names = ShortPaths([known, file])
      table.notes.addUnion(
        "the clusters labelled '\(shown)' of \(names.name(of: known)) and \(names.name(of: file)) are two domains: their names, or what they are in, differ"
      )
    } else {
      labels[label] = file
    }
    return domain
  }

  private func domainAround(_ number: Int) -> Int? {
    var parent = clusters[number].parent
    while let outer = parent {
      if let domain = clusters[outer].domain { return domain }
      parent = clusters[outer].parent
    }
    return nil
  }

  /// What comes behind the word by which a subgraph is a cluster.
  private static func rest(of name: String) -> Substring {
    name.hasPrefix("cluster") ? name.dropFirst(7).drop { "_- ".contains($0) } : ""
  }

  /// The label of a cluster, or else its name; with its name behind it where something else is called so.
  private func freeID(of cluster: Cluster, _ number: Int, _ table: GraphTable) -> String {
    let rest = Self.rest(of: cluster.name)
    let name = rest.isEmpty ? cluster.name : String(rest)
    let plain = cluster.label ?? (name.isEmpty ? "cluster \(number + 1)" : name)
    if table.known(plain) == nil { return plain }
    let full = cluster.label == nil || name.isEmpty ? "cluster:\(plain)" : "\(plain) (\(name))"
    if table.known(full) == nil { return full }
    var count = 2
    while table.known("\(full) \(count)") != nil { count += 1 }
    return "\(full) \(count)"
  }
}

internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What several files say of one cluster: which objects they have in common, and whether they are of one cluster at all.
///
/// - Complexity: linear in the objects.
struct KubernetesFiles {
  /// Two files.
  private struct Pair: Hashable {
    var first: Int
    var second: Int
  }

  private struct Node {
    /// A file that has it.
    var file: Int
    var provider: String
  }

  /// How many pairs of files are reported.
  private static let pairLimit = 1_000

  private let names: [String]
  private var common: [Pair: [String]] = [:]
  private var counts: [Pair: Int] = [:]
  private var order: [Pair] = []
  private var nodes: [String: Node] = [:]
  private var clusters: [String: Int] = [:]
  /// The first node of each file that has one, and how many nodes and other objects there are.
  private var firstNodes: [Int: Place] = [:]
  private var nodeCounts: [Int: Int] = [:]
  private var otherCounts: [Int: Int] = [:]
  /// For each file another one of the same cluster, or itself.
  private var parents: [Int]

  init(_ names: [String]) {
    self.names = names.map { ImportDraft.cleaned(ImportDraft.fileName($0)) }
    parents = Array(names.indices)
  }

  /// Notes an object of a file.
  mutating func note(_ object: KubernetesObject, in file: Int) {
    guard parents.count > 1 else { return }
    switch object.role {
    case .node:
      nodeCounts[file, default: 0] += 1
      if firstNodes[file] == nil { firstNodes[file] = object.place }
      let provider = object.spec?["providerID"]?.text ?? object.node[path: "metadata", "uid"]?.text ?? ""
      if let known = nodes[object.name] {
        // Machines of one name may be two.
        if known.provider == provider || known.provider.isEmpty || provider.isEmpty { unite(known.file, file) }
      } else {
        nodes[object.name] = Node(file: file, provider: provider)
      }
    case .namespace where object.name == "kube-system":
      otherCounts[file, default: 0] += 1
      guard let uid = object.node[path: "metadata", "uid"]?.text, !uid.isEmpty else { return }
      if let known = clusters[uid] { unite(known, file) } else { clusters[uid] = file }
    default: otherCounts[file, default: 0] += 1
    }
  }

  /// Notes an object that two files have.
  mutating func noteCommon(_ id: String, _ first: Int, _ second: Int) {
    guard first != second else { return }
    let pair = Pair(first: first, second: second)
    if counts[pair] == nil {
      guard order.count < Self.pairLimit else { return }
      order.append(pair)
    }
    counts[pair, default: 0] += 1
    if common[pair, default: []].count < 3 { common[pair, default: []].append(id) }
  }

  /// A line for each two files that have objects in common.
  var unions: [String] {
    order.map { pair in
      let count = counts[pair] ?? 0
      let ids = common[pair] ?? []
      let more = count > ids.count ? " and \(count - ids.count) more" : ""
      let objects = "\(count) object\(count == 1 ? "" : "s")"
      return "\(names[pair.first]) and \(names[pair.second]): \(objects) of one namespace, kind and name united, and "
        + "\(names[pair.second]) counts: \(ids.joined(separator: ", "))\(more)"
    }
  }

  /// The problem with files whose nodes have nothing in common: they are of two clusters.
  var severalClusters: Diagnostic? {
    // A file with one node and nothing else is a part of a cluster.
    let files = firstNodes.keys.sorted().filter { nodeCounts[$0] ?? 0 > 1 || otherCounts[$0] ?? 0 > 0 }
    guard let first = files.first, let other = files.first(where: { root(of: $0) != root(of: first) }),
      let place = firstNodes[other], let firstPlace = firstNodes[first]
    else { return nil }
    return .severalClusters(names[first], at: place, first: firstPlace)
  }

  // MARK: Files of one cluster

  private mutating func unite(_ first: Int, _ second: Int) {
    let (one, other) = (root(of: first), root(of: second))
    parents[max(one, other)] = min(one, other)
  }

  private func root(of file: Int) -> Int {
    var file = file
    while parents[file] != file { file = parents[file] }
    return file
  }
}

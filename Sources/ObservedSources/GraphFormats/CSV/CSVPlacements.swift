/// The zones, racks and the like that the rows of a file name, until all are known: a rack `r1` in two data centres is two.
struct CSVPlacements {
  struct Domain: Hashable {
    var kind: String
    var name: String
  }

  /// A domain with those around it, the widest first.
  private struct Path: Hashable {
    var domains: [Domain]
  }

  private struct Row {
    var component: Int
    var path: Int
    var line: Int
  }

  /// The kinds of domains, the widest first.
  private static let order = ["region", "zone", "datacenter", "rack"]

  /// The line of the row that is read.
  var line = 1
  private var rows: [Row] = []
  private var paths: [[Domain]] = []
  private var numbers: [Path: Int] = [:]
  /// The ids of the nearest wider domains of each domain, over all files.
  private var parents: [Domain: Set<String>] = [:]

  /// Takes the domains that a row states of a component.
  mutating func add(_ component: Int, _ domains: [Domain]) {
    guard !domains.isEmpty else { return }
    let path = Path(domains: domains.sorted { (Self.level(of: $0), $0.name) < (Self.level(of: $1), $1.name) })
    let number = numbers[path] ?? paths.count
    if number == paths.count {
      numbers[path] = number
      paths.append(path.domains)
    }
    rows.append(Row(component: component, path: number, line: line))
  }

  private static func level(of domain: Domain) -> Int { order.firstIndex(of: domain.kind) ?? order.count }

  /// Puts the components of the file into their domains.
  mutating func add(to table: inout GraphTable) {
    guard !rows.isEmpty else { return }
    let ids = ids(&table)
    var components: [[Int]?] = Array(repeating: nil, count: paths.count)
    for row in rows {
      table.move(toLine: row.line)
      let domains =
        components[row.path]
        ?? zip(paths[row.path], ids[row.path]).map { domain, id in
          let component = table.component(id)
          table.describe(component, kind: domain.kind)
          return component
        }
      components[row.path] = domains
      for domain in domains where domain != row.component { table.put(row.component, in: domain) }
    }
    (rows, paths, numbers) = ([], [], [:])
  }

  /// The ids of the domains of each path: one that is in several wider ones has the id of that before its name.
  private mutating func ids(_ table: inout GraphTable) -> [[String]] {
    var ids = paths.map { $0.map(\.name) }
    for level in 0...Self.order.count {
      // What is wider has its id by now.
      func wider(_ path: Int, _ index: Int) -> String? {
        paths[path][..<index].lastIndex { Self.level(of: $0) < level }.map { ids[path][$0] }
      }
      let places = paths.indices.flatMap { path in
        paths[path].indices.filter { Self.level(of: paths[path][$0]) == level }.map { (path: path, index: $0) }
      }
      for (path, index) in places {
        if let parent = wider(path, index) { parents[paths[path][index], default: []].insert(parent) }
      }
      var counted: Set<Domain> = []
      for (path, index) in places {
        let domain = paths[path][index]
        guard (parents[domain]?.count ?? 0) > 1, let parent = wider(path, index) else { continue }
        ids[path][index] = "\(parent)/\(domain.name)"
        guard counted.insert(domain).inserted else { continue }
        table.count(
          "names of domains that several wider domains have (#), such as @, are a domain in each", example: domain.name)
      }
    }
    return ids
  }
}

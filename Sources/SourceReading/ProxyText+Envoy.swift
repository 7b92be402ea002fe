internal import ModelFormats

/// Clusters of Envoy: the endpoints of a `load_assignment`, of which those of a later priority are spares.
extension ProxyText {
  mutating func readEnvoy(_ text: String) {
    let file = SourceFile(name: "envoy.yaml", bytes: Array(text.utf8))
    guard let documents = try? ForeignText.documents(file) else { return }
    var open = documents
    while let node = open.popLast() {
      if let localities = node["endpoints"]?.items, localities.contains(where: { $0["lb_endpoints"] != nil }) {
        add(localities)
      }
      switch node.content {
      case .sequence(let items): open += items.reversed()
      case .mapping(let pairs): open += pairs.reversed().map(\.value)
      default: break
      }
    }
  }

  private mutating func add(_ localities: [SyntaxNode]) {
    let first = localities.map { $0["priority"]?.int ?? 0 }.min() ?? 0
    var pool = Pool()
    for locality in localities {
      let isLater = (locality["priority"]?.int ?? 0) > first
      for item in locality["lb_endpoints"]?.items ?? [] {
        guard let socket = item[path: "endpoint", "address", "socket_address"], let host = socket["address"]?.text
        else { continue }
        let isOff = ["UNHEALTHY", "DRAINING", "TIMEOUT"].contains(item["health_status"]?.text)
        let port = socket["port_value"]?.int.map { ":\($0)" } ?? ""
        let address = host.contains(":") ? "[\(host)]\(port)" : host + port
        pool.servers.append(Server(address: address, role: isOff ? .off : isLater ? .backup : .usual))
        hosts.insert(host.lowercased())
      }
    }
    if !pool.servers.isEmpty { pools.append(pool) }
  }
}

internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Leased lines: bundles of them, and the gateways that they end at.
extension CloudMeaning {
  /// Lines that are used as one need as many as are set.
  private func addBundles(to draft: inout ImportDraft) {
    var lines: [String: [String]] = [:]
    for line in resources("aws_dx_connection") where isComponent(line.id) {
      for bundle in ids(of: line, "lag_id", "aws_dx_lag") { lines[bundle, default: []].append(line.id) }
    }
    for association in resources("aws_dx_connection_association") {
      for bundle in ids(of: association, "lag_id", "aws_dx_lag") {
        lines[bundle, default: []] += ids(of: association, "connection_id", "aws_dx_connection")
      }
    }
    for bundle in resources("aws_dx_lag") where isComponent(bundle.id) {
      var seen: Set<String> = []
      let all = (lines[bundle.id] ?? []) + ids(of: bundle, "connection_ids", "aws_dx_connection")
      let own = serving(all.filter { isComponent($0) && seen.insert($0).inserted }, for: bundle.id, &draft)
      let least = min(max(bundle.attributes.int(at: "minimum_links") ?? 1, 1), max(own.count, 1))
      let source = "\(bundle.source): its connections"
      guard least > 1 else {
        draft.relateRedundant(bundle.id, of: own, source: source, at: bundle.place)
        continue
      }
      draft.relate(
        bundle.id, .needs, .atLeast(Amount(Int32(clamping: least))), of: own, source: source, at: bundle.place)
      draft.relate(bundle.id, .uses, .all, of: own, source: source, at: bundle.place)
    }
  }

  /// A gateway of leased lines needs any of its interfaces, and what it is associated with has the lines behind it.
  func addLeasedLines(to draft: inout ImportDraft) {
    let types = ["aws_dx_private_virtual_interface", "aws_dx_transit_virtual_interface"]
    var byGateway: [String: [String]] = [:]
    for interface in resources(types) where isComponent(interface.id) {
      for gateway in ids(of: interface, "dx_gateway_id", "aws_dx_gateway") {
        byGateway[gateway, default: []].append(interface.id)
      }
    }
    addBundles(to: &draft)
    for gateway in resources("aws_dx_gateway") where isComponent(gateway.id) {
      let lines = serving(byGateway[gateway.id] ?? [], for: gateway.id, &draft)
      draft.relateRedundant(
        gateway.id, of: lines.isEmpty ? byGateway[gateway.id] ?? [] : lines,
        source: "\(gateway.source): its interfaces", at: gateway.place)
    }
  }
}

internal import SourceReading

/// The shares of callers that members of Google's balancers get.
enum GoogleShares {
  private static let types = ["backend_service", "url_map", "network_services_"]
  private static let shares = ["capacity_scaler", "weight"]

  /// A resource without the members that get no caller: they are no spares. Where no member gets one, all are left.
  static func withoutIdle(_ resource: CloudResource) -> CloudResource {
    guard resource.cloud == "google", types.contains(where: { resource.type.includes($0) }) else { return resource }
    var result = resource
    result.attributes = withoutIdle(resource.attributes, depth: 0)
    return result
  }

  private static func withoutIdle(_ value: CloudValue, depth: Int) -> CloudValue {
    guard depth < 24 else { return value }
    switch value {
    case .list(let items):
      return .list(items.preferred { !isIdle($0) }.map { withoutIdle($0, depth: depth + 1) })
    case .map(let pairs): return .map(pairs.map { ($0.key, withoutIdle($0.value, depth: depth + 1)) })
    default: return value
    }
  }

  private static func isIdle(_ item: CloudValue) -> Bool {
    shares.contains { key in item[key]?.text.flatMap { Double($0) } == 0 }
  }
}

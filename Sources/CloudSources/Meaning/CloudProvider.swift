/// What a cloud calls its regions and zones, and the attributes in which its resources state theirs.
struct CloudProvider: Sendable {
  /// The first part of the types of its resources in Terraform.
  let name: String
  /// The first part of the kinds of its components.
  let kind: String
  /// The kinds of its regions and zones.
  let regionKind: String
  let zoneKind: String
  /// The attributes that may name a region, a zone, or either.
  let regions: [String]
  let zones: [String]

  static let amazon = CloudProvider(
    name: "aws", kind: "aws", regionKind: "aws/region", zoneKind: "aws/availability-zone", regions: ["region"],
    zones: ["availability_zone"])
  static let azure = CloudProvider(
    name: "azurerm", kind: "azure", regionKind: "azure/region", zoneKind: "azure/zone", regions: ["location"],
    zones: ["zone", "zones"])
  static let google = CloudProvider(
    name: "google", kind: "gcp", regionKind: "gcp/region", zoneKind: "gcp/zone",
    regions: ["region", "location", "location_id"],
    // A cluster of caches may be kept in one zone.
    zones: ["zone", "location", "zone_distribution_config.zone"])

  private static let known: [String: CloudProvider] = [
    "aws": amazon, "azurerm": azure, "azapi": azure, "azurestack": azure, "google": google,
  ]

  /// The cloud with this name; one of which only the usual attributes are known if there is no row.
  static func named(_ name: String) -> CloudProvider {
    known[name]
      ?? CloudProvider(
        name: name, kind: name, regionKind: "region", zoneKind: "zone",
        regions: ["region", "location", "datacenter"], zones: ["availability_zone", "zone", "availability_domain"])
  }

  /// Whether it is one of those whose regions have kinds of their own.
  var isKnown: Bool { regionKind != "region" }

  /// A region as its ids have it: `West Europe` is `westeurope`, a link is its last part.
  func region(_ text: String) -> String? {
    let text = Self.last(text).lowercased()
    switch name {
    case "azurerm":
      let name = text.filter { $0 != " " }
      return name.isEmpty || name == "global" ? nil : name
    case "google": return Self.isGoogleRegion(text) ? text : Self.googleRegion(ofZone: text)
    case "aws": return text.isEmpty || text == "global" ? nil : text
    default: return Self.isPlace(text) ? text : nil
    }
  }

  /// A zone as its ids have it; `nil` of a text that is no zone.
  func zone(_ text: String, in region: String?) -> String? {
    switch name {
    case "azurerm": return region.flatMap { text.isEmpty || text.utf8.count > 2 ? nil : "\($0)-\(text)" }
    case "google":
      let text = Self.last(text).lowercased()
      return Self.googleRegion(ofZone: text) == nil ? nil : text
    case "aws": return text.isEmpty || text == Self.several ? nil : text
    default: return Self.isPlace(text) ? Self.last(text) : nil
    }
  }

  /// What AWS says instead of a zone where the nodes of a cache are in several.
  static let several = "Multiple"

  /// The region of a zone whose name has it.
  func region(ofZone zone: String) -> String? {
    switch name {
    case "azurerm": zone.lastIndex(of: "-").map { String(zone[..<$0]) }
    case "google": Self.googleRegion(ofZone: zone)
    case "aws": CloudMeaning.region(ofZone: zone)
    // `fr-par-1`
    case "scaleway", "ibm", "tencentcloud": Self.start(of: zone) { $0.utf8.allSatisfy { (48...57).contains($0) } }
    // `ru-central1-a`
    case "yandex", "alicloud": Self.start(of: zone) { $0.utf8.count == 1 && $0.first?.isLetter == true }
    default: nil
    }
  }

  /// What comes before the last part of a zone's name, if that part is what zones end with.
  private static func start(of zone: String, if isEnd: (Substring) -> Bool) -> String? {
    let parts = zone.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count > 2 || parts.count == 2 && parts[0].last?.isNumber == true, let last = parts.last, !last.isEmpty,
      isEnd(last)
    else { return nil }
    return parts.dropLast().joined(separator: "-")
  }

  private static func last(_ text: String) -> String { text.split(separator: "/").last.map(String.init) ?? text }

  /// Whether a text may be the name of a region or zone, not that of a host or a sentence.
  private static func isPlace(_ text: String) -> Bool {
    (2...40).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95 || $0 == 58
      } && text != "global"
  }

  /// `europe-west1`: two words, the second with a number behind it.
  private static func isGoogleRegion(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[1].last?.isNumber == true && parts[0].allSatisfy(\.isLetter)
      && parts[1].count > 1
  }

  /// `europe-west1` of `europe-west1-b`.
  private static func googleRegion(ofZone text: String) -> String? {
    guard let end = text.lastIndex(of: "-"), text.distance(from: end, to: text.endIndex) == 2,
      text.last?.isLetter == true, isGoogleRegion(String(text[..<end]))
    else { return nil }
    return String(text[..<end])
  }
}

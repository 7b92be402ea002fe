internal import SourceReading

/// Regions in the names that clouds give to hosts.
extension CloudMeaning {
  private static let continents: Set<String> = ["af", "ap", "ca", "cn", "eu", "il", "me", "mx", "sa", "us"]
  private static let directions: Set<String> = [
    "north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest",
  ]

  /// Whether a text is formed like a region of Amazon's: `us-gov-west-1`, and not `acme-prod-1`.
  static func isAmazonRegion(_ text: some StringProtocol) -> Bool {
    guard (9...24).contains(text.utf8.count) else { return false }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count), let last = parts.last, let number = last.utf8.first else { return false }
    return last.utf8.count == 1 && (48...57).contains(number) && continents.contains(String(parts[0]))
      && directions.contains(String(parts[parts.count - 2]))
  }

  /// The region in a host name of Amazon's: the last label that is one, because what a customer chose comes first.
  static func amazonRegion(ofHost host: some StringProtocol) -> String? {
    for label in host.split(separator: ".").reversed() {
      var label = label[...]
      // `assets.s3-website-eu-west-1.amazonaws.com`
      for start in ["s3-website-", "s3-"] where label.hasPrefix(start) { label = label.dropFirst(start.count) }
      if isAmazonRegion(label) { return String(label) }
    }
    return nil
  }

  /// The region that the name of a host has, and the cloud that it is one of.
  static func place(ofHost host: String) -> (region: String, cloud: String)? {
    let host = CommercialHost.of(host)
    if host.hasSuffix(".amazonaws.com") {
      return amazonRegion(ofHost: host).map { ($0, CloudResource.amazon) }
    }
    let labels = host.split(separator: ".")
    // `shop.westeurope.cloudapp.azure.com`
    for (end, count) in [(".cloudapp.azure.com", 3), (".azurecontainer.io", 2)]
    where host.hasSuffix(end) && labels.count > count + 1 {
      let label = labels[labels.count - count - 1]
      let isPlain = label.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
      return isPlain && label.utf8.count < 24 ? (String(label), "azurerm") : nil
    }
    // `shop-123.europe-west1.run.app`, `europe-west1-project.cloudfunctions.net`
    guard labels.count > 2 else { return nil }
    var name = ""
    if host.hasSuffix(".run.app") { name = String(labels[labels.count - 3]) }
    if host.hasSuffix(".cloudfunctions.net") { name = labels[0].split(separator: "-").prefix(2).joined(separator: "-") }
    return CloudProvider.google.region(name) == name ? (name, "google") : nil
  }
}

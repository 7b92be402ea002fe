/// The names of regions of AWS, by their form.
package enum AmazonRegion {
  private static let starts: Set<Substring> = [
    "af", "ap", "ca", "cn", "eu", "il", "me", "mx", "sa", "us",
  ]
  private static let middles: Set<Substring> = [
    "north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest",
  ]

  /// Whether a name is formed like that of a region: `eu-west-1`, `us-gov-east-1`.
  package static func isOne(_ name: some StringProtocol) -> Bool {
    let words = String(name).split(separator: "-", omittingEmptySubsequences: false)
    guard words.count == 3 || words.count == 4 && ["gov", "iso", "isob"].contains(words[1]), let last = words.last
    else {
      return false
    }
    return starts.contains(words[0]) && middles.contains(words[words.count - 2])
      && last.utf8.count == 1 && last.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// `eu-west-1` of `eu-west-1a`; `nil` for names of another form.
  package static func ofZone(_ name: String) -> String? {
    guard let last = name.utf8.last, (97...122).contains(last), case let region = name.dropLast(), isOne(region) else {
      return nil
    }
    return String(region)
  }
}

internal import SourceReading

/// The names by which a cloud knows a resource wherever it is mentioned, in one way of writing.
///
/// Azure's ids don't care for upper case. Google's resources are named by a path that begins with the project, by links
/// to several hosts that end with it, and by the end of the path alone.
enum CloudName {
  /// A name in the way of writing that all who mention it share.
  static func key(_ text: String) -> String {
    guard text.utf8.count < 2_048 else { return text }
    if isARM(text) {
      let key = text.lowercased()
      return key.hasSuffix("/") ? String(key.dropLast()) : key
    }
    guard
      text.utf8.first == UInt8(ascii: "h") || text.utf8.first == UInt8(ascii: "/")
        || text.includes(".googleapis.com/projects/")
    else { return text }
    // https://www.googleapis.com/compute/v1/projects/…, //secretmanager.googleapis.com/projects/…
    if text.includes("googleapis.com/"), let start = text.firstRange(of: "/projects/") {
      return String(text[text.index(after: start.lowerBound)...])
    }
    return text
  }

  /// Whether a text is an id of Azure's Resource Manager, with a full subscription or not.
  static func isARM(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "/"), text.utf8.count > 15 else { return false }
    let start = text.prefix(16).lowercased()
    return start.hasPrefix("/subscriptions/") || start.hasPrefix("/providers/micro")
  }

  /// Whether a key is a path of Google's from the project on.
  static func isGooglePath(_ key: String) -> Bool { key.hasPrefix("projects/") && key.utf8.count > 11 }

  /// Whether a key is the end of a path of Google's: `zones/europe-west1-b/instances/web`.
  static func isGoogleEnd(_ key: String) -> Bool {
    key.hasPrefix("zones/") || key.hasPrefix("regions/") || key.hasPrefix("global/") || key.hasPrefix("locations/")
  }

  /// The path behind the project: `zones/europe-west1-b/instances/web`.
  static func end(ofGooglePath key: String) -> String? {
    let parts = key.split(separator: "/", maxSplits: 2)
    guard parts.count == 3, isGoogleEnd(String(parts[2])) else { return nil }
    return String(parts[2])
  }

  /// What a name is a part of, nearest first: the load balancer of one of its front ends, the secret of a version.
  static func owners(of key: String) -> [String] {
    let least: Int
    if isARM(key) {
      // /subscriptions/s/resourcegroups/g/providers/p/type/name
      least = 8
    } else if isGooglePath(key) {
      least = 4
    } else {
      return []
    }
    var parts = key.split(separator: "/", omittingEmptySubsequences: false)[...]
    if isARM(key) { parts = parts.dropFirst() }
    guard parts.count <= 40 else { return [] }
    var found: [String] = []
    while parts.count - 2 >= least {
      parts.removeLast(2)
      found.append((isARM(key) ? "/" : "") + parts.joined(separator: "/"))
    }
    return found
  }

  /// Whether a text names the same thing in every source: an ARN, an id of Azure's or a path of Google's, a link, an id
  /// that a cloud made up.
  static func isGlobal(_ text: String) -> Bool {
    if text.hasPrefix("arn:") || isARM(text) || isGooglePath(text) || text.includes("googleapis.com/") { return true }
    return isMadeUp(text)
  }

  /// Whether a text is an id that a cloud made up: `subnet-0a1b2c3d4e`, a GUID, a long number.
  static func isMadeUp(_ text: String) -> Bool {
    guard (8...64).contains(text.utf8.count) else { return false }
    let last =
      text.utf8.lastIndex(of: UInt8(ascii: "-")).map { text.utf8[text.utf8.index(after: $0)...] } ?? text.utf8[...]
    return last.count >= 8 && last.allSatisfy(\.isHexDigit) && last.contains { (48...57).contains($0) }
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { (48...57).contains(self) || (97...102).contains(self) || (65...70).contains(self) }
}

/// The address of an object in a bucket of S3: `s3://assets/jobs/main.py`.
enum BucketPath {
  private static let schemes = ["s3://", "s3a://", "s3n://"]

  /// The bucket that a whole text leads to; `nil` of texts that are no such address.
  ///
  /// - Complexity: O(1) for texts that begin in another way.
  static func bucket(of text: some StringProtocol) -> String? {
    guard text.utf8.first == UInt8(ascii: "s"), text.utf8.dropFirst().first == UInt8(ascii: "3"),
      let scheme = schemes.first(where: { text.hasPrefix($0) })
    else { return nil }
    let name = text.utf8.dropFirst(scheme.utf8.count).prefix { $0 != UInt8(ascii: "/") }
    guard (3...63).contains(name.count), name.allSatisfy(isPlain) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// Whether a text is what comes before the name of a bucket.
  static func isStart(_ text: String) -> Bool { schemes.contains(text) }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "_")
  }
}

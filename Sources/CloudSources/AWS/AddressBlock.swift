/// A block of addresses of IPv4: `10.0.1.0/24`.
struct AddressBlock {
  private let start: UInt32
  private let mask: UInt32

  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = Self.number(of: String(parts[0])), let length = Int(parts[1]),
      (0...32).contains(length)
    else { return nil }
    mask = length == 0 ? 0 : ~UInt32(0) << UInt32(32 - length)
    self.start = start & mask
  }

  func contains(_ address: UInt32) -> Bool { address & mask == start }

  /// The number that an address of IPv4 is.
  static func number(of text: String) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { UInt8($0) }
    guard parts.count == 4, bytes.count == 4 else { return nil }
    return bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

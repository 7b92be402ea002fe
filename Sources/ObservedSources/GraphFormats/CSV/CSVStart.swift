/// Where the rows of a table start, and what separates its cells.
struct CSVStart {
  var separator = UInt8(ascii: ",")
  var position = 0
  var line = 1

  /// Passes over comments, and over the line by which spreadsheets state the separator.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == UInt8(ascii: "#") || byte == 0x0A || byte == 0x0D else { break }
      if byte == UInt8(ascii: "#") {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        continue
      }
      position += byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
      line += 1
    }
    let rest = UnsafeBufferPointer(rebasing: bytes[position...])
    if rest.starts(with: "sep=".utf8), rest.count > 5, rest[5] == 0x0A || rest[5] == 0x0D {
      separator = rest[4]
      position += rest[5] == 0x0D && rest.count > 6 && rest[6] == 0x0A ? 7 : 6
      line += 1
      return
    }
    separator = CSVSeparator.found(in: UnsafeBufferPointer(rebasing: rest.prefix(1 << 16))) ?? separator
  }
}

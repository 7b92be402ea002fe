/// Takes the date of creation out of a PDF, so that the same diagram gives the same bytes.
enum PDFDate {
  private static let key = Array("/CreationDate (D:".utf8)

  /// Overwrites the entry with blanks: the entry is optional, and a length kept keeps the table of offsets right.
  static func remove(from bytes: inout [UInt8]) {
    var position = 0
    while let slash = bytes[position...].firstIndex(of: UInt8(ascii: "/")) {
      position = slash + 1
      guard bytes[slash...].starts(with: key), let end = bytes[slash...].firstIndex(of: UInt8(ascii: ")")) else {
        continue
      }
      for index in slash...end { bytes[index] = UInt8(ascii: " ") }
    }
  }
}

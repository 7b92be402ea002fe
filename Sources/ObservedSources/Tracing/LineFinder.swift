internal import DependencyModel

/// Says on which lines offsets of a text are.
struct LineFinder {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String

  init(_ bytes: UnsafeBufferPointer<UInt8>, of file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The places of offsets, in their order. Time: one pass up to the last of them.
  func places(of offsets: [Int]) -> [Place] {
    var places = [Place](repeating: Place(file: file, line: 1, column: 1), count: offsets.count)
    var line = 1
    var column = 1
    var position = 0
    for index in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
      let end = min(offsets[index], bytes.count)
      while position < end {
        let byte = bytes[position]
        if byte == 0x0A { (line, column) = (line + 1, 1) } else if byte & 0xC0 != 0x80 { column += 1 }
        position += 1
      }
      places[index] = Place(file: file, line: line, column: column)
    }
    return places
  }
}

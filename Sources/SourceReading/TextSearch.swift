extension String {
  /// Whether a text has another in it, byte for byte; see `StringProtocol.includes(_:)`.
  package func includes(_ part: String) -> Bool {
    var (text, part) = (self, part)
    return text.withUTF8 { bytes in
      part.withUTF8 { wanted in TextSearch.includes(bytes, wanted) }
    }
  }

  /// Whether a sign of ASCII is in a text, also as a part of what people see as one character.
  package func includes(sign: Unicode.Scalar) -> Bool {
    let wanted = UInt8(ascii: sign)
    let found = utf8.withContiguousStorageIfAvailable { bytes in bytes.contains { $0 == wanted } }
    return found ?? utf8.contains(wanted)
  }
}

extension StringProtocol {
  /// Whether a text has another in it, byte for byte: what importers ask of many texts, where it takes a small part of the
  /// time of `contains`, which knows characters.
  ///
  /// - Complexity: O(n · m) at worst; O(n) unless the text repeats the first byte of the part.
  package func includes(_ part: String) -> Bool {
    var part = part
    return part.withUTF8 { wanted in
      utf8.withContiguousStorageIfAvailable { TextSearch.includes($0, wanted) }
        ?? Array(utf8).withUnsafeBufferPointer { TextSearch.includes($0, wanted) }
    }
  }
}

private enum TextSearch {
  static func includes(_ bytes: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = wanted.first else { return true }
    guard bytes.count >= wanted.count else { return false }
    for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
      var length = 1
      while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
      if length == wanted.count { return true }
    }
    return false
  }
}

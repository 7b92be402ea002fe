/// Makes the files of places into paths that hosts of code know: relative to the root of the repository.
public struct RepositoryPaths: Sendable {
  /// The absolute path of the folder in which the command runs, without a slash at its end.
  private let current: [Substring]
  /// The absolute path of the repository's root.
  private let root: [Substring]

  /// - Parameters:
  ///   - current: the absolute path of the folder to which relative places are relative.
  ///   - root: the absolute path of the repository's root.
  public init(current: String, root: String) {
    self.current = Self.parts(current)
    self.root = Self.parts(root)
  }

  private static func parts(_ path: String) -> [Substring] {
    var result: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = result.last, last != ".." { result.removeLast() } else { result.append(part) }
    }
    return result
  }

  /// A file relative to the root; `nil` where it is none, or lies outside.
  func relative(_ file: String) -> String? {
    guard !file.isEmpty, !file.hasPrefix("<") else { return nil }
    let whole =
      file.hasPrefix("/") ? Self.parts(file) : Self.parts("/" + (current + [Substring(file)]).joined(separator: "/"))
    guard whole.starts(with: root), whole.count > root.count else { return nil }
    return whole.dropFirst(root.count).joined(separator: "/")
  }

  /// A path as part of a URI: everything but unreserved characters and slashes is percent-encoded.
  static func uri(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}

/// A number that stays the same as long as a finding is the same: FNV-1a of 128 bits (Fowler, Noll, Vo), in hexadecimal.
func fingerprint(_ parts: [String]) -> String {
  var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
  for part in parts {
    // A byte that UTF-8 never has keeps the parts apart.
    for byte in Array(part.utf8) + [0xFF] {
      hash ^= UInt128(byte)
      hash = hash &* 0x0000_0000_0100_0000_0000_0000_0000_013B
    }
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 32 - digits.count) + digits
}

public import ModelFormats

/// Several files in one input, so that no probe looks at the disk: a line `<<<FILE name>>>` begins the next one.
public struct MemoryFiles: ModelFiles {
  private static let start = Array("<<<FILE ".utf8)
  private static let end = Array(">>>".utf8)
  private static let fileLimit = 60

  /// The names, the first of which was not written.
  public private(set) var names: [String] = []
  private var contents: [String: [UInt8]] = [:]

  /// The files of an input.
  public init(_ bytes: [UInt8], reader: Reader) {
    var name: String?
    var content: [UInt8] = []
    var position = 0
    func add(_ name: String?, _ content: [UInt8], to files: inout MemoryFiles) {
      let name = name ?? reader.fileName(for: content)
      if files.contents.updateValue(content, forKey: name) == nil { files.names.append(name) }
    }
    while position < bytes.count {
      let newline = bytes[position...].firstIndex(of: 0x0A)
      let line = bytes[position..<(newline ?? bytes.count)]
      if line.starts(with: Self.start), line.reversed().starts(with: Self.end.reversed()), names.count < Self.fileLimit,
        line.count > Self.start.count + Self.end.count
      {
        if name != nil || !content.isEmpty { add(name, content, to: &self) }
        name = String(decoding: line.dropFirst(Self.start.count).dropLast(Self.end.count), as: UTF8.self)
        content = []
      } else {
        content += bytes[position..<(newline.map { $0 + 1 } ?? bytes.count)]
      }
      position = newline.map { $0 + 1 } ?? bytes.count
    }
    add(name, content, to: &self)
  }

  /// One file.
  init(name: String, _ bytes: [UInt8]) {
    names = [name]
    contents = [name: bytes]
  }

  /// Files as one input.
  public static func joined(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var result: [UInt8] = []
    for file in files {
      result += start
      result += Array(file.name.utf8)
      result += end
      result.append(0x0A)
      result += file.bytes
      if file.bytes.last != 0x0A { result.append(0x0A) }
    }
    return result
  }

  /// The bytes of a file that is there.
  subscript(name: String) -> [UInt8]? { contents[name] }

  /// The number of lines of a file, counted as generously as any of the formats does; `nil` where there is no such file.
  func lineCount(of name: String) -> Int? {
    contents[name].map { bytes in
      // UTF-16 has its line ends in it; carriage returns and the breaks of YAML (NEL, LS, PS) count as well.
      1 + bytes.count { $0 == 0x0A || $0 == 0x0D || $0 == 0x85 || $0 == 0xA8 || $0 == 0xA9 }
    }
  }

  public func kind(of path: String) throws(FileProblem) -> FileKind {
    guard let bytes = contents[path] else { throw FileProblem(reason: "no such file or directory") }
    return .file(size: bytes.count)
  }

  public func bytes(of path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    guard let bytes = contents[path] else { throw FileProblem(reason: "no such file or directory") }
    guard bytes.count <= limit else { throw FileProblem(reason: "larger than \(limit) bytes", size: bytes.count) }
    return bytes
  }

  public func names(in folder: String) throws(FileProblem) -> [String] { names.sorted() }

  public func identity(of path: String) -> String { path }
}

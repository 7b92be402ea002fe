extension Reader {
  /// The most bytes of an input.
  public static let inputLimit = 65_536

  /// Reads an input and tests what must hold for every one: that errors have places and known codes, that what was read
  /// can be written and read back, asked, and laid out once for all.
  ///
  /// The disk and the network are not looked at. An input takes less than a second, or the reader is at fault.
  ///
  /// - Throws: what does not hold.
  public func probe(_ bytes: [UInt8]) throws(ReaderFinding) -> ReaderOutcome {
    let files = MemoryFiles(bytes, reader: self)
    let first = files[files.names[0]] ?? []
    switch self {
    case .yaml: return try SyntaxProbe.read(files, first, json: false)
    case .json: return try SyntaxProbe.read(files, first, json: true)
    case .model, .jsonModel: return try ModelProbe.read(files)
    case .policy: return try PolicyProbe.policy(first, files: files)
    case .baseline: return try PolicyProbe.baseline(first, files: files)
    case .format: return try SyntaxProbe.format(files, first)
    case .commandLine: return try CommandLineProbe.read(bytes)
    default: return try ModelProbe.importing(files, reader: self)
    }
  }
}

extension DiagnosticCode {
  /// The code `unreadable-file`.
  public static let unreadableFile = DiagnosticCode(
    "unreadable-file",
    explanation: """
      A file that was named, on the command line or under "include", can't be read: it does not exist, is not a plain \
      file, or may not be opened. Paths under "include" are relative to the file that contains them.
      """,
    wrong: """
      include: [netwrok.yaml]
      """,
    right: """
      include: [network.yaml]
      """)
}

extension Diagnostic {
  /// A diagnostic with the code `unreadable-file`.
  public static func unreadableFile(_ path: String, reason: String, at place: Place? = nil) -> Diagnostic {
    Diagnostic(.unreadableFile, "can't read '\(path)': \(reason)", at: place)
  }

  /// The memory that may be used is too small for a file.
  public static func notEnoughMemory(toRead path: String, bytes: Int, at place: Place? = nil) -> Diagnostic {
    Diagnostic(.unreadableFile, "not enough memory to read '\(path)' (\(bytes) bytes)", at: place)
  }
}

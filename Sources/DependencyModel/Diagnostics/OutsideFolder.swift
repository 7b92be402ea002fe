extension DiagnosticCode {
  /// The code `outside-folder`.
  public static let outsideFolder = DiagnosticCode(
    "outside-folder",
    explanation: """
      A file names another one, under "include" or "extend" or by a symbolic link in a folder, that is outside the \
      folder of the file which was named on the command line, or outside the repository that contains this folder. A \
      model that somebody else wrote must not make the program read other files of the machine, so nothing outside is \
      opened. Name the file on the command line, or allow its folder.
      """,
    wrong: """
      include: [/etc/whatfails/network.yaml]
      """,
    right: """
      include: [network.yaml]
      """)
}

extension Diagnostic {
  /// `path` leads out of `folder`, such as `the folder of 'shop.yaml'`.
  public static func outsideFolder(_ path: String, of folder: String, at place: Place?) -> Diagnostic {
    Diagnostic(.outsideFolder, "'\(path)' leads outside of \(folder), so it is not read", at: place)
  }
}

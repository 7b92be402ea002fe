package import DependencyModel

extension DiagnosticCode {
  /// Codes for files that can't be read, must not be read, or belong to other programs.
  static let ofFiles: [DiagnosticCode] = [
    .unreadableFile, .outsideFolder, .includeCircle, .emptyFolder, .notAModel, .unreadForm, .modelNamesDiffer,
    .formatterLostSomething,
  ]
}

extension DiagnosticCode {
  package static let unreadableFile = DiagnosticCode(
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
  package static func unreadableFile(_ path: String, reason: String, at place: Place? = nil) -> Diagnostic {
    Diagnostic(.unreadableFile, "can't read '\(path)': \(reason)", at: place)
  }

  /// The memory that may be used is too small for a file.
  static func notEnoughMemory(toRead path: String, bytes: Int, at place: Place? = nil) -> Diagnostic {
    Diagnostic(.unreadableFile, "not enough memory to read '\(path)' (\(bytes) bytes)", at: place)
  }
}

extension DiagnosticCode {
  package static let outsideFolder = DiagnosticCode(
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
  static func outsideFolder(_ path: String, of folder: String, at place: Place?) -> Diagnostic {
    Diagnostic(.outsideFolder, "'\(path)' leads outside of \(folder), so it is not read", at: place)
  }
}

extension DiagnosticCode {
  package static let includeCircle = DiagnosticCode(
    "include-circle",
    explanation: """
      A file includes itself, directly or through others. Each file of a model is read once; let one file \
      at the top include the rest.
      """,
    wrong: """
      # a.yaml
      include: [b.yaml]
      # b.yaml
      include: [a.yaml]
      """,
    right: """
      # main.yaml
      include: [a.yaml, b.yaml]
      """)
}

extension Diagnostic {
  static func includeCircle(_ files: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .includeCircle, "'\(files[files.count - 1])' includes itself: \(files.joined(separator: " → "))", at: place)
  }
}

extension DiagnosticCode {
  package static let emptyFolder = DiagnosticCode(
    "empty-folder",
    explanation: """
      The folder, with the folders in it, contains no model and no source: files ending in .yaml, .yml or .json are read, \
      and those that a source is known by; files of other programs among them are skipped. Hidden folders and \
      node_modules are not looked into.
      """,
    wrong: """
      whatfails if db -m src/
      """,
    right: """
      whatfails if db -m Models/checkout.yaml
      """)
}

extension Diagnostic {
  /// A folder has nothing to read; the `skipped` files are of other programs.
  static func emptyFolder(_ path: String, skipped: [SkippedFile] = []) -> Diagnostic {
    let forms = skipped.filter { $0.form != nil }
    let others = skipped.filter { $0.form == nil && $0.reason != .otherKind }
    let reason: String
    if let first = forms.first, let form = first.form {
      let more = forms.count > 1 ? ", as \(count(forms.count - 1, "more file")) may" : ""
      reason = "'\(first.name)' looks like \(form.name)\(more): \(form.advice)"
    } else if others.isEmpty {
      reason = "no file in it ends in .yaml, .yml or .json"
    } else {
      // Files with one reason are named together.
      let groups = Dictionary(grouping: others) { $0.clause(forSeveral: false) }
      let parts = others.compactMap { file -> String? in
        guard let group = groups[file.clause(forSeveral: false)], group.first == file else { return nil }
        let clause = file.clause(forSeveral: group.count > 1)
        let names = enumeration(of: group.prefix(5).map(\.name) + (group.count > 5 ? ["\(group.count - 5) more"] : []))
        if file.reason == .unrecognized {
          return names + (group.count == 1 ? clause.dropFirst("it".count) : clause.dropFirst("they".count))
        }
        return "\(names): \(clause)"
      }
      reason = parts.prefix(4).joined(separator: "; ")
    }
    return Diagnostic(.emptyFolder, "'\(path)' contains no model: \(reason)", at: nil)
  }
}

extension DiagnosticCode {
  package static let unreadForm = DiagnosticCode(
    "unread-form",
    explanation: """
      The file is of another program, and in a form that is not read: a template that only its program can fill in, the \
      text of a plan, an archive, a drawing. The message names what it looks like, and what makes a file of it that is \
      read.
      """,
    wrong: """
      whatfails if web -m Chart.yaml
      """,
    right: """
      helm template shop ./chart > manifests.yaml
      whatfails if shop/web -m manifests.yaml
      """)
}

extension Diagnostic {
  /// A file is of a form that is recognized, but not read.
  static func unreadForm(_ form: UnreadForm, at place: Place) -> Diagnostic {
    Diagnostic(.unreadForm, "this is none of the forms that whatfails reads; it looks like \(form.text)", at: place)
  }
}

extension DiagnosticCode {
  package static let notAModel = DiagnosticCode(
    "not-a-model",
    explanation: """
      The file to format is neither a model, nor a part of one, nor a policy: other programs have YAML and JSON files, \
      too, with a layout of their own. A model states 'model', a policy 'policy'; a part that models include states \
      sections of a model and nothing else.
      """,
    wrong: """
      services:
        web: { image: nginx }
      """,
    right: """
      model: Shop
      components:
        web: {}
      """)
}

extension Diagnostic {
  /// A file to be laid out is of another program; `key` is a key at its top that neither models nor policies have.
  static func notAModel(key: String?, at place: Place) -> Diagnostic {
    let reason = key.map { "it has '\($0)' at the top" } ?? "it has no 'model' or 'policy' at the top"
    return Diagnostic(
      .notAModel, "this is neither a model, nor a part of one, nor a policy: \(reason); nothing was changed", at: place)
  }
}

extension DiagnosticCode {
  package static let modelNamesDiffer = DiagnosticCode(
    "model-names-differ",
    explanation: """
      The files of a folder make one model, so they can't have two names. Name one of the files, or put each model in \
      a folder of its own.
      """,
    wrong: """
      # shop/a.yaml
      model: Shop
      # shop/b.yaml
      model: Billing
      """,
    right: """
      # shop/a.yaml
      model: Shop
      # shop/b.yaml
      components: {}
      """)
}

extension Diagnostic {
  static func modelNamesDiffer(_ name: String, at place: Place, first: String, at firstPlace: Place)
    -> Diagnostic
  {
    Diagnostic(
      .modelNamesDiffer,
      "this file calls the model '\(name)', another of the folder calls it '\(first)'; name one of the files instead",
      at: place, notes: [Diagnostic.Note("'\(first)' is stated here", at: firstPlace)])
  }
}

extension DiagnosticCode {
  package static let formatterLostSomething = DiagnosticCode(
    "formatter-lost-something",
    explanation: """
      After formatting, the result was read back and did not say the same as the original, or lacked a comment. This is \
      an error of the formatter, never of the file. The file was left unchanged.
      """,
    wrong: "(nothing in a file can be blamed for this)",
    right: "(report the file with which it happened; nothing was changed)")
}

extension Diagnostic {
  /// The formatter's result differs from its input in `what`, such as `a comment`.
  package static func formatterLostSomething(_ what: String, file: String) -> Diagnostic {
    Diagnostic(
      .formatterLostSomething,
      "internal error: formatting '\(file)' would have changed \(what); the file was left unchanged", at: nil)
  }
}

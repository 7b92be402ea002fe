internal import ArgumentParser
internal import DependencyModel
internal import ModelChecks
internal import ModelFormats
internal import Reports

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A further report of `check` on the command line: `sarif=FILE`, or `github` for standard output.
struct ReportArgument: ExpressibleByArgument {
  enum Form {
    case answer(AnswerFormat)
    case pipeline(PipelineFormat)

    init?(name: String) {
      if let format = AnswerFormat(rawValue: name) {
        self = .answer(format)
      } else if let format = PipelineFormat(rawValue: name) {
        self = .pipeline(format)
      } else {
        return nil
      }
    }
  }

  let form: Form
  /// `nil` for standard output.
  let file: String?

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let form = Form(name: String(parts[0])) else { return nil }
    let file = parts.count > 1 ? String(parts[1]) : nil
    // Annotations are what a runner reads from standard output; all else would mix with the answer there.
    let namesFile = file.map { !$0.isEmpty && $0 != "-" } ?? false
    var isForRunner: Bool { if case .pipeline(.github) = form { true } else { false } }
    guard namesFile || (isForRunner && file == nil) else { return nil }
    self.form = form
    self.file = file
  }

  /// Whether it is for a pull request.
  var isMarkdown: Bool { if case .answer(.markdown) = form { true } else { false } }

  /// Writes the report.
  func write(_ verdict: CheckVerdict) throws(CommandFailure) {
    let output = AnswerOutput(file: file)
    switch form {
    case .answer(let format): try output.write(verdict, as: format, ReportOptions(style: output.style))
    case .pipeline(let format):
      try output.write(
        verdict.text(for: format, version: WhatFailsVersion.text, paths: Self.paths, naming: .options))
    }
  }

  /// Where this runs, and the repository that it is in: the nearest folder above with `.git`, else this one.
  private static var paths: RepositoryPaths {
    guard let buffer = getcwd(nil, 0) else { return RepositoryPaths(current: "/", root: "/") }
    defer { free(buffer) }
    let current = String(cString: buffer)
    var root = current
    while !root.isEmpty, !ModelLoader.exists(root + "/.git") {
      root = String(root[..<(root.lastIndex(of: "/") ?? root.startIndex)])
    }
    return RepositoryPaths(current: current, root: root.isEmpty ? current : root)
  }
}

/// `check --explain`.
enum LintExplanation {
  static func text(_ id: String, _ style: TextStyle, _ format: AnswerFormat) throws -> String {
    if id == "all" { return LintRule.list(style) }
    guard let rule = LintRule.all.first(where: { $0.id == id }) else {
      let suggestion = spellingSuggestion(for: id, among: LintRule.all.map(\.id))
      let advice = suggestion.map { "did you mean '\($0)'?" } ?? "--explain all lists them"
      throw CommandFailure(message: "error: there is no lint rule '\(id)'; \(advice)")
    }
    return format == .markdown ? rule.markdown(naming: .options) : rule.text(style)
  }
}

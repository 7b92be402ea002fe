internal import ArgumentParser
internal import CloudSources
internal import DependencyModel
internal import ModelFormats
internal import Reports

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// `whatfails import aws`: a model of what an account holds, by what the `aws` command answers.
struct ImportAWS: ParsableCommand {
  /// The two words as one: `import` takes files, which `aws` could be one of.
  static let name = "import aws"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Makes a model of an AWS account by running the aws command.",
    discussion: """
      Runs the AWS command line, as it is installed and configured here, with calls that only read (describe, list, \
      get); nothing in the account is changed. Calls that are not permitted are skipped and reported. Keep the answers \
      with --save: the folder can be named wherever a model can, and read again without calling AWS.

      Examples:
        whatfails import aws --region eu-west-1 -o shop.yaml
        whatfails import aws --region eu-west-1 --save answers
        whatfails import aws --profile shop --profile network --region eu-west-1 -o estate.yaml
      """,
    shouldDisplay: false)

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "The region to read; may be given more than once. Default: the region of the aws command.", valueName: "region"))
  var region: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "The profile of the aws command's configuration; may be given more than once, one for each account.",
      valueName: "name"))
  var profile: [String] = []

  @Option(help: ArgumentHelp("Keep the answers in this folder, which must be new or empty.", valueName: "folder"))
  var save: String?

  @Option(
    help: ArgumentHelp("How long a call may take.", valueName: "duration"), transform: ModelDuration.init(commandLine:))
  var timeout = ModelDuration(.seconds(300))

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to this file; .json chooses JSON. Default: standard output.", valueName: "file"))
  var output: String?

  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var console: ConsoleOptions

  @Option(name: .customLong("as"), help: "The format of the model: yaml or json.")
  var syntax: DocumentSyntax?

  @Flag(help: "Show every line about what was understood and skipped.")
  var all = false

  func validate() throws {
    for region in region
    where region.isEmpty || region.hasPrefix("-")
      || !region.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    {
      throw ValidationError("'\(region)' is not a region; write it like eu-west-1")
    }
    if Set(region).count < region.count { throw ValidationError("a region is named twice") }
    for profile in profile where profile.isEmpty || profile.hasPrefix("-") {
      throw ValidationError("'\(profile)' is not a profile")
    }
    if Set(profile).count < profile.count { throw ValidationError("a profile is named twice") }
    if timeout.duration < .seconds(1) { throw ValidationError("--timeout is at least 1s") }
  }

  /// The arguments with the words `import aws` as one.
  static func joined(_ arguments: [String]) -> [String] {
    arguments.starts(with: ["import", "aws"]) ? [name] + arguments.dropFirst(2) : arguments
  }

  func run() throws {
    if let save { try AnswerFolder.prepare(save) }
    let start = ContinuousClock.now
    let regions: [String?] = region.isEmpty ? [nil] : region
    let profiles: [String?] = profile.isEmpty ? [nil] : profile
    var accounts = profiles.map {
      AWSAccount(profile: $0, timeout: timeout.duration, keepsIdentity: profiles.count > 1)
    }
    // All of them sign in before the first is asked for more.
    for number in accounts.indices { try accounts[number].signIn(region: regions[0]) }
    for number in accounts.indices {
      for (index, region) in regions.enumerated() {
        let line = AWSProgress(region: profiles.count > 1 ? Self.title(profiles[number], region) : region)
        defer { line.end() }
        // A folder for each region is only needed where there are several.
        try accounts[number].ask(region: region, includesGlobal: index == 0) { line.show($0, $1, $2) }
      }
    }
    let callCount = accounts.reduce(0) { $0 + $1.callCount }
    let answerCount = accounts.reduce(0) { $0 + $1.answers.count }
    let failures = zip(profiles, accounts).flatMap { profile, account in
      account.failures.map { profiles.count > 1 ? "\(profile ?? ""): \($0)" : $0 }
    }
    let seconds = start.duration(to: .now).components.seconds
    Console.printNote(
      "asked the aws command \(callCount) times in \(seconds) s: \(answerCount) answers"
        + (failures.isEmpty ? "" : "; partial, because \(failures.count) failed or were not permitted:")
    )
    for failure in failures { Console.printErrors(of: "  \(failure.printable)\n") }
    let folders = Self.folders(of: profiles)
    let files = zip(folders, accounts).flatMap { folder, account in
      account.answers.map { answer in
        let name = regions.count > 1 ? answer.file.name : answer.file.name.lastPart
        return SourceFile(name: folder + name, bytes: answer.file.bytes)
      }
    }
    if let save {
      for file in files { try AnswerFolder.write(file, in: save) }
      Console.printNote("kept the answers in \(save)")
    }
    guard !files.isEmpty else { throw CommandFailure(message: "error: the aws command gave no answer") }
    // Asking has a timeout of its own; from here on it is as with any source.
    _ = time.start(hasPartialAnswers: false)
    Watchdog.note("reading the answers")
    let prefix = save.map { "\($0)/" } ?? ""
    let named = files.map { SourceFile(name: prefix + $0.name, bytes: $0.bytes) }
    let sorted = named.sorted { $0.name < $1.name }
    let imported = try AWSLiveImporter().model(of: sorted)
    try write(imported, of: sorted)
  }

  private static func title(_ profile: String?, _ region: String?) -> String {
    [profile, region].compactMap(\.self).joined(separator: " ")
  }

  /// A folder for the answers of each profile, where there are several.
  private static func folders(of profiles: [String?]) -> [String] {
    guard profiles.count > 1 else { return profiles.map { _ in "" } }
    var used: Set<String> = []
    return profiles.map { profile in
      let signs = (profile ?? "").prefix(80).map { sign in
        sign.isASCII && (sign.isLetter || sign.isNumber || sign == "-" || sign == "_") ? sign : "-"
      }
      var name = String(signs)
      while !used.insert(name.lowercased()).inserted { name += "-2" }
      return name + "/"
    }
  }

  private func write(_ imported: ImportedModel, of files: [SourceFile]) throws {
    let chosen = syntax ?? output.flatMap { DocumentSyntax(fileName: $0) } ?? .yaml
    try AnswerOutput(file: output).write(try ModelWriter.text(of: imported.model, as: chosen))
    Console.printDiagnostics(imported.warnings, SourceTexts())
    let report = ImportReport(
      format: AWSLiveImporter().format, files: files.map(\.name), summary: imported.summary, notes: imported.notes)
    let text = report.text(Console.style(for: Console.standardError), isComplete: all)
    Console.printNotes(of: text)
    let what = output.flatMap { $0 == "-" ? nil : $0 } ?? "the model"
    Console.printNote("wrote \(what): \(ValidationReport.summary(of: imported.model))")
  }
}

extension String {
  /// The text after the last slash.
  fileprivate var lastPart: String { split(separator: "/").last.map(String.init) ?? self }
}

/// How far the asking is: a line that is written over on a terminal, nothing elsewhere.
struct AWSProgress {
  let region: String?
  private let isTerminal = isatty(Console.standardError) == 1

  init(region: String?) {
    self.region = region
    if !isTerminal { Console.printNote("asking the aws command\(region.map { " about \($0)" } ?? "") …") }
  }

  func show(_ done: Int, _ all: Int, _ title: String) {
    guard isTerminal, !Console.isQuiet else { return }
    let text = "\(region.map { "\($0): " } ?? "")\(done) of \(all) calls made … \(title)"
    try? Console.write(Array("\r\u{1B}[K\(text.printable.prefix(78))".utf8), to: Console.standardError)
  }

  func end() {
    if isTerminal, !Console.isQuiet { try? Console.write(Array("\r\u{1B}[K".utf8), to: Console.standardError) }
  }
}

/// The folder that answers are kept in.
enum AnswerFolder {
  /// Makes it where it is not there.
  ///
  /// - Throws: ``CommandFailure`` where there is something in it: answers of two times would not fit together.
  static func prepare(_ path: String) throws(CommandFailure) {
    if mkdir(path, 0o777) == 0 { return }
    guard errno == EEXIST, let folder = opendir(path) else {
      throw CommandFailure(message: "error: can't make the folder '\(path)': \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." {
        throw CommandFailure(
          message:
            "error: '\(path)' is not empty: answers from different runs can't be mixed; name a new folder with --save")
      }
    }
  }

  /// Writes an answer that only its owner can read: answers hold what start scripts and environments say.
  static func write(_ file: SourceFile, in folder: String) throws(CommandFailure) {
    var path = folder
    for part in file.name.split(separator: "/").dropLast() {
      path += "/\(part)"
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw CommandFailure(message: "error: can't make the folder '\(path)': \(String(cString: strerror(errno)))")
      }
    }
    let name = "\(folder)/\(file.name)"
    let descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else {
      throw CommandFailure(message: "error: can't write '\(name)': \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    if let problem = Console.writeProblem(file.bytes, to: descriptor) {
      throw CommandFailure(message: "error: can't write '\(name)': \(problem)")
    }
  }
}

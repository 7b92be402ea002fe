internal import CloudSources
internal import ModelFormats

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Asks the `aws` command what is in an account: several calls at a time, each within its time.
struct AWSAccount {
  /// The outcome of a call.
  struct Answer {
    let file: SourceFile
    let region: String?
  }

  var profile: String?
  var timeout: Duration
  /// How many calls are made at a time.
  var width = 4
  private(set) var answers: [Answer] = []
  /// The calls that were refused or failed, a line each.
  private(set) var failures: [String] = []
  private(set) var callCount = 0

  /// Whether the answer that shows whose credentials these are is kept: it tells several accounts apart.
  private let keepsIdentity: Bool

  init(profile: String?, timeout: Duration, keepsIdentity: Bool = false) {
    self.profile = profile
    self.timeout = timeout
    self.keepsIdentity = keepsIdentity
  }

  private struct Running {
    let call: AWSCall
    var process: ChildProcess
  }

  /// Makes the first call, by which one sees whether the command is there and knows credentials.
  ///
  /// - Throws: ``CommandFailure`` where it is not, or does not.
  mutating func signIn(region: String?) throws(CommandFailure) {
    var running = try start(AWSCallPlan.identity, region)
    while !running.process.openDescriptors.isEmpty {
      Self.wait(for: [running])
      running.process.read()
      running.process.stopIfLate()
    }
    let end = running.process.wait()
    callCount += 1
    guard end != .exit(0) || running.process.isTooLate else {
      let file = SourceFile(name: AWSCallPlan.identity.file, bytes: running.process.output)
      if keepsIdentity, AWSLiveImporter().recognizes(file) { answers.append(Answer(file: file, region: nil)) }
      return
    }
    let reason = Self.reason(running.process, end, timeout)
    // Some may do everything but ask who they are.
    guard Self.isRefusal(reason) || running.process.isTooLate else {
      throw CommandFailure(message: "error: the aws command can't sign in: \(reason)")
    }
    failures.append("\(AWSCallPlan.identity.title): \(reason)")
  }

  /// Makes every call of a plan, and those that follow from the answers.
  mutating func ask(region: String?, includesGlobal: Bool, progress: (_ done: Int, _ all: Int, _ title: String) -> Void)
    throws(CommandFailure)
  {
    var plan = AWSCallPlan(includesGlobal: includesGlobal)
    var waiting = plan.firstCalls()
    var running: [Running] = []
    var done = 0
    var next = 0
    defer { for index in running.indices { running[index].process.stop() } }
    while next < waiting.count || !running.isEmpty {
      while running.count < width, next < waiting.count {
        progress(done, waiting.count, waiting[next].title)
        running.append(Running(call: waiting[next], process: try start(waiting[next], region).process))
        next += 1
      }
      Self.wait(for: running)
      for index in running.indices.reversed() {
        running[index].process.read()
        running[index].process.stopIfLate()
        guard running[index].process.openDescriptors.isEmpty else { continue }
        let ended = running.remove(at: index)
        done += 1
        waiting += take(ended, region, &plan)
      }
    }
    progress(done, waiting.count, "")
  }

  private func start(_ call: AWSCall, _ region: String?) throws(CommandFailure) -> Running {
    var words = ["aws"] + call.arguments + ["--output", "json"]
    if let region = call.region ?? region { words += ["--region", region] }
    if let profile { words += ["--profile", profile] }
    // No user is there to turn pages or to answer.
    let variables = ["AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off"]
    return Running(call: call, process: try ChildProcess(words, environment: variables, timeout: timeout))
  }

  /// Keeps an answer, or why there is none; and says which calls follow.
  private mutating func take(_ ended: Running, _ region: String?, _ plan: inout AWSCallPlan) -> [AWSCall] {
    callCount += 1
    let end = ended.process.wait()
    let name = region.map { "\($0)/\(ended.call.file)" } ?? ended.call.file
    guard end == .exit(0), !ended.process.isTooLate, !ended.process.isTooMuch else {
      failures.append("\(ended.call.title): \(Self.reason(ended.process, end, timeout))")
      return []
    }
    // Where there is nothing to list, some calls print nothing.
    guard ended.process.output.contains(where: { $0 > 0x20 }) else { return [] }
    let file = SourceFile(name: name, bytes: ended.process.output)
    guard AWSLiveImporter().recognizes(file) else {
      // An answer without any key means that there is nothing.
      if file.bytes.filter({ $0 > 0x20 }) != Array("{}".utf8) {
        failures.append("\(ended.call.title): an answer in an unknown form")
      }
      return []
    }
    answers.append(Answer(file: file, region: region))
    return plan.calls(after: ended.call, answer: ended.process.output)
  }

  // MARK: What went wrong

  private static func reason(_ process: ChildProcess, _ end: ChildProcess.End, _ timeout: Duration) -> String {
    if process.isTooLate { return "no answer within \(timeout.components.seconds) s" }
    if process.isTooMuch { return "an answer of more than \(ChildProcess.outputLimit >> 20) MB" }
    let lines = String(decoding: process.errors, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.trimmed }.filter { !$0.isEmpty }
    let text = lines.last { $0.contains("rror") } ?? lines.last ?? ""
    let printable = String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
    let clean = withoutCredentials(printable)
    if isRefusal(clean) { return "not permitted" }
    guard clean.isEmpty else { return clean.count > 300 ? clean.prefix(300) + "…" : clean }
    switch end {
    case .exit(let code): return "ended with code \(code)"
    case .signal(let signal): return "ended by signal \(signal)"
    }
  }

  /// The text with what looks like a key, a signature or a token taken out: some versions of the command print the header
  /// that they could not send.
  static func withoutCredentials(_ text: String) -> String {
    var result = ""
    var run = ""
    func isSecret(_ run: String) -> Bool {
      if run.count >= 16, run.hasPrefix("AKIA") || run.hasPrefix("ASIA") { return true }
      return run.count >= 20 && run.contains(where: \.isNumber) && run.contains(where: \.isUppercase)
        && run.contains(where: \.isLowercase)
    }
    for character in text {
      if character.isASCII, character.isLetter || character.isNumber || "+/=_".contains(character) {
        run.append(character)
      } else {
        result += isSecret(run) ? "…" : run
        result.append(character)
        run = ""
      }
    }
    return result + (isSecret(run) ? "…" : run)
  }

  private static func isRefusal(_ text: String) -> Bool {
    text == "not permitted"
      || ["AccessDenied", "UnauthorizedOperation", "not authorized", "AuthorizationError"].contains {
        text.contains($0)
      }
  }

  /// Waits until one of them prints or ends, a quarter of a second at most.
  private static func wait(for running: [Running]) {
    var waits = running.flatMap(\.process.openDescriptors).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    _ = poll(&waits, nfds_t(waits.count), 250)
  }
}

extension Substring {
  /// The text without blanks around it.
  fileprivate var trimmed: Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    return start.dropLast(start.reversed().prefix { $0 == " " || $0 == "\t" }.count)
  }
}

internal import DependencyModel
internal import ModelChecks
internal import ResilienceAnalysis

extension CheckReport {
  /// The report as SARIF 2.1.0 (OASIS), within the limits that GitHub sets: 25,000 results, 10,000 steps a finding.
  ///
  /// Accepted findings are there with their suppressions; those that the baseline knows are `unchanged`. Fingerprints are
  /// made of what is found, not of where: lines may move.
  ///
  /// - Parameters:
  ///   - version: that of the program.
  ///   - paths: how files are called from the root of the repository.
  ///   - names: what remedies are called.
  func sarif(version: String, paths: RepositoryPaths, naming names: RemedyNames) -> String {
    jsonText(SARIFWriter(report: self, paths: paths, names: names).log(version: version))
  }
}

/// Turns a report into the tables of SARIF.
private struct SARIFWriter {
  private static let resultLimit = 25_000
  private static let stepLimit = 1_000

  let report: CheckReport
  let paths: RepositoryPaths
  let wording: FindingWording

  init(report: CheckReport, paths: RepositoryPaths, names: RemedyNames) {
    self.report = report
    self.paths = paths
    wording = FindingWording(report.model, naming: names)
  }

  func log(version: String) -> SARIF {
    var rules = report.results.map(rule)
    var results: [SARIF.Result] = []
    for (index, result) in report.results.enumerated() {
      for finding in result.findings { results.append(self.result(finding, result, index, state: "new", [])) }
      for finding in result.known {
        results.append(
          self.result(
            finding, result, index, state: "unchanged",
            [.init(kind: "external", justification: "known to the baseline")]))
      }
      for accepted in result.accepted {
        let until = accepted.until.map { " (until \($0))" } ?? ""
        results.append(
          self.result(
            accepted.finding, result, index, state: "unchanged",
            [.init(kind: "inSource", justification: accepted.reason.printable + until)]))
      }
    }
    let useless =
      report.results.flatMap { result in result.uselessExceptions.map { (result.id, $0) } }
      + report.uselessSuppressions.map { ("lint", $0) }
    if !useless.isEmpty {
      rules.append(
        .init(
          id: "whatfails/useless-exception", shortDescription: .init("An exception that is stale or has expired"),
          fullDescription: .init(
            "An exception that no longer matches anything, or that has expired, hides nothing and misleads."),
          help: .init("Remove the exception, or give it a new end date and a reason."),
          defaultConfiguration: .init(level: "warning"), properties: .init(tags: ["resilience"])))
      for (check, exception) in useless {
        results.append(
          .init(
            ruleId: "whatfails/useless-exception", ruleIndex: rules.count - 1, level: "warning",
            message: .init("\(check.printable): \(wording.message(exception))"), locations: [location(exception.place)],
            partialFingerprints: [
              "whatfails/v1": fingerprint([
                "useless", check, exception.problem.rawValue, exception.subject, exception.reason,
              ])
            ],
            baselineState: "new"))
      }
    }
    let leftOut = results.count - Self.resultLimit
    var notifications: [SARIF.Notification] = []
    if leftOut > 0 {
      notifications.append(
        .init(
          level: "warning",
          message: .init("\(count(leftOut, "more result")) left out: a report may have \(grouped(Self.resultLimit))")))
    }
    return SARIF(runs: [
      .init(
        tool: .init(driver: .init(name: "WhatFails", version: version, rules: rules)),
        invocations: [.init(executionSuccessful: true, toolExecutionNotifications: notifications)],
        results: Array(results.prefix(Self.resultLimit)))
    ])
  }

  private func rule(_ result: CheckResult) -> SARIF.Rule {
    let level = level(result.severity)
    switch result.question {
    case .check(let check):
      let description = (check.description ?? "The check '\(check.id)' of the model or its policies.").printable
      let owner = check.owner.map { " Owner: \($0.printable)." } ?? ""
      return .init(
        id: check.id.printable, shortDescription: .init(description), fullDescription: .init(description + owner),
        help: .init(
          "A check that a team states in its model or in a policy. Each result names the fault, the chain of causes and, where there is one, a small change that repairs it.\(owner)"
        ),
        defaultConfiguration: .init(level: level), properties: .init(tags: ["resilience"]))
    case .lint(let rule):
      return .init(
        id: rule.id, shortDescription: .init(rule.title), fullDescription: .init(rule.rationale),
        help: .init(
          rule.text(TextStyle(naming: wording.names)), markdown: rule.markdown(naming: wording.names)),
        defaultConfiguration: .init(level: level),
        properties: .init(tags: ["resilience", rule.failureClass.rawValue]))
    }
  }

  private func level(_ severity: Check.Severity) -> String { severity.rawValue }

  private func result(
    _ finding: Finding, _ result: CheckResult, _ index: Int, state: String, _ suppressions: [SARIF.Suppression]
  ) -> SARIF.Result {
    let change = wording.change(finding).map { ". Fix: \($0.printable)" } ?? ""
    let steps = Array(wording.proof(finding).prefix(Self.stepLimit))
    // A flow goes from what happens to what it leads to: from the fault to the component.
    let flow =
      steps.count > 1
      ? [
        SARIF.CodeFlow(threadFlows: [
          .init(locations: steps.reversed().map { .init(location: location($0.place, $0.text)) })
        ])
      ]
      : nil
    return .init(
      ruleId: result.id.printable, ruleIndex: index, level: level(result.severity),
      message: .init(wording.message(finding) + change),
      locations: [location(finding.place ?? result.place ?? steps.first { $0.place != nil }?.place)],
      relatedLocations: finding.related.isEmpty
        ? nil : finding.related.prefix(Self.stepLimit).map { location($0.place, wording.text($0).printable) },
      codeFlows: flow, partialFingerprints: ["whatfails/v1": identity(finding, result)],
      baselineState: state, suppressions: suppressions)
  }

  /// The identity of a finding, in which lines and further components don't count.
  private func identity(_ finding: Finding, _ result: CheckResult) -> String {
    let first = finding.fault.isEmpty ? finding.components.first.map { report.model.outline($0).id.text } ?? "" : ""
    return fingerprint([result.id, finding.faultText(in: report.model), first, finding.subject])
  }

  /// A place in the repository; hosts refuse results without one, so what has none is at the first line of the model.
  private func location(_ place: Place?, _ message: String? = nil) -> SARIF.Location {
    let file = place.flatMap { paths.relative($0.file) }
    let artifact: SARIF.Artifact
    if let file {
      artifact = .init(uri: RepositoryPaths.uri(file), uriBaseId: "%SRCROOT%")
    } else if let place, place.file.hasPrefix("/") {
      artifact = .init(uri: "file://" + RepositoryPaths.uri(place.file), uriBaseId: nil)
    } else {
      let fallback = place.map { $0.file.filter { $0 != "<" && $0 != ">" } } ?? "model"
      artifact = .init(uri: RepositoryPaths.uri(fallback.isEmpty ? "model" : fallback), uriBaseId: "%SRCROOT%")
    }
    return .init(
      physicalLocation: .init(
        artifactLocation: artifact,
        region: .init(startLine: max(1, place?.line ?? 1), startColumn: max(1, place?.column ?? 1))),
      message: message.map { .init($0) })
  }
}

/// The tables of SARIF 2.1.0 that a report fills.
private struct SARIF: Encodable {
  struct Message: Encodable {
    let text: String
    let markdown: String?

    init(_ text: String, markdown: String? = nil) {
      self.text = text.isEmpty ? "-" : text
      self.markdown = markdown
    }
  }

  struct Artifact: Encodable {
    let uri: String
    let uriBaseId: String?
  }

  struct Region: Encodable {
    let startLine: Int
    let startColumn: Int
  }

  struct Physical: Encodable {
    let artifactLocation: Artifact
    let region: Region
  }

  struct Location: Encodable {
    let physicalLocation: Physical
    let message: Message?
  }

  struct FlowLocation: Encodable {
    let location: Location
  }

  struct ThreadFlow: Encodable {
    let locations: [FlowLocation]
  }

  struct CodeFlow: Encodable {
    let threadFlows: [ThreadFlow]
  }

  struct Suppression: Encodable {
    let kind: String
    let justification: String
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Message
    let locations: [Location]
    var relatedLocations: [Location]?
    var codeFlows: [CodeFlow]?
    let partialFingerprints: [String: String]
    let baselineState: String
    var suppressions: [Suppression] = []
  }

  struct Configuration: Encodable {
    let level: String
  }

  struct Properties: Encodable {
    let tags: [String]
  }

  struct Rule: Encodable {
    let id: String
    let shortDescription: Message
    let fullDescription: Message
    let help: Message
    let defaultConfiguration: Configuration
    let properties: Properties
  }

  struct Driver: Encodable {
    let name: String
    let version: String
    let rules: [Rule]
  }

  struct Tool: Encodable {
    let driver: Driver
  }

  struct Notification: Encodable {
    let level: String
    let message: Message
  }

  struct Invocation: Encodable {
    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]
  }

  struct Run: Encodable {
    let tool: Tool
    let invocations: [Invocation]
    let columnKind = "unicodeCodePoints"
    let results: [Result]
  }

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]
}

public import ModelChecks

/// The answer of `whatfails check`: a report, and what makes it fail.
public struct CheckVerdict {
  /// The report.
  public let report: CheckReport
  /// What makes the report fail.
  public let bar: CheckReport.Bar
  /// A picture of the worst finding for Markdown, as the text of a Mermaid flowchart; see `CheckReport.worstFinding`.
  public let picture: String?

  /// An answer.
  public init(_ report: CheckReport, bar: CheckReport.Bar = .error, picture: String? = nil) {
    self.report = report
    self.bar = bar
    self.picture = picture
  }

  /// The answer in the format of a pipeline.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - version: the version of the program, which SARIF contains.
  ///   - paths: how files are called from the root of the repository.
  ///   - names: what remedies are called.
  public func text(
    for format: PipelineFormat, version: String, paths: RepositoryPaths, naming names: RemedyNames = .none
  ) -> String {
    switch format {
    case .sarif: report.sarif(version: version, paths: paths, naming: names)
    case .junit: report.junit(bar: bar, naming: names)
    case .gitlab: report.gitlabCodeQuality(paths: paths, naming: names)
    case .github: report.githubAnnotations(paths: paths, naming: names)
    }
  }
}

/// The formats that pipelines read findings in.
public enum PipelineFormat: String, CaseIterable, Sendable {
  /// SARIF 2.1.0.
  case sarif
  /// JUnit XML.
  case junit
  /// GitLab's Code Quality report.
  case gitlab
  /// GitHub's workflow commands, which a runner reads from standard output.
  case github
}

extension CheckVerdict: Answer {
  /// The answer as `whatfails/check/1`.
  public func jsonForm(naming names: RemedyNames = .none) -> CheckAnswer { CheckAnswer(report, naming: names) }

  /// The answer for a terminal: what fails first, each finding with its proof; then what holds.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    report.text(options.style, bar: bar, isComplete: options.isComplete)
  }

  /// The answer for a pull request, at most 65,000 bytes.
  public func markdown(_ options: ReportOptions = ReportOptions()) -> String {
    report.markdown(bar: bar, naming: options.names, picture: picture)
  }
}

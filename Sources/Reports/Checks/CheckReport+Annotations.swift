internal import DependencyModel
internal import ModelChecks

extension CheckReport {
  /// Findings as GitHub's workflow commands: errors first, as many as a step shows (ten of a level), and how many more.
  ///
  /// - Parameters:
  ///   - paths: how files are called from the root of the repository.
  ///   - names: what remedies are called.
  func githubAnnotations(paths: RepositoryPaths, naming names: RemedyNames) -> String {
    let wording = FindingWording(model, naming: names)
    var lines: [String] = []
    for (severity, command) in [(Check.Severity.error, "error"), (.warning, "warning"), (.note, "notice")] {
      var entries: [String] = []
      for result in results where result.severity == severity {
        for finding in result.findings {
          let change = wording.change(finding).map { "\nFix: \($0.printable)" } ?? ""
          entries.append(
            line(command, finding.place ?? result.place, "\(result.id)", wording.message(finding) + change, paths))
        }
      }
      if severity == .warning {
        for result in results {
          for exception in result.uselessExceptions {
            entries.append(line(command, exception.place, result.id, wording.message(exception), paths))
          }
        }
        for exception in uselessSuppressions {
          entries.append(line(command, exception.place, "lint", wording.message(exception), paths))
        }
      }
      // The last of the ten counts the rest.
      if entries.count > 10 {
        let rest = entries.count - 9
        entries =
          Array(entries.prefix(9)) + [
            "::\(command) title=whatfails::and \(count(rest, "more \(command)")); the report has them all"
          ]
      }
      lines += entries
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func line(_ command: String, _ place: Place?, _ title: String, _ message: String, _ paths: RepositoryPaths)
    -> String
  {
    var properties: [String] = []
    if let place, let file = paths.relative(place.file) {
      properties += ["file=\(property(file.printable))", "line=\(place.line)", "col=\(place.column)"]
    }
    properties.append("title=\(property(title.printable))")
    return "::\(command) \(properties.joined(separator: ","))::\(data(message))"
  }

  private func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }

  /// Findings as GitLab's Code Quality report.
  ///
  /// - Parameters:
  ///   - paths: how files are called from the root of the repository.
  ///   - names: what remedies are called.
  func gitlabCodeQuality(paths: RepositoryPaths, naming names: RemedyNames) -> String {
    let wording = FindingWording(model, naming: names)
    var entries: [CodeQualityEntry] = []
    for result in results {
      let severity =
        switch result.severity {
        case .error: "critical"
        case .warning: "major"
        case .note: "info"
        }
      for finding in result.findings {
        let place = finding.place ?? result.place
        let first = finding.fault.isEmpty ? finding.components.first.map { model.outline($0).id.text } ?? "" : ""
        let change = wording.change(finding).map { "; fix: \($0.printable)" } ?? ""
        entries.append(
          .init(
            description: wording.message(finding) + change, checkName: result.id.printable,
            fingerprint: fingerprint([result.id, finding.faultText(in: model), first, finding.subject]),
            severity: severity,
            location: .init(
              path: place.flatMap { paths.relative($0.file) } ?? place?.file ?? "model",
              lines: .init(begin: max(1, place?.line ?? 1)))))
      }
    }
    return jsonText(entries)
  }
}

private struct CodeQualityEntry: Encodable {
  /// The keys are GitLab's.
  enum CodingKeys: String, CodingKey {
    case checkName = "check_name"
    case description, fingerprint, severity, location
  }

  struct Lines: Encodable { let begin: Int }
  struct Location: Encodable {
    let path: String
    let lines: Lines
  }
  let description: String
  let checkName: String
  let fingerprint: String
  let severity: String
  let location: Location
}

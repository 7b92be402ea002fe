internal import DependencyModel
internal import Diagrams
internal import ModelChecks
internal import Reports
internal import ResilienceAnalysis

/// The picture of a report's worst finding: all that its fault affects, for a pull request.
enum FindingPicture {
  /// The text of a Mermaid flowchart; `nil` where no finding has a fault.
  static func mermaid(of report: CheckReport, _ compiled: CompiledModel) -> String? {
    guard let finding = report.worstFinding else { return nil }
    let names = finding.fault.prefix(3).map { compiled.model.outline($0.component).id.text }
    let more = finding.fault.count > 3 ? " and \(finding.fault.count - 3) more" : ""
    let fault = FaultSet(finding.fault, sharing: finding.shares, text: names.joined(separator: " + ") + more)
    let compiled = finding.isChange ? compiled.following(configuration: true) : compiled
    var options = DiagramOptions(onlyAffected: true)
    // A comment is narrow.
    options.comfortableMarks = 30
    guard let diagram = try? Diagram(of: compiled.impact(of: fault), options: options),
      diagram.edges.count <= MermaidWriter.limits.edges
    else { return nil }
    return MermaidWriter(diagram).text
  }
}

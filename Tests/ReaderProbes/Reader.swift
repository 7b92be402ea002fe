import Importers
public import ModelFormats

/// What reads text that others wrote. Each has a probe, seeds from the fixtures, and a dictionary for the fuzzer.
public enum Reader: String, CaseIterable, Sendable {
  // Ours.
  case yaml
  case json
  case model
  case jsonModel = "json-model"
  case policy
  case baseline
  case format = "fmt"
  case commandLine = "command-line"
  // Other tools'.
  case terraform
  case cloudFormation = "cloudformation"
  case aws
  case kubernetes
  case compose
  case backstage
  case traces
  case dot
  case graphML = "graphml"
  case gexf
  case gml
  case jsonGraph = "json-graph"
  case csv
  case jsonLines = "json-lines"
  case openPSA = "open-psa"
  /// All importers together, as the command line has them.
  case sources

  /// The importers that read its files; none for what is ours.
  public var importers: [any ModelImporter] {
    var options = ImportSources.Options()
    options.profiles = ["*"]
    let all = ImportSources.all(options: options)
    guard self != .sources else { return all }
    return all.filter { formats.contains($0.format) }
  }

  /// What its importers call their sources.
  private var formats: [String] {
    switch self {
    case .terraform: ["Terraform"]
    case .cloudFormation: ["CloudFormation"]
    case .aws: ["AWS command line"]
    case .kubernetes: ["Kubernetes"]
    case .compose: ["Compose"]
    case .backstage: ["Backstage"]
    case .traces: ["traces"]
    case .dot: ["DOT"]
    case .graphML: ["GraphML", "XML"]
    case .gexf: ["GEXF", "XML"]
    case .gml: ["GML"]
    case .jsonGraph: ["JSON graph"]
    case .csv: ["CSV"]
    case .jsonLines: ["JSON lines"]
    case .openPSA: ["Open-PSA"]
    default: []
    }
  }

  /// How a file with these bytes is called, for the ending decides how some are read.
  public func fileName(for bytes: some Sequence<UInt8>) -> String {
    switch self {
    case .json, .jsonModel, .baseline, .aws, .traces, .jsonGraph: return "input.json"
    case .yaml, .model, .policy, .format, .compose, .backstage: return "input.yaml"
    case .dot: return "input.dot"
    case .graphML: return "input.graphml"
    case .gexf: return "input.gexf"
    case .gml: return "input.gml"
    case .csv: return "input.csv"
    case .jsonLines: return "input.jsonl"
    case .openPSA: return "input.xml"
    case .terraform, .cloudFormation, .kubernetes, .sources, .commandLine:
      let first = bytes.first { $0 > 0x20 }
      return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? "input.json" : "input.yaml"
    }
  }
}

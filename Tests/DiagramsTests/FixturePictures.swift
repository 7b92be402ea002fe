import DependencyModel
import Foundation
import Importers
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

@testable import Diagrams

/// The pictures of all fixtures: of the whole model, of a zone that fails, of the component that most need, and of every
/// named fault.
enum FixturePictures {
  /// A fixture to draw, with the files that it is made of.
  struct Source: CustomTestStringConvertible, Sendable {
    let name: String
    /// Files and folders, by their path in the repository.
    let paths: [String]

    var testDescription: String { name }

    func model() throws -> Model {
      switch name {
      case "layered 200": LegibilityTests.layered(200)
      case "layered 2,000": LegibilityTests.layered(2_000)
      case "layered 5,000": LegibilityTests.layered(5_000)
      case "tiers 60": LegibilityTests.tiers(60)
      case "tiers 200": LegibilityTests.tiers(200)
      case "tiers 2,000": LegibilityTests.tiers(2_000)
      case "random zones 60": LegibilityTests.randomZones(60)
      case "random zones 300": LegibilityTests.randomZones(300)
      case "random zones 2,000": LegibilityTests.randomZones(2_000)
      case "shop": try LegibilityTests.cloudShop()
      default:
        try ModelLoader.load(
          paths.map { Repository.root.appending(path: $0).path }, importers: ImportSources.all()
        ).model
      }
    }
  }

  static let all: [Source] = {
    var sources = Repository.models.map(\.lastPathComponent).filter { !$0.hasSuffix("-network.yaml") }.map {
      Source(name: $0, paths: ["Models/\($0)"])
    }
    sources.append(
      Source(name: "checkout with its network", paths: ["Models/checkout.yaml", "Models/checkout-network.yaml"]))
    for folder in [
      "aralia", "aralia-large", "cloudformation", "compose/awesome-compose", "compose/deathstarbench",
      "compose/voting-app", "graphs", "terraform/published", "terraform/shop-3az", "tracing",
    ] {
      let path = "Tests/Fixtures/\(folder)"
      let names =
        (try? FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: path).path)) ?? []
      for name in names.sorted() where isSource(name) {
        sources.append(Source(name: "\(folder)/\(name)", paths: ["\(path)/\(name)"]))
      }
    }
    for folder in [
      "aws-live/documented", "aws-live/shop-3az", "backstage", "kubernetes/bookinfo", "kubernetes/cluster-dump",
      "kubernetes/examples", "kubernetes/hotel-reservation", "kubernetes/online-boutique", "kubernetes/voting-app",
      "terraform/published",
    ] {
      sources.append(Source(name: folder, paths: ["Tests/Fixtures/\(folder)"]))
    }
    for name in [
      "layered 200", "layered 2,000", "layered 5,000", "tiers 60", "tiers 200", "tiers 2,000", "random zones 60",
      "random zones 300", "random zones 2,000", "shop",
    ] {
      sources.append(Source(name: name, paths: []))
    }
    return sources
  }()

  private static func isSource(_ name: String) -> Bool {
    ["xml", "json", "yaml", "yml", "csv", "dot", "graphml", "tfstate"].contains(
      name.split(separator: ".").last.map(String.init))
      && ![
        "reference.csv", "cea9601.xml", "das9601.xml", "debian-servers.truths.json", "hotel-reservation-config.json",
        "graph.dot", "graph-plan.dot",
      ]
      .contains(name)
  }

  /// The diagrams that `render` makes of a model, each with the name of its fault.
  static func diagrams(of model: Model) throws -> [(name: String, diagram: Diagram)] {
    var diagrams: [(name: String, diagram: Diagram)] = [("whole", try Diagram(model))]
    let compiled = CompiledModel(model)
    var faults = model.faults.map(\.id.text)
    let domains = model.components.filter { $0.isDomain && ($0.kind ?? "").hasSuffix("zone") }
    if let zone = domains.dropFirst().first ?? domains.first ?? model.components.first(where: \.isDomain) {
      faults.append(zone.id.text)
    }
    if let most = mostNeeded(of: model) { faults.append(most) }
    for fault in faults {
      let impact = compiled.impact(of: try FaultSet([fault], in: model))
      var options = DiagramOptions()
      options.onlyAffected =
        model.componentIndices.count > 40
        && (impact.blastRadius.count > 0 || !impact.redundancyLost.isEmpty)
      diagrams.append((fault, try Diagram(model, impact: impact, options: options)))
      // The whole model with the fault, as `--whole` draws it.
      if options.onlyAffected { diagrams.append((fault + ", whole", try Diagram(model, impact: impact))) }
    }
    return diagrams
  }

  /// The component that most others name.
  private static func mostNeeded(of model: Model) -> String? {
    var counts = [Int](repeating: 0, count: model.components.count)
    for component in model.components {
      for relation in component.relations where relation.kind != .in {
        relation.requirement.forEachID { if let index = model.index(of: $0) { counts[index.position] += 1 } }
      }
    }
    let most = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) }
    return most.flatMap { counts[$0] > 0 ? model.components[ComponentIndex($0)].id.text : nil }
  }
}

extension Requirement {
  fileprivate func forEachID(_ body: (ComponentID) -> Void) {
    switch target {
    case .component(let id): body(id)
    case .group(let group): for member in group.members { member.requirement.forEachID(body) }
    }
  }
}

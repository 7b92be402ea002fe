import CloudSources
import DependencyModel
import Foundation
import Importers
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Answers of the AWS command line for tests.
enum AWSLive {
  static let shop = Repository.root.appending(path: "Tests/Fixtures/aws-live/shop-3az")

  /// The answers of the shop, read once.
  static let loaded = Result<LoadedModel, any Error> {
    try ModelLoader.load([shop.path], importers: ImportSources.all())
  }

  /// What files of these names and texts hold.
  static func load(_ files: [String: String]) throws -> ImportedModel {
    try AWSLiveImporter().model(
      of: files.sorted { $0.key < $1.key }.map { SourceFile(name: $0.key, bytes: Array($0.value.utf8)) })
  }

  /// A kind without `aws/` and the name for people, by which ids of AWS's own can be read: `ebs-volume search-a`.
  static func label(_ component: Component) -> String {
    let kind = component.kind.map { $0.replacing("aws/", with: "") } ?? "?"
    return "\(kind) \(component.name ?? component.id.description)"
  }

  /// What fails with some components, named by label.
  struct Outcome {
    var down: Set<String> = []
    var degraded: Set<String> = []
    var redundancyLost: Set<String> = []
    var confidences: [String: Confidence] = [:]
    /// How many have a label, so that things of one name are not taken for one.
    var downCount = 0
  }

  static func outcome(_ faults: [String], in model: Model) throws -> Outcome {
    let ids = try faults.map { fault in
      try #require(model.components.first { label($0) == fault || $0.id.description == fault }, "no \(fault)").id
        .description
    }
    let impact = CompiledModel(model).impact(of: try FaultSet(ids, in: model))
    var outcome = Outcome()
    for effect in impact.effects where effect.wave > 0 {
      let label = label(model.components[effect.component])
      outcome.confidences[label] = effect.confidence
      if effect.level == .down {
        outcome.down.insert(label)
        outcome.downCount += 1
      } else {
        outcome.degraded.insert(label)
      }
    }
    outcome.redundancyLost = Set(impact.redundancyLost.map { label(model.components[$0]) })
    return outcome
  }
}

import DependencyModel
import Foundation
import Importers
import ModelFormats
import ResilienceAnalysis
import TestSupport

/// An imported model and what fails in it, for tests.
struct ImportedAnswer {
  let loaded: LoadedModel
  private let compiled: CompiledModel

  var model: Model { loaded.model }

  init(_ loaded: LoadedModel, followsConfiguration: Bool = false) {
    self.loaded = loaded
    compiled = CompiledModel(loaded.model, options: .init(followsConfiguration: followsConfiguration))
  }

  /// Imports files of a folder of fixtures together.
  init(_ folder: String, _ files: String..., followsConfiguration: Bool = false) throws {
    let root = Repository.root.appending(path: "Tests/Fixtures/\(folder)").path
    self.init(
      try ModelLoader.load(files.map { "\(root)/\($0)" }, importers: ImportSources.all()),
      followsConfiguration: followsConfiguration)
  }

  /// Imports one text.
  init(text: String, file: String) throws {
    self.init(try Importing.load(text, file: file))
  }

  /// What is not up under a fault, what the fault itself names left out: level by id.
  func impact(_ faults: String...) throws -> [String: Level] { try impact(faults) }

  func impact(_ faults: [String]) throws -> [String: Level] {
    let impact = compiled.impact(of: try FaultSet(faults, in: model))
    var levels: [String: Level] = [:]
    for effect in impact.effects where !effect.cause.isFault {
      levels[model.components[effect.component].id.text] = effect.level
    }
    return levels
  }

  func down(_ fault: String) throws -> Set<String> { Set(try impact(fault).filter { $0.value == .down }.keys) }
  func down(_ faults: [String]) throws -> Set<String> { Set(try impact(faults).filter { $0.value == .down }.keys) }
  func degraded(_ fault: String) throws -> Set<String> { Set(try impact(fault).filter { $0.value == .degraded }.keys) }

  /// The components with a group of theirs that one more loss would take.
  func fragile(_ fault: String) throws -> Set<String> {
    let impact = compiled.impact(of: try FaultSet([fault], in: model))
    return Set(impact.fragileGroups.map { model.components[$0.component].id.text })
  }

  /// A component's requirements of a kind, each in a line.
  func relations(_ id: String, _ kind: Component.Relation.Kind) -> [String] {
    model[ComponentID(id)]?.requirements(kind).map { $0.text(limit: 100) } ?? ["no such component"]
  }
}

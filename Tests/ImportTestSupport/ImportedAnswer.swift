public import DependencyModel
internal import Foundation
internal import Importers
public import ModelFormats
internal import ResilienceAnalysis
internal import TestSupport

/// An imported model and what fails in it, for tests.
public struct ImportedAnswer: Sendable {
  public let loaded: LoadedModel
  private let compiled: CompiledModel

  public var model: Model { loaded.model }

  public init(_ loaded: LoadedModel, followsConfiguration: Bool = false) {
    self.loaded = loaded
    compiled = CompiledModel(loaded.model, options: .init(followsConfiguration: followsConfiguration))
  }

  /// Imports files of a folder of fixtures together.
  public init(_ folder: String, _ files: String..., followsConfiguration: Bool = false) throws {
    let root = Repository.root.appending(path: "Tests/Fixtures/\(folder)").path
    self.init(
      try ModelLoader.load(files.map { "\(root)/\($0)" }, importers: ImportSources.all()),
      followsConfiguration: followsConfiguration)
  }

  /// Imports one text.
  public init(text: String, file: String) throws {
    self.init(try Importing.load(text, file: file))
  }

  /// What is not up under a fault, what the fault itself names left out: level by id.
  public func impact(_ faults: String...) throws -> [String: Level] { try impact(faults) }

  public func impact(_ faults: [String]) throws -> [String: Level] {
    let impact = compiled.impact(of: try FaultSet(faults, in: model))
    var levels: [String: Level] = [:]
    for effect in impact.effects where !effect.cause.isFault {
      levels[model.components[effect.component].id.text] = effect.level
    }
    return levels
  }

  public func down(_ fault: String) throws -> Set<String> { Set(try impact(fault).filter { $0.value == .down }.keys) }
  /// Those that are down for sure: not by what is only inferred or assumed.
  public func surelyDown(_ fault: String) throws -> Set<String> {
    let impact = compiled.impact(of: try FaultSet([fault], in: model))
    let sure = impact.effects.filter { $0.level == .down && $0.confidence < .inferred }
    return Set(sure.map { model.components[$0.component].id.text })
  }

  public func down(_ faults: [String]) throws -> Set<String> {
    Set(try impact(faults).filter { $0.value == .down }.keys)
  }
  public func degraded(_ fault: String) throws -> Set<String> {
    Set(try impact(fault).filter { $0.value == .degraded }.keys)
  }

  /// The components with a group of theirs that one more loss would take.
  public func fragile(_ fault: String) throws -> Set<String> {
    let impact = compiled.impact(of: try FaultSet([fault], in: model))
    return Set(impact.fragileGroups.map { model.components[$0.component].id.text })
  }

  /// A component's requirements of a kind, each in a line.
  public func relations(_ id: String, _ kind: Component.Relation.Kind) -> [String] {
    model[ComponentID(id)]?.requirements(kind).map { $0.text(limit: 100) } ?? ["no such component"]
  }
}

extension ImportedAnswer {
  /// The components that are no domains, sorted.
  public var ids: [String] { model.components.filter { !$0.isDomain }.map(\.id.text).sorted() }
  /// What a person is told of the one source.
  public var remarks: [String] { loaded.imports[0].notes.remarks }
  public var unresolved: [String] { loaded.imports[0].notes.unresolved }
}

import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Reads Kubernetes objects for tests, and asks what fails.
struct KubernetesReading {
  let model: Model
  let notes: ImportNotes
  private let compiled: CompiledModel

  static let folder = Repository.root.appending(path: "Tests/Fixtures/kubernetes")

  /// Reads files of the fixtures, or whole folders of them.
  init(_ names: String...) throws {
    try self.init(
      ModelLoader.load(names.map { Self.folder.appending(path: $0).path }, importers: ImportSources.all()))
  }

  /// Reads a text.
  init(text: String, file: String = "app.yaml") throws {
    try self.init(Importing.load(text, file: file))
  }

  init(_ loaded: LoadedModel) throws {
    model = loaded.model
    notes = try #require(loaded.imports.first).notes
    #expect(loaded.imports.map(\.format) == ["Kubernetes"])
    compiled = CompiledModel(model)
  }

  /// What is at a level when something is down, but for what was put down itself; ids that end so, or all.
  func lost(_ fault: String..., level: Level = .down, of kind: String = "") throws -> Set<String> {
    let impact = compiled.impact(of: try FaultSet(fault, in: model))
    let ids = impact.effects.filter { $0.level == level }.map { model.components[$0.component] }
    return Set(ids.filter { !fault.contains($0.id.text) && (kind.isEmpty || $0.id.text.contains(kind)) }.map(\.id.text))
  }

  /// The names of the deployments and stateful sets that are lost.
  func lostWorkloads(_ fault: String..., level: Level = .down) throws -> Set<String> {
    let impact = compiled.impact(of: try FaultSet(fault, in: model))
    let kinds: Set<String?> = ["k8s/deployment", "k8s/stateful-set"]
    return Set(
      impact.effects.filter { $0.level == level }.map { model.components[$0.component] }
        .filter { kinds.contains($0.kind) && !fault.contains($0.id.text) }
        .map { String($0.id.text.split(separator: "/").last!) })
  }

  /// The redundancy that is lost.
  func redundancyLost(_ fault: String...) throws -> Set<String> {
    let impact = compiled.impact(of: try FaultSet(fault, in: model))
    return Set(impact.redundancyLost.map { model.components[$0].id.text })
  }

  /// What a component requires, a line each.
  func requirements(_ kind: Component.Relation.Kind, _ id: String) -> [String] {
    model[ComponentID(id)]?.requirements(kind).map { $0.text(limit: 100) } ?? ["no such component"]
  }
}

import DependencyModel
import FaultTreeSources
import Foundation
import Importers
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// The Aralia benchmark trees: every coherent one is read, the others are refused.
@Suite struct OpenPSAFixturesTests {
  struct Reference: CustomTestStringConvertible, Sendable {
    let tree: String
    let gates: Int?
    let events: Int?
    let isCoherent: Bool
    var testDescription: String { tree }
    var path: String { OpenPSAFixturesTests.folder.appending(path: "\(tree).xml").path }
  }

  static let folder = Repository.root.appending(path: "Tests/Fixtures/aralia")

  static let references: [Reference] = {
    let table = try! String(contentsOf: folder.appending(path: "reference.csv"), encoding: .utf8)
    return table.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return Reference(
        tree: String(cells[0]), gates: Int(cells[1]), events: Int(cells[2]), isCoherent: cells[3] == "yes")
    }
  }()

  @Test("There are 24 published fault trees")
  func all() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".xml") }
    #expect(files.count == 24)
    #expect(Self.references.count == 24)
  }

  @Test("The largest tree is coherent, is read, and has ten sets of up to three events")
  func largest() throws {
    let path = Repository.root.appending(path: "Tests/Fixtures/aralia-large/nus9601.xml").path
    let loaded = try ModelLoader.load([path], importers: ImportSources.all())
    let model = loaded.model
    #expect(loaded.warnings.isEmpty)
    #expect(model.components.count { $0.kind == "open-psa/gate" } == 1515)
    #expect(model.components.count { $0.kind == "open-psa/basic-event" } == 1567)
    let top = try #require(model.index(of: "r1"))
    let compiled = CompiledModel(model)
    let risks = compiled.risks(of: top, .init(size: 3))
    #expect(risks.counts.map { "\($0.size): \($0.count)" } == ["3: 10"])
    #expect(risks.isComplete)
    for set in risks.minimalCutSets {
      func isDown(_ components: [ComponentIndex]) -> Bool {
        compiled.impact(of: FaultSet(components.map { ($0, .down) }, text: "")).effects.contains { $0.component == top }
      }
      #expect(isDown(set))
      for left in set { #expect(!isDown(set.filter { $0 != left })) }
    }
  }

  @Test("Each coherent tree has the published cut sets", arguments: references.filter(\.isCoherent))
  func coherent(_ reference: Reference) throws {
    let loaded = try ModelLoader.load([reference.path], importers: ImportSources.all())
    let model = loaded.model
    #expect(loaded.warnings.isEmpty)
    #expect(model.name == reference.tree)
    #expect(model.components.count { $0.kind == "open-psa/gate" } == reference.gates)
    #expect(model.components.count { $0.kind == "open-psa/basic-event" } == reference.events)
    #expect(model.components.allSatisfy { $0.isLogic == ($0.unavailability == nil) })
    let lines = try String(contentsOfFile: reference.path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    func names(_ element: String) -> Set<ComponentID> {
      Set(lines.filter { $0.hasPrefix("<\(element) name=") }.map { ComponentID(String($0.split(separator: "\"")[1])) })
    }
    let tops = model.components.filter { $0.tags.contains("top") }.map(\.id)
    #expect(tops.count == 1)
    #expect(Set(tops) == names("define-gate").subtracting(names("gate")))
    for component in model.components {
      let place = try #require(component.place)
      #expect(component.source == place.fileAndLine)
      #expect(lines[place.line - 1].contains("name=\"\(component.id)\""))
      for relation in component.relations {
        let place = try #require(relation.requirement.place)
        if case .component(let id) = relation.requirement.target {
          #expect(lines[place.line - 1].contains("name=\"\(id)\""))
        }
      }
    }
  }

  @Test(
    "Each tree that is not coherent is refused at its first such gate", arguments: references.filter { !$0.isCoherent })
  func notCoherent(_ reference: Reference) throws {
    do {
      _ = try ModelLoader.load([reference.path], importers: ImportSources.all())
      Issue.record("a tree that is not coherent was read")
    } catch {
      #expect(error.diagnostics.map(\.code) == [.faultTreeNotCoherent])
      let place = try #require(error.diagnostics.first?.place)
      // The line is withheld from messages: what is no model may hold secrets.
      #expect(error.sources.line(at: place) == nil)
      let lines = try String(contentsOfFile: reference.path, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
      let line = String(lines[place.line - 1])
      #expect(line.hasPrefix("<not") || line.hasPrefix("<xor"))
    }
  }
}

import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// The shipped incident models against what was published: Fixtures/incident-outcomes.md, row by row.
@Suite struct IncidentTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let model: String
    let fault: String
    let component: String
    let published: String
    let level: Level
    let after: Duration
    let because: String

    var testDescription: String { "\(model): \(component) under \(fault)" }
    var differs: Bool { because.hasPrefix("DIFFERS") }

    /// The levels that the publication allows; none where it says nothing.
    var publishedLevels: [Level] {
      let statement = published.prefix { $0 != "(" }.replacing("design:", with: "")
      return statement.split { !$0.isLetter }.compactMap { Level(name: $0) }
    }
  }

  static let rows: [Row] = {
    let text = try! String(
      contentsOf: Repository.root.appending(path: "Tests/ResilienceAnalysisTests/Fixtures/incident-outcomes.md"),
      encoding: .utf8)
    var rows: [Row] = []
    var model = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { model = String(line.dropFirst(3).prefix { $0 != ":" }) }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 6, cells[0] != "fault", !cells[0].hasPrefix("---") else { continue }
      let words = cells[3].split(separator: " ")
      let minutes = words.count > 2 && words[1] == "after" ? Int(words[2])! : 0
      rows.append(
        Row(
          model: model, fault: cells[0], component: cells[1].replacing("`", with: ""), published: cells[2],
          level: Level(name: words[0])!, after: .seconds(minutes * 60), because: cells[4]))
    }
    return rows
  }()

  static let models: [String: Model] = {
    var models: [String: Model] = [:]
    for name in ["aws-2011-04", "aws-s3-2017", "aws-kinesis-2020", "facebook-2021"] {
      models[name] = try! ModelLoader.load([Repository.root.appending(path: "Models/\(name).yaml").path]).model
    }
    return models
  }()

  @Test("Each shipped model of an incident gives the level that the record states", arguments: rows)
  func theModelSaysSo(_ row: Row) throws {
    let model = try #require(Self.models[row.model])
    let impact = try CompiledModel(model).impact(of: FaultSet([row.fault], in: model))
    var matcher = SelectorMatcher(model.components)
    let components = matcher.matches(.name(row.component))
    #expect(!components.isEmpty)
    for component in components {
      let effect = impact.effects.first { $0.component == component }
      #expect(effect?.level ?? .up == row.level)
      if row.after > .zero { #expect(effect?.after == row.after) }
    }
  }

  @Test("Each row of the record agrees with the publication, or says why it differs", arguments: rows)
  func itAgreesOrSaysWhyNot(_ row: Row) {
    if row.publishedLevels.isEmpty {
      #expect(row.published.hasPrefix("not said"))
    } else if row.differs {
      #expect(!row.publishedLevels.contains(row.level))
      #expect(["fraction", "bug", "time"].contains { row.because.contains("DIFFERS. \($0)") })
    } else {
      #expect(row.publishedLevels.contains(row.level))
    }
  }

  @Test("Every component that survived an incident is up in its model")
  func everySurvivorIsUp() {
    let survivors = Self.rows.filter { $0.publishedLevels == [.up] && !$0.published.hasPrefix("design") }
    #expect(survivors.count >= 35)
    for row in survivors { #expect(row.level == .up, "\(row.testDescription)") }
  }

  @Test("The record has more than 100 comparisons, and 10 of them differ")
  func theRecord() {
    let compared = Self.rows.filter { !$0.publishedLevels.isEmpty && !$0.published.hasPrefix("design") }
    #expect(compared.count > 100)
    #expect(compared.count { $0.differs } == 10)
  }

  @Test("At least 85% of the components of an incident model have a source", arguments: models.keys.sorted())
  func sources(_ name: String) throws {
    let model = try #require(Self.models[name])
    let components = model.components.filter { !$0.isDomain }
    let sourced = components.filter { component in
      component.source != nil || component.relations.contains { $0.requirement.confidence != .declared }
    }
    #expect(Double(sourced.count) >= 0.85 * Double(components.count))
  }

  @Test("Without the requirements that only the failure taught, the storm stays in its zone")
  func theSharedThreadsCarryTheStorm() throws {
    let model = try #require(Self.models["aws-2011-04"])
    let storm = try FaultSet(["storm-2011-04-21"], in: model)
    func affected(_ trust: Confidence) -> [String] {
      let impact = CompiledModel(model, options: .init(trust: trust)).impact(of: storm)
      return impact.effects.map { model.components[$0.component].id.text }
    }
    #expect(affected(.assumed).contains("ebs-api/us-east-1c"))
    #expect(!affected(.declared).contains { $0.hasSuffix("us-east-1b") || $0.hasSuffix("us-east-1c") })
  }
}

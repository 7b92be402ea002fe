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

  @Test("Every component that survived an incident is up in its model, but for a share of 2.5%")
  func everySurvivorIsUp() {
    let survivors = Self.rows.filter { $0.publishedLevels == [.up] && !$0.published.hasPrefix("design") }
    #expect(survivors.count >= 35)
    let others = survivors.filter { $0.level != .up }
    #expect(Set(others.map(\.component)).isSubset(of: ["app-many-zones", "reddit-like-reading"]))
    #expect(others.allSatisfy { $0.level == .degraded })
    #expect(others.allSatisfy { $0.differs })
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

  private static func effect(_ id: String, _ fault: String) throws -> Impact.Effect? {
    let model = try #require(models["aws-2011-04"])
    let impact = CompiledModel(model).impact(of: try FaultSet([fault], in: model))
    #expect(impact.loadSummary != nil)
    return impact.effects.first { model.outline($0.component).id.text == id }
  }

  @Test("With 13% of the volumes between 42% and 50% of the single-zone databases fall: 45% did")
  func databases() throws {
    let effect = try #require(try Self.effect("rds-single/us-east-1a", "storm-2011-04-21"))
    let down = try #require(effect.share?.down)
    #expect(down > 0.42)
    #expect(down < 0.5)
    #expect(try Self.effect("ebs-volumes/us-east-1a", "storm-2011-04-21")?.share?.down == 0.13)
    #expect(try Self.effect("rds-single/us-east-1b", "storm-2011-04-21")?.share?.down ?? 0 == 0)
  }

  @Test("Calls that wait for room in one zone use up the threads of all: 84% of the calls are refused in each")
  func threads() throws {
    for zone in ["a", "b", "c", "d"] {
      let down = try #require(try Self.effect("ebs-api/us-east-1\(zone)", "storm-2011-04-21")?.share?.down)
      #expect(abs(down - 0.84) < 0.01)
    }
    let threads = try #require(try Self.effect("ebs-request-threads", "storm-2011-04-21"))
    #expect(threads.overload?.isOfSlots == true)
    #expect(abs((threads.overload?.refused ?? 0) - 0.84) < 0.01)
    // Without the storm there is room for four times as many calls.
    #expect(try Self.effect("ebs-request-threads", "one-router") == nil)
  }

  @Test("The replication network is overwhelmed by what both routers carried, and not by what one did")
  func network() throws {
    let network = try #require(try Self.effect("replication-net/us-east-1a", "network-change-2011-04-21"))
    #expect(network.overload?.load == 8)
    #expect(network.overload?.refused == 0.5)
    #expect(try Self.effect("replication-net/us-east-1a", "one-router") == nil)
  }

  @Test("Of the databases in several zones the 2.5% are lost that do not fail over")
  func failover() throws {
    let database = try #require(try Self.effect("rds-multi", "network-change-2011-04-21"))
    #expect(abs((database.share?.down ?? 0) - 0.025) < 1e-9)
  }
}

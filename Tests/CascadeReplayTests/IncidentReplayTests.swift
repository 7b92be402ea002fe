import CascadeReplay
import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// The scenarios of the shipped models against the times that were published.
@Suite struct IncidentReplayTests {
  private static func replay(_ model: String, _ scenario: String) throws -> Replay {
    let path = Repository.root.appending(path: "Models/\(model).yaml").path
    let model = try ModelLoader.load([path]).model
    return try CompiledModel(model).replay(try #require(model.scenario(scenario)))
  }

  /// Its levels, each with the time from which on it has it.
  private func levels(of id: ComponentID, in replay: Replay) throws -> [String] {
    let component = try #require(replay.model.index(of: id))
    return replay.changes.filter { $0.component == component }.map { change in
      "\(replay.scenario.text(of: change.time)) \(change.level.name)"
    }
  }

  @Test(
    "The APIs of other zones had errors in two periods, and theirs alone was off for days (AWS-2011)",
    arguments: ["b", "c", "d"])
  func april2011API(zone: String) throws {
    let replay = try Self.replay("aws-2011-04", "april-2011")
    // Published: 00:50 to 02:50, and 05:30 to 08:20.
    #expect(
      try levels(of: ComponentID("ebs-api/us-east-1\(zone)"), in: replay) == [
        "00:47:00 degraded", "02:50:00 up", "05:30:00 degraded", "08:20:00 up",
      ])
    // Published: launches in healthy zones were impaired for about eleven hours, until noon.
    #expect(
      try levels(of: ComponentID("ec2-launch-ebs/us-east-1\(zone)"), in: replay) == [
        "00:47:00 degraded", "12:00:00 up",
      ])
    for id in ["ebs-volumes", "ec2-run", "ec2-run-ebs", "rds-single"] {
      #expect(try levels(of: ComponentID("\(id)/us-east-1\(zone)"), in: replay) == [])
    }
  }

  @Test("The zone of the change was hit from 00:47 on, its API from 08:20 on the 21st to 18:15 on the 23rd (AWS-2011)")
  func april2011Zone() throws {
    let replay = try Self.replay("aws-2011-04", "april-2011")
    #expect(
      try levels(of: "ebs-volumes/us-east-1a", in: replay) == ["00:47:00 down", "00:49:00 degraded"])
    #expect(
      try levels(of: "rds-single/us-east-1a", in: replay) == ["00:47:00 down", "00:49:00 degraded"])
    #expect(
      try levels(of: "ebs-api/us-east-1a", in: replay) == [
        "00:47:00 down", "00:49:00 degraded", "08:20:00 down", "23rd 18:15:00 up",
      ])
    #expect(
      try levels(of: "ebs-create/us-east-1a", in: replay) == ["00:47:00 down", "23rd 18:15:00 up"])
    for id in ["s3", "simpledb", "cassandra", "netflix-like", "smugmug-like", "twilio-like", "rds-multi"] {
      #expect(try levels(of: ComponentID(id), in: replay) == [], "\(id)")
    }
    // 1.04% of the volumes are left at the end, and what stands on them.
    let rest = Set(replay.unrecovered.map { replay.model.outline($0.component).id.text })
    #expect(rest.contains("ebs-volumes/us-east-1a"))
    #expect(rest.isDisjoint(with: ["ebs-control-plane", "ebs-api/us-east-1a", "ebs-api/us-east-1b", "move-out"]))
  }

  @Test("Had nobody refused the calls at 02:40, errors in other zones would not have ended before 22 April")
  func withoutRefusing() throws {
    let path = Repository.root.appending(path: "Models/aws-2011-04.yaml").path
    let model = try ModelLoader.load([path]).model
    let scenario = try #require(model.scenario("april-2011"))
    let left = Set(scenario.events.indices.filter { ["refuse", "drained"].contains(scenario.events[$0].name) })
    #expect(left.count == 2)
    let replay = try CompiledModel(model).replay(scenario, without: left)
    #expect(
      try levels(of: "ebs-api/us-east-1b", in: replay) == ["00:47:00 degraded", "22nd 02:00:00 up"])
  }

  @Test("S3 was down from 09:37, its reads until 12:26 or 13:18, its writes until 13:54 (AWS-2017)")
  func february2017() throws {
    let replay = try Self.replay("aws-s3-2017", "february-2017")
    for id in ["s3-get", "s3-list", "s3-delete"] {
      #expect(
        try levels(of: ComponentID(id), in: replay) == ["09:37:00 down", "12:26:00 degraded", "13:18:00 up"], "\(id)")
    }
    #expect(try levels(of: "s3-put", in: replay) == ["09:37:00 down", "13:54:00 up"])
    #expect(try levels(of: "s3-placement", in: replay) == ["09:37:00 down", "13:54:00 up"])
    // For two hours the status page could not be changed.
    #expect(try levels(of: "status-console", in: replay) == ["09:37:00 down", "11:37:00 up"])
    #expect(try levels(of: "status-banner", in: replay) == [])
    #expect(try levels(of: "s3-get/us-west-2", in: replay) == [])
    #expect(replay.unrecovered.isEmpty)
  }
}

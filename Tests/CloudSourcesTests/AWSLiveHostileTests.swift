import CloudSources
import DependencyModel
import Foundation
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// Whatever stands in the files: a model or a clear error, never a crash or a silent empty model.
@Suite struct AWSLiveHostileTests {
  /// A model, or what is wrong.
  private func attempt(_ name: String, _ bytes: [UInt8]) -> Result<ImportedModel, InvalidInput> {
    do throws(InvalidInput) {
      return .success(try AWSLiveImporter().model(of: [SourceFile(name: name, bytes: bytes)]))
    } catch { return .failure(error) }
  }

  @Test("Answers that are cut off anywhere are errors")
  func truncated() throws {
    for name in ["ec2-route-tables.json", "rds-db-instances.json", "elasticache-replication-groups.json"] {
      let bytes = Array(try Data(contentsOf: AWSLive.shop.appending(path: name)))
      for length in stride(from: 0, to: bytes.count, by: 211) {
        guard case .failure(let error) = attempt(name, Array(bytes[..<length])) else {
          Issue.record("\(name) cut at \(length) gives a model")
          continue
        }
        #expect(!error.diagnostics.isEmpty)
      }
    }
  }

  @Test(
    "Values of another form in any answer are skipped or refused, and never crash",
    arguments: [
      #""text""#, "7", "null", "[]", "{}", "[[[]]]", #"{"Id":{"Id":[1]}}"#, "true", #""\u0000""#, #"[null,"a",{}]"#,
    ])
  func wrongForms(_ value: String) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: AWSLive.shop.path).sorted()
    var all: [String: String] = [:]
    for file in files { all[file] = try String(contentsOf: AWSLive.shop.appending(path: file), encoding: .utf8) }
    var count = 0
    for file in files where !file.hasPrefix("resourcegroups") {
      let keys = Set(try #require(all[file]).matches(of: #/"([A-Za-z]+)": /#).map { String($0.1) }).sorted()
      // A part of the keys with each value keeps the time short; together all are tried.
      for (index, key) in keys.enumerated() where (index + value.utf8.count) % 4 == 0 {
        let changed = try #require(all[file]).replacing(
          try Regex("\"\(key)\": (\"[^\"]*\"|[0-9.]+|true|false|null|\\[\\]|\\{\\})"), with: "\"\(key)\": \(value)")
        do throws(InvalidInput) {
          let found = try AWSLiveImporter().model(of: [SourceFile(name: file, bytes: Array(changed.utf8))])
          #expect(found.model.components.contains { !$0.isDomain })
        } catch {
          #expect(error.diagnostics.allSatisfy { $0.place != nil })
          #expect(!error.diagnostics.isEmpty)
        }
        count += 1
      }
    }
    #expect(count > 100)
  }

  @Test("Answers without a resource are an error")
  func emptyAnswersAreAnError() {
    guard case .failure(let error) = attempt("v.json", Array(#"{"Volumes":[]}"#.utf8)) else {
      Issue.record("nothing gives a model")
      return
    }
    #expect(error.diagnostics.map(\.code) == [.emptyImport])
  }

  @Test("Security groups and other resources that refer to each other in a circle are read")
  func circles() throws {
    let found = try AWSLive.load([
      "g.json":
        #"{"SecurityGroups":[{"GroupId":"sg-1","IpPermissions":[{"UserIdGroupPairs":[{"GroupId":"sg-2"}]}]},{"GroupId":"sg-2","IpPermissions":[{"UserIdGroupPairs":[{"GroupId":"sg-1"}]}]}]}"#,
      "i.json":
        #"{"Reservations":[{"Instances":[{"InstanceId":"i-1","SubnetId":"i-1","SecurityGroups":[{"GroupId":"sg-2"}]}]}]}"#,
      "q.json":
        #"{"Attributes":{"QueueArn":"arn:aws:sqs:eu-west-1:1:a","RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:1:a\"}"}}"#,
      "d.json":
        #"{"DBInstances":[{"DBInstanceIdentifier":"x","ReadReplicaSourceDBInstanceIdentifier":"y"},{"DBInstanceIdentifier":"y","ReadReplicaSourceDBInstanceIdentifier":"x"}]}"#,
    ])
    #expect(
      Set(found.model.components.filter { !$0.isDomain }.map(\.id.description)) == [
        "sg-1", "sg-2", "i-1", "a", "x", "y",
      ])
  }

  @Test("Very deep answers are refused, and very wide ones are read")
  func deepAndWide() throws {
    let deep = "{\"Volumes\":" + String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000) + "}"
    guard case .failure = attempt("v.json", Array(deep.utf8)) else {
      Issue.record("a deep list gives a model")
      return
    }
    let many = (0..<20_000).map {
      #"{"VolumeId":"vol-\#($0)","AvailabilityZone":"eu-west-1a","Attachments":[{"InstanceId":"i-1"}]}"#
    }
    let found = try AWSLive.load(["v.json": #"{"Volumes":[\#(many.joined(separator: ","))]}"#])
    #expect(found.model.components.count == 20_002)
  }

  @Test("Answers in UTF-16 give the same model")
  func theSameInAnyEncoding() throws {
    let text =
      #"{"Volumes":[{"VolumeId":"vol-1","AvailabilityZone":"eu-west-1a","Tags":[{"Key":"Name","Value":"Größe"}]}]}"#
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let file = SourceFile(name: "v.json", bytes: bytes)
    #expect(AWSLiveImporter().recognizes(file))
    #expect(try AWSLiveImporter().model(of: [file]).model["vol-1"]?.name == "Größe")
    let control = try AWSLive.load(["v.json": #"{"Volumes":[{"VolumeId":"vol\u0007-1","AvailabilityZone":""}]}"#])
    #expect(control.model.components.map(\.id.description) == ["vol\u{FFFD}-1"])
  }
}

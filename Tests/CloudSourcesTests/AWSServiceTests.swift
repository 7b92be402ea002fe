import DependencyModel
import Foundation
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// The rows of the services fit together.
@Suite struct AWSServiceTests {
  /// A service that is not in the list would be forgotten.
  @Test("Every file of a service is in the list of all services") func filesAreListed() throws {
    let folder = Repository.root.appending(path: "Sources/CloudSources/AWS/Services").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.count == AWSService.all.count)
  }

  @Test("Every type and every name of CloudFormation has one row") func rowsAreUnique() {
    let types = CloudType.all.map(\.type)
    #expect(Set(types).count == types.count)
    let names = AWSService.all.flatMap(\.cloudFormation).map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test("The vocabulary knows every kind that a service gives") func kindsAreKnown() {
    let known = Set(KindVocabulary.all.map(\.name))
    let unknown = AWSService.all.flatMap(\.types).map(\.kind).filter { !$0.isEmpty && !known.contains($0) }
    #expect(unknown == [])
  }

  @Test("Every type in a rule or a place is known") func typesAreKnown() {
    let rules = AWSService.all.flatMap(\.rules).flatMap { [$0.type] + $0.targets }
    let places = AWSService.all.flatMap(\.places).flatMap { [$0.type] + $0.targets }
    #expect((rules + places).filter { !CloudType.isKnown($0) } == [])
  }

  @Test("A pattern counts only where no longer one fits") func longestPatternCounts() {
    #expect(CloudType.of("aws_cloudwatch_event_target").role == .path)
    #expect(CloudType.of("aws_cloudwatch_event_archive").type == "aws_cloudwatch_event_*")
    #expect(CloudType.of("aws_cloudwatch_dashboard").type == "aws_cloudwatch_*")
  }

  @Test("An item that fits no answer is counted as one of the usual answer") func usualAnswerCounts() throws {
    let imported = try AWSLive.load(["clusters.json": #"{"Clusters": [{"ClusterIdentifier": "a"}, {"Name": "b"}]}"#])
    #expect(imported.notes.skipped.map(\.type) == ["aws_redshift_cluster"])
    #expect(imported.notes.skipped.map(\.reason) == ["an item without 'ClusterIdentifier'"])
  }
}

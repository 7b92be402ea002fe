import DependencyModel
import ModelFormats
import Reports
import TestSupport
import Testing

/// What is said of foreign sources, by snapshot, and that nothing is said where there is nothing to say.
@Suite struct ImportNotesReportTests {
  static func report(_ change: (inout ImportNotes) -> Void) -> ImportReport {
    var notes = ImportNotes()
    notes.understand(34)
    change(&notes)
    return ImportReport(
      format: "Terraform plan", files: ["plan.json"],
      summary: "34 components, 3 domains, 120 relations; understood \(notes.understood) of \(notes.total) resources",
      notes: notes)
  }

  static let long = report { notes in
    for number in 0..<40 {
      notes.skip("aws_type_\(number % 13)", because: "a permission is read when it is granted, not when it is used")
    }
    for number in 0..<3 { notes.skip("acme_thing_\(number)", because: "this type is not known") }
    for number in 0..<10 { notes.skip("random_id", because: "reason \(number)") }
    notes.addAmbiguous("aws_lb.front: three target groups, and no listener says which of them it uses")
    for number in 0..<30 {
      notes.addUnresolved("aws_instance.web[\(number)] → vpc-\(number % 12)")
      notes.addUnresolved("aws_instance.web[\(number)] → sg-0abc")
    }
    notes.remark("the plan was made with errors\u{1B}[31m, so parts of it may be missing")
    notes.remark("resource names are taken from the configuration")
  }

  @Test("A long import report is as recorded, and its note is one line")
  func aLongReport() throws {
    try expectSnapshot(Self.long.text(), "import-long.txt")
    try expectSnapshot(Self.long.text(isComplete: true), "import-long-all.txt")
    #expect(
      Self.long.line(naming: .tests)
        == "note: Terraform plan: understood 34 of 87, 1 group is ambiguous, 60 references lead to nothing; "
        + "'import' says more")
  }

  @Test("Everything that the short import report leaves out is counted in it")
  func nothingIsCutSilently() {
    let complete = Self.long.text(isComplete: true)
    #expect(!complete.contains(" more"))
    for number in 0..<13 { #expect(complete.contains("aws_type_\(number)")) }
    // The first line is as long as the importer's summary and the names of files.
    for line in (Self.long.text() + complete).split(separator: "\n") where !line.hasPrefix("read ") {
      #expect(line.count <= 80, "\(line)")
    }
    #expect(Self.long.text().contains("[31m"))
    #expect(!Self.long.text().contains("\u{1B}"))
  }

  @Test("An import report without problems has one line and no note")
  func quietWhereAllIsUnderstood() {
    let report = Self.report { _ in }
    #expect(report.line() == nil)
    #expect(
      report.text()
        == "read plan.json as Terraform plan: 34 components, 3 domains, 120 relations; understood 34 of 34 resources\n")
    #expect(Self.report { $0.remark("a remark is for 'import'") }.line() == nil)
  }

  private static func source(
    _ format: String, _ ids: [String], keys: [(key: String, component: ComponentID)]
  ) -> ImportJoin.Source {
    let model = Model(name: format, components: ids.map { Component(ComponentID($0)) })
    return ImportJoin.Source(format, ImportedModel(model, summary: "", identities: keys))
  }

  @Test("The report of a join is as recorded")
  func joins() throws {
    let services = (0..<14).map { "service-\($0)" }
    let join = ImportJoin([
      Self.source(
        "Terraform plan",
        services.map { "aws_ecs_service.\($0)" } + ["aws_db_instance.main", "api-1", "api-2", "zone"],
        keys: services.map { ("service:\($0)", ComponentID("aws_ecs_service.\($0)")) }
          + [("host:db.local", "aws_db_instance.main"), ("service:api", "api-1"), ("service:api", "api-2")]),
      Self.source(
        "Jaeger", services + ["db", "api", "cron", "zone"],
        keys: services.map { ("service:\($0)", ComponentID($0)) }
          + [("host:db.local", "db"), ("service:api", "api"), ("host:twice", "cron")]),
      Self.source("Zipkin", ["db"], keys: [("host:db.local", "db")]),
    ])
    try expectSnapshot(join.report.text(), "import-join.txt")
    try expectSnapshot(join.report.text(isComplete: true), "import-join-all.txt")
    #expect(
      join.report.lines(naming: .tests) == [
        "note: 16 of 18 of Jaeger are the same as in Terraform plan, 1 ambiguous key joins nothing; "
          + "'import' says which"
      ])
  }
}

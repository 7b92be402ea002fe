import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// The zones, regions and machines that the spans of services state.
@Suite struct TracedPlaceTests {
  typealias Form = TracedIdentityTests.Form

  private func answer(_ text: String) throws -> ImportedAnswer { try ImportedAnswer(text: text, file: "traces.json") }

  private func notes(_ answer: ImportedAnswer) -> ImportNotes { answer.loaded.imports[0].notes }

  @Test("A service is in the zone that all its spans state, and fails with its region", arguments: Form.allCases)
  func zone(form: Form) throws {
    let place: KeyValuePairs = [
      "cloud.provider": "aws", "cloud.region": "eu-west-1", "cloud.availability_zone": "eu-west-1a",
    ]
    let answer = try answer(form.span("web", place, "a1") + form.span("web", place, "a2") + form.span("db", [:], "a3"))
    #expect(answer.model["web"]?.domains == ["eu-west-1a"])
    #expect(answer.model["eu-west-1a"]?.kind == "aws/availability-zone")
    #expect(answer.model["eu-west-1a"]?.domains == ["eu-west-1"])
    #expect(try answer.down("eu-west-1") == ["eu-west-1a", "web"])
    #expect(answer.model["db"]?.domains.isEmpty == true)
  }

  @Test("A service in several zones needs any of them, and is degraded by each")
  func zones() throws {
    let answer = try answer(
      ["a", "b"].map { Form.openTelemetry.span("web", ["cloud.availability_zone": "z-\($0)"], "\($0)1") }.joined())
    #expect(answer.relations("web", .needs) == ["any of z-a, z-b"])
    #expect(try answer.degraded("z-a") == ["web"])
    #expect(try answer.down(["z-a", "z-b"]) == ["web"])
  }

  @Test("A zone that only some spans state is reported, and the service is not in it")
  func partly() throws {
    let answer = try answer(
      Form.jaeger.span("web", ["cloud.availability_zone": "z-a"], "a1") + Form.jaeger.span("web", [:], "a2"))
    #expect(answer.model["web"]?.domains.isEmpty == true)
    #expect(notes(answer).incomplete.contains { $0.hasPrefix("web: some of its spans state no zone") })
  }

  @Test("Services of one node fail with it, and nodes with their zones")
  func nodes() throws {
    let place: KeyValuePairs = [
      "k8s.node.name": "n1", "host.name": "web-7d4b", "k8s.pod.name": "web-7d4b", "cloud.availability_zone": "z-a",
    ]
    let answer = try answer(
      Form.openTelemetry.span("web", place, "a1") + Form.openTelemetry.span("db", place, "a2"))
    #expect(try answer.down("node/n1") == ["web", "db"])
    #expect(try answer.down("z-a") == ["node/n1", "web", "db"])
  }

  @Test("Nodes of one name in two clusters are two nodes")
  func clusters() throws {
    let answer = try answer(
      ["one", "two"].map {
        Form.openTelemetry.span("web", ["k8s.node.name": "n1", "k8s.cluster.name": $0], "a\($0.count)\($0.first!)")
      }.joined())
    #expect(answer.model["one/web"]?.domains == ["one/node/n1"])
    #expect(answer.model["two/web"]?.domains == ["two/node/n1"])
  }

  @Test("A host is a machine if several services name it or it has an id, and none if it is a container")
  func hosts() throws {
    let shared: KeyValuePairs = ["host.name": "m1"]
    let answer = try answer(
      Form.openTelemetry.span("web", shared, "a1") + Form.openTelemetry.span("db", shared, "a2")
        + Form.openTelemetry.span("api", ["host.name": "m2", "host.id": "i-0123456789"], "a3")
        + Form.openTelemetry.span("mail", ["host.name": "f00d", "container.id": "f00d"], "a4")
        + Form.openTelemetry.span("job", ["host.name": "m3"], "a5"))
    #expect(answer.model["web"]?.domains == ["machine/m1"])
    #expect(answer.model["api"]?.domains == ["machine/m2"])
    #expect(answer.model["mail"]?.domains.isEmpty == true)
    #expect(answer.model["job"]?.domains.isEmpty == true)
  }

  @Test("Zones of one name in two regions are two, and numbers are zones of their region")
  func regions() throws {
    let answer = try answer(
      Form.openTelemetry.span("web", ["cloud.region": "east", "cloud.availability_zone": "a"], "a1")
        + Form.openTelemetry.span("db", ["cloud.region": "west", "cloud.availability_zone": "a"], "a2")
        + Form.openTelemetry.span("mail", ["cloud.region": "west", "cloud.availability_zone": "1"], "a3"))
    #expect(answer.model["web"]?.domains == ["east/a"])
    #expect(answer.model["db"]?.domains == ["west/a"])
    #expect(answer.model["mail"]?.domains == ["west-1"])
    #expect(try answer.down("east") == ["east/a", "web"])
  }

  @Test("A zone that is called as a service is does not become that service")
  func namesake() throws {
    let answer = try answer(
      Form.openTelemetry.span("a", [:], "a1")
        + Form.openTelemetry.span("web", ["cloud.availability_zone": "a"], "a2"))
    #expect(answer.model["a"]?.isDomain == false)
    #expect(answer.model["web"]?.domains == ["domain/a"])
  }

  @Test(
    "Names of services that differ only in how Unicode composes them are one, and this is reported",
    arguments: [("caf\u{E9}", "cafe\u{301}"), ("we\u{1}b", "we\u{2}b")])
  func spellings(first: String, second: String) throws {
    func escaped(_ text: String) -> String {
      text.replacing("\u{1}", with: "\\u0001").replacing("\u{2}", with: "\\u0002")
    }
    let answer = try answer(
      Form.openTelemetry.span(escaped(first), [:], "a1") + Form.openTelemetry.span(escaped(second), [:], "a2"))
    #expect(answer.model.components.count == 1)
    #expect(notes(answer).remarks.contains { $0.hasPrefix("1 name is written in several ways") })
  }
}

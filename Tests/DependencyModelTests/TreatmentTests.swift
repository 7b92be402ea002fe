import DependencyModel
import Testing

/// What a person says that requirements really are.
@Suite struct TreatmentTests {
  private static func requirement(_ ids: [ComponentID], _ confidence: Confidence = .referenced) -> Requirement {
    guard ids.count > 1 else { return Requirement(.component(ids[0]), confidence: confidence, source: "f") }
    return Requirement(.group(Group(.any, of: ids.map { .init(Requirement(on: $0)) })), confidence: confidence)
  }

  private static let model: Model = {
    var zone = Component("zone", isDomain: true)
    zone.kind = "zone"
    var api = Component("api")
    api.kind = "app"
    api.relations = [
      .init(.in, Requirement(on: "zone")), .init(.needs, requirement(["db-1", "db-2"], .inferred)),
      .init(.needs, requirement(["cache"])), .init(.startNeeds, requirement(["cache", "db-1"], .observed)),
      .init(.needs, requirement(["cache"], .observed)),
    ]
    var worker = Component("worker")
    worker.kind = "app"
    worker.relations = [.init(.needs, requirement(["cache"]))]
    return Model(
      name: "M", components: [zone, api, worker] + ["db-1", "db-2", "cache"].map { Component($0) })
  }()

  private func relations(_ texts: String...) throws -> [String] {
    let model = try Self.model.treated(
      by: texts.map { text throws(Treatment.Problem) in try Treatment(commandLine: text) })
    return model.components.flatMap { component in
      component.relations.map { "\(component.id) \($0.kind) \($0.requirement.text()) \($0.requirement.confidence)" }
    }
  }

  private func problem(_ text: String) -> String? {
    do throws(Treatment.Problem) {
      _ = try Self.model.treated(by: [try Treatment(commandLine: text)])
      return nil
    } catch {
      return error.description
    }
  }

  @Test("A treatment changes the kind of every requirement that matches")
  func changesTheKind() throws {
    #expect(
      try relations("kind=app -> cache = uses") == [
        "api in zone declared", "api needs any of db-1, db-2 inferred", "api uses cache declared",
        "api startNeeds any of cache, db-1 observed", "api uses cache observed", "worker uses cache declared",
      ])
  }

  @Test("A group is treated only if all of its members match")
  func groups() throws {
    let lines = try relations("api->db-*=uses")
    #expect(lines.contains("api uses any of db-1, db-2 declared"))
    #expect(lines.contains("api startNeeds any of cache, db-1 observed"))
    let settings = try relations("api -> id=db-* = configuredBy")
    #expect(
      settings.filter { $0.contains("configuredBy") } == [
        "api configuredBy db-1 declared", "api configuredBy db-2 declared",
      ])
  }

  @Test("Treatments apply one after the other, and 'nothing' removes requirements")
  func nothingAndOneAfterTheOther() throws {
    #expect(
      try relations("* -> * = nothing") == [])
    #expect(
      try relations("worker -> cache = uses", "worker -> cache = startNeeds").last == "worker startNeeds cache declared"
    )
    #expect(try relations("api -> zone = nothing").first == "api needs any of db-1, db-2 inferred")
  }

  @Test("A treated requirement keeps its source")
  func whatIsChangedKeepsItsSource() throws {
    let model = try Self.model.treated(by: [try Treatment(commandLine: "worker -> cache = uses")])
    #expect(model["worker"]?.relations.first?.requirement.source == "f")
    #expect(model.domainCount == 1)
  }

  @Test("A treatment that changes nothing is refused with the reason")
  func problems() {
    #expect(
      problem("wroker -> cache = uses")
        == "can't treat 'wroker -> cache = uses': 'wroker' matches no component; did you mean 'worker'?")
    #expect(
      problem("worker -> kind=x = uses")
        == "can't treat 'worker -> kind=x = uses': 'kind=x' matches no component of the model")
    #expect(
      problem("cache -> worker = uses")
        == "can't treat 'cache -> worker = uses': requirements lead in the other direction; write 'worker -> cache = uses'"
    )
    #expect(
      problem("worker -> db-1 = uses")
        == "can't treat 'worker -> db-1 = uses': nothing leads directly from 'worker' to 'db-1'; 'worker' requires cache"
    )
    #expect(
      problem("api -> db-2 = uses")
        == "can't treat 'api -> db-2 = uses': 'api' requires any of db-1, db-2, of which not every member matches")
    #expect(problem("db-1 -> db-2 = uses")?.hasSuffix("'db-1' requires nothing") == true)
    #expect(problem("a -> b = need")?.hasSuffix("'need' is not a kind; did you mean 'needs'?") == true)
    #expect(problem("a -> kind=x")?.contains("'x' is not a kind; it is one of needs, uses") == true)
    for text in ["", "a", "a -> b", "a = uses", "= uses -> a", "-> = uses", "a -> = uses", "a -> color=red = uses"] {
      #expect(problem(text)?.hasPrefix("can't treat '\(text)': ") == true)
    }
  }
}

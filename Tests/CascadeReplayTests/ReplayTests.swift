import CascadeReplay
import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// Scenarios small enough to be worked out by hand.
@Suite struct ReplayTests {
  private func replay(_ text: String, without: Set<Int> = []) throws -> Replay {
    let model = try ModelLoader.load(Array("model: M\n\(text)".utf8), file: "model.yaml").model
    return try CompiledModel(model).replay(model.scenarios[0], without: without)
  }

  /// `60s db down: fault`, a line for each change.
  private func lines(_ replay: Replay) -> [String] {
    replay.changes.map { change in
      func text(_ cause: Replay.Cause) -> String {
        guard case .relation(let number, let by) = cause else { return "fault" }
        let kind = replay.relation(number, of: change.component).kind
        return "\(kind) \(by.map { replay.model.outline($0).id.text }.joined(separator: "+"))"
      }
      let cause = change.cause.map { ": \(text($0))" } ?? ""
      let returned = change.returned.map { " after \(text($0))" } ?? ""
      let id = replay.model.outline(change.component).id.text
      return "\(change.time.modelText) \(id) \(change.level.name)\(cause)\(returned)"
    }
  }

  @Test("What is tolerated is felt once it is over, and what stopped starts one after the other")
  func toleranceAndRestarts() throws {
    let replay = try replay(
      """
      components:
        web: { needs: { on: api, tolerates: 1m } }
        api: { needs: db, restarts: 2m }
        db: { restarts: 10m }
        search: { uses: db }
      scenarios:
        s: { lasts: 1h, events: [{ at: 5m, down: db }, { at: 6m30s, restore: db }] }
      """)
    #expect(
      lines(replay) == [
        "5m db down: fault", "5m api down: needs db", "5m search degraded: uses db", "6m web down: needs api",
        "16m30s db up after fault", "16m30s search up after uses db", "18m30s api up after needs db",
        "18m30s web up after needs api",
      ])
    let worst = try #require(replay.worst)
    #expect(worst.time == .seconds(360))
    #expect([worst.down, worst.degraded] == [3, 1])
    #expect(worst.weight == Amount(4))
    #expect(replay.unrecovered.isEmpty)
    let web = try #require(replay.hit(replay.model.index(of: "web")!))
    #expect(web.down == .seconds(750))
    #expect(web.recovered == .seconds(1_110))
  }

  @Test("A loss that ends before it is felt is nothing, and its clock begins anew")
  func breaks() throws {
    let replay = try replay(
      """
      components: { web: { needs: { on: db, tolerates: 5m } }, db: {} }
      scenarios:
        s:
          lasts: 1h
          events:
            - { at: 1m, down: db }
            - { at: 5m, restore: db }
            - { at: 5m1s, down: db }
      """)
    #expect(lines(replay).filter { $0.contains("web") } == ["10m1s web down: needs db"])
  }

  @Test("Each loss of what is needed makes a restart begin anew")
  func interruptedRestart() throws {
    let replay = try replay(
      """
      components: { api: { needs: db, startNeeds: login, restarts: 10m }, db: {}, login: {} }
      scenarios:
        s:
          lasts: 1h
          events:
            - { at: 1m, down: [db, login] }
            - { at: 2m, restore: db }
            - { at: 3m, restore: login }
            - { at: 8m, down: login }
            - { at: 9m, restore: login }
      """)
    #expect(lines(replay).last == "19m api up after startNeeds login")
  }

  @Test("What is in a circle stays down, and only that is stuck")
  func circles() throws {
    let replay = try replay(
      """
      components:
        a: { needs: { any: [b, c] } }
        b: { needs: a }
        c: {}
        d: { needs: b }
        e: { startNeeds: e2 }
        e2: { startNeeds: e }
        f: {}
        g: { needs: f }
        slow: { restarts: 2h }
      scenarios:
        s:
          lasts: 1h
          events:
            - { at: 1m, down: [a, e, e2, f, slow] }
            - { at: 2m, restore: [a, e, e2, slow] }
            - { at: 3m, down: c }
      """)
    let rest = Dictionary(
      uniqueKeysWithValues: replay.unrecovered.map { (replay.model.outline($0.component).id.text, $0) })
    #expect(rest.keys.sorted() == ["c", "e", "e2", "f", "g", "slow"])
    #expect(rest["c"]?.reason == .fault)
    #expect(rest["slow"]?.reason == .starting(until: .seconds(7_320)))
    #expect(rest["g"]?.reason == .waits([(0, by: [replay.model.index(of: "f")!])]))
    #expect(rest.filter { $0.value.isStuck }.keys.sorted() == ["e", "e2"])
    #expect(replay.circles.map { $0.map { replay.model.outline($0).id.text } } == [["e", "e2"]])
  }

  @Test("Both members of a circle of needs stay down once c, which began them, is lost and back")
  func circleOfNeeds() throws {
    let replay = try replay(
      """
      components: { a: { needs: [b, c] }, b: { needs: a }, c: {}, d: { needs: b } }
      scenarios:
        s: { lasts: 1h, events: [{ at: 1m, down: c }, { at: 2m, restore: c }] }
      """)
    #expect(replay.circles.map { $0.map { replay.model.outline($0).id.text } } == [["a", "b"]])
    #expect(replay.unrecovered.map(\.isStuck) == [true, true, true])
  }

  @Test("Degraded components that only degrade each other get better with their cause")
  func degradedCircle() throws {
    let replay = try replay(
      """
      components:
        a: { degradedBy: [b, x] }
        b: { degradedBy: a }
        c: { degradedBy: b }
        x: {}
      scenarios:
        s: { lasts: 1h, events: [{ at: 1m, down: x }, { at: 2m, restore: x }] }
      """)
    #expect(
      lines(replay) == [
        "1m x down: fault", "1m a degraded: degradedBy x", "1m b degraded: degradedBy a", "1m c degraded: degradedBy b",
        "2m x up after fault", "2m a up after degradedBy x", "2m b up after degradedBy a", "2m c up after degradedBy b",
      ])
  }

  @Test("A requirement that is cut does not matter, in a group too, and matters again once it is joined")
  func cutting() throws {
    let replay = try replay(
      """
      components:
        api: { needs: [db, { all: [cache, queue] }] }
        db: {}
        cache: {}
        queue: {}
      scenarios:
        s:
          lasts: 1h
          events:
            - { at: 1m, down: db }
            - { at: 2m, cut: { from: api, to: db } }
            - { at: 3m, cut: { from: api, to: cache } }
            - { at: 4m, down: cache }
            - { at: 5m, down: queue }
            - { at: 6m, restore: [queue, cache] }
            - { at: 7m, join: { from: api, to: db } }
      """)
    #expect(
      lines(replay).filter { $0.contains("api") } == [
        "1m api down: needs db", "2m api up after needs ", "5m api down: needs queue",
        "6m api up after needs ", "7m api down: needs db",
      ])
  }

  @Test("Events follow conditions at once or after as long as these must hold, once or each time")
  func conditions() throws {
    let replay = try replay(
      """
      components: { a: {}, b: {}, c: {}, d: {} }
      scenarios:
        s:
          lasts: 1h
          events:
            one: { when: { down: a, is: 100% }, down: b }
            late: { when: [{ down: a, is: 1 }, { notUp: b, above: 0 }], down: d }
            after: { when: { notUp: c, above: 50%, for: 5m }, restore: c, repeats: true }
            first: { at: 1m, down: a }
            second: { at: 10m, down: c }
            third: { at: 20m, down: c }
            fourth: { at: 24m, restore: c }
            fifth: { at: 30m, down: c }
      """)
    let found = replay.happenings.map { "\($0.time.modelText) \(replay.scenario.events[$0.event].name!)" }
    #expect(
      found == [
        "1m first", "1m one", "1m late", "10m second", "15m after", "20m third", "24m fourth", "30m fifth",
        "35m after",
      ])
  }

  @Test("At one time, what conditions bring comes before what has the time, each in the order written")
  func order() throws {
    let replay = try replay(
      """
      components: { a: {}, b: {}, c: {} }
      scenarios:
        s:
          lasts: 1h
          events:
            x: { at: 1m, down: a }
            y: { at: 6m, down: b }
            z: { at: 6m, restore: b }
            w: { when: { down: a, is: 1, for: 5m }, down: b }
      """)
    #expect(replay.happenings.map { replay.scenario.events[$0.event].name! } == ["x", "w", "y", "z"])
    #expect(lines(replay) == ["1m a down: fault"])
  }

  @Test("Events that bring each other about without end are an error that names them")
  func endless() throws {
    let error = #expect(throws: ReplayProblem.self) {
      try replay(
        """
        components: { a: {}, b: {} }
        scenarios:
          s:
            lasts: 1h
            events:
              other: { at: 10m, down: b }
              fail: { when: [{ down: a, is: 0 }, { down: b, is: 1 }], repeats: true, down: a }
              repair: { when: { down: a, is: 1 }, repeats: true, restore: a }
        """)
    }
    guard case .endless(let events, let time) = error else {
      Issue.record("another problem")
      return
    }
    #expect(events == [1, 2])
    #expect(time == .seconds(600))
  }

  @Test("More changes than can be kept are an error, and a limit on time cuts a run short")
  func tooMany() throws {
    let text = """
      model: M
      components: { a: {} }
      scenarios:
        s:
          lasts: 365d
          events:
            fail: { when: { down: a, is: 0, for: 1ms }, repeats: true, down: a }
            repair: { when: { down: a, is: 1, for: 1ms }, repeats: true, restore: a }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
    let error = #expect(throws: ReplayProblem.self) { try CompiledModel(model).replay(model.scenarios[0]) }
    if case .tooMany = error {} else { Issue.record("another problem") }
    let cut = try CompiledModel(model).limited(to: WorkLimit(.looks(10))).replay(model.scenarios[0])
    #expect(cut.shortfall == .looks(10))
    #expect(cut.end < .seconds(60))
  }

  @Test("Shares count as the levels that the scenario's thresholds say")
  func shares() throws {
    let replay = try replay(
      """
      components: { a: {}, b: {}, c: {}, d: { uses: c } }
      scenarios:
        s:
          lasts: 1h
          levels: { degraded: 10%, down: 50% }
          events: [{ at: 1m, down: { a: 5%, b: 10%, c: 50% } }]
      """)
    #expect(lines(replay) == ["1m b degraded: fault", "1m c down: fault", "1m d degraded: uses c"])
  }

  @Test("Events that are left out do not happen")
  func without() throws {
    let text = """
      components: { a: {} }
      scenarios: { s: { lasts: 1h, events: [{ at: 1m, down: a }, { at: 2m, restore: a }] } }
      """
    #expect(try lines(replay(text, without: [1])) == ["1m a down: fault"])
    #expect(try lines(replay(text, without: [0])) == [])
  }

  @Test("The causes of a group's loss are the members that it took, the earliest first")
  func groupCauses() throws {
    let replay = try replay(
      """
      components: { api: { needs: { atLeast: 2, of: [a, b, c, d] } }, a: {}, b: {}, c: {}, d: {} }
      scenarios:
        s: { lasts: 1h, events: [{ at: 1m, down: c }, { at: 2m, down: a }, { at: 3m, down: [b, d] }] }
      """)
    #expect(lines(replay).contains("3m api down: needs c+a+b"))
  }

  @Test("Ten thousand components with circles and a thousand events are played to the end")
  func large() throws {
    var random = SplitMix64(seed: 11)
    let ids = (0..<10_000).map { ComponentID("c\($0)") }
    var components: [Component] = []
    for (number, id) in ids.enumerated() {
      var component = Component(id)
      component.restarts = .seconds(Int.random(in: 0...60, using: &random))
      for _ in 0..<3 where number > 0 {
        // Near ones, so that failures go a long way, and some circles.
        let other = max(0, min(9_999, number + Int.random(in: -200...20, using: &random)))
        let kind: Component.Relation.Kind = [.needs, .uses, .degradedBy].randomElement(using: &random)!
        var requirement = Requirement(on: ids[other])
        if kind == .needs {
          let members = [other, max(0, number - 100), max(0, number - 300)].map {
            Group.Member(Requirement(on: ids[$0]))
          }
          requirement = Requirement(.group(Group(.any, of: members)))
        }
        requirement.tolerates = .seconds([0, 0, 10].randomElement(using: &random)!)
        component.relations.append(.init(kind, requirement))
      }
      components.append(component)
    }
    var events: [Scenario.Event] = []
    for number in 0..<500 {
      let targets = (0..<5).map { _ in ids.randomElement(using: &random)! }
      events.append(
        Scenario.Event(nil, .at(.seconds(120 * number)), [.fault(.down, targets.map { Scenario.Target($0) })]))
      events.append(Scenario.Event(nil, .at(.seconds(120 * number + 60)), [.restore(targets)]))
    }
    let scenario = Scenario("s", lasts: .seconds(70_000), events: events)
    let model = Model(name: "M", components: components, scenarios: [scenario])
    let compiled = CompiledModel(model)
    let replay = try compiled.replay(scenario)
    #expect(replay.changes.count > 10_000)
    #expect(replay.happenings.count == 1_000)
    #expect(replay.end == scenario.lasts)
    // Each change follows on the one before it of the same component.
    var levels = [Level](repeating: .up, count: components.count)
    for change in replay.changes {
      guard change.old == levels[change.component.position] else {
        Issue.record("\(change) does not follow")
        return
      }
      levels[change.component.position] = change.level
    }
  }
}

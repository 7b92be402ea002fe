package import DependencyModel

extension DiagnosticCode {
  /// Codes for scenarios.
  static let ofScenarios: [DiagnosticCode] = [
    .scenarioForm, .scenarioTime, .unknownScenario, .noSuchRequirement, .endlessScenario, .scenarioTooLong,
  ]
}

extension DiagnosticCode {
  package static let scenarioForm = DiagnosticCode(
    "scenario-form",
    explanation: """
      A scenario says how long it lasts, and has at least one event. An event happens at a time, or when a condition holds, \
      and does at least one thing. A condition compares one number of a component.
      """,
    wrong: """
      components: { db: {} }
      scenarios:
        outage: { lasts: 1h, events: {} }
      """,
    right: """
      components: { db: {} }
      scenarios:
        outage: { lasts: 1h, events: [{ at: 10m, down: db }] }
      """)
}

extension Diagnostic {
  static func scenarioForm(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.scenarioForm, problem, at: place)
  }
}

extension DiagnosticCode {
  package static let scenarioTime = DiagnosticCode(
    "scenario-time",
    explanation: """
      A time of a scenario is a time of its first day (02:40), a day of the month and a time (22nd 02:00), a full date \
      (2011-04-22T02:00-07:00) or a duration since the beginning (1h30m). Events are in the order of their times, between \
      the beginning and the end.
      """,
    wrong: """
      components: { db: {} }
      scenarios:
        outage:
          begins: 23:00
          lasts: 4h
          events: [{ at: 23:50, down: db }, { at: 23:10, restore: db }]
      """,
    right: """
      components: { db: {} }
      scenarios:
        outage:
          begins: 23:00
          lasts: 4h
          events: [{ at: 23:50, down: db }, { at: 1h10m, restore: db }]
      """)
}

extension Diagnostic {
  /// What is wrong with a time of a scenario.
  enum ScenarioTimeProblem {
    case unreadableBeginning(String)
    case wrong(String, ScenarioBeginning.TimeProblem)
    case goesBack(String, to: String)
    case afterEnd(String, lasts: Duration)
  }

  static func scenarioTime(_ problem: ScenarioTimeProblem, at place: Place) -> Diagnostic {
    let message =
      switch problem {
      case .unreadableBeginning(let text):
        "'\(text)' is not a beginning; write a date and a time like 2011-04-21T00:40-07:00, or a time like 00:40"
      case .wrong(let text, .unreadable):
        "'\(text)' is not a time; write 02:40, 22nd 02:00, 2011-04-22T02:00-07:00, or a duration since the beginning like 1h30m"
      case .wrong(let text, .noBeginning):
        "'\(text)' needs to know when the scenario begins; state 'begins', or write a duration since the beginning like 1h30m"
      case .wrong(let text, .noDate):
        "'\(text)' names a day, and the scenario begins at a time without a date; state the date in 'begins'"
      case .wrong(let text, .noZone):
        "'\(text)' states how far its clock is ahead of universal time, and 'begins' does not; state it in both or in neither"
      case .wrong(let text, .beforeBeginning):
        "'\(text)' is before the scenario begins; another day is written like '22nd 02:00'"
      case .goesBack(let text, let last):
        "'\(text)' goes back before '\(last)', the time of an event before it; events are in the order of their times"
      case .afterEnd(let text, let lasts):
        "'\(text)' is after the end of the scenario, which lasts \(lasts.modelText)"
      }
    return Diagnostic(.scenarioTime, message, at: place)
  }
}

extension DiagnosticCode {
  package static let unknownScenario = DiagnosticCode(
    "unknown-scenario",
    explanation: """
      A check is given a scenario that the model does not have.
      """,
    wrong: """
      components: { db: {} }
      scenarios:
        outage: { lasts: 1h, events: [{ at: 10m, down: db }] }
      checks:
        c: { given: { scenario: outrage }, then: { notUp: db } }
      """,
    right: """
      components: { db: {} }
      scenarios:
        outage: { lasts: 1h, events: [{ at: 10m, down: db }] }
      checks:
        c: { given: { scenario: outage }, then: { notUp: db } }
      """)
}

extension Diagnostic {
  static func unknownScenario(_ name: String, suggestion: String?, at place: Place) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "declare it under 'scenarios'"
    return Diagnostic(.unknownScenario, "there is no scenario '\(name)'; \(advice)", at: place)
  }
}

extension DiagnosticCode {
  package static let noSuchRequirement = DiagnosticCode(
    "no-such-requirement",
    explanation: """
      An event cuts or joins what one component requires of another, and the one does not name the other in any requirement \
      that a failure or a start follows.
      """,
    wrong: """
      components: { api: { needs: db }, db: {}, cache: {} }
      scenarios:
        bypass: { lasts: 1h, events: [{ at: 10m, cut: { from: api, to: cache } }] }
      """,
    right: """
      components: { api: { needs: db }, db: {}, cache: {} }
      scenarios:
        bypass: { lasts: 1h, events: [{ at: 10m, cut: { from: api, to: db } }] }
      """)
}

extension Diagnostic {
  static func noSuchRequirement(_ from: String, _ to: String, at place: Place) -> Diagnostic {
    Diagnostic(.noSuchRequirement, "'\(from)' has no requirement that names '\(to)'", at: place)
  }
}

extension DiagnosticCode {
  package static let endlessScenario = DiagnosticCode(
    "endless-scenario",
    explanation: """
      Events that wait for conditions bring each other about again and again at one time, so that time would never go on. \
      State with "for" how long a condition must hold, or leave out "repeats". Found when a scenario is played.
      """,
    wrong: """
      components: { db: {} }
      scenarios:
        flapping:
          lasts: 1h
          events:
            fail: { when: { down: db, is: 0 }, repeats: true, down: db }
            repair: { when: { down: db, is: 1 }, repeats: true, restore: db }
      """,
    right: """
      components: { db: {} }
      scenarios:
        flapping:
          lasts: 1h
          events:
            fail: { when: { down: db, is: 0, for: 10m }, repeats: true, down: db }
            repair: { when: { down: db, is: 1, for: 1m }, repeats: true, restore: db }
      """)
}

extension Diagnostic {
  /// - Parameters:
  ///   - events: the names of the events that go on and on.
  ///   - time: when.
  package static func endlessScenario(_ events: [String], at time: String, in scenario: String, _ place: Place?)
    -> Diagnostic
  {
    Diagnostic(
      .endlessScenario,
      "in the scenario '\(scenario)', \(enumeration(of: events)) \(events.count == 1 ? "happens" : "happen") again and again at \(time), without end; state with 'for' how long a condition must hold",
      at: place)
  }
}

extension DiagnosticCode {
  package static let scenarioTooLong = DiagnosticCode(
    "scenario-too-long",
    explanation: """
      A scenario changes the levels of components more often than can be kept. Let it last less long, or let events that \
      repeat wait longer. Found when a scenario is played.
      """,
    wrong: """
      components: { db: {} }
      scenarios:
        flapping:
          lasts: 365d
          events:
            fail: { when: { down: db, is: 0, for: 1ms }, repeats: true, down: db }
            repair: { when: { down: db, is: 1, for: 1ms }, repeats: true, restore: db }
      """,
    right: """
      components: { db: {} }
      scenarios:
        flapping:
          lasts: 1d
          events:
            fail: { when: { down: db, is: 0, for: 10m }, repeats: true, down: db }
            repair: { when: { down: db, is: 1, for: 1m }, repeats: true, restore: db }
      """)
}

extension Diagnostic {
  /// - Parameters:
  ///   - limit: how many changes are kept.
  ///   - time: when there were more.
  package static func scenarioTooLong(_ limit: Int, at time: String, in scenario: String, _ place: Place?) -> Diagnostic
  {
    Diagnostic(
      .scenarioTooLong,
      "in the scenario '\(scenario)', there are more than \(grouped(limit)) changes and events until \(time), the most that are kept",
      at: place)
  }
}

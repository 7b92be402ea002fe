package import DependencyModel

extension DiagnosticCode {
  /// Codes for work, capacities and calls.
  static let ofLoads: [DiagnosticCode] = [.callTerms, .heldWithoutSlots, .unitsDiffer, .callsWithoutEnd]
}

extension DiagnosticCode {
  package static let callTerms = DiagnosticCode(
    "call-terms",
    explanation: """
      A requirement states how it is called in a way that makes no sense. "units" belongs to "on" a component, with \
      "atLeast" not above it, and without "retries": the same units would be asked again. "spread" belongs to a group; \
      the calls on a group of "all" go to each member.
      """,
    wrong: """
      components:
        api: { needs: { all: [a, b], spread: first } }
        a: {}
        b: {}
      """,
    right: """
      components:
        api: { needs: { any: [a, b], spread: first } }
        a: {}
        b: {}
      """)
}

extension Diagnostic {
  /// What makes no sense of how a requirement is called.
  enum CallTermsProblem {
    case unitsOfGroup
    case spreadOfAll
    case spreadOfOne
    case retriesOfUnits
    case tooManyUnits(Int, of: Int)
  }

  static func callTerms(_ problem: CallTermsProblem, at place: Place) -> Diagnostic {
    let message =
      switch problem {
      case .unitsOfGroup: "'units' belongs to 'on' a component, not to a group"
      case .spreadOfAll: "a group of 'all' is called at each member; 'spread' has no other choice there"
      case .spreadOfOne: "'spread' belongs to a group: put it beside 'any', or 'atLeast' with 'of'"
      case .retriesOfUnits: "'retries' and 'units' exclude each other: the same units would be asked again"
      case .tooManyUnits(let least, let units): "'atLeast: \(least)' can never hold: 'units' is \(units)"
      }
    return Diagnostic(.callTerms, message, at: place)
  }
}

extension DiagnosticCode {
  package static let heldWithoutSlots = DiagnosticCode(
    "held-without-slots",
    explanation: """
      A requirement holds a slot of something that states no slots, so there is nothing to hold. State how many pieces of \
      work it can hold at the same time.
      """,
    wrong: """
      components:
        web: { needs: { on: pool, held: true } }
        pool: {}
      """,
    right: """
      components:
        web: { needs: { on: pool, held: true } }
        pool: { slots: 100 }
      """)
}

extension Diagnostic {
  static func heldWithoutSlots(_ requirement: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .heldWithoutSlots, "'held' keeps a slot of '\(requirement)', which states no 'slots'", at: place)
  }
}

extension DiagnosticCode {
  package static let unitsDiffer = DiagnosticCode(
    "units-differ",
    explanation: """
      A component and what it calls measure work in different units, and nothing says how many of the one make one of the \
      other. State "calls": the pieces of work on it for each piece of its owner's work. Or a component measures its demand \
      and its capacity in different units, which are not converted. A warning.
      """,
    wrong: """
      components:
        web: { demand: 400/s, needs: network }
        network: { capacity: 10 Gbit/s }
      """,
    right: """
      components:
        web: { demand: 400/s, needs: { on: network, calls: 0.001 } }
        network: { capacity: 10 Gbit/s }
      """)
}

extension Diagnostic {
  static func unitsDiffer(
    _ owner: String, _ unit: String, _ called: String, _ other: String, at place: Place?
  ) -> Diagnostic {
    Diagnostic(
      .unitsDiffer, severity: .warning,
      "'\(owner)' measures work in \(unit) and '\(called)' in \(other); state with 'calls' how many of these one of those takes",
      at: place)
  }

  static func unitsDiffer(_ owner: String, demand: String, capacity: String, at place: Place?) -> Diagnostic {
    Diagnostic(
      .unitsDiffer, severity: .warning,
      "'\(owner)' states its demand in \(demand) and its capacity in \(capacity); units are not converted, so the numbers are "
        + "compared as they are", at: place)
  }
}

extension DiagnosticCode {
  package static let callsWithoutEnd = DiagnosticCode(
    "calls-without-end",
    explanation: """
      Components call each other in a circle, and each piece of work there causes at least one more, so the work would grow \
      without end. State fewer "calls" on the circle, or 0 where nothing is asked. Found when loads are computed.
      """,
    wrong: """
      components:
        a: { demand: 10/s, uses: { on: b, calls: 1 } }
        b: { uses: { on: a, calls: 1 } }
      """,
    right: """
      components:
        a: { demand: 10/s, uses: { on: b, calls: 1 } }
        b: { uses: { on: a, calls: 0.1 } }
      """)
}

extension Diagnostic {
  /// - Parameter circle: the components that call each other.
  package static func callsWithoutEnd(_ circle: [ComponentID], at place: Place?) -> Diagnostic {
    let names = enumeration(of: circle.map { "'\($0.text)'" }, limit: 8)
    return Diagnostic(
      .callsWithoutEnd,
      circle.count == 1
        ? "\(names) calls itself, and each piece of work causes at least one more"
        : "\(names) call each other in a circle, and each piece of work causes at least one more",
      at: place)
  }
}

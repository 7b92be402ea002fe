package import DependencyModel
internal import ModelFormats
internal import SourceReading

extension DiagnosticCode {
  /// Codes for fault trees.
  package static let ofOpenPSA: [DiagnosticCode] = [
    .faultTreeForm, .faultTreeDuplicate, .faultTreeUndefined, .faultTreeCircle, .faultTreeNotCoherent,
    .faultTreeConstant, .faultTreeExpression, .faultTreeLeftOut,
  ]
}

extension DiagnosticCode {
  package static let faultTreeForm = DiagnosticCode(
    "fault-tree-form",
    explanation: """
      The file is Open-PSA, but this element or attribute does not belong here, or one is missing. Unknown elements are
      not skipped, because the answer could be different without them.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><atleast><basic-event name="e"/><basic-event name="f"/></atleast></define-gate>
          <define-basic-event name="e"/>
          <define-basic-event name="f"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><atleast min="2"><basic-event name="e"/><basic-event name="f"/></atleast></define-gate>
          <define-basic-event name="e"/>
          <define-basic-event name="f"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// Something that does not belong where it is, or is missing; the problem is a whole message.
  static func faultTreeForm(_ problem: String, at place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.faultTreeForm, problem, at: place, notes: notes)
  }
}

extension DiagnosticCode {
  package static let faultTreeDuplicate = DiagnosticCode(
    "fault-tree-duplicate",
    explanation: """
      Something is defined twice. Gates, basic events and house events share one name space, and a public name (the
      default) is unique in the whole model. Rename one of the two, or make both private to their own containers
      (role="private").
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-basic-event name="e"/>
          <define-house-event name="e"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-basic-event name="e"/>
          <define-house-event name="h"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// A second definition of a name.
  static func faultTreeDuplicate(_ what: String, _ name: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .faultTreeDuplicate, "the \(what) '\(name)' is already defined", at: place,
      notes: [Diagnostic.Note("'\(name)' is defined here first", at: first)])
  }
}

extension DiagnosticCode {
  package static let faultTreeUndefined = DiagnosticCode(
    "fault-tree-undefined",
    explanation: """
      A formula or an expression names an event or a parameter that no file of the model defines. Outside its container,
      a private name needs its path, such as tree.component.event.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><or><basic-event name="pump"/><basic-event name="valve"/></or></define-gate>
          <define-basic-event name="pumps"/>
          <define-basic-event name="valve"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><or><basic-event name="pump"/><basic-event name="valve"/></or></define-gate>
          <define-basic-event name="pump"/>
          <define-basic-event name="valve"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// A reference to something that is not defined.
  static func faultTreeUndefined(
    _ what: String, _ name: String, suggestion: String?, at place: Place
  ) -> Diagnostic {
    let advice = suggestion.map { "did you mean '\($0)'?" } ?? "no file of the model defines it"
    return Diagnostic(.faultTreeUndefined, "there is no \(what) '\(name)'; \(advice)", at: place)
  }

  /// A reference to something that is defined as something else.
  static func faultTreeMistaken(
    _ name: String, for wanted: String, is found: String, at place: Place, definition: Place
  ) -> Diagnostic {
    Diagnostic(
      .faultTreeUndefined, "'\(name)' is a \(found), not a \(wanted)", at: place,
      notes: [Diagnostic.Note("'\(name)' is defined here", at: definition)])
  }
}

extension DiagnosticCode {
  package static let faultTreeCircle = DiagnosticCode(
    "fault-tree-circle",
    explanation: """
      Gates refer to each other in a circle, so none of them has a meaning. A fault tree has no circles; a system that has
      them is described by components and what they need, where a circle is fine.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="a"><gate name="b"/></define-gate>
          <define-gate name="b"><gate name="a"/></define-gate>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="a"><gate name="b"/></define-gate>
          <define-gate name="b"><basic-event name="e"/></define-gate>
          <define-basic-event name="e"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// Definitions that refer to each other, the first one again at the end.
  static func faultTreeCircle(_ what: String, _ names: [String], at place: Place) -> Diagnostic {
    var shown = names
    if names.count > 9 { shown = names.prefix(6) + ["… \(names.count - 8) more …"] + names.suffix(2) }
    return Diagnostic(
      .faultTreeCircle, "the \(what) '\(names[0])' refers to itself: \(shown.joined(separator: " → "))", at: place)
  }
}

extension DiagnosticCode {
  package static let faultTreeNotCoherent = DiagnosticCode(
    "fault-tree-not-coherent",
    explanation: """
      In a coherent tree more failures never make things better: it is built of and, or and atleast. With not, xor, iff,
      nand, nor, imply or cardinality the failure of a part can repair the whole. A model of requirements can't express
      that, and "what fails if" has no simple answer. Such trees need a tool for non-coherent logic.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><and><basic-event name="e"/><not><basic-event name="f"/></not></and></define-gate>
          <define-basic-event name="e"/>
          <define-basic-event name="f"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="g"><and><basic-event name="e"/><basic-event name="f"/></and></define-gate>
          <define-basic-event name="e"/>
          <define-basic-event name="f"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// The first connective that makes a tree not coherent, and how many there are in all.
  static func faultTreeNotCoherent(_ connective: String, count: Int, at place: Place) -> Diagnostic {
    let others = count > 1 ? " (the first of \(count) such places)" : ""
    return Diagnostic(
      .faultTreeNotCoherent,
      "with '\(connective)' the fault tree is not coherent\(others); only and, or and atleast can be read", at: place)
  }
}

extension DiagnosticCode {
  package static let faultTreeConstant = DiagnosticCode(
    "fault-tree-constant",
    explanation: """
      House events are constants. Because of them a gate is constant, too: a gate that can never be true becomes a
      component that needs nothing, and a gate that is always true becomes a component whose unavailability is 1. Often
      a house event was left in its position for tests.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="top"><and><house-event name="h"/><basic-event name="e"/></and></define-gate>
          <define-house-event name="h"><constant value="false"/></define-house-event>
          <define-basic-event name="e"/>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-gate name="top"><and><house-event name="h"/><basic-event name="e"/></and></define-gate>
          <define-house-event name="h"><constant value="true"/></define-house-event>
          <define-basic-event name="e"/>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// A gate that its house events make constant.
  static func faultTreeConstant(_ gate: String, isTrue: Bool, at place: Place) -> Diagnostic {
    let meaning =
      isTrue ? "always true: a component with unavailability 1" : "never true: a component that needs nothing"
    return Diagnostic(
      .faultTreeConstant, severity: .warning, "with its house events the gate '\(gate)' is \(meaning)", at: place)
  }
}

extension DiagnosticCode {
  package static let faultTreeExpression = DiagnosticCode(
    "fault-tree-expression",
    explanation: """
      The probability of a basic event is given by an expression that has no value here: an unknown operation, a wrong
      number of arguments, a division by zero, a function of another library, or a parameter that depends on itself.
      Supported are constants, parameters, the mission time, arithmetic, comparisons, choices, exponential, GLM and
      Weibull; random deviates count with their mean.
      """,
    wrong: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-basic-event name="e"><div><float value="1"/><float value="0"/></div></define-basic-event>
        </define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T">
          <define-basic-event name="e"><div><float value="1"/><float value="100"/></div></define-basic-event>
        </define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// An expression that has no value; the problem is a whole message.
  static func faultTreeExpression(_ problem: String, at place: Place) -> Diagnostic {
    Diagnostic(.faultTreeExpression, problem, at: place)
  }
}

extension DiagnosticCode {
  package static let faultTreeLeftOut = DiagnosticCode(
    "fault-tree-left-out",
    explanation: """
      Open-PSA covers more than fault trees: event trees, alignments, groups of common cause failures, substitutions.
      They are skipped, and reported, as long as the fault trees mean the same without them. If they change what a
      fault tree means (a common cause group with members in it, an alignment that sets one of its house events), the
      file is refused. Random deviates count with their mean, and the mission time is 8760 hours unless stated.
      """,
    wrong: """
      <opsa-mef>
        <define-event-tree name="E"><initial-state/></define-event-tree>
        <define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree>
      </opsa-mef>
      """,
    right: """
      <opsa-mef>
        <define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree>
      </opsa-mef>
      """)
}

extension Diagnostic {
  /// Something that the fault trees do not depend on, or that is taken in a simpler form; the message is whole.
  static func faultTreeLeftOut(
    _ message: String, at place: Place?, remedy: Diagnostic.Remedy? = nil
  ) -> Diagnostic {
    Diagnostic(.faultTreeLeftOut, severity: .warning, message, at: place, remedy: remedy)
  }

  /// Common-cause groups with members that gates refer to: the first of them.
  static func commonCauseGroup(_ name: String, member: String, count: Int, at place: Place) -> Diagnostic {
    let others = count > 1 ? ", the first of \(count)," : ""
    return Diagnostic(
      .faultTreeLeftOut,
      "common-cause groups are not read yet: '\(ImportDraft.cleaned(name))'\(others) has the event "
        + "'\(ImportDraft.cleaned(member))', on which a fault tree depends", at: place)
  }

  /// Something that changes what the fault trees mean, and can't be taken into account.
  static func faultTreeDepends(on what: String, event: String, at place: Place, definition: Place) -> Diagnostic {
    Diagnostic(
      .faultTreeLeftOut, "\(what) changes '\(event)' of a fault tree; that can't be taken into account, so remove it",
      at: place, notes: [Diagnostic.Note("'\(event)' is defined here", at: definition)])
  }
}

extension Diagnostic {
  /// The value of an event's expression is not a probability.
  static func invalidProbability(value: String, of event: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .invalidProbability, "the probability of '\(event)' is \(value); a probability is from 0 to 1", at: place)
  }
}

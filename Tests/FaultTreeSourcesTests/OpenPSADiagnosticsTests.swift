import DependencyModel
import FaultTreeSources
import ImportTestSupport
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// What is said about fault trees that are wrong, and where.
@Suite struct OpenPSADiagnosticsTests {
  static let codes: [DiagnosticCode] = [
    .emptyImport, .faultTreeCircle, .faultTreeConstant, .faultTreeDuplicate, .faultTreeExpression, .faultTreeForm,
    .faultTreeLeftOut, .faultTreeNotCoherent, .faultTreeUndefined, .unknownSource, .xmlEntity, .xmlSyntax,
  ]

  @Test(
    "The wrong example of a fault tree's code gets only that code, and the right one none", arguments: codes.map(\.id))
  func examples(_ id: String) throws {
    let code = try #require(Self.codes.first { $0.id == id })
    let wrong = Importing.diagnostics(code.wrong)
    #expect(!wrong.isEmpty, "\(wrong.map(\.message))")
    #expect(wrong.allSatisfy { $0.code == code && $0.place != nil }, "\(wrong.map(\.message))")
    let right = Importing.diagnostics(code.right)
    #expect(right.isEmpty, "\(right.map(\.message))")
  }

  @Test("Undefined names are reported where they are used, with a suggestion")
  func undefined() throws {
    expectDiagnostics(
      [.faultTreeUndefined, .faultTreeUndefined, .faultTreeUndefined],
      in: Importing.tree(
        """
        <define-gate name="top"><or><gate name="left"/>1️⃣<gate name="rihgt"/>2️⃣<event name="zzz"/></or></define-gate>
        <define-gate name="left"><and>3️⃣<gate name="e"/><basic-event name="f"/></and></define-gate>
        <define-gate name="right"><basic-event name="e"/></define-gate>
        <define-basic-event name="e"/><define-basic-event name="f"/>
        """))
    let messages = Importing.diagnostics(
      Importing.tree("<define-gate name=\"right\"><gate name=\"rihgt\"/></define-gate>")
    ).map(\.message)
    #expect(messages == ["there is no gate 'rihgt'; did you mean 'right'?"])
  }

  @Test("Duplicate definitions are reported with both locations")
  func duplicates() throws {
    let text = MarkedText(
      Importing.tree(
        """
        2️⃣<define-gate name="g"><basic-event name="e"/></define-gate>
        <define-component name="C">1️⃣<define-basic-event name="g"/></define-component>
        <define-basic-event name="e"/>
        """), file: "tree.xml")
    let diagnostics = Importing.diagnostics(text.text)
    #expect(diagnostics.map(\.code) == [.faultTreeDuplicate])
    #expect(diagnostics.first?.place == text.places[0])
    #expect(diagnostics.first?.notes.map(\.place) == [text.places[1]])
  }

  @Test("A connective that is not coherent is refused unless its input is constant")
  func notCoherent() {
    for (connective, arguments) in [
      ("not", 1), ("xor", 2), ("iff", 2), ("nand", 2), ("nor", 2), ("imply", 2), ("cardinality min=\"1\" max=\"2\"", 3),
    ] {
      let name = connective.prefix { $0 != " " }
      let inputs = String(repeating: "<basic-event name=\"e\"/>", count: arguments)
      expectDiagnostics(
        [.faultTreeNotCoherent],
        in: Importing.tree(
          """
          <define-gate name="top"><and><basic-event name="e"/>1️⃣<\(connective)>\(inputs)</\(name)></and></define-gate>
          <define-gate name="g"><not><house-event name="h"/></not></define-gate>
          <define-basic-event name="e"/><define-house-event name="h"/>
          """))
    }
  }

  @Test("Gates and parameters that refer to themselves are reported with the whole circle")
  func circles() throws {
    let diagnostics = Importing.diagnostics(
      Importing.tree(
        """
        <define-gate name="top"><gate name="a"/></define-gate>
        <define-gate name="b"><or><gate name="c"/><basic-event name="e"/></or></define-gate>
        <define-gate name="a"><gate name="b"/></define-gate>
        <define-gate name="c"><gate name="a"/></define-gate>
        <define-basic-event name="e"/>
        """))
    #expect(diagnostics.map(\.message) == ["the gate 'b' refers to itself: b → c → a → b"])
    #expect(diagnostics.first?.place?.line == 5)
    let parameters = Importing.diagnostics(
      Importing.tree(
        """
        <define-parameter name="p"><parameter name="q"/></define-parameter>
        <define-parameter name="q"><neg><parameter name="p"/></neg></define-parameter>
        <define-basic-event name="e"><parameter name="p"/></define-basic-event>
        <define-basic-event name="f"><parameter name="q"/></define-basic-event>
        """))
    #expect(parameters.map(\.message) == ["the parameter 'p' refers to itself: p → q → p"])
  }

  @Test("Expressions that are not probabilities are refused at their location")
  func probabilities() {
    expectDiagnostics(
      [.invalidProbability, .invalidProbability, .faultTreeExpression, .faultTreeExpression, .faultTreeExpression],
      in: Importing.tree(
        """
        <define-basic-event name="a">1️⃣<float value="1.5"/></define-basic-event>
        <define-basic-event name="b">2️⃣<neg><float value="0.5"/></neg></define-basic-event>
        <define-basic-event name="c">3️⃣<float value="inf"/></define-basic-event>
        <define-basic-event name="d"><mul>4️⃣<float value="0x1p2"/></mul></define-basic-event>
        <define-basic-event name="e">5️⃣<periodic-test><float value="1"/></periodic-test></define-basic-event>
        """))
  }

  @Test("Elements and attributes in the wrong form are refused at their location")
  func form() {
    expectDiagnostics(
      Array(repeating: .faultTreeForm, count: 9),
      in: Importing.tree(
        """
        <define-gate name="a">1️⃣<atleast min="3"><basic-event name="e"/><basic-event name="e"/></atleast></define-gate>
        <define-gate name="b">2️⃣<or/></define-gate>
        3️⃣<define-gate name="c"/>
        <define-gate name="d"><basic-event name="e"/>4️⃣<basic-event name="e"/></define-gate>
        5️⃣<define-gat name="x"><basic-event name="e"/></define-gat>
        6️⃣<define-basic-event/>
        7️⃣<define-basic-event name="e" colour="red"/>
        8️⃣<define-basic-event name="f">text</define-basic-event>
        <define-house-event name="h">9️⃣<constant value="maybe"/></define-house-event>
        """))
  }

  @Test("Skipped parts are reported, and refused if the fault trees depend on them")
  func leftOut() {
    // Nothing depends on it: a note. Something does: refused.
    expectDiagnostics(
      [.faultTreeLeftOut, .faultTreeLeftOut],
      in: """
        <opsa-mef>
        1️⃣<define-event-tree name="E"><initial-state><sequence name="S"/></initial-state></define-event-tree>
        <define-event-tree name="F"><initial-state><sequence name="S"/></initial-state></define-event-tree>
        2️⃣<define-alignment name="A"><define-phase name="p" time-fraction="1">
          <set-house-event name="unused"><constant value="true"/></set-house-event></define-phase></define-alignment>
        <define-fault-tree name="T"><define-gate name="g"><basic-event name="e"/></define-gate>
        <define-basic-event name="e"/><define-house-event name="unused"/></define-fault-tree></opsa-mef>
        """)
    expectDiagnostics(
      [.faultTreeLeftOut, .faultTreeLeftOut],
      in: """
        <opsa-mef>
        1️⃣<define-alignment name="A"><define-phase name="p" time-fraction="1">
          <set-house-event name="h"><constant value="true"/></set-house-event></define-phase></define-alignment>
        2️⃣<define-CCF-group name="C" model="beta-factor"><members><basic-event name="e"/></members></define-CCF-group>
        <define-fault-tree name="T"><define-gate name="g"><or><basic-event name="e"/><house-event name="h"/></or>
        </define-gate><define-basic-event name="e"/><define-house-event name="h"/></define-fault-tree></opsa-mef>
        """)
  }

  @Test(
    "Common-cause groups are refused once, where the first of them is, whether or not their members are defined elsewhere"
  )
  func commonCauseGroups() {
    let text = """
      <opsa-mef><define-fault-tree name="T">
      <define-gate name="g"><and><basic-event name="ValveOne"/><basic-event name="ValveTwo"/></and></define-gate>
      <define-gate name="h"><and><basic-event name="PumpOne"/><gate name="g"/></and></define-gate>
      1️⃣<define-CCF-group name="Valves" model="beta-factor"><members><basic-event name="ValveOne"/>
        <basic-event name="ValveTwo"/></members></define-CCF-group>
      <define-CCF-group name="Pumps" model="MGL"><members><basic-event name="PumpOne"/></members></define-CCF-group>
      </define-fault-tree></opsa-mef>
      """
    expectDiagnostics([.faultTreeLeftOut], in: text)
    #expect(
      Importing.diagnostics(MarkedText(text, file: "tree.xml").text).map(\.message) == [
        "common-cause groups are not read yet: 'Valves', the first of 2, has the event 'ValveOne', on which a fault tree depends"
      ])
  }

  @Test("An assumed mission time and random deviates are reported")
  func missionTimeAndDeviatesAreSaid() {
    expectDiagnostics(
      [.faultTreeLeftOut, .faultTreeLeftOut],
      in: Importing.tree(
        """
        <define-basic-event name="a"><exponential><float value="1e-6"/>1️⃣<system-mission-time/></exponential></define-basic-event>
        <define-basic-event name="b">2️⃣<uniform-deviate><float value="0"/><float value="0.5"/></uniform-deviate></define-basic-event>
        """))
  }

  @Test("Columns in XML count characters")
  func columnsCountCharacters() {
    expectDiagnostics(
      [.faultTreeUndefined],
      in: Importing.tree("<define-gate name=\"Größe €\"><or>1️⃣<gate name=\"x\"/></or></define-gate>"))
  }

  @Test("Includes of fault trees are refused")
  func includesAreNotFollowed() {
    expectDiagnostics([.faultTreeForm], in: "<opsa-mef>\n1️⃣<include file=\"more.xml\"/></opsa-mef>")
  }
}

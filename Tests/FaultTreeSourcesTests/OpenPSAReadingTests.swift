import DependencyModel
import FaultTreeSources
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

/// What fault trees become.
@Suite struct OpenPSAReadingTests {
  static let events = "abcdefg".map { "<define-basic-event name=\"\($0)\"><float value=\"0.1\"/></define-basic-event>" }
    .joined(separator: "\n")

  private func needs(_ formula: String, more: String = "") throws -> [String] {
    let text = Importing.tree("<define-gate name=\"top\">\(formula)</define-gate>\n\(more)\(Self.events)")
    return Importing.needs("top", in: try Importing.model(text))
  }

  private func event(_ name: String) -> String { "<event name=\"\(name)\"/>" }

  @Test("Connectives become requirements and groups")
  func connectives() throws {
    let (a, b, c) = (event("a"), "<basic-event name=\"b\"/>", "<event name=\"c\" type=\"basic-event\"/>")
    #expect(try needs("<or>\(a)\(b)\(c)</or>") == ["a", "b", "c"])
    #expect(try needs("<and>\(a)\(b)\(c)</and>") == ["any of a, b, c"])
    #expect(try needs("<atleast min=\"2\">\(a)\(b)\(c)</atleast>") == ["2 of a, b, c"])
    #expect(try needs("<atleast min=\"3\">\(a)\(b)\(c)\(event("d"))</atleast>") == ["2 of a, b, c, d"])
    #expect(try needs("<atleast min=\"1\">\(a)\(b)\(c)</atleast>") == ["a", "b", "c"])
    #expect(try needs("<atleast min=\"3\">\(a)\(b)\(c)</atleast>") == ["any of a, b, c"])
    #expect(try needs(a) == ["a"])
    #expect(try needs("<and>\(a)</and>") == ["a"])
    #expect(try needs("<atleast min=\"2\">\(a)\(a)\(b)</atleast>") == ["2 of a, a, b"])
    #expect(
      try needs("<or>\(a)<and>\(b)<or>\(c)\(event("d"))</or></and></or>") == ["a", "any of b, (all of c, d)"])
  }

  @Test("House events are constants that simplify gates")
  func houseEvents() throws {
    let (a, b) = (event("a"), event("b"))
    let house =
      "<define-house-event name=\"on\"><constant value=\"true\"/></define-house-event><define-house-event name=\"off\"/>"
    let (on, off) = ("<house-event name=\"on\"/>", event("off"))
    #expect(try needs("<and>\(a)\(on)\(b)</and>", more: house) == ["any of a, b"])
    #expect(try needs("<or>\(a)\(off)</or>", more: house) == ["a"])
    #expect(try needs("<atleast min=\"2\">\(a)\(b)\(on)\(off)</atleast>", more: house) == ["a", "b"])
    #expect(try needs("<or>\(a)<and>\(b)\(off)</and></or>", more: house) == ["a"])
    #expect(try needs("<or>\(a)<constant value=\"false\"/></or>", more: house) == ["a"])
    let always = try Importing.load(
      Importing.tree(
        """
        <define-gate name="top"><and><gate name="always"/><event name="a"/></and></define-gate>
        <define-gate name="always"><or><house-event name="on"/><event name="b"/></or></define-gate>
        <define-gate name="never"><and><house-event name="off"/><event name="b"/></and></define-gate>
        \(house)\(Self.events)
        """))
    #expect(Importing.needs("top", in: always.model) == ["a"])
    #expect(always.model["always"]?.unavailability == Unavailability(low: 1, high: 1))
    #expect(always.model["always"]?.kind == "open-psa/house-event")
    #expect(always.model["always"]?.isLogic == false)
    #expect(always.model["never"]?.unavailability == nil)
    #expect(always.model["never"]?.relations.isEmpty == true)
    #expect(always.warnings.map(\.code) == [.faultTreeConstant, .faultTreeConstant])
    #expect(always.model["on"] == nil)
    #expect(always.imports.first?.summary.contains("2 house events") == true)
  }

  @Test("Names are resolved in their scopes, public or private")
  func scopes() throws {
    let text = """
      <opsa-mef name="Plant">
      <label>A plant</label>
      <define-fault-tree name="FT">
        <attributes><attribute name="zone" value="A"/><attribute name="system" value="cooling"/></attributes>
        <define-gate name="top"><or><gate name="A.G"/><gate name="FT.C.G"/><event name="public"/></or></define-gate>
        <define-component name="A" role="private">
          <define-gate name="G"><and><event name="e"/><event name="B.e"/><event name="data"/></and></define-gate>
          <define-basic-event name="e"/>
          <define-component name="B"><define-basic-event name="e"><label>The inner
            one</label></define-basic-event>
            <define-basic-event name="public" role="public"/></define-component>
        </define-component>
        <define-component name="C">
          <attributes><attribute name="zone" value="C"/></attributes>
          <define-gate name="G" role="private"><or><event name="FT.A.e"/><event name="e"/></or></define-gate>
          <define-basic-event name="e" role="private"/>
        </define-component>
      </define-fault-tree>
      <model-data><define-basic-event name="data"/></model-data>
      </opsa-mef>
      """
    let model = try Importing.model(text)
    #expect(model.name == "Plant")
    #expect(model.description == "A plant")
    #expect(
      model.components.map(\.id) == [
        "top", "FT.A.G", "FT.A.e", "FT.A.B.e", "public", "FT.C.G", "FT.C.e", "data",
      ])
    #expect(Importing.needs("top", in: model) == ["FT.A.G", "FT.C.G", "public"])
    #expect(Importing.needs("FT.A.G", in: model) == ["any of FT.A.e, FT.A.B.e, data"])
    #expect(Importing.needs("FT.C.G", in: model) == ["FT.A.e", "FT.C.e"])
    #expect(model["FT.A.B.e"]?.name == "The inner one")
    #expect(model["FT.C.e"]?.tags == ["system=cooling", "zone=C"])
    #expect(model["public"]?.tags == ["zone=A", "system=cooling"])
    // What is private can't be named from outside without its path.
    let outside = text.replacing("<gate name=\"A.G\"/>", with: "<gate name=\"G\"/>")
    #expect(Importing.diagnostics(outside).map(\.code) == [.faultTreeUndefined])
  }

  @Test(
    "Expressions are computed",
    arguments: [
      ("<float value=\"1.25e-3\"/>", 0.00125), ("<int value=\"1\"/>", 1), ("<bool value=\"false\"/>", 0),
      ("<parameter name=\"p\"/>", 0.25), ("<neg><float value=\"-0.5\"/></neg>", 0.5),
      ("<add><float value=\"0.1\"/><parameter name=\"p\"/><float value=\"0.05\"/></add>", 0.4),
      (
        "<sub><float value=\"1\"/><exp><mul><neg><parameter name=\"rate\" unit=\"hours-1\"/></neg><float value=\"100\"/></mul></exp></sub>",
        0.000999500166624978
      ),
      ("<div><float value=\"1\"/><float value=\"4\"/><float value=\"2\"/></div>", 0.125),
      ("<pow><float value=\"0.5\"/><int value=\"3\"/></pow>", 0.125), ("<sqrt><float value=\"0.25\"/></sqrt>", 0.5),
      ("<exponential><parameter name=\"rate\"/><float value=\"100\"/></exponential>", 0.0009995001666249781),
      ("<exponential><float value=\"1e-12\"/><float value=\"1\"/></exponential>", 1e-12),
      (
        "<GLM><float value=\"0.1\"/><float value=\"0.01\"/><float value=\"0.1\"/><float value=\"10\"/></GLM>",
        0.09393519166998254
      ),
      (
        "<Weibull><float value=\"100\"/><float value=\"2\"/><float value=\"0\"/><float value=\"50\"/></Weibull>",
        0.22119921692859515
      ),
      (
        "<ite><lt><parameter name=\"p\"/><float value=\"0.5\"/></lt><float value=\"0.1\"/><float value=\"0.9\"/></ite>",
        0.1
      ),
      (
        "<switch><case><eq><int value=\"1\"/><int value=\"2\"/></eq><float value=\"1\"/></case><float value=\"0.3\"/></switch>",
        0.3
      ),
      ("<min><float value=\"0.2\"/><max><float value=\"0.1\"/><float value=\"0.3\"/></max></min>", 0.2),
      ("<log10><int value=\"10\"/></log10>", 1), ("<abs><log><float value=\"0.5\"/></log></abs>", 0.6931471805599453),
      ("<div><pi/><float value=\"10\"/></div>", 0.3141592653589793),
      (
        "<lognormal-deviate><float value=\"0.01\"/><float value=\"3\"/><float value=\"0.95\"/></lognormal-deviate>",
        0.01
      ),
      ("<beta-deviate><float value=\"1\"/><float value=\"3\"/></beta-deviate>", 0.25),
      (
        "<histogram><float value=\"0\"/><bin><float value=\"0.2\"/><float value=\"1\"/></bin><bin><float value=\"0.4\"/><float value=\"3\"/></bin></histogram>",
        0.25
      ),
      ("<exponential><float value=\"1e-4\"/><system-mission-time/></exponential>", 0.5835546339796199),
    ])
  func expressions(_ expression: String, _ value: Double) throws {
    let text = Importing.tree(
      """
      <define-parameter name="p"><div><parameter name="q"/><int value="2"/></div></define-parameter>
      <define-parameter name="q"><float value="0.5"/></define-parameter>
      <define-parameter name="rate" unit="hours-1"><float value="1e-5"/></define-parameter>
      <define-basic-event name="e">\(expression)</define-basic-event>
      """)
    let found = try #require(try Importing.model(text)["e"]?.unavailability)
    #expect(abs(found.low - value) <= 1e-8 * value, "\(found.low)")
    #expect(found.low == found.high, "\(found.low)")
  }

  @Test("The mission time is an option with a default")
  func missionTime() throws {
    let text = Importing.tree(
      "<define-basic-event name=\"e\"><div><system-mission-time/><float value=\"1000\"/></div></define-basic-event>")
    var options = ImportSources.Options()
    options.missionTime = 24
    let loaded = try ModelLoader.load(Array(text.utf8), file: "t.xml", importers: ImportSources.all(options: options))
    #expect(loaded.model["e"]?.unavailability?.low == 0.024)
    #expect(loaded.warnings.first?.message.contains("24 hours") == true)
  }

  @Test("Fault trees merge with each other and with models")
  func mergesWithModels() throws {
    let folder = try TemporaryFolder()
    let a = try folder.write(
      Importing.tree("<define-gate name=\"g\"><or><event name=\"e\"/><event name=\"T2.f\"/></or></define-gate>"),
      to: "a.xml")
    let b = try folder.write(
      "<opsa-mef><define-fault-tree name=\"T2\"><define-basic-event name=\"f\"/></define-fault-tree>"
        + "<model-data><define-basic-event name=\"e\"/></model-data></opsa-mef>", to: "b.txt")
    let c = try folder.write("components: { api: { needs: g }, e2: {} }\n", to: "c.yaml")
    let loaded = try ModelLoader.load([c, a, b], importers: ImportSources.all())
    #expect(loaded.model.name == "T and 1 more")
    #expect(loaded.model.components.map(\.id) == ["api", "e2", "g", "f", "e"])
    try #require(loaded.imports.count == 1)
    #expect(loaded.imports[0].files == [a, b])
    // The first name that is stated counts, whatever the form of the file.
    let d = try folder.write("model: Mine\ninclude: [a.xml, b.txt]\n", to: "d.yaml")
    #expect(try ModelLoader.load([d], importers: ImportSources.all()).model.name == "Mine")
    let e = try folder.write("model: Late\ncomponents: {}\n", to: "e.yaml")
    #expect(try ModelLoader.load([a, b, e], importers: ImportSources.all()).model.name == "T and 1 more")
    // An id that both define.
    let f = try folder.write("components: { e: {} }\n", to: "f.yaml")
    do {
      _ = try ModelLoader.load([a, b, f], importers: ImportSources.all())
      Issue.record("two components were called the same")
    } catch {
      #expect(error.diagnostics.map(\.code) == [.duplicateID])
    }
  }

  @Test("A folder contains sources beside models")
  func foldersHoldSourcesToo() throws {
    let folder = try TemporaryFolder()
    try folder.write(Importing.tree("<define-basic-event name=\"e\"/>"), to: "tree.xml")
    try folder.write("<project/>", to: "pom.xml")
    try folder.write("components: { api: { needs: e } }\n", to: "model.yaml")
    let loaded = try ModelLoader.load([folder.path], importers: ImportSources.all())
    #expect(loaded.model.components.map(\.id) == ["api", "e"])
  }
}

import DependencyModel
import Diagrams
import ResilienceAnalysis
import TestSupport
import Testing

@Suite struct DOTWriterTests {
  @Test("Pictures of shipped models are as recorded", arguments: ["checkout", "facebook-2021"])
  func plainModels(name: String) throws {
    try expectSnapshot(DOTWriter(Diagram(DiagramModels.shipped(name))).text, "\(name).dot")
  }

  @Test(
    "Pictures of faults in shipped models are as recorded",
    arguments: [
      ("checkout", "zone-b"), ("facebook-2021", "maintenance-2021-10-04"), ("aws-2011-04", "storm-2011-04-21"),
    ])
  func faults(name: String, fault: String) throws {
    let model = try DiagramModels.shipped(name)
    let diagram = try Diagram(of: DiagramModels.impact(model, fault))
    try expectSnapshot(DOTWriter(diagram).text, "\(name)-\(fault).dot")
  }

  @Test("The legend contains only marks that occur")
  func theLegendHoldsOnlyWhatOccurs() throws {
    let small = DOTWriter(try Diagram(DiagramModels.model("{model: m, components: {a: {needs: b}, b: {}}}"))).text
    #expect(small.contains("2 components shown"))
    for absent in ["uses", "hidden", "folded", "⚡", "△", "one of the two"] { #expect(!small.contains(absent)) }
    let folded = DOTWriter(
      try Diagram(FoldingTests.fleet(12), options: DiagramOptions(hide: [.name("volume-1*")]))
    ).text
    // In two cells: the legend of a small picture is narrow.
    #expect(folded.contains("folded: 16 components in 2 marks"))
    #expect(folded.contains("hidden: 4"))
  }

  @Test("Relations that degrade have a line of their own, to components and to groups")
  func degradingRelations() throws {
    let model = try DiagramModels.model(
      "{model: m, components: {a: {degradedBy: [b, {any: [c, d]}], uses: c}, b: {}, c: {}, d: {}}}")
    let text = DOTWriter(try Diagram(model)).text
    let lines = text.split(separator: "\n").filter { $0.contains(" -> ") }
    #expect(lines.count { $0.contains("#5B6270:transparent:#5B6270") } == 4)
    #expect(lines.count { $0.contains("dashed") } == 1)
    #expect(text.contains("══▶  is degraded by: degraded whenever that is not up"))
    // The group is as bad as its members are; its owner is at most degraded.
    let impact = try DiagramModels.impact(model, "c=down", "d=down")
    #expect(DOTWriter(try Diagram(of: impact)).text.contains("#A86600:transparent:#A86600"))
  }

  @Test("Pictures with loads have bars of use, and lines as wide as the work that goes along them")
  func loads() throws {
    let model = try DiagramModels.model(
      """
      model: m
      components:
        users: { demand: 900/s, needs: [{ any: [web-a, web-b, web-c] }, { on: log, calls: 0 }] }
        web-a: { capacity: 400/s }
        web-b: { capacity: 400/s }
        web-c: { capacity: 400/s }
        log: { capacity: 1/s }
      """)
    let compiled = CompiledModel(model)
    let quiet = try Diagram(model, loads: compiled.carriedLoads(under: nil), options: DiagramOptions(fold: false))
    #expect(Set(quiet.marks.compactMap(\.use)) == [0, 0.75])
    #expect(quiet.edges.compactMap(\.flow).max() == 1)
    #expect(quiet.edges.compactMap(\.flow).min() == 0)
    let text = DOTWriter(quiet).text
    #expect(text.contains("penwidth=\"5.0\""))
    #expect(text.contains("penwidth=\"0.8\""))
    #expect(text.contains(" 75%"))
    #expect(text.contains("the wider a line"))
    let fault = try FaultSet(["web-a"], in: model)
    let loaded = try Diagram(
      model, impact: compiled.impact(of: fault), loads: compiled.carriedLoads(under: fault),
      options: DiagramOptions(fold: false))
    let overloaded = try #require(loaded.marks.first { $0.title == "web-b" })
    #expect((overloaded.use ?? 0) > 1.12)
    #expect(abs((overloaded.status.share ?? 0) - 1.0 / 3) < 0.01)
    #expect(DOTWriter(loaded).text.contains("150%"))
    // Without loads nothing of it is there.
    let plain = DOTWriter(try Diagram(model, options: DiagramOptions(fold: false))).text
    #expect(!plain.contains("75%"))
    #expect(!plain.contains("the wider a line"))
  }

  static let nasty = [
    "quote\"quote", "<b>bold</b>", "back\\slash", "trailing\\", "\\N\\G\\L", "new\nline", "fox 🦊 👩‍👩‍👧", "שלום עולם",
    "مرحبا", "bell\u{7}",
    "&amp;", "&lt;b&gt;", "&#65;", "<!--", "]]>", "a->b", "{x|y}", "\u{FFFE}", "\u{0}", " ", "%s%n", "'", "\r\n",
    "n0", "graph", "e\u{301}\u{302}\u{303}", String(repeating: "x", count: 100_000),
    String(repeating: "long words ", count: 300),
    String(repeating: "\\", count: 41), String(repeating: "\"", count: 41), "\u{202E}overridden", "</TD></TR></TABLE>",
    "a\u{2028}b", "]", "]]", "x]", "[]", "a ]] b", "-->", "--", "->", "<!-- x -->", "   ", "\\", "\\N", "\\]",
    "##[error]x",
    "::x", "&", "&#93;", "&nbsp;", "&amp", "%", "\u{200B}", "\u{FEFF}x", "a\u{61C}b", "\u{E0041}", "\u{3164}",
    "a-]-b", "long words that break before ] and ] here", "CDATA[x]]>", "`]`", "{]}", "|]|", "\u{FFFD}", "\u{FFFF}",
  ]

  @Test("Hostile names appear in a picture as they are", arguments: nasty.indices)
  func nastyNamesAreDrawnAsTheyAre(number: Int) throws {
    let id = Self.nasty[number]
    var component = Component(ComponentID(id), relations: [.init(.needs, Requirement(on: "other"))])
    component.kind = id
    component.description = id
    var named = Component("named")
    named.name = id
    named.relations = [.init(.in, Requirement(on: ComponentID("domain " + id)))]
    var domain = Component(ComponentID("domain " + id), isDomain: true)
    domain.kind = id
    let model = Model(
      name: id, description: id, components: [domain, component, named, Component("other")])
    for impact in [nil, try DiagramModels.impact(model, "other")] {
      let diagram = try Diagram(model, impact: impact)
      let picture = try GraphvizRenderer.render(diagram, as: .svg)
      let elements = ElementCollector(picture.bytes)
      #expect(elements.problem == nil)
      #expect(
        elements.elements.filter { $0.attributes["class"]?.contains("node") == true }.count == diagram.marks.count)
      let title = try #require(diagram.marks.first).title
      let shown = elements.texts.joined(separator: " ").replacing("\u{A0}", with: " ")
      // Lines are broken after separators; what they say is the same.
      #expect(shown.filter { $0 != " " }.contains(title.filter { $0 != " " }))
      _ = try GraphvizRenderer.render(diagram, as: .png)
    }
  }

  @Test("DOT with hostile names is read by Graphviz", arguments: nasty.indices)
  func dotTextIsReadBackTheSame(number: Int) throws {
    let id = Self.nasty[number]
    let text = DOTWriter(try Diagram(DiagramModels.chain([id, id + "2", "end"]))).text
    #expect(try GraphvizRenderer.render(dot: text, as: .svg).bytes.count > 500)
    #expect(text.split(separator: "\n").filter { $0.contains(" -> ") }.count == 2)
  }

  @Test("A hostile text is drawn in every part of a picture", arguments: nasty.indices)
  func nastyTextsAreDrawnEverywhere(number: Int) throws {
    let text = Self.nasty[number]
    let ids = (0..<3).map { ComponentID("\(text)\(String(repeating: " ", count: $0))") }
    var inner = Component(ids[0], isDomain: true)
    inner.name = text
    let members = ids[1...].map { Group.Member(Requirement(on: $0)) }
    var owner = Component("owner", relations: [.init(.in, Requirement(on: ids[0]))])
    owner.relations.append(.init(.needs, Requirement(.group(.init(.any, of: members)))))
    owner.url = text
    let model = Model(
      name: text, description: text, components: [inner, owner] + ids[1...].map { Component($0) })
    let options = DiagramOptions(title: text)
    for impact in [nil, try DiagramModels.impact(model, "owner")] {
      let picture = try GraphvizRenderer.render(try Diagram(model, impact: impact, options: options), as: .svg)
      let elements = ElementCollector(picture.bytes)
      #expect(elements.problem == nil)
      let shown = elements.texts.joined().replacing("\u{A0}", with: " ").filter { $0 != " " }
      let title = try Diagram(model, options: options).title
      #expect(shown.contains(title.filter { $0 != " " }))
    }
  }

  @Test("The tooltip has the full name of a shortened title")
  func theFullNameStandsInTheTooltip() throws {
    let id = String(repeating: "segment-", count: 30)
    let diagram = try Diagram(DiagramModels.chain([id]))
    #expect(diagram.marks[0].title.count <= 40)
    #expect(diagram.marks[0].tooltip.contains(id))
  }

  @Test("The same model gives the same DOT bytes")
  func theSameInputGivesTheSameBytes() throws {
    let model = DiagramModels.random(150, zones: 3)
    let first = DOTWriter(try Diagram(of: DiagramModels.impact(model, "random-70"))).text
    for _ in 0..<3 { #expect(DOTWriter(try Diagram(of: DiagramModels.impact(model, "random-70"))).text == first) }
  }
}

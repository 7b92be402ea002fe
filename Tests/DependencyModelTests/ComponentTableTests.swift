import Testing

@testable import DependencyModel

@Suite struct IDIndexTests {
  @Test("Ids of every length that differ in one character are distinguished")
  func everyLength() {
    var index = IDIndex()
    var known: [String: Int] = [:]
    for length in 0...40 {
      for place in 0..<max(length, 1) {
        for sign in ["a", "b", "z", "\u{0}"] {
          var text = Array(repeating: "a", count: length)
          if length > 0 { text[place] = sign }
          let id = text.joined()
          let number = index.insert(id)
          #expect(known[id, default: number] == number)
          known[id] = number
        }
      }
    }
    #expect(index.count == known.count)
    for (id, number) in known {
      #expect(index.number(of: id) == number)
      #expect(index.text(number) == id)
    }
    #expect(index.number(of: "c") == nil)
    #expect(index.number(of: String(repeating: "c", count: 20)) == nil)
  }

  @Test("100,000 long ids are found again")
  func manyIDs() {
    var index = IDIndex()
    for number in 0..<100_000 { #expect(index.insert("service-with-a-long-name-\(number)") == number) }
    for number in 0..<100_000 where index.number(of: "service-with-a-long-name-\(number)") != number {
      Issue.record("\(number) is not found")
    }
  }

  @Test("Texts that are equal in Swift are one id, whatever their bytes")
  func equalTexts() {
    var index = IDIndex()
    #expect(index.insert("caf\u{E9}") == 0)
    #expect(index.insert("cafe\u{301}") == 0)
    #expect(index.insert("K") == 1)
    #expect(index.insert("\u{212A}") == 1)
    #expect(index.insert("\u{37E}") == index.insert(";"))
    #expect(index.number(of: "\u{1FEF}") == nil)
    #expect(index.insert("`") == index.number(of: "\u{1FEF}"))
  }
}

@Suite struct ComponentTableTests {
  private func model(_ build: (inout ComponentTableBuilder) -> Void) -> Model {
    var builder = ComponentTableBuilder()
    builder.beginFile("folder/g.jsonl")
    build(&builder)
    return Model(name: "M", table: builder.table())
  }

  private func relations(_ model: Model, _ id: ComponentID) -> [String] {
    (model[id]?.relations ?? []).map { "\($0.kind.rawValue) \($0.requirement.text())" }
  }

  @Test("Domains come first in a table, and a circle of domains is cut")
  func domainsComeFirst() {
    let model = model { builder in
      let api = builder.component("api")
      let rack = builder.component("rack")
      builder.nextLine()
      let zone = builder.component("zone")
      builder.makeDomain(rack)
      builder.makeDomain(zone)
      builder.relate(api, .in, rack)
      builder.relate(rack, .in, zone)
      builder.relate(zone, .in, rack)
      builder.kind(api, "service")
      builder.name(api, "The API")
    }
    #expect(model.domainCount == 2)
    #expect(model.components.map(\.id) == ["zone", "rack", "api"])
    #expect(relations(model, "rack") == ["in zone"])
    #expect(relations(model, "zone") == [])
    #expect(relations(model, "api") == ["in rack"])
    #expect(model["api"]?.name == "The API")
    #expect(model["api"]?.kind == "service")
    #expect(model["rack"]?.kind == nil)
    #expect(model["zone"]?.source == "g.jsonl:2")
    #expect(model["zone"]?.place == Place(file: "folder/g.jsonl", line: 2, column: 1))
    #expect(model.index(of: "rack")?.position == 1)
    #expect(model.index(of: "none") == nil)
  }

  @Test("A relation that is stated twice counts once, and none leads to its own component", arguments: [1, 40])
  func relationsCountOnce(_ more: Int) {
    let model = model { builder in
      let a = builder.component("a")
      for number in 0..<more {
        let b = builder.component("b\(number)")
        for _ in 0..<2 {
          builder.relate(a, .needs, b)
          builder.relate(a, .uses, b)
        }
      }
      builder.relate(a, .needs, a)
    }
    #expect(relations(model, "a") == (0..<more).flatMap { ["needs b\($0)", "uses b\($0)"] })
  }

  @Test("Groups leave out duplicates and their own component, and reduce a threshold that is out of reach")
  func groups() {
    let model = model { builder in
      let a = builder.component("a")
      let others = ["b", "c", "d"].map { builder.component($0) }
      _ = builder.relate(a, .needs, .atLeast(Amount(2)), of: others + [others[0], a])
      _ = builder.relate(a, .needs, .atLeast(Amount(2)), of: others)
      _ = builder.relate(a, .uses, .atLeast(Amount(9)), of: others)
      _ = builder.relate(a, .startNeeds, .any, of: [others[1], a])
      _ = builder.relate(a, .startNeeds, .any, of: [a])
      let last = builder.relate(others[0], .needs, .any, of: [a])
      builder.add(others[1], toGroup: last)
      builder.setThreshold(.all, ofGroup: last)
    }
    #expect(relations(model, "a") == ["needs 2 of b, c, d", "uses all of b, c, d", "startNeeds c"])
    #expect(relations(model, "b") == ["needs all of a, c"])
    var positions: [Int] = []
    model.components.table?.forEachRequired { positions.append($0) }
    #expect(positions.sorted() == [0, 1, 1, 2, 2, 2, 2, 3, 3])
  }
}

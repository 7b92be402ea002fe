import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// Which of several requirements of the same components carries the calls of an imported one.
@Suite struct CallsOfImportsTests {
  /// What `api` requires in the draft, each requirement with its calls.
  private func calls(_ fill: (inout ImportDraft) -> Void) throws -> [String] {
    var draft = ImportDraft()
    for id in ["api", "a", "b", "c"] { draft.add(id, kind: nil, at: nil) }
    fill(&draft)
    let model = try draft.model(
      name: "m", format: "a test", things: "things", start: Place(file: "t", line: 1, column: 1)
    ).model
    return model[ComponentID("api")]!.relations.map { relation in
      let requirement = relation.requirement
      var text = "\(relation.kind.rawValue) \(requirement.text())"
      if let calls = requirement.terms.calls { text += ": \(calls)" }
      if case .group(let group) = requirement.target {
        for member in group.members {
          if let calls = member.requirement.terms.calls { text += ", \(member.requirement.text()): \(calls)" }
        }
      }
      return text
    }
  }

  @Test("What is needed as a group carries the calls, and what is used of its members none")
  func redundancy() throws {
    let found = try calls { $0.relateRedundant("api", of: ["a", "b"]) }
    #expect(found == ["needs any of a, b", "uses all of a, b: 0"])
  }

  @Test("Plain uses of members of a group carry none, in whatever order they were added")
  func plainUses() throws {
    let found = try calls { draft in
      draft.relate("api", .uses, "a")
      draft.relate("api", .degradedBy, "b")
      draft.relate("api", .needs, .any, of: ["a", "b"])
    }
    #expect(found == ["uses a: 0", "degradedBy b: 0", "needs any of a, b"])
  }

  @Test("Of one candidate among several the group carries the calls")
  func candidates() throws {
    let found = try calls { $0.relate("api", oneOf: ["a", "b"]) }
    #expect(found == ["needs any of a, b", "needs a: 0", "needs b: 0"])
  }

  @Test("Needs of different components are all called")
  func differentNeeds() throws {
    let found = try calls { draft in
      draft.relate("api", .needs, "a")
      draft.relate("api", .needs, .any, of: ["b", "c"])
      draft.relate("api", .startNeeds, "a")
    }
    #expect(found == ["needs a", "needs any of b, c", "startNeeds a"])
  }

  @Test("Groups that share only some members are both called, but for what all of them use")
  func partOfGroup() throws {
    let needs = try calls { draft in
      draft.relate("api", .needs, .any, of: ["a", "b"])
      draft.relate("api", .needs, .any, of: ["b", "c"])
    }
    #expect(needs == ["needs any of a, b", "needs any of b, c"])
    let uses = try calls { draft in
      draft.relate("api", .needs, .any, of: ["a", "b"])
      draft.relate("api", .uses, .all, of: ["b", "c"])
    }
    #expect(uses == ["needs any of a, b", "uses all of b, c, b: 0"])
  }

  @Test("What a source states of calls stays")
  func statedCalls() throws {
    let found = try calls { draft in
      draft.relateRedundant("api", of: ["a", "b"])
      draft.update("api") { $0.relations[1].requirement.terms = CallTerms(calls: Amount(2)) }
    }
    #expect(found == ["needs any of a, b", "uses all of a, b: 2"])
  }

  @Test("Of two sources that are joined one requirement carries the calls, and a written model means what it says")
  func joined() throws {
    let folder = try TemporaryFolder()
    let compose = try folder.write(
      "services: { lb: { environment: { UPSTREAMS: \"http://a:80,http://b:80\" } }, a: {}, b: {} }",
      to: "compose.yaml")
    let joined = try ModelLoader.load([compose], importers: ImportSources.all()).model
    #expect(joined.calls("lb", "a") == ["needs: ", "uses: 0 calls"])
    let written = try ModelLoader.load(
      Array("model: m\ncomponents: { lb: { needs: { any: [a, b] }, uses: { all: [a, b] } }, a: {}, b: {} }".utf8),
      file: "m.yaml", importers: ImportSources.all()
    ).model
    #expect(written.calls("lb", "a") == ["needs: ", "uses: "])
  }
}

import Foundation
import TestSupport
import Testing

/// `whatfails start` as a user runs it.
@Suite struct StartCommandTests {
  static let facebook = "Models/facebook-2021.yaml"

  private func json(_ arguments: String...) throws -> [String: Any] {
    let result = try Program.run(["start", "-m", Self.facebook, "--format", "json"] + arguments)
    #expect(result.status == 0 && result.errors.isEmpty)
    return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test func everythingStarts() throws {
    let result = try Program.run("start", "-m", Self.facebook)
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.hasPrefix("After everything has stopped, all 30 components and domains start, in 6 rounds."))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let answer = try json()
    #expect(answer["schema"] as? String == "whatfails/start/1" && answer["complete"] as? Bool == true)
    #expect((answer["rounds"] as? [[String]])?[2] == ["backbone"])
    for key in ["stuck", "heldByFault", "startByHand"] { #expect((answer[key] as? [String])?.isEmpty == true) }
    #expect((answer["circles"] as? [[String]])?.isEmpty == true)
  }

  @Test func theCircle() throws {
    let answer = try json("--if", "no-way-in")
    #expect(answer["model"] as? String == "Facebook, October 2021")
    #expect(answer["fault"] as? [String: String] == ["on-site-access": "down"])
    #expect(answer["circles"] as? [[String]] == [["repair", "remote-access", "backbone"]])
    #expect(answer["startByHand"] as? [String] == ["repair"])
    #expect(answer["startByHandIsSmallest"] as? Bool == true)
    #expect(answer["heldByFault"] as? [String] == ["on-site-access"])
    let stuck = try #require(answer["stuck"] as? [String])
    #expect(stuck.count == 12 && stuck.contains("whatsapp"))
    let choice = try #require((answer["byHand"] as? [[String: Any]])?.first)
    #expect(choice["alternatives"] as? [String] == ["backbone", "remote-access", "out-of-band-access"])
    let steps = try #require(choice["circle"] as? [[String: Any]])
    #expect(steps.map { $0["kind"] as? String } == ["needs", "needs", "startNeeds"])
    #expect(steps.allSatisfy { ($0["at"] as? String)?.hasPrefix("\(Self.facebook):") == true })
  }

  @Test func aLastingFault() throws {
    let answer = try json("--if", "maintenance-commands", "--if", "audit-tool")
    #expect((answer["heldByFault"] as? [String])?.count == 14 && (answer["stuck"] as? [String])?.isEmpty == true)
    let degraded = try json("--if", "backbone=degraded")
    #expect((degraded["heldByFault"] as? [String])?.isEmpty == true)
    #expect((degraded["rounds"] as? [[String]])?.joined().count == 30)
    let note = try Program.run("start", "-m", Self.facebook, "--if", "backbone=degraded").output
    #expect(note.contains("backbone is only degraded, which prevents no start."))
  }

  @Test func trust() throws {
    let model = """
      model: M
      components:
        a: { needs: { on: b, confidence: inferred } }
        b: { needs: a }
      """
    let trusting = try Program.run("start", "-m", "-", input: model)
    #expect(trusting.status == 0 && trusting.output.contains("2 never start") && trusting.output.contains("[inferred]"))
    let wary = try Program.run("start", "-m", "-", "--trust", "declared", input: model)
    #expect(wary.status == 0 && wary.output.contains("all 2 components start, in 2 rounds"))
  }

  @Test func filesAndForms() throws {
    let folder = try TemporaryFolder()
    let model = Repository.root.appending(path: Self.facebook).path
    for name in ["a.json", "a.md", "a.txt"] {
      let result = try Program.run("start", "-m", model, "--if", "no-way-in", "-o", name, in: folder.url)
      #expect(result.status == 0 && result.output.isEmpty)
    }
    #expect(try folder.text(of: "a.json").hasPrefix("{"))
    #expect(try folder.text(of: "a.md").hasPrefix("### After everything has stopped"))
    #expect(try folder.text(of: "a.txt").hasPrefix("After everything has stopped"))
  }

  @Test func wrongInput() throws {
    let unknown = try Program.run("start", "-m", Self.facebook, "--if", "no-way-inn")
    #expect(unknown.status == 2 && unknown.output.isEmpty && unknown.errors.contains("did you mean 'no-way-in'?"))
    let form = try Program.run("start", "-m", Self.facebook, "--format", "pdf")
    #expect(form.status == 64 && form.output.isEmpty)
    let broken = try Program.run("start", "-m", "-", input: "model: M\ncomponents: { a: { needs: b } }\n")
    #expect(broken.status == 2 && broken.errors.contains("[unknown-component]"))
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    for format in ["text", "json", "markdown"] {
      let arguments = ["start", "-m", Self.facebook, "--if", "no-way-in", "--all", "--format", format]
      #expect(try Program.run(arguments).bytes == Program.run(arguments).bytes)
    }
  }
}

import Foundation
import TestSupport
import Testing

/// `whatfails start` as a user runs it.
@Suite struct StartCommandTests {
  static let facebook = "Models/facebook-2021.yaml"

  private func json(_ options: String = "") throws -> [String: Any] {
    try CLI("start -m \(Self.facebook) --format json \(options)").succeeds().reportsNothing().json()
  }

  @Test("Without a fault everything starts, in rounds")
  func everythingStarts() throws {
    try CLI("start -m \(Self.facebook)").succeeds().reportsNothing().fits()
      .prints(first: "After everything has stopped, all 30 components and domains start, in 6 rounds.")
    let answer = try json()
    #expect(answer["schema"] as? String == "whatfails/start/1")
    #expect(answer["complete"] as? Bool == true)
    #expect((answer["rounds"] as? [[String]])?[2] == ["backbone"])
    for key in ["stuck", "heldByFault", "startByHand"] { #expect((answer[key] as? [String])?.isEmpty == true) }
    #expect((answer["circles"] as? [[String]])?.isEmpty == true)
  }

  @Test("A circle that blocks the start is shown step by step, with what to start by hand")
  func theCircle() throws {
    let answer = try json("--if no-way-in")
    #expect(answer["model"] as? String == "Facebook, October 2021")
    #expect(answer["fault"] as? [String: String] == ["on-site-access": "down"])
    #expect(answer["circles"] as? [[String]] == [["repair", "remote-access", "backbone"]])
    #expect(answer["startByHand"] as? [String] == ["repair"])
    #expect(answer["startByHandIsSmallest"] as? Bool == true)
    #expect(answer["heldByFault"] as? [String] == ["on-site-access"])
    let stuck = try #require(answer["stuck"] as? [String])
    #expect(stuck.count == 12)
    #expect(stuck.contains("whatsapp"))
    let choice = try #require((answer["byHand"] as? [[String: Any]])?.first)
    #expect(choice["alternatives"] as? [String] == ["backbone", "remote-access", "out-of-band-access"])
    let steps = try #require(choice["circle"] as? [[String: Any]])
    #expect(steps.map { $0["kind"] as? String } == ["needs", "needs", "startNeeds"])
    #expect(steps.allSatisfy { ($0["at"] as? String)?.hasPrefix("\(Self.facebook):") == true })
  }

  @Test("A lasting fault holds what needs it, and a degrading one holds nothing")
  func aLastingFault() throws {
    let answer = try json("--if maintenance-commands --if audit-tool")
    #expect((answer["heldByFault"] as? [String])?.count == 14)
    #expect((answer["stuck"] as? [String])?.isEmpty == true)
    let degraded = try json("--if backbone=degraded")
    #expect((degraded["heldByFault"] as? [String])?.isEmpty == true)
    #expect((degraded["rounds"] as? [[String]])?.joined().count == 30)
    try CLI("start -m \(Self.facebook) --if backbone=degraded").run()
      .prints("backbone is only degraded, which prevents no start.")
  }

  @Test("--trust leaves weak requirements out of a start")
  func trust() throws {
    let model = """
      model: M
      components:
        a: { needs: { on: b, confidence: inferred } }
        b: { needs: a }
      """
    try CLI("start").model(model).succeeds().prints("2 never start", "[inferred]")
    try CLI("start --trust declared").model(model).succeeds().prints("all 2 components start, in 2 rounds")
  }

  @Test("The file's ending chooses the form of a start report")
  func filesAndForms() throws {
    let folder = try TemporaryFolder()
    let model = Repository.root.appending(path: Self.facebook).path
    for name in ["a.json", "a.md", "a.txt"] {
      try CLI("start --if no-way-in -o \(name)").arguments("-m", model).in(folder).succeeds().printsNothing()
    }
    #expect(try folder.text(of: "a.json").hasPrefix("{"))
    #expect(try folder.text(of: "a.md").hasPrefix("### After everything has stopped"))
    #expect(try folder.text(of: "a.txt").hasPrefix("After everything has stopped"))
  }

  @Test("Unknown faults, forms and components are refused")
  func wrongInput() throws {
    try CLI("start -m \(Self.facebook) --if no-way-inn").fails(2, "did you mean 'no-way-in'?").printsNothing()
    try CLI("start -m \(Self.facebook) --format pdf").fails(64).printsNothing()
    try CLI("start").model("model: M\ncomponents: { a: { needs: b } }\n").fails(2, "[unknown-component]")
  }

  @Test("The same start gives the same bytes in every format")
  func theSameInputGivesTheSameBytes() throws {
    for format in ["text", "json", "markdown"] {
      let start = CLI("start -m \(Self.facebook) --if no-way-in --all --format \(format)")
      #expect(try start.run().bytes == start.run().bytes, "\(format)")
    }
  }
}

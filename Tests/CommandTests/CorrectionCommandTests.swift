import Foundation
import Testing

/// `--treat` and the notes about foreign sources, as a user meets them.
@Suite struct CorrectionCommandTests {
  static let model = """
    model: M
    components: { web: { needs: [cache, db] }, job: { needs: cache }, cache: {}, db: {} }
    """

  @Test func treat() throws {
    let plain = try Program.run("if", "cache", "-m", "-", "--format", "json", input: Self.model)
    #expect(plain.output.contains("\"down\""))
    let treated = try Program.run(
      "if", "cache", "-m", "-", "--treat", "web -> cache = uses", "--treat", "job->cache=nothing", input: Self.model)
    #expect(treated.status == 0 && treated.output.contains("web") && !treated.output.contains("job"))
    #expect(treated.output.contains("degraded"))
    let written = try Program.run("import", "-", "--treat", "* -> cache = uses", input: Self.model)
    #expect(written.output.contains("uses: cache") && !written.output.contains("needs: cache"))
    for command in [
      ["rank"], ["validate"], ["risks", "web"], ["availability"], ["start"], ["render"], ["why", "web", "--if", "db"],
    ] {
      let result = try Program.run(command + ["-m", "-", "--treat", "web -> db = uses"], input: Self.model)
      #expect(result.status == 0, "\(command) \(result.errors)")
    }
  }

  @Test func whatMatchesNothingIsAnError() throws {
    let slip = try Program.run("if", "db", "-m", "-", "--treat", "wbe -> cache = uses", input: Self.model)
    #expect(slip.status == 2 && slip.output.isEmpty)
    #expect(
      slip.errors == "error: can't treat 'wbe -> cache = uses': 'wbe' matches no component; did you mean 'web'?\n")
    let back = try Program.run("if", "db", "-m", "-", "--treat", "cache -> web = uses", input: Self.model)
    #expect(back.status == 2 && back.errors.contains("write 'web -> cache = uses'"))
    let form = try Program.run("if", "db", "-m", "-", "--treat", "web -> cache = use", input: Self.model)
    #expect(form.status == 64 && form.errors.contains("did you mean 'uses'?"))
  }

  @Test func guess() throws {
    let model = "model: M\ncomponents: { orders: {}, orders-db: {}, orders-cache: {} }\n"
    let plain = try Program.run("if", "orders-db", "-m", "-", input: model)
    #expect(plain.status == 0 && plain.errors.isEmpty)
    let guessed = try Program.run("if", "orders-db", "-m", "-", "--guess", input: model)
    #expect(guessed.output != plain.output && guessed.output.contains("orders"))
    #expect(
      guessed.errors == """
        guessed 2 requirements from similar names
          assumed:
            orders needs orders-db
            orders uses orders-cache

        """)
    // What a person says comes after what is guessed.
    let treated = try Program.run(
      "import", "-", "--guess", "--treat", "orders -> orders-db = nothing", input: model)
    #expect(treated.output.contains("orders-cache, confidence: assumed") && !treated.output.contains("on: orders-db"))
  }
}

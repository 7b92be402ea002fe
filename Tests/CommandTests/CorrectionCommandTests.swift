import Foundation
import Testing

/// `--treat` and the notes about foreign sources, as a user meets them.
@Suite struct CorrectionCommandTests {
  static let model = """
    model: M
    components: { web: { needs: [cache, db] }, job: { needs: cache }, cache: {}, db: {} }
    """

  @Test("--treat changes what requirements are, in every command")
  func treat() throws {
    try CLI("if cache --format json").model(Self.model).run().prints("\"down\"")
    try CLI("if cache").model(Self.model)
      .arguments("--treat", "web -> cache = uses", "--treat", "job->cache=nothing").succeeds()
      .prints("web", "degraded").doesNotPrint("job")
    try CLI("import -").input(Self.model).arguments("--treat", "* -> cache = uses").run()
      .prints("uses: cache").doesNotPrint("needs: cache")
    for command in ["rank", "validate", "risks web", "availability", "start", "render", "why web --if db"] {
      try CLI(command).model(Self.model).arguments("--treat", "web -> db = uses").succeeds()
    }
  }

  @Test("A treatment that matches nothing is an error with advice")
  func whatMatchesNothingIsAnError() throws {
    let ask = CLI("if db").model(Self.model)
    try ask.arguments("--treat", "wbe -> cache = uses").fails(2).printsNothing()
      .reports(
        exactly: "error: can't treat 'wbe -> cache = uses': 'wbe' matches no component; did you mean 'web'?\n")
    try ask.arguments("--treat", "cache -> web = uses").fails(2, "write 'web -> cache = uses'")
    try ask.arguments("--treat", "web -> cache = use").fails(64, "did you mean 'uses'?")
  }

  @Test("--guess adds requirements between similar names, and treatments come after it")
  func guess() throws {
    let model = "model: M\ncomponents: { orders: {}, orders-db: {}, orders-cache: {} }\n"
    let plain = try CLI("if orders-db").model(model).succeeds().reportsNothing()
    let guessed = try CLI("if orders-db --guess").model(model).run().prints("orders")
      .reports(
        exactly: """
          guessed 2 requirements from similar names
            assumed:
              orders needs orders-db
              orders uses orders-cache

          """)
    #expect(guessed.output != plain.output)
    try CLI("import - --guess").input(model).arguments("--treat", "orders -> orders-db = nothing").run()
      .prints("orders-cache, confidence: assumed").doesNotPrint("on: orders-db")
  }
}

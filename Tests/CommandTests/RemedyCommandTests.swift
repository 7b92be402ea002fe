import TestSupport
import Testing

@Suite struct RemedyCommandTests {
  @Test(
    "Answers name the options and commands that help",
    arguments: [
      (["risks", "checkout"], "--why N explains how the Nth of these takes checkout down."),
      (["risks", "checkout"], "Run 'whatfails availability checkout' to see what causes it."),
      (["risks", "checkout", "--limit", "1"], "(--limit 1); the counts are exact."),
      (["risks", "checkout", "--size", "all"], " more; --all shows them"),
      (["availability"], "'whatfails availability COMPONENT' shows what causes it for one component."),
      (["rank", "--pairs", "--limit", "1"], "keeps all of them."),
      (["check", "--lint"], "(--fail-on error)."),
      (["check", "--explain", "all"], "'whatfails check --explain RULE' explains one."),
      (
        ["check", "--explain", "availability-above-parts"],
        "Check the figure; 'whatfails availability' shows the result."
      ),
    ])
  func answers(_ arguments: [String], _ expected: String) throws {
    let model = arguments.contains("--explain") ? [] : ["-m", "Models/checkout.yaml"]
    let result = try Program.run(arguments + model)
    let words = result.output.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
    #expect((" " + words).contains(expected), "\(result.output)")
  }

  @Test("Diagnostics name the options and commands that help")
  func diagnostics() throws {
    let unknown = try Program.run(
      "check", "-m", "-", input: "model: M\ncomponents: { a: {} }\nlint: { rules: { zzzzzzzz: off } }\n")
    #expect(unknown.errors.contains("there is no lint rule 'zzzzzzzz'; 'whatfails check --explain all' lists them"))
  }

  @Test("Pictures that cannot be drawn name the options that narrow them")
  func pictures() throws {
    let unknown = try Program.run("render", "-m", "Models/checkout.yaml", "--hide", "zone-x")
    #expect(unknown.status == 2)
    #expect(unknown.errors.hasPrefix("error: --hide 'zone-x' matches nothing in the model; did you mean 'zone-"))
  }
}

import Foundation
import TestSupport
import Testing

/// The options and commands that answers, diagnostics and errors suggest.
@Suite struct RemedyCommandTests {
  @Test(
    "Answers name the options and commands that help",
    arguments: [
      ("risks checkout", "--why N explains how the Nth of these takes checkout down."),
      ("risks checkout", "Run 'whatfails availability checkout' to see what causes it."),
      ("risks checkout --limit 1", "(--limit 1); the counts are exact."),
      ("risks checkout --limit 1 --format json", "(--limit 1); the counts are exact."),
      ("risks checkout --limit 1 --format markdown", "(--limit 1); the counts are exact."),
      ("risks checkout --size all", " more; --all shows them"),
      ("availability", "'whatfails availability COMPONENT' shows what causes it for one component."),
      ("rank --pairs --limit 1", "keeps all of them."),
      ("check --lint", "(--fail-on error)."),
      ("check --lint --format markdown", "(--fail-on error)."),
    ])
  func answers(_ question: String, _ expected: String) throws {
    let run = try CLI(question).adding("-m Models/checkout.yaml").run()
    let words = run.output.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
    #expect((" " + words).contains(expected), "\(run)")
  }

  @Test("Further reports name the options that help, in every format")
  func reports() throws {
    let folder = try TemporaryFolder()
    let forms = ["text", "json", "markdown", "sarif", "junit", "gitlab"]
    let check = CLI("check --lint --time 1ms --report github -m").arguments(
      Repository.root.appending(path: "Models/checkout.yaml").path)
    let run = try check.arguments(forms.flatMap { ["--report", "\($0)=\($0)"] }).in(folder).fails(1)
    let annotations = run.output.split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(annotations.contains { $0.hasSuffix("raise --time") }, "\(run)")
    for form in forms { #expect(try folder.text(of: form).contains("raise --time"), "\(form)") }
  }

  @Test("Explanations of rules name the commands that help")
  func explanations() throws {
    try CLI("check --explain all").succeeds().prints("'whatfails check --explain RULE' explains one.")
    try CLI("check --explain availability-above-parts").succeeds()
      .prints("Check the figure; 'whatfails availability' shows the result.")
  }

  @Test("Diagnostics name the options and commands that help")
  func diagnostics() throws {
    try CLI("check").model("model: M\ncomponents: { a: {} }\nlint: { rules: { zzzzzzzz: off } }\n")
      .fails(2, "there is no lint rule 'zzzzzzzz'; 'whatfails check --explain all' lists them")
  }

  @Test("Pictures that cannot be drawn name the options that narrow them")
  func pictures() throws {
    try CLI("render -m Models/checkout.yaml --hide zone-x").fails(2)
      .reports(first: "error: --hide 'zone-x' matches nothing in the model; did you mean 'zone-")
  }
}

import DependencyModel
import TestSupport
import Testing

@testable import ModelFormats

/// Which files `fmt` lays out, and that it says what it leaves alone.
@Suite struct FormattableFileTests {
  private func isOurs(_ text: String, _ file: String) throws -> Bool {
    do {
      return try ModelFormatter.formattedModel(Array(text.utf8), file: file) != nil
    } catch {
      #expect(error.diagnostics.map(\.code) == [.notAModel])
      #expect(error.diagnostics[0].place?.file == file)
      #expect(try ModelFormatter.formattedModel(Array(text.utf8), file: file, skipsOthers: true) == nil)
      return false
    }
  }

  @Test(
    "Models, parts of models and policies are formatted",
    arguments: [
      "model: M\n", "model: M\ncomponents: { a: {} }\n", "model: M\ncomponets: { a: {} }\ncomponents: { b: {} }\n",
      "components:\n  a: {}\n", "domains: { z: {} }\n", "faults: { f: { down: a } }\n", "checks:\n",
      "lint: { rules: {} }\n",
      "include: [a.yaml, b.yaml]\n", "policy: P\nchecks: { a: { given: b, then: { up: c } } }\n", "extend: p.yaml\n",
      "description: A part.\ncomponents: { a: {} }\n",
    ])
  func models(_ text: String) throws {
    #expect(try isOurs(text, "a.yaml"))
  }

  @Test(
    "Files of other programs are not formatted",
    arguments: [
      "services: { web: { image: x } }\n", "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n",
      "version: 2\nmodels: [{ name: a }]\n",
      "openapi: 3.1.0\ninfo: {}\npaths: {}\ncomponents: { schemas: {} }\n",
      "model: resnet50\noptimizer: adam\nlr: 0.1\n",
      "model: { name: resnet }\n", "include: [{ path: a.yaml }]\n", "Resources: {}\n", "[1, 2]\n", "text\n", "{}\n",
      "description: nothing else\n", "components: [a, b]\nname: x\n",
    ])
  func others(_ text: String) throws {
    #expect(try !isOurs(text, "a.yaml"))
  }

  @Test("A Terraform state is not a model to format")
  func aStateIsNoModel() throws {
    #expect(try !isOurs(#"{"version": 4, "resources": []}"#, "state.json"))
  }

  @Test("An unreadable file is skipped unless it was meant to be a model")
  func whatCannotBeReadIsSkippedUnlessItIsMeantToBeAModel() throws {
    func skipped(_ text: String) throws -> String? {
      try ModelFormatter.formattedModel(Array(text.utf8), file: "a.yaml", skipsOthers: true)
    }
    #expect(try skipped("a: 1\n---\nb: 2\n") == nil)
    #expect(try skipped("{{ template }}\n: [\n") == nil)
    #expect(try skipped("model: {{ name }}\nlr: [\n") == nil)
    #expect(throws: InvalidInput.self) { try skipped("model: M\ncomponents: {\n") }
    #expect(throws: InvalidInput.self) { try skipped("{\"model\": \"M\",\n\"components\": {\n") }
  }

  @Test(
    "JSON in a file that ends in .yaml becomes YAML, and formatting it again changes nothing",
    arguments: [
      #"{"model": "x", "components": {"a": {"name": "\ud83d\udca5"}}}"#,
      #"{"model": "x", "description": "\ud83d\udca5 \u007f \u0000 \udb40\udc41 \/", "components": {"a b": {"tier": 1, "name": "null"}}}"#,
      #"{"model": "\ud83d\udca5", "components": {"\ud83d\udca5": null, "true": {}, "*": {}, "1e3": {}}}"#,
    ])
  func jsonInAYAMLFileIsFormattedOnce(_ text: String) throws {
    for file in ["a.yaml", "a.yml", "a.json", "a"] {
      let once = try ModelFormatter.formatted(text, file: file)
      #expect(try ModelFormatter.formatted(once, file: file) == once, "\(file)")
      #expect(once.hasPrefix("{\n") == !file.contains(".y"))
      let before = DocumentSyntax.read(Array(text.utf8), file: file).reading.document
      let after = DocumentSyntax.read(Array(once.utf8), file: file).reading.document
      #expect(TreeComparison.saysTheSame(try #require(before), try #require(after)))
    }
  }

  @Test(
    "Invisible characters are written as escapes, whatever the style was",
    arguments: [
      "model: a\u{202E}b\n", "model: \"a\u{202E}b\"\n", "model: 'a\u{200B}b'\n", "model: \"a\\u202Eb\"\n",
      "model: M\ndescription: |\n  one\n  ::error::two\n", "model: M\ndescription: >-\n  one\u{FEFF}\n  two\n",
      "model: M\ndescription: one\n  two\u{E0041}\n", "model: \"##[error]x\"\n",
      "model: M\ncomponents: { a\u{2066}b: {} }\n",
      "model: M\ncomponents:\n  ? \"a\u{200D}b\"\n  : {}\n", "model: ::x\n",
      "model: M # a comment\ndescription: | # two\n  a\u{AD}\n",
    ])
  func hiddenTextIsWrittenInEscapes(_ text: String) throws {
    let once = try ModelFormatter.formatted(text, file: "a.yaml")
    #expect(!once.hasInvisibleScalars, "\(once)")
    #expect(!RunnerCommands.occur(in: once), "\(once)")
    #expect(try ModelFormatter.formatted(once, file: "a.yaml") == once)
  }
}

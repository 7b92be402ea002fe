import DependencyModel
import Testing

@testable import Reports

@Suite struct PrintableTextTests {
  @Test(
    "Control and invisible characters are replaced in printable text",
    arguments: [
      ("plain", "plain"), ("a\nb\rc\td", "a b c d"), ("\u{1B}[31m", "\u{FFFD}[31m"), ("\u{202E}x", "\u{FFFD}x"),
      ("a\u{200B}\u{200E}\u{61C}b", "a\u{FFFD}\u{FFFD}\u{FFFD}b"), ("##[x]", "#\\#[x]"), ("###vso[x]", "##\\#vso[x]"),
      ("a #b ## [c]", "a #b ## [c]"), ("⚠️ ❤️", "⚠️ ❤️"), ("1\u{FE0F}", "1\u{FFFD}"), ("é 日本 🦊", "é 日本 🦊"),
      ("\u{2028}\u{2029}", "\u{FFFD}\u{FFFD}"), ("\u{600}1", "\u{600}1"),
    ])
  func texts(_ text: String, _ expected: String) {
    #expect(text.printable == expected)
    #expect(text.printable.printable == text.printable)
  }

  @Test(
    "Commands to pipeline runners are made harmless in pages",
    arguments: [
      ("::x\n", "\\::x\n"), ("a ::x\n", "a ::x\n"), ("a\n \u{3000}::x", "a\n \u{3000}\\::x"), ("AWS::EC2", "AWS::EC2"),
      ("\u{1B}[1;31m::x\u{1B}[0m", "\u{1B}[1;31m\\::x\u{1B}[0m"), ("", ""), ("\n\n", "\n\n"), ("a ##[x]", "a #\\#[x]"),
    ])
  func pages(_ page: String, _ expected: String) {
    #expect(page.withoutCommands == expected)
    #expect(page.withoutCommands.withoutCommands == page.withoutCommands)
  }

  @Test(
    "Text in Markdown calls nobody and refers to nothing",
    arguments: [
      ("@team", "<span>@</span>team"), ("a@b.c", "a<span>@</span>b.c"), ("@ home", "@ home"),
      ("#12", "<span>#</span>12"),
      ("# 12", "\\# 12"), ("GH-7", "GH<span>-</span>7"), ("a-7", "a-7"), ("!3", "<span>!</span>3"), ("a#b", "a\\#b"),
    ])
  func markdown(_ text: String, _ expected: String) {
    #expect(Markdown.escaped(text) == expected)
  }

  @Test("Escaped JSON has no invisible characters and means the same")
  func jsonStaysExact() {
    #expect(JSONEscape.visible("\"a\u{202E}\u{E0041}##[b\"") == "\"a\\u202e\\udb40\\udc41#\\u0023[b\"")
    #expect(JSONEscape.visible("{\"a\": \"⚠️ é\"}") == "{\"a\": \"⚠️ é\"}")
  }
}

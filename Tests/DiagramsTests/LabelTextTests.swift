import Testing

@testable import Diagrams

@Suite struct LabelTextTests {
  @Test(
    "Labels have no control characters and no blanks at their ends",
    arguments: [
      ("plain", "plain"), ("two\nlines", "two⏎lines"), ("a\tb  c ", "a b c"), ("bell\u{7}", "bell"),
      ("\u{7}\u{1b}", "␣"),
      ("", "␣"), ("\u{202e}evil", "evil"), ("\u{fffe}x\u{ffff}", "x"), ("שלום", "שלום"), ("🦊", "🦊"),
    ])
  func cleaned(text: String, expected: String) {
    #expect(LabelText.cleaned(text) == expected)
  }

  @Test("Long text is shortened at the end, and long ids in the middle")
  func longTextIsCut() {
    let id = String(repeating: "a", count: 100_000) + "-tail"
    #expect(LabelText.shortened(id).count == 40)
    #expect(LabelText.shortened(id).hasSuffix("-tail"))
    let prose = String(repeating: "word ", count: 50)
    #expect(LabelText.shortened(prose).hasSuffix("…"))
    // One character of ten thousand scalars.
    let heap = "e" + String(repeating: "\u{301}", count: 10_000)
    #expect(LabelText.shortened(heap).unicodeScalars.count < 200)
  }

  @Test(
    "Labels are broken at good places, and lose no character",
    arguments: [
      ("api", ["api"]), ("ebs-cluster/us-east-1a", ["ebs-cluster/", "us-east-1a"]),
      ("Customers get a receipt", ["Customers get", "a receipt"]),
      ("unbreakableidentifier", ["unbreakableidentifier"]),
    ])
  func broken(text: String, lines: [String]) {
    #expect(LabelText.lines(text) == lines)
    #expect(LabelText.lines(text).joined().filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test(
    "Numbers at the end of a name are not part of its stem",
    arguments: [
      ("web-1", "web-#"), ("web-12", "web-#"), ("i-0abc1234de", "i-#"), ("ebs-a", "ebs-#"), ("db", "db"),
      ("us-east-1b", "us-east-#b"),
      ("cafe", "cafe"),
    ])
  func stems(name: String, stem: String) {
    #expect(NameStem.stem(of: name) == stem)
  }

  @Test("Similar names share a pattern if there is one")
  func patterns() {
    #expect(NameStem.pattern(of: ["web-1", "web-2", "web-10"]) == "web-*")
    #expect(NameStem.pattern(of: ["ebs/a", "ebs/b"]) == "ebs/*")
    #expect(NameStem.pattern(of: ["x", "y"]) == nil)
    #expect(NameStem.pattern(of: ["aaa", "aaaa"]) == "aaa*")
  }

  @Test(
    "Kinds are written as short phrases",
    arguments: [
      ("aws/ec2-instance", "EC2 instance"), ("k8s/pod", "pod"), ("service", "service"), ("aws/s3-bucket", "S3 bucket"),
      ("/", "/"), ("", ""),
    ])
  func kinds(kind: String, phrase: String) {
    #expect(KindPhrase.phrase(for: kind) == phrase)
  }
}

import DependencyModel
import FaultTreeSources
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// XML that is broken or means harm.
@Suite struct XMLReadingTests {
  @Test("Syntax errors in XML are reported at their location")
  func syntax() {
    expectDiagnostics([.xmlSyntax], in: "<opsa-mef><define-fault-tree name=\"T\"></1️⃣opsa-mef>")
    expectDiagnostics([.xmlSyntax], in: "<opsa-mef><define-fault-tree name=\"T\">1️⃣")
    expectDiagnostics([.xmlSyntax], in: "<opsa-mef>\n<a b=\"1\" 1️⃣b=\"2\"/></opsa-mef>")
    expectDiagnostics([.xmlSyntax], in: "<opsa-mef/>\n1️⃣<opsa-mef/>")
    expectDiagnostics([.xmlSyntax], in: "<opsa-mef>\n<label>this &1️⃣ that</label></opsa-mef>")
    expectDiagnostics([.xmlSyntax], in: "<opsa-mef><label>1️⃣&nbsp;</label></opsa-mef>")
    expectDiagnostics([.xmlSyntax], in: "<?xml version=\"1.0\"?>\n1️⃣")
    expectDiagnostics([.xmlSyntax], in: "<opsa-mef>1️⃣<define-fault-tree name=\"T")
  }

  @Test("XML of an unknown format is refused at its root")
  func otherXML() {
    expectDiagnostics([.unknownSource], in: "<!-- a page -->\n1️⃣<html><body/></html>", file: "model.yaml")
    expectDiagnostics([.unknownSource], in: "1️⃣<mxGraphModel/>")
    expectDiagnostics([.unknownSource], in: "1️⃣<opsa-mef2/>")
  }

  @Test("Fault trees are recognized by their root, whatever precedes it")
  func recognizedByContent() throws {
    let tree = Importing.tree("<define-basic-event name=\"e\"><float value=\"0.5\"/></define-basic-event>")
    for start in ["", "\u{FEFF}", "<!-- a -> <comment> --><?pi x?>"] {
      let text = start + tree.dropFirst("<?xml version=\"1.0\"?>".count)
      #expect(try Importing.load(text, file: "model.yaml").model.components.map(\.id) == ["e"])
    }
    let typed = tree.replacing(
      "<opsa-mef>", with: "<!DOCTYPE opsa-mef [ <!ELEMENT opsa-mef ANY> <!-- ]> --> ]>\n<opsa-mef>")
    #expect(try Importing.load(typed).model.components.count == 1)
    // What only looks like a tag is YAML.
    #expect(Importing.diagnostics("<<: {}", file: "m.yaml").map(\.code) != [.unknownSource])
  }

  @Test("XML in UTF-16 is read")
  func wideEncodings() throws {
    let tree = Importing.tree("<define-basic-event name=\"é\"><float value=\"0.5\"/></define-basic-event>").replacing(
      "<?xml version=\"1.0\"?>", with: "")
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in tree.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let loaded = try ModelLoader.load(bytes, file: "tree.xml", importers: ImportSources.all())
    #expect(loaded.model.components.map(\.id) == ["é"])
  }

  @Test("XML with entities is refused")
  func entities() {
    var bomb = "<!DOCTYPE opsa-mef [<!ENTITY a \"aaaaaaaaaa\">"
    for level in 1..<20 {
      let before = level == 1 ? "a" : "a\(level - 1)"
      bomb += "<!ENTITY a\(level) \"\(String(repeating: "&\(before);", count: 10))\">"
    }
    #expect(Importing.diagnostics(bomb + "]><opsa-mef name=\"&a19;\"/>").map(\.code) == [.xmlEntity])
    let external =
      "<!DOCTYPE opsa-mef [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><opsa-mef><label>&x;</label></opsa-mef>"
    #expect(Importing.diagnostics(external).map(\.code) == [.xmlEntity])
    // Declared elsewhere: not read, and not taken for nothing.
    for reference in ["<label>1️⃣&x;</label>", "<define-fault-tree name=\"1️⃣&x;\"/>"] {
      expectDiagnostics(
        [.xmlSyntax], in: "<!DOCTYPE opsa-mef SYSTEM \"mef.dtd\">\n<opsa-mef>\(reference)</opsa-mef>")
    }
  }

  @Test("XML that is nested too deep is refused", arguments: ["<and>", "<define-component name=\"c\">", "<x>"])
  func deep(_ opening: String) {
    let text = "<opsa-mef>" + String(repeating: opening, count: 10_000)
    #expect(Importing.diagnostics(text).map(\.code) == [.nestingTooDeep])
  }

  @Test("A chain of 20,000 references is read")
  func deepChains() throws {
    // References may form long chains; only what stands within each other is bounded.
    let count = 20_000
    var text = ""
    for index in 0..<count {
      text += "<define-gate name=\"g\(index)\"><gate name=\"g\(index + 1)\"/></define-gate>\n"
    }
    let last = "<define-gate name=\"g\(count)\"><basic-event name=\"e\"/></define-gate><define-basic-event name=\"e\"/>"
    #expect(try Importing.model(Importing.tree(text + last)).components.count == count + 2)
    let parameters = (0..<count).map {
      "<define-parameter name=\"p\($0)\"><parameter name=\"p\($0 + 1)\"/></define-parameter>"
    }.joined(separator: "\n")
    let use = "<define-basic-event name=\"e\"><parameter name=\"p0\"/></define-basic-event>"
    #expect(Importing.diagnostics(Importing.tree(parameters + use)).map(\.code) == [.faultTreeExpression])
  }

  @Test("XML with too many bytes or elements is refused")
  func large() {
    let text = "<opsa-mef>" + String(repeating: " ", count: 100_000_000) + "</opsa-mef>"
    #expect(Importing.diagnostics(text).map(\.code) == [.fileTooLarge])
    let many = "<opsa-mef>" + String(repeating: "<a/>", count: 1_500_001) + "</opsa-mef>"
    #expect(Importing.diagnostics(many).map(\.code) == [.fileTooLarge])
    let wrong = Importing.tree(String(repeating: "<define-gate/>", count: 100_000))
    #expect(Importing.diagnostics(wrong).count <= 10_000)
  }

  @Test("XML that is cut off anywhere is refused")
  func truncated() throws {
    let text = Array(
      Importing.tree(
        "<define-gate name=\"g\"><or><basic-event name=\"e\"/></or></define-gate><define-basic-event name=\"e\"/>"
      ).utf8)
    for length in 0..<(text.count - 1) {
      let loaded = try? ModelLoader.load(Array(text[..<length]), file: "tree.xml", importers: ImportSources.all())
      #expect(loaded == nil, "\(length) bytes")
    }
  }
}

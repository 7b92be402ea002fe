import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import ObservedSources
import SourceReading
import TestSupport
import Testing

/// Traces that are cut off, mangled, deep, or not traces.
@Suite struct TracingHostileTests {
  static let good = TracingReadingTests.line(
    "web", ("00000000000000a1", nil, "3", TracingReadingTests.attributes(["peer.service": "tax"])))

  @Test("Traces are recognized by their content, and other JSON is not")
  func recognition() {
    let importer = TracingImporter()
    func takes(_ text: String) -> Bool { importer.recognizes(SourceFile(name: "x.json", bytes: Array(text.utf8))) }
    for text in [
      Self.good, "{\"data\":[],\"total\":0,\"limit\":0,\"offset\":0,\"errors\":null}",
      "{\"data\":[{\"traceID\":\"1\",\"spans\":[",
      "noise\n[[{\"traceId\":\"1\",\"id\":\"2\",\"localEndpoint\":{}}]]",
      "[{\"parent\":\"a\",\"child\":\"b\",\"callCount\":1}]",
      "{\"result\":{\"resourceSpans\":[]}}", "\u{FEFF}{\"batches\":[{\"resource\":{}}]}",
    ] {
      #expect(takes(text), "\(text.prefix(60))")
    }
    for text in [
      "", "[]", "{}", "{\"data\":{}}", "{\"model\":\"M\",\"components\":{\"data\":{}}}",
      "{\"data\":[{\"parent\":\"a\",\"child\":\"b\"}]}",
      "{\"model\":\"M\",\"trace\":{\"resourceSpans\":[]}}", "[[[[[[[[{\"traceId\":1}]]]]]]]]",
      "model: M\ncomponents: {}\n",
      "{\"batches\":[{\"id\":1}]}", "{\"format_version\":\"1.2\",\"resource_changes\":[]}",
    ] {
      #expect(!takes(text), "\(text)")
    }
  }

  @Test(
    "A prefix of traces gives no more calls than the whole, or is refused with a location",
    arguments: ["jaeger-traces", "otlp"])
  func cutOff(_ name: String) throws {
    let url = TracingFixturesTests.folder.appending(path: "online-boutique-\(name).json")
    let bytes = [UInt8](try Data(contentsOf: url))
    var cuts = Array(stride(from: 120, to: 6_000, by: 7))
    cuts += stride(from: 6_000, to: bytes.count - 3, by: 60_001)
    for cut in cuts {
      do throws(InvalidInput) {
        _ = try TracingImporter().model(of: [SourceFile(name: "x.json", bytes: Array(bytes[..<cut]))])
        Issue.record("\(cut) bytes were read as if they were all")
      } catch {
        #expect(error.diagnostics.map(\.code) == [.jsonSyntax])
        #expect(error.diagnostics.allSatisfy { $0.place != nil && $0.message.contains("cut off") })
      }
    }
  }

  @Test("Bad lines are reported, and the others are read")
  func badLines() throws {
    let text = Self.good + "{\"resourceSpans\": [{]\n" + "not JSON at all\n" + Self.good.dropLast(20) + "\n" + Self.good
    let loaded = try Importing.load(text, file: "t.jsonl")
    #expect(Tracing.edges(loaded.model) == ["web → tax"])
    #expect(loaded.warnings.map(\.code) == [.jsonSyntax, .jsonSyntax])
    #expect(loaded.warnings.map(\.place?.line) == [2, 5])
    #expect(loaded.warnings.allSatisfy { $0.severity == .warning })
  }

  @Test("Lines that are nested too deep are reported, and the others are read")
  func deep() throws {
    for sign in ["[", "{\"data\":", "{\"resourceSpans\":[{\"scopeSpans\":", "{\"result\":{\"result\":"] {
      let text = Self.good + String(repeating: sign, count: 100_000) + "\n"
      let loaded = try Importing.load(text, file: "t.jsonl")
      #expect(loaded.warnings.map(\.code) == [.jsonSyntax])
      #expect(Tracing.edges(loaded.model) == ["web → tax"])
    }
  }

  @Test("Mangled traces are read or refused, and never crash", arguments: 0..<200)
  func mangled(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let values = ["null", "1e9", "\"x\"", "[]", "{}", "[[]]", "true", "\"\\ud800\"", "-0", "{\"key\":null}"]
    let texts = [
      Self.good,
      "[{\"traceId\":\"1\",\"id\":\"2\",\"kind\":\"CLIENT\",\"localEndpoint\":{\"serviceName\":\"a\"},\"tags\":{\"a\":\"b\"}}]",
      "{\"data\":[{\"traceID\":\"1\",\"spans\":[{\"traceID\":\"1\",\"spanID\":\"2\",\"references\":[{\"spanID\":\"2\"}],\"processID\":\"p\"}],\"processes\":{\"p\":{\"serviceName\":\"a\"}}}]}",
      "{\"data\":[{\"parent\":\"a\",\"child\":\"b\",\"callCount\":1}]}",
    ]
    var text = Array(texts[seed % texts.count].utf8)
    for _ in 0..<3 {
      let starts = text.indices.filter { ":[,".utf8.contains(text[$0]) }
      guard let start = starts.randomElement(using: &random) else { break }
      let value = values.randomElement(using: &random)!
      text.replaceSubrange(
        (start + 1)..<min(text.count, start + 1 + Int.random(in: 0..<30, using: &random)), with: value.utf8)
    }
    do throws(InvalidInput) {
      let model = try TracingImporter().model(of: [SourceFile(name: "x.json", bytes: text)])
      #expect(!model.model.components.isEmpty)
    } catch {
      #expect(!error.diagnostics.isEmpty)
      #expect(error.diagnostics.allSatisfy { $0.place != nil })
    }
  }

  @Test("Traces without a call are an error")
  func nothing() {
    for text in [
      "{\"data\":[],\"total\":0,\"limit\":0,\"offset\":0,\"errors\":null}", "{\"resourceSpans\":[]}",
      "[{\"parent\":\"\",\"child\":\"b\",\"callCount\":1}]",
    ] {
      #expect(Importing.diagnostics(text, file: "t.json").map(\.code) == [.emptyImport], "\(text)")
    }
  }

  @Test("Traces in UTF-8, UTF-16 and after other output are the same")
  func encodings() throws {
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in Self.good.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for bytes in [
      [0xEF, 0xBB, 0xBF] + Array(Self.good.utf8),
      wide,
      Array("Starting…\r\n".utf8) + Array(Self.good.utf8),
    ] {
      let loaded = try ModelLoader.load(bytes, file: "t.json", importers: ImportSources.all())
      #expect(Tracing.edges(loaded.model) == ["web → tax"])
    }
  }

  @Test("Spans in circles and with equal ids make no calls")
  func circlesAndTwins() throws {
    let text = TracingReadingTests.line(
      "web", ("00000000000000a1", "00000000000000a1", "2", ""), ("00000000000000a1", "00000000000000a1", "2", ""),
      ("00000000000000a2", "00000000000000a3", "2", ""), ("00000000000000a3", "00000000000000a2", "2", ""),
      ("", nil, "3", TracingReadingTests.attributes(["peer.service": "\\u0007\\n"])))
    let loaded = try Importing.load(text, file: "t.json")
    #expect(Tracing.edges(loaded.model) == ["web → \u{FFFD}\u{FFFD}"])
  }
}

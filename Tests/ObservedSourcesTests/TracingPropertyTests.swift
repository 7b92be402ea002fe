import DependencyModel
import ModelFormats
import TestSupport
import Testing

@testable import ObservedSources

/// Random traces, written in every format and order, give the calls that were made.
@Suite struct TracingPropertyTests {
  /// A call: a client's span in one service and a server's in another, one within the other.
  struct Call {
    var id: Int
    /// The call within which it is made.
    var parent: Int?
    var caller: Int
    var callee: Int
    var isSoft: Bool
    var isFailed: Bool
  }

  static func calls(_ random: inout SplitMix64, count: Int) -> [Call] {
    var calls: [Call] = []
    for id in 0..<count {
      let parent = id == 0 ? nil : Int.random(in: max(0, id - 6)..<id, using: &random)
      let caller = parent.map { calls[$0].callee } ?? 0
      calls.append(
        Call(
          id: id, parent: parent, caller: caller, callee: Int.random(in: 0..<7, using: &random),
          isSoft: Int.random(in: 0..<4, using: &random) == 0, isFailed: Bool.random(using: &random)))
    }
    return calls
  }

  static func id(_ number: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }

  /// The sources by edge, as they should come out.
  static func expected(_ calls: [Call]) -> [String: String] {
    var tallies: [String: (calls: Int, messages: Int, failed: Int)] = [:]
    for call in calls where call.caller != call.callee {
      var tally = tallies["s\(call.caller) s\(call.callee)"] ?? (0, 0, 0)
      if call.isSoft { tally.messages += 1 } else { tally.calls += 1 }
      if call.isFailed { tally.failed += 1 }
      tallies["s\(call.caller) s\(call.callee)"] = tally
    }
    return tallies.mapValues { tally in
      var parts: [String] = []
      if tally.calls > 0 { parts.append("\(tally.calls) call\(tally.calls == 1 ? "" : "s")") }
      if tally.messages > 0 { parts.append("\(tally.messages) message\(tally.messages == 1 ? "" : "s")") }
      if tally.failed > 0 { parts.append("\(tally.failed) failed") }
      return "t: " + parts.joined(separator: ", ")
    }
  }

  static func found(_ text: String, capacity: Int) throws -> [String: String] {
    let file = SourceFile(name: "t", bytes: Array(text.utf8))
    #expect(TracingImporter().recognizes(file))
    let imported = try TracingImporter(capacity: capacity).model(of: [file])
    var found: [String: String] = [:]
    for component in imported.model.components {
      for relation in component.relations {
        let source = relation.requirement.source ?? ""
        #expect((relation.kind == .uses) == !source.contains("call"))
        found["\(component.id) \(relation.requirement.text())"] = source
      }
    }
    return found
  }

  /// OTLP, a line a span: client and server spans apart.
  static func openTelemetry(_ calls: [Call]) -> [String] {
    func line(_ service: Int, _ id: Int, _ parent: Int?, _ kind: Int, _ isFailed: Bool) -> String {
      "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"s\(service)\"}}]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"7\",\"spanId\":\"\(Self.id(id))\","
        + (parent.map { "\"parentSpanId\":\"\(Self.id($0))\"," } ?? "")
        + "\"kind\":\(kind),\"status\":{\"code\":\(isFailed ? 2 : 0)}}]}]}]}"
    }
    return calls.flatMap { call in
      let client = 2 * call.id + 2
      return [
        line(call.caller, client, call.parent.map { 2 * $0 + 3 }, call.isSoft ? 4 : 3, call.isFailed),
        line(call.callee, client + 1, client, call.isSoft ? 5 : 2, call.isFailed),
      ]
    }
  }

  /// Zipkin 2, a list of spans: the halves of a call share an id, but not those of a message.
  static func zipkin(_ calls: [Call]) -> [String] {
    func span(_ service: Int, _ id: Int, _ parent: Int?, _ kind: String, _ isFailed: Bool) -> String {
      "{\"traceId\":\"7\",\"id\":\"\(Self.id(id))\"," + (parent.map { "\"parentId\":\"\(Self.id($0))\"," } ?? "")
        + "\"kind\":\"\(kind)\",\"localEndpoint\":{\"serviceName\":\"s\(service)\"},\"tags\":{\(isFailed ? "\"error\":\"x\"" : "")}}"
    }
    func serving(_ call: Call) -> Int { call.isSoft ? 2 * call.id + 3 : 2 * call.id + 2 }
    return calls.flatMap { call in
      let client = 2 * call.id + 2
      let parent = call.parent.map { serving(calls[$0]) }
      return [
        span(call.caller, client, parent, call.isSoft ? "PRODUCER" : "CLIENT", call.isFailed),
        span(
          call.callee, serving(call), call.isSoft ? client : parent, call.isSoft ? "CONSUMER" : "SERVER", call.isFailed),
      ]
    }
  }

  /// Jaeger, a span a line.
  static func jaeger(_ calls: [Call]) -> [String] {
    calls.map { call in
      "{\"traceID\":\"7\",\"spanID\":\"\(String(call.id + 1, radix: 16))\",\"references\":["
        + (call.parent.map {
          "{\"refType\":\"\(call.isSoft ? "FOLLOWS_FROM" : "CHILD_OF")\",\"traceID\":\"7\",\"spanID\":\"\(String($0 + 1, radix: 16))\"}"
        } ?? "")
        + "],\"tags\":[{\"key\":\"error\",\"value\":\(call.isFailed)}],\"process\":{\"serviceName\":\"s\(call.callee)\"}}"
    }
  }

  @Test("Random traces in any order and format give the same calls", arguments: 0..<60)
  func sameCalls(_ seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let calls = Self.calls(&random, count: 1 + seed * 3)
    let expected = Self.expected(calls)
    for _ in 0..<2 {
      let lines = Self.openTelemetry(calls).shuffled(using: &random)
      #expect(try Self.found(lines.joined(separator: "\n"), capacity: 1 << 18) == expected)
      // Two spans that are so far apart at most still find each other.
      #expect(try Self.found(lines.joined(separator: "\n"), capacity: lines.count) == expected)
      let spans = Self.zipkin(calls).shuffled(using: &random)
      #expect(try Self.found("[\(spans.joined(separator: ","))]", capacity: 1 << 18) == expected)
      // A root is called by nobody who has a span.
      let inner = Self.expected(calls.filter { $0.parent != nil })
      let own = Self.jaeger(calls).shuffled(using: &random)
      #expect(try Self.found(own.joined(separator: "\n"), capacity: own.count) == inner)
    }
  }

  @Test("Spans in order of time are joined with little memory", arguments: [14, 20, 33, 100])
  func smallMemory(_ capacity: Int) throws {
    var random = SplitMix64(seed: 11)
    let calls = Self.calls(&random, count: 2_000)
    #expect(
      try Self.found(Self.openTelemetry(calls).joined(separator: "\n"), capacity: capacity) == Self.expected(calls))
  }

  @Test("Spans that are too far apart for the memory are reported")
  func tooFarApart() throws {
    var random = SplitMix64(seed: 12)
    let calls = Self.calls(&random, count: 1_000)
    let text = Self.openTelemetry(calls).shuffled(using: &random).joined(separator: "\n")
    let imported = try TracingImporter(capacity: 10).model(of: [SourceFile(name: "t", bytes: Array(text.utf8))])
    #expect(imported.notes.understood == 2_000)
    #expect(imported.notes.remarks.contains { $0.contains("spans follow from one that is not in the files") })
  }
}

internal import ModelFormats
internal import SourceReading

/// Recognizes files of traces by their start.
enum TracingStart {
  /// The keys of which some are in the objects that a format is made of, and all of a line must.
  private static let marks: [[String]] = [
    ["resourceSpans"], ["resource_spans"],
    // A trace of Jaeger, and a span of it as its storage keeps it.
    ["traceID", "spans"], ["traceID", "spanID"],
    // A span of Zipkin.
    ["traceId", "id", "localEndpoint"], ["traceId", "id", "annotations"], ["traceId", "id", "binaryAnnotations"],
    ["traceId", "id", "duration"], ["traceId", "id", "parentId"], ["traceId", "id", "kind"],
    // An entry of a list of dependencies.
    ["parent", "child", "callCount"],
  ]
  /// The keys of an answer around such objects.
  private static let wrappers = ["data", "result", "trace", "traces", "batches"]
  /// Jaeger's answer where it found nothing.
  private static let answer = ["data", "total", "limit", "offset", "errors"]

  /// Whether a file holds traces or a list of dependencies.
  static func isTracing(_ file: SourceFile) -> Bool {
    let bytes = SourceStart.bytes(of: file)
    guard var position = SourceStart.startOfJSON(in: bytes) else { return false }
    // Around the object that decides there are at most a list of lists and two answers.
    for _ in 0..<6 {
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
      guard position < bytes.count else { return false }
      if bytes[position] == UInt8(ascii: "[") {
        position += 1
        continue
      }
      guard bytes[position] == UInt8(ascii: "{"),
        let keys = SourceStart.jsonKeys(of: SourceFile(name: file.name, bytes: Array(bytes[position...])))
      else { return false }
      if marks.contains(where: { $0.allSatisfy(keys.contains) }) { return true }
      guard !keys.contains("model"), !keys.contains("components"), !keys.contains("domains") else { return false }
      if answer.allSatisfy(keys.contains) { return true }
      guard let wrapper = wrappers.first(where: keys.contains),
        let value = startOfValue(of: wrapper, in: bytes, from: position)
      else { return false }
      if wrapper == "batches" {
        let text = String(decoding: bytes[value...].prefix(1 << 16), as: UTF8.self)
        return text.contains("\"scopeSpans\"") || text.contains("\"instrumentationLibrarySpans\"")
          || text.contains("\"resource\"")
      }
      position = value
    }
    return false
  }

  /// The position of the value of a key in the object at a place.
  private static func startOfValue(of key: String, in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = JSONCursor(buffer, from: start)
      guard (try? cursor.openObject()) == true else { return nil }
      while let found = try? cursor.nextKey() {
        if cursor.text(of: found) == key { return cursor.position }
        guard (try? cursor.skipValue()) != nil else { return nil }
      }
      return nil
    }
  }
}

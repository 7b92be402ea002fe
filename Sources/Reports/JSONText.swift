internal import DependencyModel
internal import FoundationEssentials

/// Writes an answer as JSON: keys sorted, two spaces, a line break at the end; the same value gives the same bytes.
/// Marks of which nothing shows are escaped, and the start of `##[`, which a pipeline's runner would take for a command.
func jsonText(_ answer: some Encodable) -> String {
  String(decoding: jsonData(answer), as: UTF8.self) + "\n"
}

/// The same without the line break at the end, as bytes.
func jsonData(_ answer: some Encodable) -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  // Answers are made of texts, finite numbers and lists: there is nothing that could not be encoded.
  let data = try! encoder.encode(answer)
  guard data.withUnsafeBytes(mayNeedEscapes) else { return data }
  return Data(JSONEscape.visible(String(decoding: data, as: UTF8.self)).utf8)
}

/// Whether JSON contains anything that ``JSONEscape`` could have to write otherwise: it is plain nearly always, and long.
private func mayNeedEscapes(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var previous: UInt8 = 0
  for byte in bytes {
    if byte >= 0x7F || (byte == UInt8(ascii: "#") && previous == byte) { return true }
    previous = byte
  }
  return false
}

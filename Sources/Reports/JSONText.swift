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
  return Data(JSONEscape.visible(String(decoding: data, as: UTF8.self)).utf8)
}

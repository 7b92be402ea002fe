import Testing

@testable import DependencyModel
@testable import ModelFormats

/// The schema and the table of keys agree.
@Suite struct LanguageSchemaTests {
  /// The definition that each key of a component refers to, in the order of the text.
  private static let definitions = [
    "each": "each", "name": "text", "description": "text", "url": "text", "kind": "kind", "in": "textOrTexts",
    "needs": "requirements", "uses": "requirements", "degradedBy": "requirements", "startNeeds": "requirements",
    "configuredBy": "textOrTexts",
    "unavailability": "probabilityOrRange", "availability": "probabilityOrRange", "mtbf": "durationOrRange",
    "mttr": "durationOrRange", "demand": "quantity", "capacity": "quantity", "takes": "duration",
    "restarts": "duration", "owner": "text",
    "tags": "textOrTexts", "source": "text", "domains": "domains",
  ]

  private struct NoProperties: Error {}

  @Test(
    "The schema of a component has the keys of the table", arguments: ["model", "policy"], ["component", "domain"])
  func componentKeys(schema: String, definition: String) throws {
    let schema = try #require(LanguageSchema(rawValue: schema))
    let reading = JSONReader().read(Array(schema.text.utf8), file: "schema.json")
    let node = try #require(reading.document?["$defs"]?[definition]?["properties"])
    guard case .mapping(let properties) = node.content else { throw NoProperties() }
    let names = ComponentKey.all.flatMap { $0.spellings.map(\.name) }
    #expect(
      properties.map { $0.key.text } == ["each", "amend"] + names + (definition == "domain" ? ["domains"] : []))
    for (key, value) in properties {
      let name = key.text ?? ""
      // A number may be a mapping that says how it is known.
      let isKnown = Component.KnownNumber(rawValue: name) != nil
      let stated = isKnown ? value["anyOf"]?[0] : value
      #expect(stated?["$ref"]?.text == Self.definitions[name].map { "#/$defs/\($0)" }, "\(name)")
      #expect((value["anyOf"]?[1]?["properties"]?["confidence"] != nil) == isKnown, "\(name)")
      #expect((value["description"] != nil) != ["each", "kind"].contains(name), "\(name)")
    }
    #expect((0..<3).map { node["tier"]?["anyOf"]?[$0]?["type"]?.text } == ["integer", "null", "string"])
    #expect((0..<3).map { node["logical"]?["anyOf"]?[$0]?["type"]?.text } == ["boolean", "null", "string"])
    #expect((0..<3).map { node["weight"]?["anyOf"]?[$0]?["type"]?.text } == ["number", "null", "string"])
  }
}

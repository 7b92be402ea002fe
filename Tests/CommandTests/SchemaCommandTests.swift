import Foundation
import Testing

/// `whatfails schema` as a user runs it.
@Suite struct SchemaCommandTests {
  @Test("schema prints the schema of each answer, and refuses what is none")
  func answers() throws {
    for name in ["impact", "why", "risks", "rank", "availability", "start", "check", "diff", "validate", "kinds"] {
      let schema = try CLI("schema --answer \(name)").succeeds().reportsNothing().json()
      #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
      #expect(schema["$id"] as? String == "urn:whatfails:schema:answer:\(name):1")
      let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
      let root = try #require((schema["$ref"] as? String)?.split(separator: "/").last)
      let properties = try #require(definitions[String(root)]?["properties"] as? [String: [String: Any]])
      #expect(properties["schema"]?["const"] as? String == "whatfails/\(name)/1")
    }
    try CLI("schema --answer impct").fails(64, "there is no answer 'impct'; did you mean 'impact'?").printsNothing()
    try CLI("schema --answer nothing-like-it").fails(64, "the answers are availability, check, diff, impact, ")
    try CLI("schema --answer impact --policy").fails(64, "--policy and --answer are two schemas; choose one")
    try CLI("schema --help").succeeds().prints("availability, check, diff, impact, import,")
    try CLI("schema").succeeds().prints("\"$id\": \"urn:whatfails:schema:model:1\"")
  }
}

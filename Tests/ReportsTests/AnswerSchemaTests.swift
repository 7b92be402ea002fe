import Foundation
import Reports
import TestSupport
import Testing

/// The JSON Schemas of answers: complete, exact, and true of every recorded answer.
@Suite struct AnswerSchemaTests {
  private static let resource = "Sources/Reports/Answers/answers.schema.json"

  /// Compares a generated file of the sources with what it should be, or writes it.
  static func expectFile(_ text: String, _ path: String) throws {
    let url = Repository.root.appending(path: path)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" { try Data(text.utf8).write(to: url) }
    let current = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    let line = zip(current.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
    #expect(
      current == text, "\(path) is not what the structs of answers say: '\(line?.1 ?? "")'; record it, then build")
  }

  @Test("The schemas have every field of every answer, with its type and documentation")
  func schemasFollowFromTheStructs() throws {
    let source = try AnswerSource()
    #expect(source.answers.count >= 10)
    for structure in source.structures {
      #expect(!structure.documentation.isEmpty, "\(structure.name)")
      for field in structure.fields { #expect(!field.documentation.isEmpty, "\(structure.name).\(field.name)") }
    }
    try Self.expectFile(try source.schema(), Self.resource)
    #expect(AnswerSchema.all.map(\.name) == source.answers.map(\.format))
    for structure in source.answers {
      let schema = try JSONValue(try #require(AnswerSchema(name: structure.format!)).text)
      let definition = try #require(schema["$defs"]?[structure.definition])
      #expect(definition["properties"]?.object?.keys.sorted() == structure.fields.map(\.name).sorted())
    }
  }

  @Test("Structs are read with their fields, types and documentation, nested ones by their whole names")
  func readingStructs() throws {
    let source = AnswerSource(
      text: """
        /// Outer, ``Other``.
        public struct OuterAnswer: Codable, Sendable {
          /// Inner.
          public struct Inner: Codable, Sendable {
            /// One
            /// and two.
            public let list: [[String]]
          }

          /// The name and version of the format: `whatfails/outer/1`.
          public let schema: String
          /// `a` or `b`.
          @OrNull public private(set) var choice: String?
          public let nothing: Int?

          public init() {
            schema = ""
          }
        }

        extension OuterAnswer {
          /// Not stored.
          public var text: String { "" }
        }
        """)
    #expect(source.structures.map(\.name) == ["OuterAnswer", "OuterAnswer.Inner"])
    #expect(source.structures[0].documentation == "Outer, `Other`.")
    #expect(source.structures[0].fields.map(\.name) == ["schema", "choice", "nothing"])
    #expect(source.structures[0].fields.map(\.isRequired) == [true, true, false])
    #expect(source.structures[0].fields[2].documentation.isEmpty)
    #expect(source.structures[1].fields.map(\.documentation) == ["One and two."])
    #expect(source.answers.map(\.format) == ["outer"])
    let schema = try JSONValue(source.schema())
    let outer = try #require(schema["$defs"]?["Outer"])
    #expect(outer["properties"]?["choice"]?["type"] == .array([.string("string"), .string("null")]))
    #expect(outer["properties"]?["choice"]?["enum"] == .array([.string("a"), .string("b"), .null]))
    #expect(outer["required"] == .array([.string("schema"), .string("choice")]))
    let list = schema["$defs"]?["Outer.Inner"]?["properties"]?["list"]
    #expect(list?["items"]?["items"]?["type"] == .string("string"))
  }

  private static func validator(_ name: String) throws -> SchemaValidator {
    try SchemaValidator(try #require(AnswerSchema(name: name)).text)
  }

  /// What is wrong with an answer, by the schema that it names.
  static func problems(_ json: String) throws -> [String] {
    let name = try #require(try JSONValue(json)["schema"]?.string).split(separator: "/")[1]
    return try validator(String(name)).problems(in: json, isStrict: true)
  }

  @Test("Every recorded answer is valid, and has no field that its schema does not list")
  func recordedAnswers() throws {
    let folder = Repository.root.appending(path: "Tests/ReportsTests/Snapshots")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
    var count = 0
    for name in names.sorted() {
      let json = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      guard try JSONValue(json)["schema"]?.string?.hasPrefix("whatfails/") == true else { continue }
      let problems = try Self.problems(json)
      #expect(problems.isEmpty, "\(name): \(problems.prefix(5))")
      count += 1
    }
    #expect(count > 25)
  }

  @Test("An answer with a missing, unknown or wrong field is not valid")
  func brokenAnswers() throws {
    let url = Repository.root.appending(path: "Tests/ReportsTests/Snapshots/importance-rank.json")
    let json = try String(contentsOf: url, encoding: .utf8)
    #expect(try Self.problems(json).isEmpty)
    for (good, wrong) in [
      ("\"listCut\" : false,", ""), ("\"listCut\" : false", "\"listCut\" : 0"),
      ("\"tried\" : 14", "\"tried\" : \"14\""),
      ("\"tried\" : 14", "\"tried\" : 14.5"), ("\"total\" : 14", "\"total\" : null"),
      ("\"of\" : 10", "\"of\" : -1"), ("\"tier\" : 0", "\"tier\" : \"0\""), ("\"question\"", "\"pregunta\""),
      ("whatfails/rank/1", "whatfails/rank/2"), ("\"lowestTier\" : {", "\"lowestTier\" : [{"),
    ] {
      var broken = json.replacing(good, with: wrong, maxReplacements: 1)
      if wrong.hasSuffix("[{") { broken = broken.replacing("}", with: "}]", maxReplacements: 1) }
      #expect(broken != json, "\(good)")
      #expect((try? Self.problems(broken).isEmpty) != true, "\(wrong)")
    }
    // More fields may come: only a strict reader refuses them.
    let more = json.replacing("\"tried\"", with: "\"more\" : 1, \"tried\"")
    #expect(try Self.validator("rank").problems(in: more, isStrict: false).isEmpty)
    #expect(try Self.problems(more) == [": 'more' is not in the schema"])
  }

  @Test("A schema refers only to definitions that it contains")
  func definitions() throws {
    for schema in AnswerSchema.all {
      let text = schema.text
      let defined = try #require(try JSONValue(text)["$defs"]?.object).keys
      let used = Set(text.matches(of: /"#\/\$defs\/([A-Za-z.]+)"/).map { String($0.1) })
      #expect(used == Set(defined), "\(schema.name)")
      #expect(text.hasSuffix("\n}\n"))
    }
    #expect(AnswerSchema(name: "impacts") == nil)
  }
}

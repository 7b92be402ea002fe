/// The JSON Schema (2020-12) of an answer's JSON: every field with its meaning, unit and range.
///
/// A schema describes the fields that there are now. More may be added, so a program that reads answers ignores those that it
/// does not know, as the schema does.
///
///     print(AnswerSchema(name: "impact")!.text)
public struct AnswerSchema: Sendable {
  /// The name of the answer, as in its field `schema`: `impact` for `whatfails/impact/1`.
  public let name: String
  /// The name of its definition.
  private let definition: String

  /// The schema of an answer; `nil` if there is none of that name.
  public init?(name: String) {
    guard let schema = Self.all.first(where: { $0.name == name }) else { return nil }
    self = schema
  }

  private init(name: String, definition: String) {
    self.name = name
    self.definition = definition
  }

  /// The schemas of all answers, by name.
  public static let all: [AnswerSchema] = definitions.compactMap { definition, lines in
    let start = #"        "schema": { "const": "whatfails/"#
    guard let line = lines.first(where: { $0.hasPrefix(start) }) else { return nil }
    return AnswerSchema(name: String(line.dropFirst(start.count).prefix { $0 != "/" }), definition: definition)
  }.sorted { $0.name < $1.name }

  /// The schema as JSON, with the definitions that it refers to.
  public var text: String {
    var needed: Set<String> = []
    var open = [definition]
    while let next = open.popLast() {
      guard needed.insert(next).inserted, let lines = Self.definitions.first(where: { $0.name == next })?.lines else {
        continue
      }
      for line in lines { open += line.matches(of: /"#\/\$defs\/([A-Za-z.]+)"/).map { String($0.1) } }
    }
    let blocks = Self.definitions.filter { needed.contains($0.name) }.map { $0.lines.joined(separator: "\n") }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:whatfails:schema:answer:\(name):1",
        "title": "WhatFails answer \(name)",
        "$ref": "#/$defs/\(definition)",
        "$defs": {
      \(blocks.joined(separator: ",\n"))
        }
      }

      """
  }

  /// The definitions of all answers and their parts, in the order of their names: a test writes them from the public structs of
  /// answers and what these document.
  private static let definitions: [(name: String, lines: [Substring])] = {
    let text = String(decoding: PackageResources.answers_schema_json, as: UTF8.self)
    var definitions: [(name: String, lines: [Substring])] = []
    for line in text.split(separator: "\n").dropFirst(2).dropLast(2) {
      // Only the definitions themselves begin in the fifth column.
      if line.hasPrefix("    \""), line.hasSuffix("\": {") {
        definitions.append((String(line.dropFirst(5).dropLast(4)), [line]))
      } else if line == "    }," {
        definitions[definitions.count - 1].lines.append("    }")
      } else {
        definitions[definitions.count - 1].lines.append(line)
      }
    }
    return definitions
  }()
}

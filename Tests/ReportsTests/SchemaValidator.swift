import FoundationEssentials

/// Any JSON.
enum JSONValue: Decodable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  init(_ text: String) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

  subscript(key: String) -> JSONValue? { if case .object(let members) = self { members[key] } else { nil } }
  var string: String? { if case .string(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

  /// The types of JSON Schema that it is of.
  var types: Set<String> {
    switch self {
    case .null: ["null"]
    case .boolean: ["boolean"]
    case .number(let number): number == number.rounded() ? ["number", "integer"] : ["number"]
    case .string: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }
}

/// Checks JSON against the part of JSON Schema (2020-12) that the schemas of answers use.
struct SchemaValidator {
  private let schema: JSONValue

  init(_ text: String) throws { schema = try JSONValue(text) }

  /// What is wrong with a document, each with its path; empty if it is valid.
  ///
  /// - Parameter isStrict: whether an object may have no properties that its schema does not list.
  func problems(in json: String, isStrict: Bool) throws -> [String] {
    problems(try JSONValue(json), schema, "", isStrict)
  }

  private static let keywords: Set<String> = [
    "$schema", "$id", "$ref", "$defs", "title", "description", "type", "const", "enum", "anyOf", "minimum", "maximum",
    "items", "minItems", "maxItems", "properties", "required", "additionalProperties",
  ]

  private func problems(_ value: JSONValue, _ schema: JSONValue, _ path: String, _ isStrict: Bool) -> [String] {
    var problems: [String] = []
    let unknown = Set(schema.object?.keys.map { $0 } ?? ["no schema"]).subtracting(Self.keywords)
    if !unknown.isEmpty { problems.append("\(path): unknown keywords \(unknown.sorted())") }
    if let reference = schema["$ref"]?.string {
      guard let definition = self.schema["$defs"]?[String(reference.dropFirst("#/$defs/".count))] else {
        return problems + ["\(path): no definition \(reference)"]
      }
      problems += self.problems(value, definition, path, isStrict)
    }
    if let forms = schema["anyOf"]?.array {
      let found = forms.map { self.problems(value, $0, path, isStrict) }
      if found.allSatisfy({ !$0.isEmpty }) { problems += found.min { $0.count < $1.count } ?? ["\(path): no form"] }
    }
    if let constant = schema["const"], value != constant { problems.append("\(path): not \(constant)") }
    if let values = schema["enum"]?.array, !values.contains(value) {
      problems.append("\(path): \(value) is not listed")
    }
    if let type = schema["type"] {
      let types = type.array?.compactMap(\.string) ?? [type.string ?? ""]
      if value.types.isDisjoint(with: types) { return problems + ["\(path): \(value) is not \(types)"] }
    }
    if let number = value.number {
      if let least = schema["minimum"]?.number, number < least { problems.append("\(path): \(number) < \(least)") }
      if let most = schema["maximum"]?.number, number > most { problems.append("\(path): \(number) > \(most)") }
    }
    if let list = value.array {
      if let least = schema["minItems"]?.number, Double(list.count) < least { problems.append("\(path): too short") }
      if let most = schema["maxItems"]?.number, Double(list.count) > most { problems.append("\(path): too long") }
      if let items = schema["items"] {
        for (place, item) in list.enumerated() { problems += self.problems(item, items, "\(path)/\(place)", isStrict) }
      }
    }
    if let members = value.object { problems += self.problems(ofMembers: members, schema, path, isStrict) }
    return problems
  }

  private func problems(
    ofMembers members: [String: JSONValue], _ schema: JSONValue, _ path: String, _ isStrict: Bool
  ) -> [String] {
    var problems = (schema["required"]?.array ?? []).compactMap(\.string).filter { members[$0] == nil }
      .map { "\(path): no '\($0)'" }
    for (key, member) in members.sorted(by: { $0.key < $1.key }) {
      if let property = schema["properties"]?[key] ?? schema["additionalProperties"] {
        problems += self.problems(member, property, "\(path)/\(key)", isStrict)
      } else if isStrict, schema["properties"] != nil {
        problems.append("\(path): '\(key)' is not in the schema")
      }
    }
    return problems
  }
}

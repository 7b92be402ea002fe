/// The JSON Schema that follows from the structs of answers.
extension AnswerSource {
  struct UnknownType: Error {
    let type: String
    let field: String
  }

  /// The definitions of all structs, a line for each field.
  func schema() throws -> String {
    let definitions = try structures.sorted { $0.definition < $1.definition }.map(definition)
    return "{\n  \"$defs\": {\n\(definitions.joined(separator: ",\n"))\n  }\n}\n"
  }

  private func definition(_ structure: Structure) throws -> String {
    let start = "    \"\(structure.definition)\": {\n      \"description\": \(Self.quoted(structure.documentation)),\n"
    // The one value that is not written as an object of its fields.
    if structure.name == "RangeAnswer" {
      return start + """
              "anyOf": [
                { "type": "number" },
                { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 }
              ]
            }
        """
    }
    let properties = try structure.fields.map { field in
      let members = try members(of: field, in: structure) + ["\"description\": \(Self.quoted(field.documentation))"]
      return "        \"\(field.name)\": { \(members.joined(separator: ", ")) }"
    }
    let required = structure.fields.filter(\.isRequired).map { "\"\($0.name)\"" }
    return start + """
            "type": "object",
            "required": [\(required.joined(separator: ", "))],
            "properties": {
      \(properties.joined(separator: ",\n"))
            }
          }
      """
  }

  private func members(of field: Field, in structure: Structure) throws -> [String] {
    if field.name == "schema", let format = structure.format { return ["\"const\": \"whatfails/\(format)/1\""] }
    let members = try members(ofType: field.valueType, field, in: structure)
    if !field.isOrNull { return members + Self.limits(of: field) }
    if members[0].hasPrefix("\"$ref\"") { return ["\"anyOf\": [{ \(members[0]) }, { \"type\": \"null\" }]"] }
    let type = members[0].dropFirst("\"type\": ".count)
    let limits = Self.limits(of: field).map { $0.hasPrefix("\"enum\"") ? $0.dropLast() + ", null]" : $0 }
    return ["\"type\": [\(type), \"null\"]"] + members.dropFirst() + limits
  }

  private func members(ofType type: String, _ field: Field, in structure: Structure) throws -> [String] {
    switch type {
    case "String": return ["\"type\": \"string\""]
    case "Int": return ["\"type\": \"integer\""]
    case "Double": return ["\"type\": \"number\""]
    case "Bool": return ["\"type\": \"boolean\""]
    default: break
    }
    if type.hasPrefix("[String: ") {
      let values = try members(ofType: String(type.dropFirst(9).dropLast()), field, in: structure)
      return ["\"type\": \"object\"", "\"additionalProperties\": { \(values.joined(separator: ", ")) }"]
    }
    if type.hasPrefix("[") {
      let items = try members(ofType: String(type.dropFirst().dropLast()), field, in: structure)
      return ["\"type\": \"array\"", "\"items\": { \(items.joined(separator: ", ")) }"]
    }
    guard let other = self.structure(type, within: structure) else {
      throw UnknownType(type: type, field: "\(structure.name).\(field.name)")
    }
    return ["\"$ref\": \"#/$defs/\(other.definition)\""]
  }

  /// What the words of a field say of its values: a number from 0, or a list of all values. Computed probabilities may be
  /// beyond their range by a rounding error.
  private static func limits(of field: Field) -> [String] {
    let words = field.documentation
    if field.valueType == "Int", words.hasPrefix("The number of") { return ["\"minimum\": 0"] }
    if field.valueType == "String", let match = words.firstMatch(of: /(?:^|: )((?:`\w+`, )*`\w+` or `\w+`)\.$/) {
      let values = match.1.matches(of: /`(\w+)`/).map { "\"\($0.1)\"" }
      return ["\"enum\": [\(values.joined(separator: ", "))]"]
    }
    return []
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}

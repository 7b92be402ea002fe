internal import DependencyModel

extension ComponentKey {
  /// The properties of the schema for each spelling of the key, laid out as in `definitions.schema.json`.
  var schemaProperties: [String] {
    spellings.map { spelling in
      let members = members(for: spelling).map { "          \($0)" }.joined(separator: ",\n")
      return """
                "\(spelling.name)": {
        \(members)
                }
        """
    }
  }

  private func members(for spelling: Spelling) -> [String] {
    guard number != nil else { return plainMembers(for: spelling) }
    let description = spelling.summary.map { [#""description": "\#($0)""#] } ?? []
    return description + [Self.known(plainMembers(for: Spelling(spelling.name, nil)))]
  }

  private func plainMembers(for spelling: Spelling) -> [String] {
    let description = spelling.summary.map { [#""description": "\#($0)""#] } ?? []
    switch value {
    case .text: return [Self.reference("text")] + description
    case .kind: return [Self.reference("kind")] + description
    case .texts: return [Self.reference("textOrTexts")] + description
    case .wholeNumber(_, let least):
      return description + [Self.number("integer", from: least, pattern: "[0-9]+")]
    case .amount: return description + [Self.number("number", pattern: "[0-9.]+")]
    case .flag: return description + [Self.flag]
    case .quantity: return [Self.reference("quantity")] + description
    case .positive: return description + [Self.number("number", pattern: "[0-9.]+")]
    case .duration: return [Self.reference("duration")] + description
    case .word(_, let words): return description + [Self.words(words)]
    case .unavailability: return [Self.reference(Self.definition(ofForm: spelling.name))] + description
    case .relations: return [Self.reference(Self.definition(ofRelation: spelling.name))] + description
    }
  }

  private static func reference(_ definition: String) -> String { ##""$ref": "#/$defs/\##(definition)""## }

  private static func definition(ofForm name: String) -> String {
    switch Unavailability.Form(rawValue: name)! {
    case .unavailability, .availability: "probabilityOrRange"
    case .mtbf, .mttr: "durationOrRange"
    }
  }

  private static func definition(ofRelation name: String) -> String {
    Component.Relation.Kind(rawValue: name)!.traits.targets == .requirements ? "requirements" : "textOrTexts"
  }

  /// A number, or a mapping that says how it is known.
  private static func known(_ number: [String]) -> String {
    func indented(_ spaces: Int) -> String {
      let margin = String(repeating: " ", count: spaces)
      return number.map { margin + $0.replacing("\n", with: "\n" + String(repeating: " ", count: spaces - 10)) }
        .joined(separator: ",\n")
    }
    return #"""
      "anyOf": [
                  {
      \#(indented(14))
                  },
                  {
                    "type": "object",
                    "description": "The number with how it is known.",
                    "properties": {
                      "value": {
      \#(indented(18))
                      },
                      "confidence": {
                        "$ref": "#/$defs/confidence",
                        "description": "How the number is known; default: 'declared'."
                      },
                      "source": {
                        "$ref": "#/$defs/text",
                        "description": "Where the number was read."
                      }
                    },
                    "required": [
                      "value"
                    ],
                    "additionalProperties": false
                  }
                ]
      """#
  }

  /// True or false, perhaps by a variable of `each`.
  private static let flag = #"""
    "anyOf": [
                {
                  "type": "boolean"
                },
                {
                  "type": "null"
                },
                {
                  "type": "string",
                  "pattern": "\\{[^{}]+\\}"
                }
              ]
    """#

  /// One of some words, perhaps by a variable of `each`.
  private static func words(_ words: [String]) -> String {
    let list = words.map { "                    \"\($0)\"" }.joined(separator: ",\n")
    return #"""
      "anyOf": [
                  {
                    "enum": [
      \#(list)
                    ]
                  },
                  {
                    "type": "null"
                  },
                  {
                    "type": "string",
                    "pattern": "\\{[^{}]+\\}"
                  }
                ]
      """#
  }

  /// A number from 0, as a number or as a text, which may have variables of `each`.
  private static func number(_ type: String, from least: Int = 0, pattern: String) -> String {
    #"""
    "anyOf": [
                {
                  "type": "\#(type)",
                  "minimum": \#(least)
                },
                {
                  "type": "null"
                },
                {
                  "type": "string",
                  "pattern": "^\#(pattern)$|\\{[^{}]+\\}"
                }
              ]
    """#
  }
}

import FoundationEssentials

/// The reference page of answers: an example of each, and its fields, as the structs of answers document them.
struct AnswerReference {
  let source: AnswerSource
  /// The command and the JSON of an example, by the name of the format.
  let examples: [String: (command: String, json: String)]

  var text: String {
    let parts = source.answers.flatMap { section(of: $0) }
    return Self.head + parts.joined(separator: "\n") + "\n"
  }

  private static let head = """
    # Reference of answers as JSON

    An example of every JSON answer, and the meaning of its fields.

    ## Overview

    The examples ask about this model, `whatfails.yaml`:

    ```yaml
    \(AnswerReferenceTests.model)
    ```

    A field that is *optional* is left out if it has no value. <doc:AnswersAsJSON> says what is common to all answers.


    """

  private func section(of answer: AnswerSource.Structure) -> [String] {
    let format = answer.format!
    var lines = ["## \(format)", "", "\(answer.documentation)", ""]
    if let example = examples[format] {
      lines += ["```", "$ \(example.command)"]
      lines += example.json.split(separator: "\n", omittingEmptySubsequences: false).filter {
        !$0.allSatisfy { $0 == " " }
      }
      .map(String.init)
      lines += ["```", ""]
    }
    var open = [answer]
    var seen: Set<String> = []
    while !open.isEmpty {
      let structure = open.removeFirst()
      guard seen.insert(structure.name).inserted else { continue }
      if structure.name != answer.name {
        lines += ["### \(structure.definition) in \(format)", "", structure.documentation, ""]
      }
      guard structure.name != "RangeAnswer" else { continue }
      lines += ["| field | type | meaning |", "| --- | --- | --- |"]
      for field in structure.fields {
        lines.append("| `\(field.name)` | \(type(of: field, in: structure)) | \(field.documentation) |")
        if let part = part(of: field.valueType, within: structure) { open.append(part) }
      }
      lines.append("")
    }
    return lines
  }

  /// The struct in a type, through lists and objects.
  private func part(of type: String, within structure: AnswerSource.Structure) -> AnswerSource.Structure? {
    if type.hasPrefix("[String: ") { return part(of: String(type.dropFirst(9).dropLast()), within: structure) }
    if type.hasPrefix("[") { return part(of: String(type.dropFirst().dropLast()), within: structure) }
    return source.structure(type, within: structure)
  }

  private func type(of field: AnswerSource.Field, in structure: AnswerSource.Structure) -> String {
    let name = name(of: field.valueType, in: structure)
    return field.isOrNull ? "\(name) or null" : field.isOptional ? "\(name), optional" : name
  }

  private func name(of type: String, in structure: AnswerSource.Structure) -> String {
    switch type {
    case "String": return "text"
    case "Int": return "whole number"
    case "Double": return "number"
    case "Bool": return "true or false"
    default: break
    }
    if type.hasPrefix("[String: ") {
      return "object of \(name(of: String(type.dropFirst(9).dropLast()), in: structure))"
    }
    if type.hasPrefix("[") { return "list of \(name(of: String(type.dropFirst().dropLast()), in: structure))" }
    return source.structure(type, within: structure)?.definition ?? type
  }
}

import FoundationEssentials
import TestSupport

/// The public structs of answers as their source declares and documents them: the one place that says what JSON contains.
struct AnswerSource {
  struct Field {
    let name: String
    let type: String
    let documentation: String
    /// Whether it is `null`, rather than left out, without a value.
    let isOrNull: Bool

    var isOptional: Bool { type.hasSuffix("?") }
    var isRequired: Bool { isOrNull || !isOptional }
    /// The type of a value.
    var valueType: String { isOptional ? String(type.dropLast()) : type }
  }

  struct Structure {
    /// The name in Swift, such as `ImpactAnswer.BlastRadius`.
    let name: String
    let documentation: String
    var fields: [Field] = []

    /// The name in schemas: `Impact.BlastRadius`.
    var definition: String { AnswerSource.definition(name) }

    /// The name of the format, such as `impact`, if this is a whole answer.
    var format: String? {
      guard let field = fields.first(where: { $0.name == "schema" }) else { return nil }
      return field.documentation.firstMatch(of: /`whatfails\/([a-z-]+)\/1`/).map { String($0.1) }
    }
  }

  /// All structs, in the order of files and lines.
  private(set) var structures: [Structure] = []

  /// Reads the sources of answers.
  init() throws {
    let folder = Repository.root.appending(path: "Sources/Reports/Answers")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    for name in names.sorted() {
      read(String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self))
    }
    spread()
  }

  /// Puts the fields of a struct in place of a field that is written as these fields, by its documentation.
  private mutating func spread() {
    for index in structures.indices {
      structures[index].fields = structures[index].fields.flatMap { field in
        guard field.documentation.contains("its fields are among those of"),
          let part = structure(field.type, within: structures[index])
        else { return [field] }
        return part.fields
      }
    }
  }

  /// Reads a source. Layout is `swift format`'s: a struct within another is indented by two blanks.
  init(text: String) { read(text) }

  private mutating func read(_ text: String) {
    var documentation: [Substring] = []
    var open: [Int] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let indent = line.prefix { $0 == " " }.count
      let code = line.dropFirst(indent)
      if code.hasPrefix("/// ") {
        documentation.append(code.dropFirst(4))
        continue
      }
      defer { documentation = [] }
      let words = documentation.joined(separator: " ").replacing("``", with: "`")
      if let match = code.firstMatch(of: /^public struct (\w+): Codable/), indent == 2 * open.count {
        let name = (open.map { structures[$0].name.split(separator: ".").last! } + [match.1]).joined(separator: ".")
        structures.append(Structure(name: name, documentation: words))
        open.append(structures.count - 1)
      } else if code.hasPrefix("}"), indent < 2 * open.count {
        open.removeLast()
      } else if let current = open.last, indent == 2 * open.count,
        let match = code.firstMatch(of: /^(@OrNull )?public (?:let|private\(set\) var) `?(\w+)`?: (.+)$/)
      {
        structures[current].fields.append(
          Field(name: String(match.2), type: String(match.3), documentation: words, isOrNull: match.1 != nil))
      }
    }
  }

  static func definition(_ name: String) -> String {
    var parts = name.split(separator: ".").map(String.init)
    if parts[0].hasSuffix("Answer") { parts[0].removeLast("Answer".count) }
    return parts.joined(separator: ".")
  }

  /// The struct that a type names within another.
  func structure(_ type: String, within outer: Structure) -> Structure? {
    var scope = outer.name.split(separator: ".").map(String.init)
    while true {
      let name = (scope + [type]).joined(separator: ".")
      if let found = structures.first(where: { $0.name == name }) { return found }
      if scope.isEmpty { return nil }
      scope.removeLast()
    }
  }

  /// The whole answers, by the name of their format.
  var answers: [Structure] { structures.filter { $0.format != nil }.sorted { $0.format! < $1.format! } }
}

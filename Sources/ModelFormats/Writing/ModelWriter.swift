public import DependencyModel

/// Writes a model in its language, laid out as the formatter lays out.
///
/// YAML is written as a user would: neighbours that differ only in a part of their ids appear once, with `each`, and a
/// comment comes before requirements that are inferred or assumed.
///
/// A model that is read back is the same but for the places, the glob or selector of listed members, and the order
/// of a component's relations of different kinds among each other.
public enum ModelWriter {
  /// The most components and relations that are written as YAML, which has more values than that, and as JSON.
  private static let limits: [DocumentSyntax: Int] = [.yaml: 1_500_000, .json: 2_000_000]

  /// The model as a YAML or JSON text.
  ///
  /// - Throws: `InvalidInput` for a model that no text can describe, such as weights of members that are groups, and for one
  ///   that is too large.
  public static func text(of model: Model, as syntax: DocumentSyntax) throws(InvalidInput) -> String {
    let limit = limits[syntax]!
    guard model.components.count + model.relationCount <= limit else {
      throw InvalidInput([.tooMuchToWrite(limit: limit, isYAML: syntax == .yaml)])
    }
    let document = try ModelDocument.document(of: model)
    switch syntax {
    case .json: return JSONFormatter.formatted(document)
    case .yaml: return try yaml(of: EachFolding.folded(document), for: model)
    }
  }

  /// The most values and bytes that a reader takes.
  private static let reading = SyntaxLimits()

  private static func yaml(of document: SyntaxNode, for model: Model) throws(InvalidInput) -> String {
    // The text does not exist yet, so the message names the components and requirements of the model.
    guard document.hasAtMost(reading.yamlNodes) else {
      throw InvalidInput([.tooMuchForYAML("\(reading.yamlNodes) values", model)])
    }
    let tooLong = InvalidInput([.tooMuchForYAML("\(reading.yamlBytes) bytes", model)])
    var text = ""
    for part in parts(of: document, entries: entriesAtOnce) {
      // Blanks may make the laid out text longer than the draft.
      guard text.utf8.count <= reading.yamlBytes else { throw tooLong }
      do throws(InvalidInput) {
        let formatted = try ModelFormatter.formatted(YAMLDraft.text(of: part.document), file: "model.yaml")
        // The key of the section is there already.
        let start = part.continues ? formatted.utf8.firstIndex(of: 0x0A).map { formatted.index(after: $0) } : nil
        text += start.map { formatted[$0...] } ?? formatted[...]
      } catch {
        if error.diagnostics.contains(where: { $0.code == .fileTooLarge }) { throw tooLong }
        throw InvalidInput(
          error.diagnostics.map {
            Diagnostic($0.code, severity: $0.severity, $0.message, at: nil, notes: $0.notes, remedy: $0.remedy)
          })
      }
    }
    guard text.utf8.count <= reading.yamlBytes else { throw tooLong }
    return text
  }

  /// How many entries of a section are laid out at once: the layout takes a hundred times the memory of the text.
  private static let entriesAtOnce = 2_000

  /// A document in parts, each laid out by itself: sections of more than so many entries are several.
  ///
  /// - Returns: the parts, and whether each goes on with the section of the one before.
  static func parts(of document: SyntaxNode, entries limit: Int) -> [(document: SyntaxNode, continues: Bool)] {
    guard case .mapping(let sections) = document.content else { return [(document, false)] }
    var parts: [(document: SyntaxNode, continues: Bool)] = []
    var waiting: [(key: SyntaxNode, value: SyntaxNode)] = []
    func part(_ sections: [(key: SyntaxNode, value: SyntaxNode)]) -> SyntaxNode {
      SyntaxNode(.mapping(sections), at: document.place)
    }
    for (key, value) in sections {
      guard case .mapping(let entries) = value.content, entries.count > limit else {
        waiting.append((key, value))
        continue
      }
      if !waiting.isEmpty { parts.append((part(waiting), false)) }
      waiting = []
      for start in stride(from: 0, to: entries.count, by: limit) {
        let some = SyntaxNode(.mapping(Array(entries[start..<min(start + limit, entries.count)])), at: value.place)
        parts.append((part([(key, some)]), start > 0))
      }
    }
    if !waiting.isEmpty { parts.append((part(waiting), false)) }
    return parts
  }
}

extension SyntaxNode {
  /// Whether it has at most so many values and keys, itself among them.
  fileprivate func hasAtMost(_ limit: Int) -> Bool {
    var left = limit
    var open = [self]
    while let node = open.popLast(), left >= 0 {
      left -= 1
      switch node.content {
      case .null, .scalar: break
      case .sequence(let items): open += items
      case .mapping(let pairs):
        left -= pairs.count
        open += pairs.lazy.map(\.value)
      }
    }
    return left >= 0
  }
}

extension Diagnostic {
  /// The model takes more values or bytes as YAML than a YAML file may have.
  fileprivate static func tooMuchForYAML(_ limit: String, _ model: Model) -> Diagnostic {
    Diagnostic(
      .fileTooLarge,
      "a model of \(model.components.count) components and domains and \(model.relationCount) requirements takes more than "
        + "\(limit) as YAML, the most that is read of a file; write it as JSON", at: nil, remedy: .writeOtherwise)
  }
}

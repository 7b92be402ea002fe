public import DependencyModel

/// Writes a model in its language, laid out as the formatter lays out.
///
/// YAML is written as a person would: neighbours that differ only in a part of their ids stand once, with `each`, and a
/// comment stands before requirements that are inferred or assumed.
///
/// What is read back is the same model, but for the places, the glob or selector where members were listed, and the order
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
    case .yaml:
      let draft = YAMLDraft.text(of: EachFolding.folded(document))
      return try ModelFormatter.formatted(draft, file: "model.yaml")
    }
  }
}

public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads CloudFormation's templates, in YAML and JSON, with their functions, conditions and nested stacks: resources become
/// components by their logical ids.
///
/// Templates named together are one import: exports join them, and a nested stack is described by the file whose path ends like
/// its URL. Only ids, types and references are kept: no value of a parameter or property reaches the model.
public struct CloudFormationImporter: ModelImporter {
  /// `CloudFormation`.
  public let format = "CloudFormation"
  /// `.yaml`, `.yml`, `.json` and `.template`.
  public let fileEndings = [".yaml", ".yml", ".json", ".template"]

  private let parameters: [String: String]

  /// An importer.
  ///
  /// - Parameter parameters: the values of parameters by name, for all templates; `AWS::Region` is one of them.
  public init(parameters: [String: String] = [:]) { self.parameters = parameters }

  /// Whether a file is a template, by the keys at its top and the types of its resources.
  public func recognizes(_ file: SourceFile) -> Bool {
    let outline = SourceOutline(file)
    let keys = outline.keys
    guard !outline.isList, !outline.has(["model", "components", "domains", "apiVersion", "format_version"]) else {
      return false
    }
    if keys.contains("AWSTemplateFormatVersion") { return true }
    guard keys.contains("Resources") else { return false }
    let text = SourceStart.text(of: file)
    if text.includes("AWS::") || text.includes("Custom::") { return true }
    // A template from which everything was removed is still one.
    return text.utf8.count <= 4_096 && text.filter { !$0.isWhitespace && $0 != "\"" }.contains("Resources:{}")
  }

  /// The templates of nested stacks that are written as files.
  public func companions(of file: SourceFile) -> [String] {
    guard let documents = try? ForeignText.documents(file) else { return [] }
    return documents.flatMap { $0["Resources"]?.pairs ?? [] }.compactMap { resource in
      let properties = resource.value["Properties"]
      guard let path = (properties?["TemplateURL"] ?? properties?["Location"])?.text, !path.includes("://") else {
        return nil
      }
      return path
    }
  }

  /// The resources of all the templates as one model.
  ///
  /// - Complexity: linear in the files and references.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var templates: [(file: String, document: SyntaxNode)] = []
    for file in files {
      // CloudFormation refuses a key that appears twice.
      let (documents, duplicateKeys) = try ForeignText.documentsWithDuplicates(file)
      guard duplicateKeys.isEmpty else { throw InvalidInput(duplicateKeys) }
      for document in documents where document["Resources"] != nil {
        templates.append((file.name, document))
      }
    }
    let start = Place(file: files[0].name, line: 1, column: 1)
    guard !templates.isEmpty else {
      throw InvalidInput([.emptyImport(format: format, reason: "it has no resources", at: start)])
    }
    let known = Set(templates.flatMap { ($0.document["Parameters"]?.pairs ?? []).compactMap(\.key.text) })
    let unknown = parameters.keys.filter { !$0.hasPrefix("AWS::") && !known.contains($0) }
    if let name = unknown.min() { throw InvalidInput([.unknownParameter(name, at: start)]) }
    var draft = ImportDraft()
    draft.budget = ExpansionBudget(files)
    let set = CloudFormationSet(templates, parameters: parameters, size: files.reduce(0) { $0 + $1.bytes.count })
    let translation = CloudFormationTranslation(set)
    if let fault = set.fault { throw InvalidInput([fault]) }
    draft.notes = translation.notes
    CloudMeaning(translation.inventory).add(to: &draft)
    let name = ImportDraft.fileName(files[0].name).split(separator: ".").first.map(String.init) ?? format
    return try draft.model(name: name, format: format, things: "resources", start: start)
  }
}

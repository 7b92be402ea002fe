public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads Compose files: services become components, with what they depend on, link to, share and address.
///
/// Files named together are merged in the order named, as `docker compose -f a -f b` does. A service that belongs to a profile
/// exists only if the profile is asked for. Values of environments are only looked at for the names of services.
///
/// Source: the Compose specification, compose-spec.io.
public struct ComposeImporter: ModelImporter {
  /// `Compose`.
  public let format = "Compose"
  /// `.yml`, `.yaml` and `.json`.
  public let fileEndings = [".yml", ".yaml", ".json"]
  /// The profiles that are asked for.
  public let profiles: [String]

  /// An importer.
  ///
  /// - Parameter profiles: the profiles whose services exist; `*` for all.
  public init(profiles: [String] = []) {
    self.profiles = profiles
  }

  /// Whether there are `services` at the top, and nothing that only a model has.
  public func recognizes(_ file: SourceFile) -> Bool {
    let outline = SourceOutline(file)
    return outline.keys.contains("services") && !outline.isList && !outline.holdsList(under: "services")
      && !outline.has(["model", "components", "domains", "apiVersion", "data"])
  }

  /// The files that are included, and those with services that others extend.
  public func companions(of file: SourceFile) -> [String] {
    guard let documents = try? ForeignText.documents(file) else { return [] }
    return documents.flatMap(ComposeProject.paths)
  }

  /// The services of all the files as one model.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var builder = ComposeBuilder(
      try ComposeProject(files), profiles: profiles, budget: ExpansionBudget(files))
    return try builder.model(format: format, start: Place(file: files[0].name, line: 1, column: 1))
  }
}

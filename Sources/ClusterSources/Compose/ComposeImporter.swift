public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads Compose files: services become components, with what they depend on, link to, share and address.
///
/// Files named together are merged in the order named, as `docker compose -f a -f b` does; in a folder, the base file and its
/// override of each directory are a project. Several projects are kept apart in one model. A service that belongs to a profile
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
    let read = try ComposeFiles(files)
    let grouping = ComposeProjects(of: read)
    var budget = ExpansionBudget(files)
    var projects: [(label: String, project: ComposeProject, start: Place)] = []
    for group in grouping.groups {
      let project = try ComposeProject(read, paths: group.paths, budget: budget)
      budget = project.budget
      let file = group.paths.first.flatMap { read[$0]?.source.name } ?? files[0].name
      projects.append((group.label, project, Place(file: file, line: 1, column: 1)))
    }
    let start = Place(file: files[0].name, line: 1, column: 1)
    try requireProfiles(of: projects.map(\.project), at: start)
    var imported =
      projects.count == 1
      ? try model(of: projects[0].project, at: projects[0].start)
      : try model(of: projects, budget: ExpansionBudget(files))
    noteAlternatives(grouping, &imported)
    return imported
  }

  /// The model of the only project.
  private func model(of project: ComposeProject, at start: Place) throws(InvalidInput) -> ImportedModel {
    var builder = ComposeBuilder(project, profiles: profiles, budget: project.budget)
    return try builder.model(format: format, start: start)
  }

  /// One model of several projects.
  private func model(
    of projects: [(label: String, project: ComposeProject, start: Place)], budget: ExpansionBudget
  ) throws(InvalidInput) -> ImportedModel {
    var neighbors = ComposeNeighbors()
    for (label, project, _) in projects { neighbors.add(project, label, profiles: profiles) }
    var budget = budget
    var union = ComposeUnion()
    var problems: [Diagnostic] = []
    var isEmpty = true
    for (label, project, start) in projects {
      var builder = ComposeBuilder(
        project, profiles: profiles, budget: budget, label: label, neighbors: neighbors)
      do throws(InvalidInput) {
        let imported = try builder.model(format: format, start: start)
        union.add(imported, label, shared: builder.sharedIDs)
        isEmpty = false
      } catch {
        // A project whose services all belong to profiles is nothing beside others.
        if error.diagnostics.allSatisfy({ $0.code == .emptyImport }) {
          union.notes.remark("\(label): no service of this project exists without a profile")
        } else {
          isEmpty = false
        }
        problems += error.diagnostics
      }
      budget = builder.budget
    }
    let isFatal = isEmpty || problems.contains { $0.severity == .error && $0.code != .emptyImport }
    guard !isFatal else { throw InvalidInput(problems) }
    return union.model()
  }

  private func requireProfiles(of projects: [ComposeProject], at start: Place) throws(InvalidInput) {
    guard profiles.contains(where: { $0 != "*" }) else { return }
    var known: Set<String> = []
    for (_, node) in projects.flatMap(\.services) {
      known.formUnion((node["profiles"]?.itemsOrSelf ?? []).compactMap(\.text))
    }
    if let profile = profiles.first(where: { $0 != "*" && !known.contains($0) }) {
      throw InvalidInput([.unknownProfile(profile, at: start)])
    }
  }

  /// Lists the files of folders that are not merged.
  private func noteAlternatives(_ grouping: ComposeProjects, _ imported: inout ImportedModel) {
    guard !grouping.alternatives.isEmpty else { return }
    for (file, base) in grouping.alternatives {
      imported.notes.skip(
        "Compose file", because: "in a folder, only the base file and its override are merged, as Compose does")
      imported.notes.remark(
        "\(ImportDraft.cleaned(file)) is not merged with \(ImportDraft.cleaned(ImportDraft.fileName(base))); "
          + "to merge them, name the files one by one in that order")
    }
  }
}

public import DependencyModel

/// Reads a model from files, folders and standard input, includes followed.
///
/// Files are gathered, and those of other tools are recognized by their content (`Gathering`); importers turn these into
/// models, which are joined (`ImportJoin`); documents and the joined model become one draft, amendments are applied, and
/// the draft is resolved (`ModelAssembler`).
public struct ModelLoader {
  /// How standard input is called in places.
  public static let standardInputName = "<stdin>"

  private var gathering: Gathering
  private var imports: [ImportReport] = []
  private var join: JoinReport?
  /// The sources that the user named, each read as a model of its own.
  private var named: [ImportJoin.Source] = []
  private var innerJoins: [JoinReport] = []
  /// What came out of the sources, as one.
  private var imported: ImportedModel?

  /// Reads and resolves one model from all the paths together.
  ///
  /// - Parameters:
  ///   - paths: files, folders with the folders in them, or `-` for standard input, each perhaps with the name of the source
  ///     that it is of (see `SourcePath`). The first name that is stated is the model's.
  ///   - limits: how much is read at most.
  ///   - importers: the foreign sources that are known by their content; the first that recognizes a file reads it.
  ///   - files: where the files are read from; `nil` for the disk.
  ///   - folders: where else files may be that other files name. Without any, what a file on the disk includes is in the
  ///     folder of the path that leads to it, or in the repository that this folder is in.
  /// - Throws: `InvalidInput` with everything that is wrong, by place.
  public static func load(
    _ paths: [String], limits: SyntaxLimits = SyntaxLimits(), importers: [any ModelImporter] = [],
    files: (any ModelFiles)? = nil, allowing folders: [String] = []
  ) throws(InvalidInput) -> LoadedModel {
    func newLoader(named name: String?) -> ModelLoader {
      ModelLoader(
        gathering: Gathering(limits: limits, importers: importers, files: files, allowing: folders, sourceName: name))
    }
    var loader = newLoader(named: nil)
    var named: [(name: String, paths: [String])] = []
    for text in paths {
      let path = SourcePath(text, exists: loader.gathering.exists)
      guard let name = path.name else {
        loader.gathering.add(path: path.path)
        continue
      }
      if let position = named.firstIndex(where: { $0.name == name }) {
        named[position].paths.append(path.path)
      } else {
        named.append((name, [path.path]))
      }
    }
    for (name, paths) in named {
      var part = newLoader(named: name)
      for path in paths { part.gathering.add(path: path) }
      loader.add(part, named: name, at: Place(file: paths[0], line: 1, column: 1))
    }
    return try loader.model(at: Place(file: paths.first ?? standardInputName, line: 1, column: 1))
  }

  /// Reads and resolves a model from bytes; includes are relative to the current folder.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - file: how places call it; its extension distinguishes YAML from JSON.
  ///   - limits: how much is read at most.
  ///   - importers: the foreign sources that are known by their content.
  ///   - folders: where else files may be that the text includes, besides the current folder.
  /// - Throws: `InvalidInput` with everything that is wrong, by place.
  public static func load(
    _ bytes: [UInt8], file: String, limits: SyntaxLimits = SyntaxLimits(), importers: [any ModelImporter] = [],
    allowing folders: [String] = []
  ) throws(InvalidInput) -> LoadedModel {
    var loader = ModelLoader(
      gathering: Gathering(limits: limits, importers: importers, files: nil, allowing: folders))
    loader.gathering.add(bytes, file: file)
    return try loader.model(at: Place(file: file, line: 1, column: 1))
  }

  /// Reads the source of a name by itself, with everything that is of it.
  private mutating func add(_ part: ModelLoader, named name: String, at start: Place) {
    var part = part
    do throws(InvalidInput) {
      let loaded = try part.model(at: start)
      let formats = loaded.imports.map(\.format)
      var imported = part.imported ?? ImportedModel(loaded.model, summary: "")
      // The name that the user gives says more than that of a file.
      let files = loaded.imports.flatMap(\.files)
      imported.model =
        ImportedName.isOfFile(loaded.model.name, files) ? loaded.model.named(name) : loaded.model
      named.append(
        ImportJoin.Source(
          formats.isEmpty ? "a model" : enumeration(of: formats), name: name, isWritten: part.gathering.hasDocuments,
          imported))
      imports += loaded.imports
      if let join = loaded.join { innerJoins.append(join) }
      gathering.add(loaded)
    } catch {
      gathering.add(error)
    }
  }

  private mutating func model(at start: Place) throws(InvalidInput) -> LoadedModel {
    gathering.addCompanions()
    if named.isEmpty { gathering.addBlanks() }
    let isOneSource =
      !(gathering.sourceFiles.isEmpty && named.isEmpty) && !gathering.hasDocuments
      && !gathering.reader.collector.hasErrors
    let imported = importedModel()
    if isOneSource {
      // The model is as its importers made it: there is nothing to resolve.
      guard let model = imported?.model, !gathering.reader.collector.hasErrors else { throw problems }
      ModelAssembler.complainOfEmptyDomains(model, reader: &gathering.reader)
      return try finished(model, start: nil)
    }
    addToDraft(imported)
    // If a file could not be read, what it would have declared is not known: diagnostics about that would mislead.
    guard !gathering.reader.collector.hasErrors || gathering.start != nil && !gathering.hasUnreadableFiles else {
      throw problems
    }
    gathering.draft.amend(reader: &gathering.reader)
    let model = ModelAssembler.model(
      of: gathering.draft, start: gathering.start ?? start, reader: &gathering.reader)
    guard let model else { throw problems }
    return try finished(model, start: gathering.start)
  }

  /// One model of everything that the sources describe, with its first file; `nil` if none of them can be read.
  private mutating func importedModel() -> (model: Model, file: String)? {
    var sources = named
    var empty: [(source: SourceFiles, problem: InvalidInput, reason: String)] = []
    for source in gathering.sourceFiles {
      do throws(InvalidInput) {
        var imported = try source.importer.model(of: source.files)
        for file in source.guessedEncodings {
          let name = file.split(separator: "/").last ?? ""
          imported.notes.remark("\(name) is not UTF-8; it is read as Windows-1252, so letters may be wrong")
        }
        imported.model = OneLineFiles.addressed(imported.model)
        gathering.reader.collector.add(contentsOf: imported.warnings)
        imports.append(
          ImportReport(
            format: source.importer.format, sourceName: gathering.sourceName, files: source.files.map(\.name),
            summary: imported.summary, notes: imported.notes))
        sources.append(ImportJoin.Source(source.importer.format, file: source.files[0].name, imported))
      } catch {
        if let reason = error.reasonForNothing {
          empty.append((source, error, reason))
          continue
        }
        // The contents that it would have declared are not known.
        gathering.hasUnreadableFiles = true
        gathering.reader.collector.add(contentsOf: error.diagnostics)
      }
    }
    let isAlone = sources.isEmpty && !gathering.hasDocuments
    for (source, problem, reason) in empty { gathering.skip(source, problem, reason, isAlone: isAlone) }
    gathering.sourceFiles = []
    named = []
    guard !sources.isEmpty else { return nil }
    let file = imports.first?.files.first ?? gathering.named.first ?? Self.standardInputName
    var imported = sources[0].alone
    if sources.count > 1 {
      let joined = ImportJoin(sources)
      join = joined.report
      imported = ImportedModel(
        joined.model, summary: "", identities: joined.identities, universalIDs: joined.universalIDs,
        deploysServices: sources.allSatisfy(\.imported.deploysServices))
    }
    if !innerJoins.isEmpty {
      join = join ?? JoinReport(first: "", parts: [], unions: [], brokenCircles: [])
      join?.inner = innerJoins
    }
    imported.model = ShortPaths(imports.flatMap(\.files)).applied(to: imported.model)
    self.imported = imported
    return (titled(imported.model), file)
  }

  /// A model of sources with the name of the folder that was named, or with that of the folder of its file where the file's
  /// name says nothing; one whose source states a name keeps it.
  private func titled(_ model: Model) -> Model {
    let folder = ImportedName.folder(
      of: gathering.named, files: imports.flatMap(\.files), unlessNamed: model.name,
      path: gathering.isDisk ? { FolderBounds.resolved($0) } : { $0 })
    return folder.map(model.named) ?? model
  }

  /// Adds the sources, and the documents that were read after the first of their files.
  private mutating func addToDraft(_ imported: (model: Model, file: String)?) {
    if let (model, file) = imported {
      gathering.draft.add(model, start: Place(file: file, line: 1, column: 1), reader: &gathering.reader)
    }
    for document in gathering.laterDocuments { gathering.draft.add(document, reader: &gathering.reader) }
  }

  private mutating func finished(_ model: Model, start: Place?) throws(InvalidInput) -> LoadedModel {
    if let problem = ModelSize.problem(of: model, at: start) { gathering.reader.collector.add(problem) }
    guard !gathering.reader.collector.hasErrors else { throw problems }
    var coverage: ImportCoverage?
    for report in imports { coverage = (coverage ?? ImportCoverage()).adding(report.notes.coverage) }
    return LoadedModel(
      model: model.imported(with: coverage), warnings: Self.sorted(gathering.reader.collector.diagnostics),
      sources: gathering.sources,
      imports: imports, join: join, skipped: gathering.skipped)
  }

  private var problems: InvalidInput {
    InvalidInput(Self.sorted(gathering.reader.collector.diagnostics), sources: gathering.sources)
  }

  /// By file in the order read, then by line.
  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      guard let first = left.element.place, let second = right.element.place, first.file == second.file else {
        return left.offset < right.offset
      }
      return first != second ? first < second : left.offset < right.offset
    }.map(\.element)
  }
}

extension ModelLoader {
  /// Whether a file or folder is there.
  public static func exists(_ path: String) -> Bool {
    (try? InputFile.kind(of: path)) != nil
  }

  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Throws: `InvalidInput` with the system's reason.
  public static func bytes(of path: String) throws(InvalidInput) -> [UInt8] {
    do throws(InputFile.Problem) {
      return path == "-" ? try InputFile.standardInput() : try InputFile.bytes(of: path)
    } catch {
      throw InvalidInput([error.diagnostic(of: path, at: nil)])
    }
  }
}

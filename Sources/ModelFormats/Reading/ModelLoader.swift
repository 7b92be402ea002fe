public import DependencyModel

/// A model and what was noticed while it was read.
public struct LoadedModel: Sendable {
  /// The model, checked.
  public let model: Model
  /// Notes about what is doubtful but not wrong.
  public let warnings: [Diagnostic]
  /// The files that were read.
  public let sources: SourceTexts
  /// The foreign sources among them, in the order read.
  public let imports: [ImportReport]
  /// The report of what they have in common; `nil` where there are not several.
  public let join: JoinReport?

  /// The same with another model, as a user corrects it.
  public func with(_ model: Model) -> LoadedModel {
    LoadedModel(model: model, warnings: warnings, sources: sources, imports: imports, join: join)
  }
}

/// Reads a model from files, folders and standard input, includes followed.
public struct ModelLoader {
  /// How standard input is called in places.
  public static let standardInputName = "<stdin>"

  /// The most files that are read because others name them.
  private static let companionLimit = 1_000

  private let limits: SyntaxLimits
  private let importers: [any ModelImporter]
  private let files: any ModelFiles
  /// Whether these are the files of the disk, which are bounded here; a revision bounds its own.
  private let isDisk: Bool
  private let allowed: [String]
  /// The folders that may be read because the file that is being read names them.
  private var bounds = FolderBounds(of: "", isFolder: true, allowing: [])
  /// The same for the foreign files that were put aside, by name.
  private var foreignBounds: [String: FolderBounds] = [:]
  private var reader = ValueReader()
  private var draft = ModelDraft()
  private var sources = SourceTexts()
  private var start: Place?
  /// The true paths of the files that were read, and of those that are being read.
  private var done: Set<String> = []
  private var open: [(identity: String, name: String)] = []

  /// The sources to add at the end, in the order read: the files of one source are only known together. Empty up to the
  /// first foreign file.
  private var pending: [PendingSource] = []
  private var imports: [ImportReport] = []
  private var join: JoinReport?

  /// A document that was read, or the files of one foreign source.
  private enum PendingSource {
    case document(SyntaxNode)
    case foreign(importer: Int, files: [SourceFile])
  }

  private init(limits: SyntaxLimits, importers: [any ModelImporter], files: (any ModelFiles)?, allowed: [String]) {
    self.files = files ?? DiskFiles()
    isDisk = files == nil
    self.allowed = allowed
    self.limits = limits
    self.importers = importers
  }

  /// Reads and resolves one model from all the paths together.
  ///
  /// - Parameters:
  ///   - paths: files, folders (their .yaml, .yml and .json files, not those of folders in them), or `-` for standard input.
  ///     The first name that is stated is the model's.
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
    var loader = ModelLoader(limits: limits, importers: importers, files: files, allowed: folders)
    for path in paths { loader.add(path: path) }
    return try loader.finish(at: paths.first ?? standardInputName)
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
    var loader = ModelLoader(limits: limits, importers: importers, files: nil, allowed: folders)
    loader.bounds = FolderBounds(of: "", isFolder: true, allowing: folders)
    loader.add(bytes, file: file, folder: "")
    return try loader.finish(at: file)
  }

  private mutating func finish(at file: String) throws(InvalidInput) -> LoadedModel {
    addCompanions()
    if let direct = directModel() { return direct }
    addPending()
    // If a file could not be read, what it would have declared is not known: diagnostics about that would mislead.
    guard !reader.collector.hasErrors || start != nil && !hasUnreadableFiles else {
      throw InvalidInput(sorted(reader.collector.diagnostics), sources: sources)
    }
    draft.amend(reader: &reader)
    let model = ModelAssembler.model(
      of: draft, start: start ?? Place(file: file, line: 1, column: 1), reader: &reader)
    if let problem = model.flatMap({ ModelSize.problem(of: $0, at: start) }) { reader.collector.add(problem) }
    guard let model, !reader.collector.hasErrors else {
      throw InvalidInput(sorted(reader.collector.diagnostics), sources: sources)
    }
    return LoadedModel(
      model: model, warnings: sorted(reader.collector.diagnostics), sources: sources, imports: imports,
      join: join)
  }

  private var hasUnreadableFiles = false
  private var hasDocuments = false

  /// By file in the order read, then by line.
  private func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      guard let first = left.element.place, let second = right.element.place, first.file == second.file else {
        return left.offset < right.offset
      }
      return first != second ? first < second : left.offset < right.offset
    }.map(\.element)
  }

  private mutating func add(path: String) {
    guard path != "-" else {
      bounds = FolderBounds(of: "", isFolder: true, allowing: allowed)
      do throws(InputFile.Problem) {
        add(try InputFile.standardInput(), file: Self.standardInputName, folder: "")
      } catch {
        complain(of: Self.standardInputName, error, at: nil)
      }
      return
    }
    do throws(InputFile.Problem) {
      switch try files.kind(of: path) {
      case .file:
        if isDisk { bounds = FolderBounds(of: path, isFolder: false, allowing: allowed) }
        add(file: path, at: nil, isNamed: true)
      case .folder:
        if isDisk { bounds = FolderBounds(of: path, isFolder: true, allowing: allowed) }
        try add(folder: path)
      }
    } catch {
      complain(of: path, error, at: nil)
    }
  }

  private mutating func add(folder: String) throws(InputFile.Problem) {
    let names = try files.names(in: folder).filter { name in
      guard !name.hasPrefix(".") else { return false }
      return DocumentSyntax(fileName: name) != nil || isForeign(name, in: folder)
    }
    guard !names.isEmpty else {
      hasUnreadableFiles = true
      reader.collector.add(.emptyFolder(folder))
      return
    }
    var named: (name: String, place: Place)?
    for name in names {
      let outer = (draft.name, draft.namePlace)
      (draft.name, draft.namePlace) = (nil, nil)
      add(file: FilePaths.join(folder, name), at: nil)
      if let found = draft.name, let place = draft.namePlace {
        if let first = named, first.name != found {
          reader.collector.add(.modelNamesDiffer(found, at: place, first: first.name, at: first.place))
        }
        named = named ?? (found, place)
      }
      if outer.0 != nil { (draft.name, draft.namePlace) = outer }
    }
  }

  /// The path to open of a file that another file, or a folder, names; `nil`, with a diagnostic, where it is outside.
  private mutating func truePath(of path: String, written: String, at place: Place?) -> String? {
    guard isDisk else { return path }
    if let path = bounds.truePath(of: path) { return path }
    hasUnreadableFiles = true
    reader.collector.add(.outsideFolder(written, of: bounds.name, at: place))
    return nil
  }

  /// Reads a file and what it includes, unless that was done already.
  ///
  /// - Parameters:
  ///   - path: how places call it.
  ///   - written: the path as a file has it, where it is another.
  ///   - place: its place.
  ///   - isNamed: whether the user named it; other files have to be within bounds.
  private mutating func add(file path: String, written: String? = nil, at place: Place?, isNamed: Bool = false) {
    guard let truePath = isNamed ? path : truePath(of: path, written: written ?? path, at: place) else { return }
    let identity = files.identity(of: path)
    if let circle = open.firstIndex(where: { $0.identity == identity }) {
      reader.collector.add(
        .includeCircle(open[circle...].map(\.name) + [path], at: place ?? Place(file: path, line: 1, column: 1)))
      return
    }
    guard done.insert(identity).inserted else { return }
    open.append((identity, path))
    defer { open.removeLast() }
    do throws(InputFile.Problem) {
      let isYAML = DocumentSyntax(fileName: path) == .yaml
      let limit = isYAML ? limits.yamlBytes : InputFile.byteLimit
      let bytes =
        isDisk && !isNamed
        ? try InputFile.bytes(of: truePath, limit: limit, isTruePath: true) : try files.bytes(of: path, limit: limit)
      add(bytes, file: path, folder: FilePaths.folder(of: path))
    } catch {
      complain(of: path, error, at: place)
    }
  }

  private mutating func complain(of path: String, _ problem: InputFile.Problem, at place: Place?) {
    hasUnreadableFiles = true
    if let size = problem.size {
      let isYAML = DocumentSyntax(fileName: path) == .yaml
      reader.collector.add(
        .fileTooLarge(
          bytes: size, limit: isYAML ? limits.yamlBytes : InputFile.byteLimit, isYAML: isYAML,
          at: place ?? Place(file: path, line: 1, column: 1)))
    } else {
      reader.collector.add(problem.diagnostic(of: path, at: place))
    }
  }

  private mutating func add(_ bytes: [UInt8], file: String, folder: String) {
    if start == nil { start = Place(file: file, line: 1, column: 1) }
    guard !setAside(SourceFile(name: file, bytes: bytes)) else { return }
    let (reading, _, isOwn) = DocumentSyntax.readAny(bytes, file: file, limits: limits)
    // Only the lines of models are ever shown: what else was named may hold secrets.
    if isOwn { sources.add(bytes, for: file) }
    if let document = reading.document, OwnText.isOther(document) {
      hasUnreadableFiles = true
      reader.collector.add(.notAModel(isNamed: OwnText.statesName(document), at: Place(file: file, line: 1, column: 1)))
      return
    }
    reader.collector.add(contentsOf: reading.diagnostics)
    guard let document = reading.document else {
      hasUnreadableFiles = true
      return
    }
    hasDocuments = true
    if pending.isEmpty { draft.add(document, reader: &reader) } else { pending.append(.document(document)) }
    guard case .mapping(let pairs) = document.content,
      let include = pairs.first(where: { $0.key.text == "include" })
    else { return }
    for (path, place) in reader.texts(include.value, "'include'") {
      add(file: path.hasPrefix("/") ? path : FilePaths.join(folder, path), written: path, at: place)
    }
  }

  // MARK: Foreign sources

  /// Whether a file in a folder is of a source that is known, by its ending and its content.
  private func isForeign(_ name: String, in folder: String) -> Bool {
    let lowercased = name.lowercased()
    let candidates = importers.filter { $0.fileEndings.contains { lowercased.hasSuffix($0) } }
    let path = FilePaths.join(folder, name)
    // A link that leads outside is reported when it is read.
    guard !candidates.isEmpty, !isDisk || bounds.truePath(of: path) != nil,
      let bytes = try? files.bytes(of: path, limit: InputFile.byteLimit)
    else { return false }
    return candidates.contains { $0.recognizes(SourceFile(name: name, bytes: bytes)) }
  }

  /// Puts a file of a foreign source aside, with the others of its source; `false` where it is of none.
  private mutating func setAside(_ file: SourceFile) -> Bool {
    guard let importer = importers.firstIndex(where: { $0.recognizes(file) }) else { return false }
    foreignBounds[file.name] = bounds
    for position in pending.indices {
      if case .foreign(importer, let files) = pending[position] {
        pending[position] = .foreign(importer: importer, files: files + [file])
        return true
      }
    }
    pending.append(.foreign(importer: importer, files: [file]))
    return true
  }

  /// Reads the files that foreign files name beside them, and those that these name; absolute paths are not followed.
  private mutating func addCompanions() {
    var count = 0
    for position in pending.indices {
      guard case .foreign(let importer, var files) = pending[position] else { continue }
      var next = 0
      while next < files.count {
        for path in importers[importer].companions(of: files[next]) where count < Self.companionLimit {
          guard !path.isEmpty, !path.hasPrefix("/") else { continue }
          let name = files[next].path(to: path)
          guard let bytes = companionBytes(of: name, for: files[next].name),
            done.insert(self.files.identity(of: name)).inserted
          else { continue }
          let file = SourceFile(name: name, bytes: bytes, isCompanion: true)
          guard importers[importer].recognizes(file) else { continue }
          foreignBounds[name] = foreignBounds[files[next].name]
          files.append(file)
          count += 1
        }
        next += 1
      }
      pending[position] = .foreign(importer: importer, files: files)
    }
  }

  /// The contents of a companion that is there and within the bounds of the file that names it.
  private func companionBytes(of name: String, for file: String) -> [UInt8]? {
    guard isDisk else { return try? files.bytes(of: name, limit: limits.yamlBytes) }
    guard let path = foreignBounds[file]?.truePath(of: name) else { return nil }
    return try? InputFile.bytes(of: path, limit: limits.yamlBytes, isTruePath: true)
  }

  /// Adds what was put aside, in the order read; the foreign sources together, where the first of them was met.
  private mutating func addPending() {
    var foreign = importedModels()
    for source in pending {
      switch source {
      case .document(let document): draft.add(document, reader: &reader)
      case .foreign:
        guard let file = foreign.first?.file, let model = united(foreign) else { continue }
        foreign = []
        do throws(InvalidInput) {
          draft.add(try ModelDocument.document(of: model, file: file), reader: &reader)
        } catch {
          reader.collector.add(contentsOf: error.diagnostics)
        }
      }
    }
  }

  /// The model of foreign sources alone, as their importers made it: there is nothing to resolve.
  private mutating func directModel() -> LoadedModel? {
    let isForeign = pending.allSatisfy { if case .foreign = $0 { true } else { false } }
    guard !pending.isEmpty, isForeign, !hasDocuments, !reader.collector.hasErrors else { return nil }
    let foreign = importedModels()
    // The caller reports what is wrong.
    guard !reader.collector.hasErrors, let model = united(foreign) else {
      pending = []
      return nil
    }
    if let problem = ModelSize.problem(of: model, at: nil) {
      reader.collector.add(problem)
      pending = []
      return nil
    }
    ModelAssembler.complainOfEmptyDomains(model, reader: &reader)
    return LoadedModel(
      model: model, warnings: sorted(reader.collector.diagnostics), sources: sources, imports: imports, join: join)
  }

  /// One model of all that the foreign sources describe.
  private mutating func united(_ foreign: [(format: String, file: String, imported: ImportedModel)]) -> Model? {
    guard foreign.count > 1 else { return foreign.first?.imported.model }
    let joined = ImportJoin(foreign.map { ($0.format, $0.imported) })
    join = joined.report
    return joined.model
  }

  /// The models of the foreign sources, in the order read.
  private mutating func importedModels() -> [(format: String, file: String, imported: ImportedModel)] {
    var models: [(format: String, file: String, imported: ImportedModel)] = []
    for case .foreign(let importer, let files) in pending {
      do throws(InvalidInput) {
        let imported = try importers[importer].model(of: files)
        let format = importers[importer].format
        reader.collector.add(contentsOf: imported.warnings)
        imports.append(
          ImportReport(
            format: format, files: files.map(\.name), summary: imported.summary, notes: imported.notes))
        models.append((format, files[0].name, imported))
      } catch {
        // The contents that it would have declared are not known.
        hasUnreadableFiles = true
        reader.collector.add(contentsOf: error.diagnostics)
      }
    }
    return models
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

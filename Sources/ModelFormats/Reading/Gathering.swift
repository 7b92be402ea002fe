internal import DependencyModel

/// The files of a model: those that are named, those in folders that are, and what they include.
///
/// Each file is read and recognized once. Documents are added to the draft as they are read; after the first file of a source
/// they are kept, because the files of a source are known together only at the end.
struct Gathering {
  let limits: SyntaxLimits
  let recognition: SourceRecognition
  let files: any ModelFiles
  /// Whether these are the files of the disk, which are bounded here; a revision bounds its own.
  let isDisk: Bool
  private let allowed: [String]
  /// The folders that may be read because the file that is being read names them.
  var bounds: FolderBounds
  /// The true paths of the files that were read, and of those that are being read.
  var done: Set<String> = []
  private var open: [(identity: String, name: String)] = []

  var reader = ValueReader()
  var draft = ModelDraft()
  /// The sources, in the order in which the first file of each was read.
  var sourceFiles: [SourceFiles] = []
  /// The documents that were read after the first file of a source, which come after all sources.
  private(set) var laterDocuments: [SyntaxNode] = []
  private(set) var sources = SourceTexts()
  /// The start of the first file.
  private(set) var start: Place?
  private(set) var hasDocuments = false
  /// The files of folders that are neither of a model nor of a source.
  var skipped: [SkippedFile] = []
  /// The true paths of those that were opened.
  private var skippedIdentities: Set<String> = []
  /// The texts that say nothing.
  private var blanks: [(bytes: [UInt8], file: String)] = []
  var blankCount: Int { blanks.count }
  /// The name of the model in the folder that is read, while the folders in it are: a model of another name is not a part of it.
  var folderModelName: String?
  /// The path that the user named and that is read; its folder or file gives an imported model its name.
  private(set) var named: [String] = []
  var hasUnreadableFiles = false

  /// The name that the user gave to the source that the files are of.
  let sourceName: String?

  /// - Parameters:
  ///   - limits: how much is read at most.
  ///   - importers: the sources that are known by their content.
  ///   - files: where the files are read from; `nil` for the disk.
  ///   - folders: where else files may be that other files name.
  ///   - sourceName: the name that the user gave to the source.
  init(
    limits: SyntaxLimits, importers: [any ModelImporter], files: (any ModelFiles)?, allowing folders: [String],
    sourceName: String? = nil
  ) {
    self.sourceName = sourceName
    self.limits = limits
    recognition = SourceRecognition(importers)
    self.files = files ?? DiskFiles()
    isDisk = files == nil
    allowed = folders
    bounds = FolderBounds(of: "", isFolder: true, allowing: folders)
  }

  /// Adds what was read of a source that was read by itself.
  mutating func add(_ loaded: LoadedModel) {
    reader.collector.add(contentsOf: loaded.warnings)
    sources = sources.merging(loaded.sources)
    skipped += loaded.skipped
  }

  /// Adds what is wrong with a source that was read by itself.
  mutating func add(_ invalid: InvalidInput) {
    hasUnreadableFiles = true
    reader.collector.add(contentsOf: invalid.diagnostics)
    sources = sources.merging(invalid.sources)
  }

  // MARK: Paths

  /// Whether there is something at a path.
  func exists(_ path: String) -> Bool { (try? files.kind(of: path)) != nil }

  /// Adds a file, a folder, or `-` for standard input.
  mutating func add(path: String) {
    named.append(path)
    guard path != "-" else {
      bounds = FolderBounds(of: "", isFolder: true, allowing: allowed)
      do throws(InputFile.Problem) {
        add(try InputFile.standardInput(), file: ModelLoader.standardInputName, folder: "")
      } catch {
        complain(of: ModelLoader.standardInputName, error, at: nil)
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
        addFolder(path)
      }
    } catch {
      complain(of: path, error, at: nil)
    }
  }

  /// What became of a file that may be of a source.
  enum Found { case source, other, unreadable }

  /// Adds a file in a folder if it is of a source; one that can't be read, or leads outside, is skipped.
  mutating func addSource(_ path: String, byEnding: Bool = true) -> Found {
    let identity = files.identity(of: path)
    if done.contains(identity) { return .source }
    guard let truePath = truePathOrSkip(path) else { return .unreadable }
    let bytes: [UInt8]
    do throws(InputFile.Problem) {
      bytes = try contents(of: path, truePath: truePath, limit: InputFile.byteLimit)
    } catch {
      skipped.append(SkippedFile(path: path, reason: .unreadable, detail: error.reason))
      return .unreadable
    }
    let file = SourceFile(name: path, bytes: bytes, sourceName: sourceName, isOfFolder: true)
    guard let importer = recognition.importer(of: file, byEnding: byEnding) else { return .other }
    done.insert(identity)
    note(start: path)
    setAside(file, of: importer)
    return .source
  }

  /// The path to open of a file in a folder; `nil`, and it is skipped, where it is outside or its links lead in a circle.
  private mutating func truePathOrSkip(_ path: String) -> String? {
    guard isDisk else { return path }
    if let path = bounds.truePath(of: path) { return path }
    let isCircle = FolderBounds.resolved(path) == nil
    skipped.append(
      isCircle
        ? SkippedFile(path: path, reason: .unreadable, detail: "its links lead in a circle")
        : SkippedFile(path: path, reason: .outside))
    return nil
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
  ///   - isOfFolder: whether it is only in a folder that the user named, which may have files of other programs.
  mutating func add(
    file path: String, written: String? = nil, at place: Place?, isNamed: Bool = false, isOfFolder: Bool = false
  ) {
    let found =
      isNamed
      ? path : isOfFolder ? truePathOrSkip(path) : truePath(of: path, written: written ?? path, at: place)
    guard let truePath = found else { return }
    let identity = files.identity(of: path)
    if let circle = open.firstIndex(where: { $0.identity == identity }) {
      reader.collector.add(
        .includeCircle(open[circle...].map(\.name) + [path], at: place ?? Place(file: path, line: 1, column: 1)))
      return
    }
    // A file that was skipped in a folder is not skipped where a model includes it.
    guard done.insert(identity).inserted || !isOfFolder && skippedIdentities.remove(identity) != nil else { return }
    let skippedCount = skipped.count
    defer { if skipped.count > skippedCount { skippedIdentities.insert(identity) } }
    open.append((identity, path))
    defer { open.removeLast() }
    do throws(InputFile.Problem) {
      let isYAML = DocumentSyntax(fileName: path) == .yaml
      let limit = isYAML ? limits.yamlBytes : InputFile.byteLimit
      let bytes =
        isNamed
        ? try files.bytes(of: path, limit: limit) : try contents(of: path, truePath: truePath, limit: limit)
      add(bytes, file: path, folder: FilePaths.folder(of: path), isOfFolder: isOfFolder)
    } catch  where isOfFolder && error.size == nil && !error.isOfMemory {
      skipped.append(SkippedFile(path: path, reason: .unreadable, detail: error.reason))
    } catch {
      complain(of: path, error, at: place)
    }
  }

  /// The contents of a file that another file, or a folder, names.
  private func contents(of path: String, truePath: String, limit: Int) throws(InputFile.Problem) -> [UInt8] {
    isDisk
      ? try InputFile.bytes(of: truePath, limit: limit, isTruePath: true) : try files.bytes(of: path, limit: limit)
  }

  mutating func complain(of path: String, _ problem: InputFile.Problem, at place: Place?) {
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

  // MARK: Contents

  /// Adds a text; includes are relative to a folder, the current one unless stated.
  ///
  /// - Parameter isOfFolder: whether it is only in a folder that the user named.
  mutating func add(_ bytes: [UInt8], file: String, folder: String = "", isOfFolder: Bool = false) {
    let source = SourceFile(name: file, bytes: bytes, sourceName: sourceName, isOfFolder: isOfFolder)
    if !recognition.importers.isEmpty, let form = UnreadForm(beforeImport: bytes, file: file) {
      return refuse(file, as: form, isOfFolder: isOfFolder)
    }
    if let importer = recognition.importer(of: source) {
      note(start: file)
      return setAside(source, of: importer)
    }
    if UnknownText.saysNothing(bytes) { return blanks.append((bytes, file)) }
    let text = UnknownText(bytes, file: file, limits: limits)
    if isOfFolder, let reason = text.reasonToSkip(bytes) {
      let form = reason == .unrecognized ? UnreadForm(bytes, file: file, document: text.reading.document) : nil
      return skipped.append(SkippedFile(path: file, reason: reason, form: form))
    }
    if isOfFolder, let known = folderModelName, let name = text.reading.document.flatMap(OwnText.name), name != known {
      return skipped.append(SkippedFile(path: file, reason: .otherModel))
    }
    if !text.isOwn, text.reading.document == nil ? !OwnText.mayBeOwn(bytes) : text.likeness == .none,
      let form = UnreadForm(bytes, file: file, document: text.reading.document)
    {
      return refuse(file, as: form, isOfFolder: isOfFolder)
    }
    add(text, bytes, file: file, folder: folder)
  }

  /// Reports a file in a form that is recognized, but not read; in a folder, it is only skipped.
  private mutating func refuse(_ file: String, as form: UnreadForm, isOfFolder: Bool) {
    if isOfFolder { return skipped.append(SkippedFile(path: file, reason: .unrecognized, form: form)) }
    note(start: file)
    hasUnreadableFiles = true
    reader.collector.add(.unreadForm(form, at: Place(file: file, line: 1, column: 1)))
  }

  /// Reports what is wrong with a text that says nothing, if there is nothing else.
  mutating func addBlanks() {
    guard !hasDocuments, sourceFiles.isEmpty, !reader.collector.hasErrors, let (bytes, file) = blanks.first else {
      return
    }
    add(UnknownText(bytes, file: file, limits: limits), bytes, file: file, folder: FilePaths.folder(of: file))
  }

  private mutating func add(_ text: UnknownText, _ bytes: [UInt8], file: String, folder: String) {
    note(start: file)
    // Only the lines of models are ever shown: what else was named may hold secrets.
    if text.isOwn { sources.add(bytes, for: file) }
    if let document = text.otherDocument {
      hasUnreadableFiles = true
      reader.collector.add(.notAModel(isNamed: OwnText.statesName(document), at: Place(file: file, line: 1, column: 1)))
      return
    }
    reader.collector.add(contentsOf: text.reading.diagnostics)
    guard let document = text.reading.document else {
      hasUnreadableFiles = true
      return
    }
    hasDocuments = true
    if sourceFiles.isEmpty { draft.add(document, reader: &reader) } else { laterDocuments.append(document) }
    addIncludes(of: document, in: folder)
  }

  private mutating func addIncludes(of document: SyntaxNode, in folder: String) {
    guard case .mapping(let pairs) = document.content,
      let include = pairs.first(where: { $0.key.text == "include" })
    else { return }
    for (path, place) in reader.texts(include.value, "'include'") {
      add(file: path.hasPrefix("/") ? path : FilePaths.join(folder, path), written: path, at: place)
    }
  }

  private mutating func note(start file: String) {
    if start == nil { start = Place(file: file, line: 1, column: 1) }
  }

  /// Puts a file of a source aside, with the others of its source.
  private mutating func setAside(_ file: SourceFile, of importer: Int) {
    let known = sourceFiles.firstIndex { $0.number == importer }
    if known == nil { sourceFiles.append(SourceFiles(importer, recognition.importers[importer])) }
    sourceFiles[known ?? sourceFiles.count - 1].add(file, bounds)
  }
}

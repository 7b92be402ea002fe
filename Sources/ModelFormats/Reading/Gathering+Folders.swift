internal import DependencyModel

extension Gathering {
  /// How far down folders are looked into.
  private static let depthLimit = 16
  /// The most files and folders that are looked at in a folder that the user named.
  private static let countLimit = 20_000
  /// Folders that hold what programs fetch, not what the user wrote.
  private static let foreignFolders: Set<String> = ["node_modules", "__pycache__"]

  /// Adds the models and sources in a folder that the user named, and in the folders in it.
  mutating func addFolder(_ folder: String) {
    let firstSkipped = skipped.count
    var walk = FolderWalk(root: files.identity(of: folder))
    var explained: [String] = []
    add(folder: folder, depth: 0, &walk, &explained)
    folderModelName = nil
    guard walk.isEmpty else { return }
    hasUnreadableFiles = true
    if explained.contains(where: { addSource($0, byEnding: false) == .source }) { return }
    if walk.hasBlanks { return addBlanks() }
    reader.collector.add(.emptyFolder(folder, skipped: Array(skipped[firstSkipped...])))
  }

  /// The state of a walk through a folder.
  private struct FolderWalk {
    var isEmpty = true
    var hasBlanks = false
    var count = 0
    /// Whether there were too many files and folders, which was said.
    var isFull = false
    /// The true path of the folder that the user named.
    let root: String
    /// The true paths of the folders, so that none is read twice, whatever links lead to it.
    var visited: Set<String> = []
    /// The name that a file states, with its place.
    var named: (name: String, place: Place)?
  }

  private mutating func add(folder: String, depth: Int, _ walk: inout FolderWalk, _ explained: inout [String]) {
    guard !walk.isFull, walk.visited.insert(files.identity(of: folder)).inserted else { return }
    let (names, inner): ([String], Set<String>)
    do throws(InputFile.Problem) {
      names = try files.names(in: folder).filter { !$0.hasPrefix(".") }
      inner = try files.folders(in: folder)
    } catch {
      // A folder in it that can't be opened is skipped like a file that can't be recognized.
      if depth == 0 {
        complain(of: folder, error, at: nil)
      } else {
        skipped.append(.init(path: folder, reason: .unreadable, detail: error.reason))
      }
      return
    }
    let lowered = Set(names.map { $0.lowercased() })
    let isChart = lowered.contains("chart.yaml")
    var folders: [String] = []
    for name in names {
      let path = FilePaths.join(folder, name)
      walk.count += 1
      guard walk.count <= Self.countLimit else {
        skipped.append(.init(path: path, reason: .tooMuch, detail: "and everything after it"))
        walk.isFull = true
        return
      }
      if inner.contains(name) {
        if !Self.foreignFolders.contains(name) { folders.append(path) }
        continue
      }
      if isChart, name.lowercased().hasPrefix("values"), DocumentSyntax(fileName: name) == .yaml {
        skipped.append(.init(path: path, reason: .unrecognized, form: .helmValues))
        continue
      }
      folderModelName = depth > 0 ? walk.named?.name : nil
      if add(name, path, &walk) { continue }
      if recognition.explains(name) { explained.append(path) }
      let reason = recognition.mayBeSource(named: name) ? SkippedFile.Reason.unrecognized : .otherKind
      skipped.append(.init(path: path, reason: reason, form: UnreadForm.named(name.lowercased())))
    }
    for path in folders {
      if let form = overlay(in: path) {
        skipped.append(.init(path: path, reason: .unrecognized, form: form))
      } else if isDisk, bounds.truePath(of: path) == nil || leadsAbove(path, walk.root) {
        skipped.append(.init(path: path, reason: .outside))
      } else if depth + 1 > Self.depthLimit {
        skipped.append(.init(path: path, reason: .tooMuch))
      } else {
        add(folder: path, depth: depth + 1, &walk, &explained)
      }
    }
  }

  /// Adds a file if it may be of a model or a source by its name, and says whether it is done with.
  private mutating func add(_ name: String, _ path: String, _ walk: inout FolderWalk) -> Bool {
    guard DocumentSyntax(fileName: name) != nil else {
      guard recognition.mayBeSource(named: name) else { return false }
      let found = addSource(path)
      if found == .source { walk.isEmpty = false }
      return found != .other
    }
    let outer = (draft.name, draft.namePlace)
    (draft.name, draft.namePlace) = (nil, nil)
    let (skippedCount, blankCount) = (skipped.count, blankCount)
    add(file: path, at: nil, isOfFolder: true)
    if self.blankCount > blankCount {
      walk.hasBlanks = true
    } else if skipped.count == skippedCount {
      walk.isEmpty = false
    }
    if let found = draft.name, let place = draft.namePlace {
      if let first = walk.named, first.name != found {
        reader.collector.add(.modelNamesDiffer(found, at: place, first: first.name, at: first.place))
      }
      walk.named = walk.named ?? (found, place)
    }
    if outer.0 != nil { (draft.name, draft.namePlace) = outer }
    return true
  }

  /// Whether a folder is one that the folder which the user named is in, as a link to it says.
  private func leadsAbove(_ folder: String, _ root: String) -> Bool {
    let identity = files.identity(of: folder)
    return identity == "/" || root.hasPrefix(identity + "/")
  }

  /// Whether a folder in the one that is read is an overlay of Kustomize: its files are parts of objects, which only
  /// Kustomize puts together.
  private func overlay(in folder: String) -> UnreadForm? {
    for name in ["kustomization.yaml", "kustomization.yml"] {
      let path = FilePaths.join(folder, name)
      guard let bytes = beside(path) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      return ["../", "patches", "components:"].contains(where: text.contains) ? .kustomization : nil
    }
    return nil
  }

  /// The contents of a small file of a folder that is read, if it is there and within the bounds.
  private func beside(_ path: String) -> [UInt8]? {
    guard isDisk else { return try? files.bytes(of: path, limit: 1 << 20) }
    return bounds.truePath(of: path).flatMap { try? InputFile.bytes(of: $0, limit: 1 << 20, isTruePath: true) }
  }
}

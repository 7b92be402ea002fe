internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The projects that Compose files are of.
///
/// In a folder, Compose reads one base file and its override from each directory; all other files there are alternatives,
/// which Compose reads only if they are named. Files that the user names one by one are merged in that order, unless they
/// give their projects different names, or are the base files of different directories.
struct ComposeProjects {
  /// The files of one project.
  struct Group {
    /// Its name, which differs from those of all others.
    var label: String
    /// The paths of the files that are merged, in that order.
    var paths: [String]
  }

  private(set) var groups: [Group] = []
  /// The files of folders that are not merged, each with the base file of its directory.
  private(set) var alternatives: [(file: String, base: String)] = []
  private let files: ComposeFiles

  /// The names of base files and of overrides, the first that is there counts.
  private static let baseNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
  private static let overrideNames = [
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
  ]

  init(of files: ComposeFiles) {
    self.files = files
    let roots = roots
    group(named: roots.filter { files[$0]?.source.isOfFolder == false })
    var directories: [String: [String]] = [:]
    var order: [String] = []
    for path in roots where files[path]?.source.isOfFolder == true {
      let directory = files[path]?.directory ?? ""
      if directories[directory] == nil { order.append(directory) }
      directories[directory, default: []].append(path)
    }
    for directory in order { group(directories[directory] ?? [], ofDirectory: directory) }
    distinguishLabels()
  }

  /// The files that no other file makes a part of its project, in the order named; all of them if there are none.
  private var roots: [String] {
    var parts: Set<String> = []
    for path in files.paths {
      guard let file = files[path] else { continue }
      for part in file.includes.compactMap({ files.find($0, from: file) }) where part != path { parts.insert(part) }
      for part in file.extended.compactMap({ files.find($0, from: file) }) where part != path {
        if !Self.isBase(part), files[part]?.source.isOfFolder == true { parts.insert(part) }
      }
    }
    let named = files.paths.filter { files[$0]?.source.isCompanion == false }
    let roots = named.filter { !parts.contains($0) || files[$0]?.source.isOfFolder == false }
    return roots.isEmpty ? named : roots
  }

  private static func isBase(_ path: String) -> Bool { baseNames.contains(ImportDraft.fileName(path)) }

  // MARK: Files named one by one

  private mutating func group(named paths: [String]) {
    var names: [String?] = []
    var directories: [String: Int] = [:]
    var fileNames: [Set<String>] = []
    var groupOfName: [String: Int] = [:]
    for path in paths {
      guard let file = files[path] else { continue }
      var place: Int?
      if let name = file.projectName, let known = groupOfName[name] {
        place = known
      } else {
        place = directories[file.directory]
        if place == nil, let last = groups.indices.last {
          let isOwn = Self.isBase(path) || fileNames[last].contains(file.fileName)
          place = isOwn ? nil : last
        }
        // Two names are two projects.
        if let name = file.projectName, let found = place, let known = names[found], known != name { place = nil }
      }
      let number = place ?? groups.count
      if place == nil {
        groups.append(Group(label: label(of: path), paths: []))
        names.append(nil)
        fileNames.append([])
      }
      groups[number].paths.append(path)
      if let name = file.projectName {
        names[number] = name
        groupOfName[name] = number
        groups[number].label = name
      }
      directories[file.directory] = number
      fileNames[number].insert(file.fileName)
    }
  }

  // MARK: Files of folders

  private mutating func group(_ paths: [String], ofDirectory directory: String) {
    let byName = Dictionary(paths.map { (ImportDraft.fileName($0), $0) }) { first, _ in first }
    guard let base = Self.baseNames.lazy.compactMap({ byName[$0] }).first else { return groupParts(paths) }
    let override = Self.overrideNames.lazy.compactMap { byName[$0] }.first
    let name = files[base]?.projectName
    groups.append(Group(label: name ?? label(of: base), paths: [base] + [override].compactMap { $0 }))
    for path in paths where path != base && path != override {
      if let other = files[path]?.projectName, other != name {
        groups.append(Group(label: other, paths: [path]))
      } else {
        alternatives.append((path, base))
      }
    }
  }

  /// The files of a directory without a base file: parts of one project if each service is in one of them, otherwise
  /// alternatives, of which each is a project.
  private mutating func groupParts(_ paths: [String]) {
    var order: [String] = []
    var overrides: [String: [String]] = [:]
    let stems = Set(paths.map(Self.stem))
    for path in paths {
      if let base = Self.overridden(path), stems.contains(base) {
        overrides[base, default: []].append(path)
      } else {
        order.append(path)
      }
    }
    let parts = order.map { path in (path: path, overrides: overrides[Self.stem(path)] ?? []) }
    let names = Set(order.map { files[$0]?.projectName })
    var seen: Set<String> = []
    let areParts =
      names.count == 1
      && order.allSatisfy { path in files[path]?.services.keys.allSatisfy { seen.insert($0).inserted } ?? true }
    if areParts, let first = order.first {
      let name = files[first]?.projectName
      let label = name ?? (order.count > 1 ? Self.label(ofDirectory: first) : Self.label(ofFile: first))
      groups.append(Group(label: label, paths: parts.flatMap { [$0.path] + $0.overrides }))
      return
    }
    for part in parts {
      let name = names.count > 1 ? files[part.path]?.projectName : nil
      groups.append(Group(label: name ?? Self.label(ofFile: part.path), paths: [part.path] + part.overrides))
    }
  }

  /// A path without the ending of its name.
  private static func stem(_ path: String) -> String { path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path }

  /// The path, without its ending, of the file that a file overrides by its name.
  private static func overridden(_ path: String) -> String? {
    let stem = stem(path)
    return stem.hasSuffix(".override") ? String(stem.dropLast(".override".count)) : nil
  }

  // MARK: Names

  private func label(of path: String) -> String {
    Self.isBase(path) ? Self.label(ofDirectory: path) : Self.label(ofFile: path)
  }

  private static func label(ofDirectory path: String) -> String {
    let parts = path.split(separator: "/").dropLast().filter { $0 != "." && $0 != ".." }
    return parts.last.map { $0.lowercased() } ?? label(ofFile: path)
  }

  /// `prod` of `docker-compose.prod.yml`.
  private static func label(ofFile path: String) -> String {
    let parts = ImportDraft.fileName(path).split(separator: ".").map(String.init)
    let start = parts.count > 2 && ["compose", "docker-compose"].contains(parts[0]) ? 1 : 0
    return parts.dropLast().dropFirst(start).joined(separator: ".")
  }

  private mutating func distinguishLabels() {
    var counts: [String: Int] = [:]
    var taken: Set<String> = []
    for position in groups.indices {
      let label = ForeignName.quoted(groups[position].label, or: "project")
      var free = label
      while !taken.insert(free).inserted {
        counts[label, default: 1] += 1
        free = "\(label)-\(counts[label]!)"
      }
      groups[position].label = free
    }
  }
}

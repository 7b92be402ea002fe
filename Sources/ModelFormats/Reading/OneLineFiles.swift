internal import DependencyModel

/// Files that have everything on one line, as programs write JSON: their lines tell nothing, so what was read from them is
/// cited by its address, as far as its source states one (`plan.json: aws_instance.web`).
enum OneLineFiles {
  /// The model with addresses where lines tell nothing.
  ///
  /// - Complexity: O(components + relations); nothing is copied where every file has lines.
  static func addressed(_ model: Model) -> Model {
    guard model.components.table == nil else { return model }
    let files = files(of: model)
    guard !files.isEmpty else { return model }
    var components = Array(model.components)
    // Neighbours are mostly of one file.
    var last = (file: "", start: "")
    for position in components.indices {
      guard let file = components[position].place?.file, file == last.file || files.contains(file) else { continue }
      if file != last.file { last = (file, start(ofSourcesIn: file)) }
      let own = address(in: components[position].source, behind: last.start)
      components[position].place?.address = own
      for relation in components[position].relations.indices {
        let requirement = components[position].relations[relation].requirement
        let found = address(in: requirement.source, behind: last.start) ?? own
        components[position].relations[relation].requirement.address(found, in: file)
      }
    }
    return model.with(components)
  }

  /// The files of which more than one component was read, all on one line.
  private static func files(of model: Model) -> Set<String> {
    var lines: [String: (line: Int, count: Int)] = [:]
    // Neighbours are mostly of one file.
    var last: (file: String, line: Int)?
    for component in model.components {
      guard let place = component.place else { continue }
      if let last, last.line == 0, last.file == place.file { continue }
      var known = lines[place.file] ?? (place.line, 0)
      if known.line != place.line { known.line = 0 }
      known.count += 1
      lines[place.file] = known
      last = (place.file, known.line)
    }
    return Set(lines.lazy.filter { $0.value.line != 0 && $0.value.count > 1 }.map(\.key))
  }

  /// The address that a source states behind the name of a file: `plan.json: aws_instance.web`.
  private static func address(in source: String?, behind start: String) -> String? {
    guard let source, source.utf8.count > start.utf8.count, source.hasPrefix(start) else { return nil }
    return String(source[source.utf8.index(source.startIndex, offsetBy: start.utf8.count)...])
  }

  /// What sources of what a file states begin with: `plan.json: `.
  private static func start(ofSourcesIn file: String) -> String {
    "\(file.split(separator: "/").last.map(String.init) ?? file): "
  }
}

extension Requirement {
  /// Gives its place, and those of its members, an address if they are in a file.
  fileprivate mutating func address(_ address: String?, in file: String) {
    if place?.file == file { place?.address = address }
    guard case .group(var group) = target, group.members.matched == nil else { return }
    for position in group.members.indices { group.members[position].requirement.address(address, in: file) }
    target = .group(group)
  }
}

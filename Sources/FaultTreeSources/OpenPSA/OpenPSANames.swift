/// The names of one name space, and what a reference in a container means.
///
/// A reference is tried in the containers around it from the inside out, then as a path from the top, then as the plain
/// name of something public. Private things in different containers may be called the same.
struct OpenPSANames {
  /// The description of the names, for messages.
  let what: String
  private var byPath: [String: Int] = [:]
  private var publicByName: [String: Int] = [:]
  /// Per container the one around it; empty for a fault tree.
  private var outerScopes: [String: String] = [:]

  init(what: String) {
    self.what = what
  }

  /// Takes a container down, and the one that it is in.
  mutating func addScope(_ scope: String, in outer: String) { outerScopes[scope] = outer }

  /// Takes a definition down; the position of the first one where there is one already.
  mutating func declare(_ header: OpenPSADefinitions.Header, position: Int) -> Int? {
    if let first = byPath[header.path] { return first }
    if !header.isPrivate {
      if let first = publicByName[header.name] { return first }
      publicByName[header.name] = position
    }
    byPath[header.path] = position
    return nil
  }

  /// The position of what a reference within a container means.
  ///
  /// - Complexity: O(containers around it).
  func position(of reference: String, in scope: String) -> Int? {
    var scope = scope
    while !scope.isEmpty {
      if let position = byPath["\(scope).\(reference)"] { return position }
      scope = outerScopes[scope] ?? ""
    }
    return byPath[reference] ?? publicByName[reference]
  }

  /// Every name and path, sorted, for suggestions.
  var all: [String] { Set(byPath.keys).union(publicByName.keys).sorted() }
}

/// The names of one name space, and what a reference in a container means.
///
/// A reference is tried in the containers around it from the inside out, then as a path from the top, then as the plain
/// name of something public. Private things in different containers may be called the same.
struct OpenPSANames {
  /// What the names stand for, for messages.
  let what: String
  private var byPath: [String: Int] = [:]
  private var publicByName: [String: Int] = [:]

  init(what: String) {
    self.what = what
  }

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
    var scope = scope[...]
    while !scope.isEmpty {
      if let position = byPath["\(scope).\(reference)"] { return position }
      scope = scope.lastIndex(of: ".").map { scope[..<$0] } ?? ""
    }
    return byPath[reference] ?? publicByName[reference]
  }

  /// Every name and path, sorted, for suggestions.
  var all: [String] { Set(byPath.keys).union(publicByName.keys).sorted() }
}

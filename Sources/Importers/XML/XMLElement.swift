internal import DependencyModel

/// An element of an XML text, with all that is in it.
struct XMLElement {
  /// The name as written, a prefix included.
  let name: String
  /// In the order written; names are unique.
  let attributes: [(name: String, value: String)]
  /// Where its start tag begins.
  let place: Place
  var children: [XMLElement] = []
  /// The text directly in it, in one piece.
  var text = ""

  subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

  /// Its text without the white space around it, runs of white space as one space.
  var words: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The element and all in it, from the outside in.
  func visit(_ body: (XMLElement) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}

package import DependencyModel

/// An element of an XML text with its contents. A class, because it is passed about much and never changed once read.
package final class XMLElement {
  /// The name as written, a prefix included.
  package let name: String
  /// In the order written; names are unique.
  package let attributes: [(name: String, value: String)]
  /// Where its start tag begins.
  package let place: Place
  package var children: [XMLElement] = []
  /// The text directly in it, in one piece.
  package var text = ""

  init(name: String, attributes: [(name: String, value: String)], place: Place) {
    self.name = name
    self.attributes = attributes
    self.place = place
  }

  package subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

  /// Its text without the white space around it, runs of white space as one space.
  package var words: String { text.isEmpty ? text : Self.words(of: text) }

  /// A text without the white space around it, runs of white space as one space.
  package static func words(of text: String) -> String {
    // Nearly every name is one word of ASCII, which needs no look at characters.
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The element and all in it, from the outside in.
  package func visit(_ body: (XMLElement) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}

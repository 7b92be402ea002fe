/// Names that stand in a foreign file for something that the file does not define: what a person may be told of them.
///
/// A name that is written where another belongs may be anything, a password too. So only what is formed like a name is told,
/// of everything else that it is there.
enum ForeignName {
  /// The longest name that is told, in bytes of UTF-8.
  static let longest = 64

  /// Whether a text is formed like a name: letters, digits, and a few signs.
  ///
  /// - Parameters:
  ///   - text: what stands in the place of a name.
  ///   - signs: the signs that such names may have.
  ///   - limit: how many bytes of UTF-8 they may have.
  static func isPlain(_ text: String, signs: String = "._-", limit: Int = longest) -> Bool {
    !text.isEmpty && text.utf8.count <= limit
      && text.allSatisfy { $0.isLetter || $0.isNumber || signs.contains($0) }
      && URLText.withoutSecrets(text) == text
  }

  /// A name if it is formed like one, otherwise what is said in its place.
  static func told(_ text: String, or other: String, signs: String = "._-", limit: Int = longest)
    -> String
  {
    isPlain(text, signs: signs, limit: limit) ? text : other
  }

  /// An id that nothing has, if it is formed like one. Ids may be addresses and paths: `ns/kind/name`, `a.b["c"]`, ARNs.
  static func told(id: String) -> String {
    told(id, or: "a text that is formed like no name", signs: "._-/:[]\"*@#", limit: 600)
  }
}

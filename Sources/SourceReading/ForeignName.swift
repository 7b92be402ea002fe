/// Names in a foreign file that refer to something that the file does not define, as messages may quote them.
///
/// A text where a name belongs may be anything, even a password. Messages therefore quote only texts that are formed like
/// names, and say of every other text only that it is there.
package enum ForeignName {
  /// The longest name that is quoted, in bytes of UTF-8.
  package static let longest = 64

  /// Whether a text is formed like a name: letters, digits, and a few signs.
  ///
  /// - Parameters:
  ///   - text: the text where a name belongs.
  ///   - signs: the signs that such names may have.
  ///   - limit: how many bytes of UTF-8 they may have.
  package static func isPlain(_ text: String, signs: String = "._-", limit: Int = longest) -> Bool {
    !text.isEmpty && text.utf8.count <= limit
      && text.allSatisfy { $0.isLetter || $0.isNumber || signs.contains($0) }
      && URLText.withoutSecrets(text) == text
  }

  /// A text if it is formed like a name, otherwise the words that replace it.
  package static func quoted(_ text: String, or other: String, signs: String = "._-", limit: Int = longest)
    -> String
  {
    isPlain(text, signs: signs, limit: limit) ? text : other
  }

  /// An id that no component has, if it is formed like an id. Ids may be addresses and paths: `ns/kind/name`, `a.b["c"]`, ARNs.
  package static func quoted(id: String) -> String {
    quoted(id, or: "a text that does not look like a name", signs: "._-/:[]\"*@#", limit: 600)
  }
}

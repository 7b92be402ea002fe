internal import ModelFormats
internal import SourceReading

/// Recognizes answers of the AWS command line.
enum AWSAnswerStart {
  /// Keys at the top of what others write.
  private static let foreign: Set<String> = [
    "model", "components", "domains", "Resources", "AWSTemplateFormatVersion", "Transform", "kind", "apiVersion",
    "resources", "format_version",
  ]

  /// Whether the keys at the top are those of an answer, and what they hold too where others use the same keys.
  static func recognizes(_ file: SourceFile) -> Bool {
    let outline = SourceOutline(file)
    guard !outline.isList else { return false }
    let keys = outline.keys
    let answers = keys.compactMap { AWSAnswer.byTopKey[$0] }
    guard !answers.isEmpty, !keys.contains(where: foreign.contains) else { return false }
    if answers.contains(where: { isStrong($0) }) {
      // Answers may get keys that are not known yet, but those are written alike.
      return keys.allSatisfy { $0.first?.isUppercase == true || AWSAnswer.besideItems.contains($0) }
    }
    guard keys.allSatisfy({ AWSAnswer.byTopKey[$0] != nil || AWSAnswer.besideItems.contains($0) }) else { return false }
    let marks = answers.joined().compactMap(\.mark)
    if let inner = outline.innerKeys {
      // An answer of plain texts holds no mapping.
      return marks.contains { inner.contains($0) || keys.contains($0) } || inner.isEmpty
    }
    let text = SourceStart.text(of: file)
    return marks.contains { text.contains("\"\($0)\"") } || text.count { $0 == "{" } == 1
  }

  /// Whether a key by itself shows that it is an answer: no other program writes it.
  private static func isStrong(_ lines: [AWSAnswer]) -> Bool {
    lines.allSatisfy { $0.mark == nil } && lines[0].topKey.first?.isUppercase == true
  }
}

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
    if isEmptyAnswer(file) { return true }
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

  /// Whether a file is an answer without items: all lists at its top are empty.
  private static func isEmptyAnswer(_ file: SourceFile) -> Bool {
    guard file.bytes.count < 4_096, file.bytes.contains(UInt8(ascii: "[")),
      let document = JSONReader(quotesText: false).read(file.bytes, file: "").document
    else { return false }
    var hasList = false
    for (key, value) in document.pairs {
      guard let key = key.text, !foreign.contains(key) else { return false }
      if AWSAnswer.besideItems.contains(key) { continue }
      guard AWSAnswer.byTopKey[key] != nil || key.first?.isUppercase == true else { return false }
      switch value.content {
      case .sequence(let items) where items.isEmpty: hasList = true
      case .null: break
      default: return false
      }
    }
    return hasList
  }

  /// Whether a key by itself shows that it is an answer: no other program writes it.
  private static func isStrong(_ lines: [AWSAnswer]) -> Bool {
    lines.allSatisfy { $0.mark == nil } && lines[0].topKey.first?.isUppercase == true
  }
}

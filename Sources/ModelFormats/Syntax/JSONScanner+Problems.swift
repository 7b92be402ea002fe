internal import DependencyModel

// Diagnostics for a text that is not JSON: each function adds the one diagnostic after which reading stops.
extension JSONScanner {
  mutating func syntaxError(_ problem: String, at place: Place, notes: [Diagnostic.Note] = []) -> ReadingStopped {
    // Never dropped by the cap: it is why there is no document.
    diagnostics.append(.jsonSyntax(problem, at: place, notes: notes))
    return ReadingStopped()
  }

  mutating func tooDeep() -> ReadingStopped {
    diagnostics.append(.nestingTooDeep(limit: SyntaxLimits.nesting, at: place))
    return ReadingStopped()
  }

  mutating func textAfterEnd() -> ReadingStopped {
    commentHere() ?? syntaxError("text after the end of the document; one file holds one value", at: place)
  }

  mutating func trailingComma(at comma: Place) -> ReadingStopped {
    syntaxError("a ',' after the last entry; remove it", at: comma)
  }

  mutating func unclosedString(opening: Place) -> ReadingStopped {
    syntaxError("the text that starts here never ends; close it with '\"'", at: opening)
  }

  mutating func controlCharacter(opening: Place) -> ReadingStopped {
    switch next {
    case 0x0A, 0x0D:
      return syntaxError(
        "the text that starts here is not closed on its line; write a line break as '\\n'", at: opening)
    case 0x09: return syntaxError("a tab is inside a text; write it as '\\t'", at: place)
    default:
      return syntaxError("an invisible character (number \(next)) is inside a text; remove it", at: place)
    }
  }

  mutating func leadingZero(at place: Place) -> ReadingStopped {
    syntaxError("a number can't start with an extra 0; remove it, or write a text in double quotes", at: place)
  }

  mutating func badNumber(from start: Int, at place: Place) -> ReadingStopped {
    if next == UInt8(ascii: "I"), position == start + 1 { return noNumber("-Infinity", at: place) }
    while Self.continuesWord(next) || next == UInt8(ascii: ".") || next == UInt8(ascii: "+")
      || next == UInt8(ascii: "-")
    {
      position += 1
    }
    let found = quotable(excerpt(from: start)).map { "'\($0)'" } ?? "this"
    return syntaxError("\(found) is not a number; a text needs double quotes", at: place)
  }

  private mutating func noNumber(_ word: String, at place: Place) -> ReadingStopped {
    syntaxError("JSON has no '\(word)'; write a number, or null", at: place)
  }

  /// No value starts at `position`.
  mutating func noValue() -> ReadingStopped {
    if let stopped = commentHere() ?? endHere("a value") { return stopped }
    let place = self.place
    switch next {
    case UInt8(ascii: "'"): return syntaxError("single quotes; a text needs double quotes", at: place)
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"):
      return syntaxError("expected a value before '\(UnicodeScalar(next))'", at: place)
    case UInt8(ascii: "+"): return syntaxError("a number can't start with '+'; remove it", at: place)
    case UInt8(ascii: "."): return syntaxError("a number can't start with '.'; write a 0 before it", at: place)
    default: break
    }
    let start = position
    while Self.continuesWord(next) || next == UInt8(ascii: "-") || next == UInt8(ascii: ".") { position += 1 }
    let word = excerpt(from: start)
    switch word {
    case "": return syntaxError("expected a value here", at: place)
    case "NaN", "Infinity": return noNumber(word, at: place)
    case "True", "TRUE": return syntaxError("'\(word)' is written 'true' in JSON", at: place)
    case "False", "FALSE": return syntaxError("'\(word)' is written 'false' in JSON", at: place)
    case "None", "Null", "NULL", "nil", "undefined":
      return syntaxError("'\(word)' is written 'null' in JSON", at: place)
    default:
      return syntaxError("\(quotable(word).map { "'\($0)'" } ?? "this") needs double quotes", at: place)
    }
  }

  /// No key starts at `position`.
  mutating func noKey(opened: Place) -> ReadingStopped {
    if let stopped = commentHere() ?? endHere("a key", opened: opened) { return stopped }
    let place = self.place
    if next == UInt8(ascii: "'") { return syntaxError("single quotes; a key needs double quotes", at: place) }
    let start = position
    while Self.continuesWord(next) || next == UInt8(ascii: "-") || next == UInt8(ascii: ".") { position += 1 }
    let word = excerpt(from: start)
    return word.isEmpty
      ? syntaxError("expected a key in double quotes here", at: place)
      : syntaxError("the key\(quotable(word).map { " '\($0)'" } ?? "") needs double quotes", at: place)
  }

  mutating func noColon(after key: String) -> ReadingStopped {
    commentHere() ?? endHere("a ':'")
      ?? syntaxError("expected ':' after the key\(quotable(key).map { " '\($0)'" } ?? "")", at: place)
  }

  /// Neither a comma nor the end follows an entry.
  mutating func notContinued(isObject: Bool, opened: Place) -> ReadingStopped {
    let closing = isObject ? "}" : "]"
    if let stopped = commentHere() ?? endHere("',' or '\(closing)'", opened: opened) { return stopped }
    let note = Diagnostic.Note("\(isObject ? "the object" : "the array") starts here", at: opened)
    let byte = next
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || Self.continuesWord(byte)
    {
      return syntaxError("expected ',' before this entry, or '\(closing)'", at: place, notes: [note])
    }
    return syntaxError("expected ',' or '\(closing)' here", at: place, notes: [note])
  }

  private mutating func commentHere() -> ReadingStopped? {
    let isSlash = next == UInt8(ascii: "/")
    guard isSlash || next == UInt8(ascii: "#") else { return nil }
    return syntaxError("JSON has no comments; remove it, or write the model as YAML", at: place)
  }

  private mutating func endHere(_ expected: String, opened: Place? = nil) -> ReadingStopped? {
    guard position == bytes.count else { return nil }
    let notes = opened.map { [Diagnostic.Note("what starts here is not closed yet", at: $0)] } ?? []
    return syntaxError("the file ends here; expected \(expected)", at: place, notes: notes)
  }

  /// The text between `start` and `position`, at most 40 bytes of it.
  private func excerpt(from start: Int) -> String {
    let end = min(position, start + 40)
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    return end < position ? text + "…" : text
  }
}

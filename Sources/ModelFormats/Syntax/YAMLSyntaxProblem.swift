internal import DependencyModel

extension YAMLTreeBuilder {
  /// libyaml's problem in words that help, at the place where a user would look.
  func syntaxDiagnostic(for problem: YAMLProblem) -> Diagnostic {
    // A part that is missing at the end is missed after the last text, not on the empty line after it.
    let place = min(Place(file: file, line: problem.line, column: problem.column), endOfText)
    let context = Place(file: file, line: problem.contextLine, column: problem.contextColumn)
    if problem.isOutOfMemory { return .unreadableFile(file, reason: "there is not enough memory to read it") }
    if let bad = problem.badCharacter {
      return .controlCharacter(bad.scalar, at: TextEncoding.place(ofByte: bad.offset, in: bytes.span, file: file))
    }
    switch problem.text {
    case "mapping values are not allowed in this context":
      return .yamlSyntax(
        "a ':' is not allowed here; put text that contains ': ' in double quotes, or check the indentation", at: place)
    case "found character that cannot start any token": return badStart(at: place)
    case "could not find expected ':'":
      return .yamlSyntax(
        "this line has no ':' after its key, and is not indented as a part of the text above", at: context)
    case "block sequence entries are not allowed in this context":
      return .yamlSyntax("a list item ('- ') can't start here; put it on a line of its own", at: place)
    case "mapping keys are not allowed in this context":
      return .yamlSyntax("a '? ' is not allowed here; put text that starts with '? ' in double quotes", at: place)
    case "did not find expected key":
      let note = Diagnostic.Note("the mapping starts here", at: context)
      if problem.context.contains("block") {
        return .yamlSyntax(
          "expected a key here, indented like the others; nothing may follow a closing quote or bracket",
          at: place, notes: [note])
      }
      return .yamlSyntax("expected a key here", at: place, notes: [note])
    case "did not find expected '-' indicator":
      return .yamlSyntax(
        "expected another list item ('- ') or less indentation", at: place,
        notes: [.init("the list starts here", at: context)])
    case "did not find expected ',' or ']'":
      return .yamlSyntax(
        "expected ',' or ']' here", at: place, notes: [.init("the list that opens here is not closed yet", at: context)]
      )
    case "did not find expected ',' or '}'":
      return .yamlSyntax(
        "expected ',' or '}' here", at: place,
        notes: [.init("the mapping that opens here is not closed yet", at: context)])
    case "did not find expected node content":
      return .yamlSyntax("expected a value here; put text that starts with a sign in double quotes", at: place)
    default: return rareProblem(problem, at: place, context: context)
    }
  }

  /// Behind the last character that is not blank.
  private var endOfText: Place {
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    let end = (bytes.lastIndex { !blanks.contains($0) } ?? -1) + 1
    return TextEncoding.place(ofByte: end, in: bytes.span, file: file)
  }

  private func rareProblem(_ problem: YAMLProblem, at place: Place, context: Place) -> Diagnostic {
    switch problem.text {
    case "found unexpected end of stream":
      return .yamlSyntax("the quoted text that starts here never ends; close its quote", at: context)
    case "found unexpected document indicator":
      return .yamlSyntax("the quoted text that starts here is not closed before the next '---' or '...'", at: context)
    case "found unknown escape character":
      return .yamlSyntax("the character after '\\' is not an escape; write '\\\\' for a backslash", at: place)
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      return .yamlSyntax("a '\\x', '\\u' or '\\U' escape needs 2, 4 or 8 hexadecimal digits of a character", at: place)
    case "did not find expected alphabetic or numeric character":
      return .yamlSyntax(
        "a '*' or '&' that starts a text needs a name of letters, digits, '-' and '_' after it; a glob such as \"*\" "
          + "needs double quotes", at: context)
    case "did not find expected comment or line break":
      return .yamlSyntax("after '|' or '>' the text starts on the next line", at: place)
    case "found an indentation indicator equal to 0":
      return .yamlSyntax("the number after '|' or '>' is at least 1", at: place)
    case "found a tab character where an indentation space is expected",
      "found a tab character that violates indentation":
      return .yamlSyntax("a tab can't indent; use spaces", at: place)
    case "did not find expected <document start>":
      return .yamlSyntax("the document ended above; expected nothing more here but a comment", at: place)
    case "found incompatible YAML document":
      return .yamlSyntax("expected '%YAML 1.1' or '%YAML 1.2'; the line can be removed", at: place)
    default:
      let context = problem.context.isEmpty ? "" : " \(problem.context)"
      return .yamlSyntax("not YAML: \(problem.text)\(context)", at: place)
    }
  }

  private func badStart(at place: Place) -> Diagnostic {
    let offset = byteOffset(line: place.line, column: place.column)
    guard offset < bytes.count else { return .yamlSyntax("expected a value here", at: place) }
    if bytes[offset] == 0x09 { return .yamlSyntax("a tab can't indent; use spaces", at: place) }
    let sign = String(UnicodeScalar(bytes[offset]))
    return .yamlSyntax("a text can't start with '\(sign)'; put it in double quotes", at: place)
  }

  /// The offset of a place that libyaml named, by counting from the start.
  private func byteOffset(line: Int, column: Int) -> Int {
    var offset = 0
    var remaining = line - 1
    while offset < bytes.count, remaining > 0 {
      if bytes[offset] == 0x0A { remaining -= 1 }
      offset += 1
    }
    var scalars = column - 1
    while offset < bytes.count, scalars > 0 {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      scalars -= 1
    }
    return offset
  }
}

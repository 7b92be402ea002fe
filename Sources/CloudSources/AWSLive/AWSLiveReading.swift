internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads answers: which things they list, what is left out and why, and which of them are incomplete.
struct AWSLiveReading {
  private(set) var things: [AWSLiveThing] = []
  private(set) var problems: [Diagnostic] = []
  /// The things that are left out, in the order met.
  private(set) var skipped: [(type: String, reason: String)] = []
  private(set) var remarks: [String] = []

  mutating func add(_ file: SourceFile) {
    do throws(InvalidInput) {
      let documents =
        SourceOutline(file).isJSON ? [try ForeignText.json(file)] : try ForeignText.documents(file)
      for document in documents { add(document, of: file) }
    } catch {
      problems += error.diagnostics
    }
  }

  private mutating func add(_ document: SyntaxNode, of file: SourceFile) {
    let name = Self.parts(of: file.name)
    for (key, value) in document.pairs {
      guard let key = key.text else { continue }
      if AWSAnswer.pageMarks.contains(key), !value.isNull, value.text != "" {
        remarks.append("\(name.file) is one page of several: the other pages are missing")
      }
      guard let lines = AWSAnswer.byTopKey[key] else { continue }
      if value.text != nil, !lines.contains(where: { $0.reason.isEmpty && $0.type == nil }) {
        remarks.append("\(name.file): '\(key)' is \(value.kindName), not a list: nothing is read from it")
        continue
      }
      for line in lines {
        for item in line.isAtTop ? [document] : AWSTranslation.nodes(at: line.path, in: document) {
          add(item, line, lines, name)
        }
      }
    }
  }

  private mutating func add(
    _ item: SyntaxNode, _ line: AWSAnswer, _ lines: [AWSAnswer],
    _ name: (file: String, folder: String, argument: String?)
  ) {
    if let mark = line.mark, item[mark] == nil {
      // Another line with the same key may be meant.
      let usual = lines.first(where: \.isUsual) ?? lines[0]
      if usual.mark == mark,
        !lines.contains(where: { other in other.mark.map { item[$0] != nil } ?? (item.text != nil) })
      {
        skip(line.type ?? line.topKey, because: "an item without '\(mark)'")
      }
      return
    }
    let isMeant = { (other: AWSAnswer) in other.path == line.path && other.mark.map { item[$0] != nil } ?? false }
    if line.mark == nil, lines.count > 1, lines.contains(where: isMeant) { return }
    guard let type = line.type else {
      if !line.reason.isEmpty { skip(line.topKey, because: line.reason) }
      return
    }
    guard let id = line.id.isEmpty ? item.text : AWSTranslation.text(line.id, in: item), !id.isEmpty else {
      skip(type, because: "an item without '\(line.id.isEmpty ? "text" : line.id)'")
      return
    }
    if let gone = line.gone, let state = AWSTranslation.text(gone.field, in: item), gone.states.contains(state) {
      skip(type, because: "gone or not in service: \(state)")
      return
    }
    var attributes = AWSTranslation.attributes(line.fields, of: item)
    if let attribute = line.argument, let argument = name.argument { attributes.append((attribute, .text(argument))) }
    var thing = AWSLiveThing(
      type: type, id: id, names: [], title: AWSTranslation.nameTag(of: item), attributes: attributes, file: name.file,
      folder: name.folder, place: item.place, isOnlyIfUsed: line.isOnlyIfUsed, isGlobal: line.isGlobal)
    switch line.name {
    case .id: thing.names = [id]
    case .field(let field): thing.names = [Self.withoutDot(AWSTranslation.text(field, in: item) ?? id)]
    case .end(let field):
      thing.names = [Self.end(of: field.isEmpty ? id : AWSTranslation.text(field, in: item) ?? id)]
    }
    if case .id = line.name {} else { thing.isNamed = true }
    if line.id.isEmpty, thing["name"] == nil { thing.set("name", thing.names[0]) }
    thing.region = Self.region(of: thing)
    things.append(thing)
  }

  private mutating func skip(_ type: String, because reason: String) { skipped.append((type, reason)) }

  // MARK: Names

  /// The name of a file in its folder, and the argument of the call in it: `checkout` in `elbv2-target-health.checkout.json`.
  static func parts(of path: String) -> (file: String, folder: String, argument: String?) {
    let slash = path.lastIndex(of: "/")
    let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let folder = slash.map { String(path[..<$0]) } ?? ""
    let parts = file.split(separator: ".", omittingEmptySubsequences: false)
    return (file, folder, parts.count > 2 ? parts[1..<(parts.count - 1)].joined(separator: ".") : nil)
  }

  /// The last part of an ARN or URL.
  static func end(of text: String) -> String {
    if let slash = text.lastIndex(of: "/"), slash < text.index(before: text.endIndex) {
      return String(text[text.index(after: slash)...])
    }
    guard text.hasPrefix("arn:"), let colon = text.lastIndex(of: ":") else { return text }
    let end = text[text.index(after: colon)...]
    return end.isEmpty ? text : String(end)
  }

  private static func withoutDot(_ name: String) -> String {
    let name = name.hasSuffix(".") ? String(name.dropLast()) : name
    return name.hasPrefix("\\052") ? "*" + name.dropFirst(4) : name
  }

  /// The region in a thing's ARN or zone.
  private static func region(of thing: AWSLiveThing) -> String? {
    if thing.isGlobal { return nil }
    if let zone = thing.text("availability_zone"), let region = CloudMeaning.region(ofZone: zone) { return region }
    for text in [thing.text("arn"), thing.id].compactMap(\.self) where text.hasPrefix("arn:") {
      let parts = text.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
      if parts.count > 4, parts[3].contains("-"),
        parts[3].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
      {
        return String(parts[3])
      }
    }
    return nil
  }
}

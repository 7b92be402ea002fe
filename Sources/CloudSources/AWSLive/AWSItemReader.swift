internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads answers: which items they list, what is left out and why, and which of them are incomplete.
struct AWSItemReader {
  private(set) var items: [AWSItem] = []
  private(set) var problems: [Diagnostic] = []
  /// The items that are left out, in the order met.
  private(set) var skipped: [(type: String, reason: String)] = []
  private(set) var remarks: [String] = []
  /// By folder the account that its credentials belong to.
  private(set) var identities: [String: String] = [:]

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
    if document["UserId"]?.text != nil, let account = document["Account"]?.text, account.allSatisfy(\.isNumber) {
      identities[name.folder] = account
    }
    for (key, value) in document.pairs {
      guard let key = key.text else { continue }
      if AWSAnswer.pageMarks.contains(key), !value.isNull, value.text != "" {
        remarks.append("\(name.file) is one page of several: the other pages are missing")
      }
      guard let lines = AWSAnswer.byTopKey[key] else { continue }
      if value.text != nil, !lines.contains(where: { $0.isAtTop || ($0.reason.isEmpty && $0.type == nil) }) {
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
    _ node: SyntaxNode, _ line: AWSAnswer, _ lines: [AWSAnswer],
    _ name: (file: String, folder: String, argument: String?)
  ) {
    if let mark = line.mark, node[mark] == nil {
      // Another line with the same key may be meant.
      let isFirst = lines[0].mark == mark
      if isFirst, !lines.contains(where: { other in other.mark.map { node[$0] != nil } ?? (node.text != nil) }) {
        skip(line.type ?? line.topKey, because: "an item without '\(mark)'")
      }
      return
    }
    let isMeant = { (other: AWSAnswer) in other.path == line.path && other.mark.map { node[$0] != nil } ?? false }
    if line.mark == nil, lines.count > 1, lines.contains(where: isMeant) { return }
    guard let type = line.type else {
      if !line.reason.isEmpty { skip(line.topKey, because: line.reason) }
      return
    }
    guard let id = line.id.isEmpty ? node.text : AWSTranslation.text(line.id, in: node), !id.isEmpty else {
      skip(type, because: "an item without '\(line.id.isEmpty ? "text" : line.id)'")
      return
    }
    if let gone = line.gone, let state = AWSTranslation.text(gone.field, in: node), gone.states.contains(state) {
      skip(type, because: "gone or not in service: \(state)")
      return
    }
    var attributes = AWSTranslation.attributes(line.fields, of: node)
    if let down = line.down, let state = AWSTranslation.text(down.field, in: node), down.states.contains(state) {
      attributes.append((AWSItem.notServing, .text("true")))
    }
    if let attribute = line.argument, let argument = name.argument { attributes.append((attribute, .text(argument))) }
    var item = AWSItem(
      type: type, id: id, names: [], title: AWSTranslation.nameTag(of: node), attributes: attributes, file: name.file,
      folder: name.folder, place: node.place, isOnlyIfUsed: line.isOnlyIfUsed, isGlobal: line.isGlobal)
    switch line.name {
    case .id: item.names = [id]
    case .field(let field): item.names = [Self.withoutDot(AWSTranslation.text(field, in: node) ?? id)]
    case .end(let field):
      item.names = [Self.end(of: field.isEmpty ? id : AWSTranslation.text(field, in: node) ?? id)]
    }
    if case .id = line.name {} else { item.isNamed = true }
    if line.id.isEmpty, item["name"] == nil { item.set("name", item.names[0]) }
    item.region = Self.region(of: item)
    items.append(item)
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

  /// The region in an item's ARN or zone.
  private static func region(of item: AWSItem) -> String? {
    if item.isGlobal { return nil }
    if let zone = item.text("availability_zone"), let region = CloudMeaning.region(ofZone: zone) { return region }
    for text in [item.text("arn"), item.id].compactMap(\.self) where text.hasPrefix("arn:") {
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

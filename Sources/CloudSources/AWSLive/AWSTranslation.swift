internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Turns an item of an answer into attributes in Terraform's names, as its line of the table says.
enum AWSTranslation {
  typealias Pairs = [(key: String, value: CloudValue)]

  /// The values at a path of keys, through lists at any step; `*` is any key.
  static func nodes(at path: some Sequence<String>, in node: SyntaxNode) -> [SyntaxNode] {
    var found = [node]
    for key in path {
      found = found.flatMap(\.itemsOrSelf).flatMap { key == "*" ? $0.pairs.map(\.value) : [$0[key]].compactMap(\.self) }
    }
    return found.flatMap(\.itemsOrSelf)
  }

  /// The first text at a path with dots; of an item that is a text, the item.
  static func text(_ path: String, in item: SyntaxNode) -> String? {
    nodes(at: path.split(separator: ".").map(String.init), in: item).lazy.compactMap(\.text).first { !$0.isEmpty }
  }

  static func attributes(_ fields: [AWSField], of item: SyntaxNode) -> Pairs {
    var pairs: Pairs = []
    for field in fields {
      if let value = value(field, of: item) { insert(value, at: field.attribute[...], into: &pairs) }
    }
    return pairs
  }

  private static func value(_ field: AWSField, of item: SyntaxNode) -> CloudValue? {
    let found = nodes(at: field.path, in: item)
    func first() -> String? { found.lazy.compactMap(\.text).first { !$0.isEmpty } }
    switch field.form {
    case .value: return first().map(CloudValue.text)
    case .host: return first().map { .text($0.hasSuffix(".") ? String($0.dropLast()) : $0) }
    case .flag(let text): return first().map { .text($0 == text ? "true" : "false") }
    case .list:
      let texts = found.compactMap(\.text).filter { !$0.isEmpty }
      return texts.isEmpty ? nil : .list(texts.map(CloudValue.text))
    case .commas:
      let texts = first()?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
      return texts.isEmpty ? nil : .list(texts.map(CloudValue.text))
    case .whole: return found.first.map(whole)
    case .json: return found.isEmpty ? nil : .text("[" + found.map(json).joined(separator: ",") + "]")
    case .blocks(let fields):
      let blocks = found.map { attributes(fields, of: $0) }.filter { !$0.isEmpty }
      return blocks.isEmpty ? nil : .list(blocks.map(CloudValue.map))
    }
  }

  private static func insert(_ value: CloudValue, at path: ArraySlice<String>, into pairs: inout Pairs) {
    guard let key = path.first else { return }
    let position = pairs.firstIndex { $0.key == key }
    guard path.count > 1 else {
      if position == nil { pairs.append((key, value)) }
      return
    }
    var inner = position.map { pairs[$0].value.pairs } ?? []
    insert(value, at: path.dropFirst(), into: &inner)
    if let position { pairs[position].value = .map(inner) } else { pairs.append((key, .map(inner))) }
  }

  /// A value with all its parts, their own names kept.
  static func whole(_ node: SyntaxNode) -> CloudValue {
    switch node.content {
    case .null: .null
    case .scalar(let text): .text(text)
    case .sequence(let items): .list(items.map(whole))
    case .mapping(let pairs): .map(pairs.map { ($0.key.text ?? "", whole($0.value)) })
    }
  }

  private static func json(_ node: SyntaxNode) -> String {
    switch node.content {
    case .null: "null"
    case .scalar(let text): quoted(text)
    case .sequence(let items): "[" + items.map(json).joined(separator: ",") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { quoted($0.key.text ?? "") + ":" + json($0.value) }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\u{0}"..<" ": quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The `Name` tag of an item, in any of the forms that services write tags in.
  static func nameTag(of item: SyntaxNode) -> String? {
    for key in ["Tags", "TagList", "tags", "TagSet"] {
      guard let tags = item[key] else { continue }
      if let name = tags["Name"]?.text { return name }
      for tag in tags.items where (tag["Key"] ?? tag["key"])?.text == "Name" {
        return (tag["Value"] ?? tag["value"])?.text
      }
    }
    return nil
  }
}

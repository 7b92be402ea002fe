internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Texts that are put together, taken apart, and read from secrets.
extension CloudFormationStack {
  /// The attribute of a secret or parameter whose value is read when the stack is made: `{{resolve:…}}`.
  static let dynamicReference = CloudResource.dynamicReferences

  /// A text as it is written.
  func read(_ text: String) -> CloudValue {
    let parts = resolved([.text(text)])
    return parts.count == 1 ? parts[0] : .joined(parts)
  }

  func substituted(_ node: SyntaxNode, _ bindings: Bindings) -> CloudValue {
    let text = node.text ?? node.items.first?.text ?? ""
    let own = Self.index(node.items.count > 1 ? node.items[1] : nil)
    var ownValues: [String: CloudValue] = [:]
    var parts: [CloudValue] = []
    var rest = bound(text, bindings.filter { own[$0.key] == nil })[...]
    while let start = rest.firstRange(of: "${") {
      parts.append(.text(String(rest[..<start.lowerBound])))
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
      let name = rest[start.upperBound..<end].filter { $0 != " " }
      rest = rest[rest.index(after: end)...]
      if name.hasPrefix("!") {
        parts.append(.text("${\(name.dropFirst())}"))
      } else if let value = own[name] {
        let known = ownValues[name] ?? evaluate(value, bindings) ?? .null
        ownValues[name] = known
        parts.append(known)
      } else {
        let isAttribute = name.contains(".") && !name.hasPrefix("AWS::")
        let value = isAttribute ? attribute(name, at: node.place) : ref(name, bindings, at: node.place)
        parts.append(value ?? .null)
      }
    }
    parts.append(.text(String(rest)))
    return joined(parts, by: "", at: node.place)
  }

  private static let plainAttributes: Set<String> = ["port", "availability_zone", "cidr_block"]

  func joined(_ parts: [CloudValue], by separator: String, at place: Place) -> CloudValue {
    var flat: [CloudValue] = []
    for (index, part) in parts.enumerated() {
      if index > 0, !separator.isEmpty { flat.append(.text(separator)) }
      switch part {
      case .joined(let inner): flat += inner
      case .reference(let reference) where Self.plainAttributes.contains(reference.attribute): flat.append(.unknown)
      default: flat.append(part)
      }
    }
    let length = flat.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) }
    guard set.spend(flat.count + length / 8, at: place) else { return .unknown }
    flat = resolved(Self.united(flat))
    // A text of nothing but one value is that value.
    return flat.count == 1 ? flat[0] : flat.isEmpty ? .text("") : .joined(flat)
  }

  /// Parts with texts beside each other as one, and without those of no sign.
  private static func united(_ parts: [CloudValue]) -> [CloudValue] {
    var found: [CloudValue] = []
    var text = ""
    for part in parts {
      if let more = part.text {
        text += more
      } else {
        if !text.isEmpty { found.append(.text(text)) }
        text = ""
        found.append(part)
      }
    }
    return text.isEmpty ? found : found + [.text(text)]
  }

  /// The pieces between the separators, each with the references in it.
  func split(_ value: CloudValue, by separator: String, at place: Place) -> CloudValue {
    let parts: [CloudValue]
    switch value {
    case .text: parts = [value]
    case .joined(let inner): parts = inner
    // Where the separators are in what a resource says of itself is not known.
    default: return value
    }
    var pieces: [[CloudValue]] = [[]]
    for part in parts {
      guard let text = part.text else {
        pieces[pieces.count - 1].append(part)
        continue
      }
      for (index, piece) in text.split(separator: separator, omittingEmptySubsequences: false).enumerated() {
        if index > 0 { pieces.append([]) }
        pieces[pieces.count - 1].append(.text(String(piece)))
      }
    }
    guard set.spend(pieces.count, at: place) else { return .unknown }
    return .list(
      pieces.map { piece in
        let piece = Self.united(piece)
        return piece.count == 1 ? piece[0] : piece.isEmpty ? .text("") : .joined(piece)
      })
  }

  // MARK: What is read from secrets and parameters

  /// Parts of a text with `{{resolve:…}}` replaced: by a reference to the secret or parameter that a template here makes, or by
  /// nothing known.
  private func resolved(_ parts: [CloudValue]) -> [CloudValue] {
    let start = "{{resolve:"
    guard
      parts.contains(where: { $0.text?.utf8.contains(UInt8(ascii: "{")) == true && $0.text?.contains(start) == true })
    else { return parts }
    var found: [CloudValue] = []
    var open: [CloudValue]?
    for part in parts {
      guard let text = part.text else {
        if open == nil { found.append(part) } else { open?.append(part) }
        continue
      }
      var rest = text[...]
      while !rest.isEmpty {
        if let inner = open {
          guard let end = rest.firstRange(of: "}}") else {
            open?.append(.text(String(rest)))
            break
          }
          found.append(source(inner + [.text(String(rest[..<end.lowerBound]))]))
          open = nil
          rest = rest[end.upperBound...]
        } else if let next = rest.firstRange(of: start) {
          if next.lowerBound > rest.startIndex { found.append(.text(String(rest[..<next.lowerBound]))) }
          open = []
          rest = rest[next.upperBound...]
        } else {
          found.append(.text(String(rest)))
          break
        }
      }
    }
    // It may be closed by what it is joined with.
    return open == nil ? found : parts
  }

  /// The text between `{{resolve:` and `}}`.
  private func source(_ parts: [CloudValue]) -> CloudValue {
    for case .reference(var reference) in parts {
      reference.attribute = Self.dynamicReference
      return .reference(reference)
    }
    let text = parts.compactMap(\.text).joined(separator: "*")
    let words = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard words.count > 1 else { return .unknown }
    // An ARN has colons of its own; its name ends with six signs that the service adds.
    let name = words[1] == "arn" && words.count > 7 ? String(words[7].dropLast(7)) : words[1]
    if let id = set.secret(words[0] == "secretsmanager", name, for: self) {
      return .reference(CloudReference([id], attribute: Self.dynamicReference))
    }
    set.readsElsewhere(words[0], name)
    return .unknown
  }
}

internal import ModelFormats
internal import SourceReading

/// `Fn::ForEach`: entries that are written once and made several times.
extension CloudFormationStack {
  private static let loop = "Fn::ForEach::"

  /// Whether a key starts a loop.
  static func isLoop(_ key: String) -> Bool { key.hasPrefix(loop) }

  /// The entries of a section, those of loops expanded.
  func expand(_ section: SyntaxNode?, _ bindings: Bindings, _ body: (String, SyntaxNode, Bindings) -> Void) {
    for (key, value) in section?.pairs ?? [] {
      guard let key = key.text else { continue }
      if Self.isLoop(key) {
        forEach(String(key.dropFirst(Self.loop.count)), value, bindings) { inner, template in
          expand(template, inner, body)
        }
      } else {
        body(bound(key, bindings), value, bindings)
      }
    }
  }

  private func forEach(
    _ loop: String, _ node: SyntaxNode, _ bindings: Bindings, _ body: (Bindings, SyntaxNode) -> Void
  ) {
    let parts = node.items
    func leaveOut(_ reason: String) {
      let name = ForeignName.quoted(loop, or: "without a plain name", signs: "")
      set.remark("\(ImportDraft.fileName(file)): the loop \(name) \(reason): what it makes is not in the model")
    }
    guard parts.count == 3, let name = parts[0].text, case .mapping = parts[2].content else {
      return leaveOut("is not a name, a list and what to repeat")
    }
    guard bindings.count < 5 else { return leaveOut("is nested more than five deep") }
    guard let collection = evaluate(parts[1], bindings) else { return leaveOut("has no list") }
    var texts: [String] = []
    for item in collection.items.flatMap(\.items) {
      guard let text = item.text else { return leaveOut("runs over unknown values") }
      texts.append(text)
    }
    // A parameter of one text may hold a list.
    if case .text(let text) = collection { texts = text.split(separator: ",").map { String($0.drop { $0 == " " }) } }
    for text in texts {
      guard set.pass(at: node.place) else { return }
      var inner = bindings
      inner[name] = text
      body(inner, parts[2])
    }
  }

  /// A name with the names of loops in it replaced: `Queue${Name}`, or `Queue&{Name}` for letters and digits only.
  func bound(_ text: String, _ bindings: Bindings) -> String {
    guard !bindings.isEmpty, text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var result = ""
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{") {
      let sign = brace > rest.startIndex ? rest[rest.index(before: brace)] : " "
      guard sign == "$" || sign == "&", let end = rest[brace...].prefix(256).firstIndex(of: "}"),
        let value = bindings[String(rest[rest.index(after: brace)..<end])]
      else {
        result += rest[...brace]
        rest = rest[rest.index(after: brace)...]
        continue
      }
      result += rest[..<rest.index(before: brace)]
      result += sign == "$" ? value : value.filter { $0.isLetter || $0.isNumber }
      rest = rest[rest.index(after: end)...]
      guard set.spend(value.utf8.count / 8, at: document.place) else { return text }
    }
    return result + rest
  }
}

/// The address of a resource, taken apart: `module.site["a"].data.aws_vpc.main[0]`.
struct TerraformAddress: Hashable {
  /// A key of `count` or `for_each`, as written in brackets: `0`, `"a"`.
  typealias Key = String

  struct Step: Hashable {
    var name: String
    var key: Key?
  }

  /// The modules from the root on.
  var modules: [Step] = []
  var isData = false
  var type: String
  var name: String
  var key: Key?
  /// The text after the resource in a reference: `.arn`, `.zone`.
  var rest: [String] = []

  /// The parts of a dotted text, keys in brackets with the part they follow: `a["x.y"].b` gives `a` with `"x.y"`, and `b`.
  static func parts(of text: some StringProtocol) -> [Step] {
    var parts: [Step] = []
    var name = ""
    var key: String?
    let bytes = text.utf8
    var position = bytes.startIndex
    var start = position
    func finish() {
      name += text[start..<position]
      if !name.isEmpty || key != nil { parts.append(Step(name: name, key: key)) }
      name = ""
      key = nil
    }
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "."):
        finish()
        bytes.formIndex(after: &position)
        start = position
      case UInt8(ascii: "["):
        name += text[start..<position]
        bytes.formIndex(after: &position)
        let end = end(ofKeyAt: position, in: bytes)
        // Only the first brackets behind a name are a key; further ones are within the value.
        if key == nil { key = String(text[position..<end]) }
        position = end
        if position < bytes.endIndex { bytes.formIndex(after: &position) }
        start = position
      default: bytes.formIndex(after: &position)
      }
    }
    finish()
    return parts
  }

  /// Where the bracket is that ends a key: behind its quotes.
  private static func end<Bytes: Collection<UInt8>>(ofKeyAt start: Bytes.Index, in bytes: Bytes) -> Bytes.Index {
    var position = start
    var isQuoted = false
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "]") where !isQuoted: return position
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "\\") where isQuoted:
        bytes.formIndex(after: &position)
        if position == bytes.endIndex { return position }
      default: break
      }
      bytes.formIndex(after: &position)
    }
    return position
  }

  /// The address in a text; `nil` where it is none of a resource.
  init?(_ text: some StringProtocol) {
    var parts = Self.parts(of: text)[...]
    while parts.first?.name == "module", parts.count >= 2 {
      parts = parts.dropFirst()
      modules.append(parts.removeFirst())
    }
    if parts.first?.name == "data" {
      isData = true
      parts = parts.dropFirst()
    }
    guard parts.count >= 2, parts[parts.startIndex].key == nil else { return nil }
    type = parts.removeFirst().name
    guard !["var", "local", "each", "count", "path", "terraform", "self", "module", "output"].contains(type) else {
      return nil
    }
    let last = parts.removeFirst()
    name = last.name
    key = last.key
    rest = parts.map(\.name)
  }

  /// Whether it is an output of another state.
  var isRemoteState: Bool { isData && type == "terraform_remote_state" && rest.first == "outputs" }

  /// The address without any key: what configuration, graphs and dependencies name.
  var configuration: String {
    var text = ""
    for module in modules {
      text += "module."
      text += module.name
      text += "."
    }
    addDeclaration(to: &text)
    return text
  }

  /// The address with the keys of modules, without the resource's own.
  var withoutKey: String {
    var text = modulePrefix
    addDeclaration(to: &text)
    return text
  }

  private func addDeclaration(to text: inout String) {
    if isData { text += "data." }
    text += type
    text += "."
    text += name
  }

  /// The prefix of the module's instance, with keys.
  var modulePrefix: String { Self.prefix(of: modules) }

  static func prefix(of modules: some Sequence<Step>) -> String {
    var text = ""
    for module in modules {
      text += "module."
      text += module.name
      if let key = module.key { text += "[\(key)]" }
      text += "."
    }
    return text
  }

  /// The whole address, with all keys.
  var full: String { withoutKey + (key.map { "[\($0)]" } ?? "") }

  /// Whether the modules that are named alike from the root on have the same keys.
  func sharesModules(with other: TerraformAddress) -> Bool {
    for (module, another) in zip(modules, other.modules) {
      guard module.name == another.name else { return true }
      if module.key != another.key { return false }
    }
    return true
  }
}

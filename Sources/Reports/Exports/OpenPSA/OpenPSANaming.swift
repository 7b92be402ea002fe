internal import DependencyModel

/// Names that the format takes, for components and gates: an id that is legal stays, another gets a number.
///
/// Legal are ASCII letters, digits, `_` and single dashes within, a letter or `_` first: what every tool takes.
struct OpenPSANaming {
  private let model: Model
  private var componentNames: [String] = []
  private var used: Set<String> = []

  init(_ model: Model) {
    self.model = model
    for component in model.components where Self.isLegal(component.id.text) { used.insert(component.id.text) }
    for (position, component) in model.components.enumerated() {
      componentNames.append(Self.isLegal(component.id.text) ? component.id.text : unused("c\(position + 1)"))
    }
  }

  static func isLegal(_ name: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { ("a"..."z").contains(Unicode.Scalar(byte | 0x20)) || byte == 0x5F }
    let bytes = Array(name.utf8)
    guard let first = bytes.first, isLetter(first), bytes.last != UInt8(ascii: "-") else { return false }
    for (position, byte) in bytes.enumerated() {
      let isDash = byte == UInt8(ascii: "-")
      guard isDash || isLetter(byte) || ("0"..."9").contains(Unicode.Scalar(byte)) else { return false }
      if isDash, bytes[position + 1] == byte { return false }
    }
    return true
  }

  /// The name of a component, which is that of its event.
  func name(of component: ComponentIndex) -> String { componentNames[component.position] }

  /// The user's name for a component, if it is more than its name here.
  func label(of component: ComponentIndex) -> String? {
    let component = model.components[component]
    if Self.isLegal(component.id.text) { return component.name }
    return component.name.map { "\(component.id.text): \($0)" } ?? component.id.text
  }

  /// A name for the gate of a component at a level: the component's own where no event has it.
  mutating func gateName(of component: ComponentIndex, _ level: Level, hasEvent: Bool, isFirst: Bool) -> String {
    let name = componentNames[component.position]
    if !hasEvent, level == .down, isFirst { return name }
    return unused("\(name)-\(level.name)")
  }

  /// A name that nothing has yet, with a number where need be.
  mutating func unused(_ wanted: String) -> String {
    var name = wanted
    var number = 1
    while !used.insert(name).inserted {
      number += 1
      name = "\(wanted)-\(number)"
    }
    return name
  }

  /// The text as a legal name, everything else as dashes; `fallback` where nothing is left.
  static func legal(_ text: String, fallback: String) -> String {
    let words = text.unicodeScalars.split { scalar in
      !(("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_")
    }
    let name = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: "-")
    return isLegal(name) ? name : fallback
  }
}

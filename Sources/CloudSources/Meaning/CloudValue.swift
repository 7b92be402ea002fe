internal import SourceReading

/// A value of a resource's attribute, whichever source it was read from: known, not known yet, or that of another resource.
indirect enum CloudValue: Sendable {
  case null
  /// Known only when the resource exists.
  case unknown
  /// Text, and numbers and truth values as text.
  case text(String)
  case list([CloudValue])
  /// In the order written.
  case map([(key: String, value: CloudValue)])
  /// A value that another resource has.
  case reference(CloudReference)
  /// A text that other values are part of.
  case joined([CloudValue])

  /// The value of a key of a map.
  subscript(key: String) -> CloudValue? {
    guard case .map(let pairs) = self else { return nil }
    return pairs.first { $0.key == key }?.value
  }

  /// The text of a known scalar.
  var text: String? { if case .text(let text) = self { text } else { nil } }
  /// A known truth value.
  var bool: Bool? { text == "true" || text == "1" ? true : text == "false" || text == "0" ? false : nil }
  /// A known whole number.
  var int: Int? { text.flatMap { Int($0) } }
  /// The items of a list, or a single value; none of nothing.
  var items: [CloudValue] {
    switch self {
    case .list(let items): items
    case .null: []
    default: [self]
    }
  }
  /// The entries of a map.
  var pairs: [(key: String, value: CloudValue)] { if case .map(let pairs) = self { pairs } else { [] } }
  /// Whether nothing is here.
  var isNull: Bool { if case .null = self { true } else { false } }

  /// The values at a path of keys with dots between them, through lists at any step: `network_configuration.subnets`.
  func values(at path: String) -> [CloudValue] {
    if case .map(let pairs) = self, !path.includes(sign: ".") {
      switch pairs.first(where: { $0.key == path })?.value {
      case nil, .null?: return []
      case .list(let items)?: return items.contains { $0.isNull } ? items.filter { !$0.isNull } : items
      case let value?: return [value]
      }
    }
    var found: [CloudValue] = []
    collect(path[...], into: &found)
    return found
  }

  private func collect(_ path: Substring, into found: inout [CloudValue]) {
    switch self {
    case .list(let items):
      for item in items { item.collectOne(path, into: &found) }
    default: collectOne(path, into: &found)
    }
  }

  /// The same for a value that is not a list, or for an item of one.
  private func collectOne(_ path: Substring, into found: inout [CloudValue]) {
    if path.isEmpty {
      if !isNull { found.append(self) }
      return
    }
    guard case .map(let pairs) = self else { return }
    let end = path.utf8.firstIndex(of: UInt8(ascii: ".")) ?? path.endIndex
    let key = path[..<end]
    guard let pair = pairs.first(where: { $0.key == key }) else { return }
    pair.value.collect(end == path.endIndex ? "" : path[path.utf8.index(after: end)...], into: &found)
  }

  /// The first known text at a path.
  func text(at path: String) -> String? {
    // One key of a map is the usual case.
    if case .map(let pairs) = self, !path.utf8.contains(UInt8(ascii: ".")) {
      switch pairs.first(where: { $0.key == path })?.value {
      case .text(let text)?: return text
      case .list(let items)?: return items.lazy.compactMap(\.text).first
      default: return nil
      }
    }
    return values(at: path).lazy.compactMap(\.text).first
  }
  /// The first known truth value at a path.
  func bool(at path: String) -> Bool? { values(at: path).lazy.compactMap(\.bool).first }
  /// The first known whole number at a path.
  func int(at path: String) -> Int? { values(at: path).lazy.compactMap(\.int).first }

  /// Every leaf at any depth with the path to it, in the order written.
  func forEachLeaf(_ path: String = "", _ body: (_ path: String, _ leaf: CloudValue) -> Void) {
    switch self {
    case .null: break
    case .unknown, .text, .reference: body(path, self)
    case .list(let items), .joined(let items): for item in items { item.forEachLeaf(path, body) }
    case .map(let pairs):
      for pair in pairs { pair.value.forEachLeaf(path.isEmpty ? pair.key : path + "." + pair.key, body) }
    }
  }
}

/// A value that other resources have.
struct CloudReference: Sendable {
  /// The ids of the resources: one, all instances of one declaration, or those among which the source does not choose.
  var resources: [String]
  /// The attribute that is read, such as `id` or `availability_zone`; empty where the whole resource is meant.
  var attribute: String
  /// Whether one of several is meant, and the source does not say which.
  var isAmbiguous = false
  /// The expression whose value no file has, with no resources.
  var expression: String?

  init(_ resources: [String], attribute: String = "", isAmbiguous: Bool = false) {
    self.resources = resources
    self.attribute = attribute
    self.isAmbiguous = isAmbiguous
  }

  /// A reference that leads out of the files.
  init(expression: String) {
    self.init([])
    self.expression = expression
  }
}

public import DependencyModel

/// The result of reading a YAML or JSON text.
public struct SyntaxReading: Sendable {
  /// The document, as far as it could be read; `nil` if there is none or its syntax is wrong.
  public let document: SyntaxNode?
  /// The problems, in the order of the text; the document is usable only if this is empty.
  public let diagnostics: [Diagnostic]

  /// The result of reading, with its diagnostics.
  public init(document: SyntaxNode?, diagnostics: [Diagnostic]) {
    self.document = document
    self.diagnostics = diagnostics
  }
}

/// How much is read from one file, so that no input can exhaust time, memory or the stack.
public struct SyntaxLimits: Sendable {
  /// The most bytes of a YAML file.
  public var yamlBytes = 20_000_000
  /// The most values and keys written in a YAML file.
  public var yamlNodes = 1_500_000
  /// The most bytes of one line of a JSON file.
  public var jsonLineBytes = 64 << 20
  /// The most bytes of one scalar.
  public var scalarBytes = 1 << 20
  /// The most diagnostics that are kept; reading goes on without adding more.
  public var diagnostics = 1_000
  /// The most levels of lists and mappings in each other. Not a setting: it bounds the recursion of all who walk a tree.
  public static let nesting = 100

  /// The usual limits.
  public init() {}
}

/// Thrown inside a reader after a diagnostic that leaves nothing to go on with.
struct ReadingStopped: Error {}

/// The keys of one mapping, to find those that appear twice.
struct KnownKeys {
  /// The positions of the entries by key, once there are many.
  private var positions: [String: Int] = [:]

  /// The position of `key` in `entries`, if it is there; otherwise it has to become the next entry.
  mutating func position(of key: String, in entries: [(key: SyntaxNode, value: SyntaxNode)]) -> Int? {
    // Most mappings are small: comparing beats hashing, and costs no memory.
    if entries.count < 8 { return entries.firstIndex { $0.key.text == key } }
    if positions.isEmpty {
      for (position, entry) in entries.enumerated() { positions[entry.key.text ?? ""] = position }
    }
    if let known = positions[key] { return known }
    positions[key] = entries.count
    return nil
  }
}

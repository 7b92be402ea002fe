/// A form in which a diagram can be written.
public enum PictureFormat: String, Sendable, CaseIterable {
  /// Graphviz's own text; needs no layout.
  case dot
  case svg
  case png
  case pdf
  /// A Mermaid flowchart; needs no layout.
  case mermaid
  /// The text of D2; needs no layout.
  case d2

  /// The format of a file by the part of its name after the last dot, upper or lower case: `dot` (or `gv`), `svg`, `png`,
  /// `pdf`, `mmd` (or `mermaid`) or `d2`.
  public init?(fileEnding: some StringProtocol) {
    switch fileEnding.lowercased() {
    case "gv": self = .dot
    case "mmd": self = .mermaid
    case let ending: self.init(rawValue: ending)
    }
  }

  /// The format of a file by its name; `nil` where it has no known ending.
  public init?(fileName: some StringProtocol) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    self.init(fileEnding: fileName[fileName.index(after: dot)...])
  }

  /// Whether it is text that is written without a layout.
  var isText: Bool { self == .dot || self == .mermaid || self == .d2 }

  /// Whether the picture holds drawn text, for which the machine must have a font; an SVG's viewer brings its own.
  var needsFont: Bool { self == .png || self == .pdf }
}

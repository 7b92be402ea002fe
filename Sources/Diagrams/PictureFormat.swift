/// A form in which a diagram can be written.
public enum PictureFormat: String, Sendable, CaseIterable {
  /// Graphviz's own text; needs no layout.
  case dot
  case svg
  case png
  case pdf

  /// The format of a file by the part of its name after the last dot, upper or lower case: `dot` (or `gv`), `svg`, `png`
  /// or `pdf`.
  public init?(fileEnding: some StringProtocol) {
    let ending = fileEnding.lowercased()
    self.init(rawValue: ending == "gv" ? "dot" : ending)
  }

  /// The format of a file by its name; `nil` where it has no known ending.
  public init?(fileName: some StringProtocol) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    self.init(fileEnding: fileName[fileName.index(after: dot)...])
  }

  /// Whether the picture holds drawn text, for which the machine must have a font; an SVG's viewer brings its own.
  var needsFont: Bool { self == .png || self == .pdf }
}

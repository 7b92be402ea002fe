public import DependencyModel

/// Where the keys of components are written, which a model does not keep: found again in the texts that it was read from.
public struct StatedPlaces {
  private let sources: SourceTexts
  /// Per file, the entries by the place of their ids: each with the places of its keys.
  private var files: [String: [Place: [String: Place]]] = [:]

  /// Finds places in the texts of a model.
  public init(_ sources: SourceTexts) { self.sources = sources }

  /// The places of the keys that are written in the entry of a component, by key. There are none for a component of a
  /// source, and none for keys that another entry amends.
  ///
  /// - Complexity: linear in the file, once per file.
  public mutating func keys(of component: Component) -> [String: Place] {
    guard let place = component.place else { return [:] }
    if files[place.file] == nil { files[place.file] = Self.entries(of: place.file, sources) }
    return files[place.file]?[place] ?? [:]
  }

  private static func entries(of file: String, _ sources: SourceTexts) -> [Place: [String: Place]] {
    guard let bytes = sources.text(of: file), let document = DocumentSyntax.read(bytes, file: file).reading.document,
      case .mapping(let sections) = document.content
    else { return [:] }
    var entries: [Place: [String: Place]] = [:]
    for (key, value) in sections where ["domains", "components"].contains(key.text) { add(value, to: &entries) }
    return entries
  }

  private static func add(_ section: SyntaxNode, to entries: inout [Place: [String: Place]]) {
    guard case .mapping(let pairs) = section.content else { return }
    for (id, body) in pairs {
      guard case .mapping(let keys) = body.content else { continue }
      for (key, value) in keys {
        if let text = key.text { entries[id.place, default: [:]][text] = key.place }
        if key.text == "domains" { add(value, to: &entries) }
      }
    }
  }
}

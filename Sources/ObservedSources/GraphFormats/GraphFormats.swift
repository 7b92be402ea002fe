package import ModelFormats

/// The formats of plain graphs.
package enum GraphFormats {
  /// The importer of each format, in the order in which a file is offered to them.
  ///
  /// - Parameter edges: the direction of the edges of all of them.
  package static func importers(edges: EdgeDirection) -> [any ModelImporter] {
    let isFlow = edges == .flow
    return [
      GraphMLImporter(isFlow: isFlow), DOTImporter(isFlow: isFlow), JSONLinesImporter(isFlow: isFlow),
      GEXFImporter(isFlow: isFlow), GMLImporter(isFlow: isFlow), JSONGraphImporter(isFlow: isFlow),
      CSVImporter(isFlow: isFlow),
    ]
  }
}

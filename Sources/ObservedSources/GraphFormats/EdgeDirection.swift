/// The direction of the edges of a plain graph.
public enum EdgeDirection: String, Sendable, CaseIterable {
  /// From what depends to what it depends on.
  case dependency
  /// From what is depended on to what depends: the direction in which data, power or failure flows.
  case flow
}

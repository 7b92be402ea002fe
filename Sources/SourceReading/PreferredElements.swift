extension Sequence {
  /// The elements that meet a condition, or all of them if none does: of the members of a group those that serve, because a
  /// member that is off, without replicas or at weight 0 is no spare for the others.
  package func preferred(where isPreferred: (Element) throws -> Bool) rethrows -> [Element] {
    let preferred = try filter(isPreferred)
    return preferred.isEmpty ? Array(self) : preferred
  }
}

internal import DependencyModel

extension NumberBasis {
  /// How a number is known, in a few words: `assumed`, `inferred, from the report`.
  var words: String {
    let parts = [confidence == .declared ? nil : confidence.rawValue, source.map { "from \($0)" }]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}

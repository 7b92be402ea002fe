internal import DependencyModel

extension CheckReader {
  /// A limit on what is lost or carried: `5%`, or `{ of: SELECTOR, atMost: 5% }`.
  mutating func loadLimit(
    _ measure: Check.LoadLimit.Measure, _ node: SyntaxNode, reader: inout ValueReader
  ) -> Check.LoadLimit? {
    var most = node
    var components: ComponentSelector?
    if case .mapping(let pairs) = node.content {
      reader.checkKeys(pairs, known: ["of", "atMost"], in: "'\(measure.rawValue)'")
      if let selector = pairs.first(where: { $0.key.text == "of" })?.value {
        guard let checked = checked(selector, reader: &reader) else { return nil }
        components = checked
      }
      guard let limit = pairs.first(where: { $0.key.text == "atMost" })?.value else {
        reader.collector.add(.checkForm("'\(measure.rawValue)' needs 'atMost'", at: node.place))
        return nil
      }
      most = limit
    }
    guard let percent = reader.percentage(most, atMost: measure == .lost ? Amount(100) : nil) else { return nil }
    // A check that can't fail looks like one that does.
    guard measure == .utilisation || percent < Amount(100) else {
      reader.collector.add(.checkForm("no more than 100% can be lost, so this always holds", at: most.place))
      return nil
    }
    return Check.LoadLimit(measure, of: components, atMost: percent)
  }
}

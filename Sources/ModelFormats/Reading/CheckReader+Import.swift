internal import DependencyModel

extension CheckReader {
  /// The limits that an import has to keep: `{ understood: 95%, relations: 80%, unresolved: 0 }`.
  func importLimits(_ node: SyntaxNode, reader: inout ValueReader) -> [ImportLimit]? {
    let pairs = reader.pairs(node, "'import'", expected: "a mapping such as { understood: 95%, relations: 80% }")
    reader.checkKeys(pairs, known: ImportLimit.keys, in: "'import'")
    var limits: [ImportLimit] = []
    var idle = 0
    for (key, value) in pairs {
      switch key.text {
      case "understood":
        guard let percent = reader.percentage(value) else { continue }
        limits.append(.understood(percent: percent))
        idle += percent == .zero ? 1 : 0
      case "relations":
        if value.text?.hasSuffix("%") == true {
          guard let percent = reader.percentage(value) else { continue }
          limits.append(.related(percent: percent))
          idle += percent == .zero ? 1 : 0
        } else if let number = reader.wholeNumber(value, "relations") {
          limits.append(.relations(number))
          idle += number == 0 ? 1 : 0
        }
      case "unresolved": if let most = reader.wholeNumber(value, "unresolved") { limits.append(.unresolved(most)) }
      case "ambiguous": if let most = reader.wholeNumber(value, "ambiguous") { limits.append(.ambiguous(most)) }
      case "incomplete": if let most = reader.wholeNumber(value, "incomplete") { limits.append(.incomplete(most)) }
      default: break
      }
    }
    guard !pairs.isEmpty, idle < pairs.count else {
      reader.collector.add(
        .checkForm(
          "this requires nothing of the import; state some of \(ImportLimit.keys.joined(separator: ", "))",
          at: node.place))
      return nil
    }
    return limits
  }
}

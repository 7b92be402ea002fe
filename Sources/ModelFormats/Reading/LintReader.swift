internal import DependencyModel

/// Reads `lint`: which built-in rules count, how much, and what is accepted. Whether a rule exists is not known here.
enum LintReader {
  /// The keys of `lint`.
  static let keys = ["rules", "suppress"]

  static func settings(_ node: SyntaxNode, reader: inout ValueReader) -> LintSettings {
    var settings = LintSettings()
    let pairs = reader.pairs(node, "'lint'", expected: "a mapping with rules and suppress")
    reader.checkKeys(pairs, known: keys, in: "'lint'")
    for (key, value) in pairs {
      switch key.text {
      case "rules":
        for (rule, setting) in reader.pairs(value, "'rules'", expected: "a mapping such as { orphan: off }") {
          if let setting = reader.choice(setting, "setting of a rule", of: LintSettings.Setting.self) {
            settings.rules.append(.init(rule.text ?? "", setting, at: rule.place))
          }
        }
      case "suppress": settings.suppressions += suppressions(value, reader: &reader)
      default: break
      }
    }
    return settings
  }

  private static func suppressions(_ node: SyntaxNode, reader: inout ValueReader) -> [LintSettings.Suppression] {
    let items: [SyntaxNode]
    switch node.content {
    case .sequence(let list): items = list
    case .mapping: items = [node]
    case .null: items = []
    case .scalar:
      reader.wrongType("'suppress'", "a list such as [{ rule: ID, component: ID, reason: TEXT }]", node)
      items = []
    }
    return items.compactMap { item in
      let pairs = reader.pairs(item, "a suppression")
      reader.checkKeys(pairs, known: ["rule", "component", "reason", "until"], in: "a suppression")
      var suppression = LintSettings.Suppression("", component: nil, reason: "", until: nil, at: item.place)
      for (key, value) in pairs {
        switch key.text {
        case "rule": suppression.rule = reader.text(value, "'rule'") ?? ""
        case "component": suppression.component = reader.selector(value)
        case "reason": suppression.reason = reader.text(value, "'reason'") ?? ""
        case "until": suppression.until = reader.date(value, "'until'")
        default: break
        }
      }
      guard !suppression.rule.isEmpty, !suppression.reason.isEmpty else {
        if case .mapping = item.content {
          reader.collector.add(.lintForm("a suppression needs a 'rule' and a 'reason'", at: item.place))
        }
        return nil
      }
      return suppression
    }
  }
}

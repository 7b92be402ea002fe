internal import DependencyModel

/// Reads requirements once every id is known: names, groups, globs, selectors and weights.
struct RequirementReader {
  private static let forms = ["on", "all", "any", "atLeast"]
  /// The most members that globs and selectors match in all groups together. Each becomes an edge of the graph.
  static let memberLimit = 30_000_000
  /// The most that globs and selectors may take together: about as many comparisons as a second allows for, and 160 MB of
  /// positions and ids.
  static let selectorLimits = SelectorMatcher.Limits(comparisons: 100_000_000, positions: 10_000_000)

  private static let keys = [
    "on", "all", "any", "atLeast", "of", "coverage", "commonCause", "tolerates", "units", "calls", "spread", "retries",
    "timeout",
    "held", "confidence", "source",
  ]

  let components: [Component]
  var matcher: SelectorMatcher
  /// The position of the component whose requirements are read.
  var owner = 0
  /// The matches of the selectors met so far: one list for all the groups that name one.
  private var matched: [ComponentSelector: MatchedComponents] = [:]
  private var memberCount = 0
  /// The common causes stated so far.
  private(set) var commonCauses = CommonCauseReader()

  init(_ components: [Component]) {
    self.components = components
    matcher = SelectorMatcher(components, limits: Self.selectorLimits)
  }

  /// Whether globs and selectors match more than they may: nothing that they match can be trusted from then on.
  var isOverLimit: Bool { memberCount > Self.memberLimit || matcher.isOverLimit }

  /// The requirements under a key such as `needs`: one, or a list of them.
  mutating func requirements(_ node: SyntaxNode, reader: inout ValueReader) -> [Requirement] {
    let found: [Requirement]
    switch node.content {
    case .null: return []
    case .sequence(let items): found = items.compactMap { requirement($0, &reader) }
    case .scalar, .mapping: found = requirement(node, &reader).map { [$0] } ?? []
    }
    guard let unit = components[owner].unitOfWork else { return found }
    for requirement in found {
      CallTermsReader.compare(unit, with: requirement, of: components[owner], components, matcher, &reader)
    }
    return found
  }

  /// A known id.
  mutating func component(_ node: SyntaxNode, reader: inout ValueReader) -> ComponentID? {
    guard let text = node.text else {
      reader.wrongType("a requirement", "an id", node)
      return nil
    }
    return isKnown(ComponentID(text), at: node.place, reader: &reader) ? ComponentID(text) : nil
  }

  /// Whether an id is one of the model; otherwise, and if it is the owner's own, it is reported.
  private func isKnown(_ id: ComponentID, at place: Place, reader: inout ValueReader) -> Bool {
    guard let index = matcher.index(of: id) else {
      reader.collector.add(unknown(id.text, at: place, &reader))
      return false
    }
    if index.position == owner { reader.collector.add(.selfRequirement(id.text, at: place)) }
    return true
  }

  /// Reports what is wrong in this model with a relation that an importer made.
  func check(_ relation: Component.Relation, reader: inout ValueReader) {
    check(relation.requirement, isDomain: relation.kind.traits.targets == .domains, reader: &reader)
  }

  private func check(_ requirement: Requirement, isDomain: Bool, reader: inout ValueReader) {
    switch requirement.target {
    case .component(let id):
      let place = requirement.place!
      _ = isDomain ? domain(id, at: place, reader: &reader) != nil : isKnown(id, at: place, reader: &reader)
    case .group(let group):
      for member in group.members { check(member.requirement, isDomain: false, reader: &reader) }
    }
  }

  /// A known domain.
  func domain(_ id: ComponentID, at place: Place, reader: inout ValueReader) -> ComponentID? {
    let index = matcher.index(of: id)
    if let index, components[index.position].isDomain { return id }
    let domains = components.lazy.filter(\.isDomain).map(\.id.text)
    let suggestion = reader.collector.suggestion(for: id.text, among: domains)
    reader.collector.add(.unknownDomain(id.text, isComponent: index != nil, suggestion: suggestion, at: place))
    return nil
  }

  private func unknown(_ text: String, at place: Place, _ reader: inout ValueReader) -> Diagnostic {
    if GlobPattern.isGlob(text) { return .globOutsideGroup(text, at: place) }
    if let (words, form) = Self.sentence(text), words.allSatisfy({ matcher.index(of: ComponentID($0)) != nil }) {
      return .requirementInWords(text, words, form: form, at: place)
    }
    let suggestion = reader.collector.suggestion(for: text, among: components.lazy.map(\.id.text))
    return .unknownComponent(text, suggestion: suggestion, at: place)
  }

  /// The ids of a text that says in words what a group says, such as `b or c`, and the form of that group.
  private static func sentence(_ text: String) -> (ids: [String], form: String)? {
    for (separators, form) in [([" or ", "|"], "any"), ([" and ", "&", "+", ","], "all")] {
      for separator in separators where text.contains(separator) {
        let words = text.split(separator: separator).flatMap {
          $0.split(separator: separator.first == " " ? "," : separator)
        }
        .map { String($0.drop { $0 == " " || $0 == "|" || $0 == "&" }.reversed().drop { $0 == " " }.reversed()) }
        if words.count > 1, !words.contains("") { return (words, form) }
      }
    }
    return nil
  }

  /// The ids in a list, for an example; none if it has anything else.
  private static func ids(in list: SyntaxNode) -> [String] {
    guard case .sequence(let items) = list.content, items.count <= 4, items.allSatisfy({ $0.text != nil }) else {
      return []
    }
    return items.compactMap(\.text)
  }

  private mutating func requirement(_ node: SyntaxNode, _ reader: inout ValueReader) -> Requirement? {
    switch node.content {
    case .scalar:
      return component(node, reader: &reader).map { Requirement(.component($0), at: node.place) }
    case .null:
      reader.wrongType("a requirement", "an id or a mapping", node)
      return nil
    case .sequence:
      reader.collector.add(.nestedList(Self.ids(in: node), at: node.place))
      return nil
    case .mapping(let pairs):
      return requirement(node, pairs, &reader)
    }
  }

  private mutating func requirement(
    _ node: SyntaxNode, _ pairs: [(key: SyntaxNode, value: SyntaxNode)], _ reader: inout ValueReader
  ) -> Requirement? {
    reader.checkKeys(pairs, known: Self.keys, in: "a requirement")
    var values: [String: SyntaxNode] = [:]
    for (key, value) in pairs { values[key.text ?? ""] = value }
    var found = pairs.compactMap { pair in pair.key.text.flatMap { Self.forms.contains($0) ? $0 : nil } }
    // Beside `on` it says how many of the units must hold.
    if values["on"] != nil, values["units"] != nil { found.removeAll { $0 == "atLeast" } }
    guard found.count == 1 else {
      let unknownOnly = found.isEmpty && pairs.contains { !Self.keys.contains($0.key.text ?? "") }
      // A misspelled form was reported already.
      if !unknownOnly { reader.collector.add(.requirementForm(found: found, at: node.place)) }
      return nil
    }
    guard (found[0] == "atLeast") == (values["of"] != nil) else {
      let present = found[0] == "atLeast" ? ["atLeast without of"] : [found[0], "of"]
      reader.collector.add(.requirementForm(found: present, at: node.place))
      return nil
    }
    let tolerates = values["tolerates"].flatMap { reader.duration($0, "tolerates") } ?? .zero
    let confidence = values["confidence"].flatMap { reader.choice($0, "confidence", of: Confidence.self) }
    let source = values["source"].flatMap { reader.text($0, "'source'") }
    if found[0] == "on" {
      if let coverage = values["coverage"] { reader.collector.add(.coverageOfOne(at: coverage.place)) }
      if let share = values["commonCause"] { reader.collector.add(.commonCauseOfOne(at: share.place)) }
      guard var inner = requirement(values["on"]!, &reader) else { return nil }
      inner.tolerates += tolerates
      CallTermsReader.read(values, into: &inner, components: components, matcher: matcher, &reader)
      if let confidence {
        // The traits of a plain id are all there is; of a nested mapping, the weaker of the two statements counts.
        inner.confidence = values["on"]!.text == nil ? max(confidence, inner.confidence) : confidence
      }
      inner.source = source ?? inner.source
      inner.place = node.place
      return inner
    }
    guard let group = group(found[0], values, &reader, at: node.place) else { return nil }
    var requirement = Requirement(
      .group(group), tolerates: tolerates, confidence: confidence ?? .declared, source: source, at: node.place)
    CallTermsReader.read(values, into: &requirement, components: components, matcher: matcher, &reader)
    return requirement
  }

  private mutating func group(
    _ form: String, _ values: [String: SyntaxNode], _ reader: inout ValueReader, at place: Place
  ) -> Group? {
    let threshold: Group.Threshold?
    switch form {
    case "all": threshold = .all
    case "any": threshold = .any
    default: threshold = self.threshold(values["atLeast"]!, &reader)
    }
    guard let (members, pattern) = members(values[form == "atLeast" ? "of" : form]!, &reader), let threshold
    else { return nil }
    let coverage = values["coverage"].flatMap { reader.probability($0, "coverage") } ?? .certain
    let share = values["commonCause"].flatMap { reader.probability($0, "commonCause") } ?? .impossible
    let group = Group(threshold, of: members, pattern: pattern, coverage: coverage, commonCause: share)
    guard let total = group.totalWeight else {
      reader.collector.add(
        .invalidNumber("…", for: "sum of weights", expected: "together below 9 223 372 036 854", at: place))
      return nil
    }
    // The event that switching fails weighs about as much as the members together.
    guard coverage == .certain || total.millionths < 1 << 62 else {
      reader.collector.add(
        .invalidNumber(
          "…", for: "sum of weights", expected: "together below 4 611 686 018 427 beside 'coverage'", at: place))
      return nil
    }
    guard group.requiredWeight(ofTotal: total) <= total else {
      reader.collector.add(
        .thresholdTooHigh(
          values["atLeast"]?.text ?? "", total: total.description, at: values["atLeast"]?.place ?? place))
      return nil
    }
    if let stated = values["commonCause"] {
      commonCauses.add(group, components, matcher, at: stated.place, reader: &reader)
    }
    return group
  }

  private func threshold(_ node: SyntaxNode, _ reader: inout ValueReader) -> Group.Threshold? {
    guard let text = node.text else {
      reader.wrongType("'atLeast'", "a number or a percentage", node)
      return nil
    }
    guard text.hasSuffix("%") else { return reader.amount(node, "threshold").map { .atLeast($0) } }
    guard let percent = Amount(text: text.dropLast()), percent > .zero, percent <= Amount(100) else {
      reader.collector.add(
        .invalidNumber(text, for: "percentage", expected: "above 0% and at most 100%", at: node.place))
      return nil
    }
    return .share(percent: percent)
  }

  /// The members of a group and, where they were given by a glob or a selector, its text.
  private mutating func members(
    _ node: SyntaxNode, _ reader: inout ValueReader
  ) -> (members: Group.Members, pattern: String?)? {
    switch node.content {
    case .null:
      reader.collector.add(.emptyGroup(at: node.place))
      return nil
    case .sequence(let items):
      guard !items.isEmpty else {
        reader.collector.add(.emptyGroup(at: node.place))
        return nil
      }
      let members = items.compactMap { requirement($0, &reader).map { Group.Member($0) } }
      return members.count == items.count ? (Group.Members(members), nil) : nil
    case .scalar(let text):
      if matcher.index(of: ComponentID(text)) != nil || !GlobPattern.isGlob(text) {
        return component(node, reader: &reader).map {
          (Group.Members([Group.Member(Requirement(.component($0), at: node.place))]), nil)
        }
      }
      return matched(.name(text), text: text, node, &reader)
    case .mapping(let pairs):
      guard !pairs.isEmpty else {
        reader.collector.add(.emptyGroup(at: node.place))
        return nil
      }
      let isWeights = pairs.allSatisfy { pair in
        matcher.index(of: ComponentID(pair.key.text ?? "")) != nil
          && pair.value.text.flatMap { Amount(text: $0) } != nil
      }
      if !isWeights, pairs.allSatisfy({ ComponentSelector.keys.contains($0.key.text ?? "") }) {
        return reader.selector(node).flatMap { matched($0, text: $0.description, node, &reader) }
      }
      if pairs.contains(where: {
        Self.keys.contains($0.key.text ?? "") && matcher.index(of: ComponentID($0.key.text!)) == nil
      }) {
        reader.wrongType("a group", "a list of members, so put this requirement in [ ],", node)
        return nil
      }
      return weighted(pairs, node, &reader)
    }
  }

  private mutating func matched(
    _ selector: ComponentSelector, text: String, _ node: SyntaxNode, _ reader: inout ValueReader
  ) -> (members: Group.Members, pattern: String?)? {
    for name in matcher.unknownNames(in: selector) {
      reader.collector.add(unknown(name, at: node.place, &reader))
      return nil
    }
    guard !isOverLimit else { return nil }
    let indices = matcher.matches(selector)
    let own = indices.binarySearch(ComponentIndex(owner))
    memberCount += indices.count - (own == nil ? 0 : 1)
    guard !isOverLimit else {
      reader.collector.add(.selectionTooLarge(limit: Self.memberLimit, at: node.place))
      return nil
    }
    guard indices.count > (own == nil ? 0 : 1) else {
      reader.collector.add(.matchesNothing(text, at: node.place))
      return nil
    }
    let list: MatchedComponents
    if let known = matched[selector] {
      list = known
    } else {
      list = MatchedComponents(indices.map { components[$0.position].id })
      matched[selector] = list
    }
    return (Group.Members(list, without: own, at: node.place), text)
  }

  private mutating func weighted(
    _ pairs: [(key: SyntaxNode, value: SyntaxNode)], _ node: SyntaxNode, _ reader: inout ValueReader
  ) -> (members: Group.Members, pattern: String?)? {
    let members = pairs.compactMap { key, value -> Group.Member? in
      let id = component(key, reader: &reader)
      guard value.text != nil else {
        reader.wrongType("the weight of '\(key.text ?? "")'", "a number above 0", value)
        return nil
      }
      let weight = reader.amount(value, "weight")
      guard let id, let weight else { return nil }
      return Group.Member(Requirement(.component(id), at: key.place), weight: weight)
    }
    return members.count == pairs.count ? (Group.Members(members), nil) : nil
  }
}

extension [ComponentIndex] {
  /// The place of an index in a list that ascends.
  fileprivate func binarySearch(_ index: ComponentIndex) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == index ? low : nil
  }
}

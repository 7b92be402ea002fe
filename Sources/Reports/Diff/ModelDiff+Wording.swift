internal import DependencyModel
internal import ResilienceAnalysis

extension ModelDiff.ComponentChange {
  /// The changes in words: `tier 2 → 1`, `owner ops stated`.
  var texts: [String] {
    changes.map(\.text) + (becameDomain.map { [$0 ? "is now a domain" : "is no longer a domain"] } ?? [])
  }
}

extension ModelDiff.KeyChange {
  fileprivate var text: String {
    // Where only the confidence differs, both say theirs.
    let isSame = before == after
    func text(_ value: ComponentKey.Statement?, _ confidence: Confidence) -> String? {
      value.map { $0.text + (isSame || confidence != .declared ? " (\(confidence.rawValue))" : "") }
    }
    return switch (text(before, confidenceBefore), text(after, confidenceAfter)) {
    case (nil, let after?): "\(key) \(after) stated"
    case (let before?, nil): "\(key) \(before) removed"
    case (let before, let after): "\(key) \(before ?? "") → \(after ?? "")"
    }
  }
}

extension ComponentKey.Statement {
  fileprivate var text: String {
    switch self {
    case .text(let text): text
    case .texts(let texts): texts.joined(separator: ", ")
    case .number(let number): "\(number)"
    case .amount(let amount): "\(amount)"
    case .flag(let flag): "\(flag)"
    case .quantity(let quantity): quantity.modelText
    case .duration(let duration): duration.modelText
    case .unavailability(let value): value.low == value.high ? "\(value.low)" : "\(value.low)…\(value.high)"
    }
  }
}

extension ModelDiff.RequirementChange {
  /// The requirement before, in words.
  var beforeText: String? { before?.fullText(withConfidence: isOnlyConfidence) }

  /// The requirement after, in words.
  var afterText: String? { after?.fullText(withConfidence: isOnlyConfidence) }
}

extension Requirement {
  /// The requirement in a line, with its tolerance, the coverages and common causes of its groups and, where asked for, how
  /// sure it and its members are.
  fileprivate func fullText(withConfidence: Bool) -> String {
    text() + (tolerates > .zero ? " (tolerates \(tolerates.modelText))" : "")
      + (coverages.isEmpty
        ? "" : " (coverage \(coverages.map { Figures.availability(unavailability: 1 - $0) }.joined(separator: ", ")))")
      + (commonCauses.isEmpty
        ? ""
        : " (common cause \(commonCauses.map { Figures.availability(unavailability: 1 - $0) }.joined(separator: ", ")))")
      + (allTerms.isEmpty ? "" : " (\(allTerms.joined(separator: ", ")))")
      + (withConfidence ? " (\(confidences.sorted().map(\.rawValue).joined(separator: ", ")))" : "")
  }

  /// The coverages below 1 of its groups, the outer ones first.
  private var coverages: [Double] {
    guard case .group(let group) = target else { return [] }
    return (group.coverage == .certain ? [] : [group.coverage.value])
      + group.members.flatMap(\.requirement.coverages)
  }

  /// The common causes above 0 of its groups, the outer ones first.
  private var commonCauses: [Double] {
    guard case .group(let group) = target else { return [] }
    return (group.commonCause == .impossible ? [] : [group.commonCause.value])
      + (group.members.matched == nil ? group.members.flatMap(\.requirement.commonCauses) : [])
  }

  /// How it and its members are called, the outer ones first.
  private var allTerms: [String] {
    guard case .group(let group) = target, group.members.matched == nil else { return terms.words }
    return terms.words + group.members.flatMap(\.requirement.allTerms)
  }

  /// How sure it and its members are.
  private var confidences: Set<Confidence> {
    var result: Set<Confidence> = [confidence]
    if case .group(let group) = target {
      for member in group.members { result.formUnion(member.requirement.confidences) }
    }
    return result
  }
}

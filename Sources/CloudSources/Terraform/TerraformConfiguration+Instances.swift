internal import ModelFormats
internal import SourceReading

/// Which instances of a declaration a reference means.
extension TerraformConfiguration {
  /// The instances that a reference means, seen from a scope.
  func instances(
    of address: TerraformAddress, in scope: Scope, hints: [String]
  ) -> (ids: [String], isAmbiguous: Bool) {
    var declared = address
    declared.modules = scope.modules + address.modules
    let candidates = siblings[declared.withoutKey] ?? matching(declared)
    if let key = address.key, !key.includes("each."), !key.includes("count.") {
      let ids = candidates.ids(ofKey: key)
      return (ids, ids.count > 1 && hints.isEmpty)
    }
    guard candidates.ids.count > 1 else { return (candidates.ids, false) }
    if scope.isForEach, scope.key != nil, case let same = candidates.ids(ofKey: scope.key), same.count == 1 {
      return (same, false)
    }
    let isPaired = hints.contains("each.key") || hints.contains("count.index")
    let isComputed = hints.contains { $0.hasPrefix("each.value") }
    if isPaired, !isComputed, let key = scope.key {
      // A key of `for_each` is what it is; a number may have been computed with, unless both sides have as many.
      let same = candidates.ids(ofKey: hints.contains("each.key") ? key : paired(key, in: scope, candidates, hints))
      if same.count == 1 { return (same, false) }
    }
    return (candidates.ids, isPaired || isComputed)
  }

  /// The key that `count.index` stands for: its own if both sides have as many instances, and the rest of a division if
  /// there are several times as many, as `element` takes it; `nil` where it can't be known.
  func paired(
    _ key: TerraformAddress.Key, in scope: Scope, _ candidates: Siblings, _ hints: [String]
  ) -> TerraformAddress.Key? {
    guard let number = Int(key) else { return nil }
    let count =
      scope.own.flatMap { siblings[$0]?.ids.count }
      ?? scope.modulesBelow.flatMap { moduleKeys[$0]?.count } ?? candidates.ids.count
    if count == candidates.ids.count { return key }
    guard count > candidates.ids.count, count.isMultiple(of: candidates.ids.count),
      !hints.contains(where: { $0.hasPrefix("var.") || $0.hasPrefix("local.") || $0.hasPrefix("each.") })
    else { return nil }
    return String(number % candidates.ids.count)
  }

  /// The instances of a declaration in all instances of its module that an address may mean.
  func matching(_ declared: TerraformAddress) -> Siblings {
    guard let all = instances[declared.configuration] else { return Siblings() }
    guard declared.modules.contains(where: { $0.key != nil }) else { return all }
    var found = Siblings()
    for (address, id) in zip(all.addresses, all.ids)
    where zip(address.modules, declared.modules).allSatisfy({ $1.key == nil || $0.key == $1.key }) {
      found.add(address, id)
    }
    return found
  }
}

internal import DependencyModel

extension LintRule {
  static let backupBesideOriginal = LintRule(
    "backup-beside-original", .sharedFate, .warning, lookingAt: .backups,
    title: "a backup in the same domain as what it backs up",
    rationale: """
      A backup that shares the zone, the rack or the account of the original is lost with it.
      """,
    advice: "keep the backup in another domain",
    example: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        db: { in: zone-a }
        db-backup: { in: zone-a, needs: db, tags: [backup] }
        log: { in: zone-b }
      """,
    repaired: """
      model: Shop
      domains: { zone-a: { kind: zone }, zone-b: { kind: zone } }
      components:
        db: { in: zone-a }
        db-backup: { in: zone-b, uses: db, tags: [backup] }
      """
  ) { context in
    return context.all.flatMap { index, component -> [Finding] in
      guard !component.isDomain, component.isBackup else { return [] }
      let originals = context.named(by: index, [.needs, .uses, .degradedBy]).union(
        context.dependents(of: index).filter { context.named(by: $0, [.uses, .degradedBy]).contains(index) })
      let own = context.named(by: index, [.in])
      return originals.filter { !context.model.isDomain($0) }.sorted().compactMap { original in
        let shared = own.intersection(context.named(by: original, [.in])).sorted().first { context.hasSiblings($0) }
        guard let shared else { return nil }
        return Finding(
          .placement(.backupBesideOriginal(backup: index, domain: shared, original: original)),
          components: [index], at: component.place, subject: context.id(original))
      }
    }
  }
}

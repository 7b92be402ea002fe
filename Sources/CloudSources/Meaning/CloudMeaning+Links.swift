internal import SourceReading

/// What types of glue join: the rows of `CloudLink`.
extension CloudMeaning {
  /// Adds the links of some services, type by type, within each in the order met.
  ///
  /// What a component requires is in the order in which it was added. So each subject adds the links of its services at their
  /// place; those that are left are added at the end.
  func addLinks(of services: [AWSService], to draft: inout ImportDraft) {
    for service in services {
      for type in service.links.map(\.type) where linkedTypes.insert(type).inserted {
        for glue in resources(type) where !isClosed(glue) {
          for link in service.links where link.type == type { add(link, of: glue, to: &draft) }
        }
      }
    }
  }

  private func add(_ link: CloudLink, of glue: CloudResource, to draft: inout ImportDraft) {
    let holder = link.meaning.isGroup ? serving(of: glue, link.target.path) : glue
    let targets = allTargets(of: holder, link.target.path, link.target.types, as: link.meaning, to: &draft)
    for owner in ids(of: glue, link.owner.path, link.owner.types) where isComponent(owner) {
      relate(owner, link.meaning, targets, of: glue, link.source, &draft)
    }
  }
}

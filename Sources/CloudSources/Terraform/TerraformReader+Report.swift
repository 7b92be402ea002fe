internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What plans change, and what states say of resources that are not as they should be.
extension TerraformReader {
  /// Marks what plans change.
  mutating func markChanges(_ estates: TerraformEstates) {
    for (position, source) in sources.enumerated() {
      for planned in source.actions {
        guard let entry = source.entry(planned.address) else { continue }
        draft.update(estates.id(of: entry, in: position)) { $0.plannedChange = planned.action.change }
      }
    }
  }

  mutating func addFaults(_ estates: TerraformEstates) {
    for (action, name, what) in [
      (TerraformSource.Action.destroy, "plan/destroy", "destroys"),
      (.replace, "plan/replace", "destroys and then makes anew"),
      (.createFirst, "plan/create-before-destroy", "makes anew before it destroys the old"),
      (.update, "plan/update", "changes in place"),
    ] {
      var ids: [String] = []
      var seen: Set<String> = []
      for (position, source) in sources.enumerated() {
        for planned in source.actions where planned.action == action {
          guard let entry = source.entry(planned.address) else { continue }
          let id = estates.id(of: entry, in: position)
          if seen.insert(id).inserted { ids.append(id) }
        }
      }
      draft.addFault(
        name, down: ids, description: "what the plan \(what): \(ids.count) \(ids.count == 1 ? "resource" : "resources")"
      )
    }
  }

  /// Reports what a state says of resources that are not as they should be.
  mutating func report() {
    for source in sources {
      let file = ImportDraft.fileName(source.file)
      for text in source.tainted.prefix(20) {
        draft.notes.remark("\(ImportDraft.cleaned(text)) is tainted: the next apply replaces it")
      }
      if source.tainted.count > 20 {
        draft.notes.remark("\(file): \(source.tainted.count) resources are tainted: the next apply replaces them")
      }
      if source.deposed > 0 {
        draft.notes.remark(
          "\(file): \(source.deposed) deposed \(source.deposed == 1 ? "object is" : "objects are") not in the model: the next apply destroys \(source.deposed == 1 ? "it" : "them")"
        )
      }
      if source.repeated > 0 {
        draft.notes.remark(
          "\(file): \(source.repeated) \(source.repeated == 1 ? "address is" : "addresses are") there twice: the first counts"
        )
      }
    }
  }
}

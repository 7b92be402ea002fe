internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What graphs add: references of which only the two ends are known.
extension TerraformReader {
  /// A graph by itself gives one component a declaration.
  mutating func addDeclarationsOfGraphs() {
    guard instances.isEmpty else { return }
    for (file, graph) in graphs {
      for declaration in graph.declarations {
        guard let address = TerraformAddress(declaration) else { continue }
        let entry = TerraformSource.Entry(
          address: address, text: declaration, attributes: .map([]), place: Place(file: file, line: 1, column: 1))
        add(entry, id: declaration, estate: 0, isState: true, file)
      }
      draft.notes.remark(
        "\(file): a graph says which declarations refer to which, not why, nor how many instances there are; name the plan or state as well for a better model"
      )
    }
  }

  /// Adds what a graph says. Where both sides have the same keys, each refers to the one of its own key, else to all;
  /// within an instance of a module only to what is in the same.
  func addReferences(
    of graph: TerraformGraph, _ file: String, to inventory: inout CloudInventory,
    configuration: inout TerraformConfiguration
  ) throws(InvalidInput) {
    var budget = configuration.budget
    for declaration in graph.declarations {
      let sources = configuration.instances(ofDeclaration: declaration)
      guard !sources.isEmpty else { continue }
      let targets = (graph.references[declaration] ?? []).map {
        TerraformTargets(configuration.instances(ofDeclaration: $0), of: sources.map(\.address))
      }
      for source in sources {
        let ordered = Set(configuration.dependsOn(of: source.address))
        for target in targets where !target.isEmpty {
          let ids = target.ids(for: source.address)
          guard ordered.isEmpty || !ids.contains(where: ordered.contains), !ids.isEmpty else { continue }
          guard budget.spend(ordered.count + ids.count) else {
            let what = "what '\(declaration)' refers to makes too many references"
            throw InvalidInput([
              .importTooLarge(what, limit: budget.limit, at: Place(file: file, line: 1, column: 1))
            ])
          }
          inventory.update(source.id) { $0.references.append(CloudReference(ids, isAmbiguous: ids.count > 1)) }
        }
      }
    }
  }
}

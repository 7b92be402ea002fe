internal import DependencyModel

/// What plain graphs seldom say, and a table of components has no room for: tiers, owners, and how sure an edge is.
struct GraphAttributes {
  struct Edge: Hashable {
    var owner: Int
    var target: Int
    var kind: Component.Relation.Kind
  }

  var tiers: [Int: Int] = [:]
  var owners: [Int: String] = [:]
  var confidences: [Edge: Confidence] = [:]

  var isEmpty: Bool { tiers.isEmpty && owners.isEmpty && confidences.isEmpty }

  /// The model with what they say.
  ///
  /// - Parameters:
  ///   - model: the model of the table.
  ///   - id: the id of a component by its number.
  func added(to model: Model, id: (Int) -> String) -> Model {
    func byID<Value>(_ values: [Int: Value]) -> [ComponentID: Value] {
      Dictionary(uniqueKeysWithValues: values.map { (ComponentID(id($0.key)), $0.value) })
    }
    struct Ends: Hashable {
      var owner: ComponentID
      var target: ComponentID
      var kind: Component.Relation.Kind
    }
    let (tiers, owners) = (byID(tiers), byID(owners))
    let confidences = Dictionary(
      uniqueKeysWithValues: confidences.map { edge, confidence in
        let ends = Ends(owner: ComponentID(id(edge.owner)), target: ComponentID(id(edge.target)), kind: edge.kind)
        return (ends, confidence)
      })
    var components = Array(model.components)
    for position in components.indices {
      let owner = components[position].id
      if let tier = tiers[owner] { components[position].tier = tier }
      if let name = owners[owner] { components[position].owner = name }
      guard !confidences.isEmpty else { continue }
      for relation in components[position].relations.indices {
        let found = components[position].relations[relation]
        guard case .component(let target) = found.requirement.target,
          let confidence = confidences[Ends(owner: owner, target: target, kind: found.kind)]
        else { continue }
        components[position].relations[relation].requirement.confidence = confidence
      }
    }
    return Model(name: model.name, components: components)
  }
}

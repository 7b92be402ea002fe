import LoadGraph

/// A model of loads as plain values, from which both a graph and the naive formulation are made.
struct PlainLoadModel {
  struct Component {
    var stated = LoadGraph.Component()
    var domains: [Int] = []
    var requirements: [(kind: LoadGraph.Kind, requirement: LoadRequirement)] = []
  }

  var components: [Component] = []

  var graph: LoadGraph {
    var builder = LoadGraphBuilder(componentCount: components.count)
    for component in components {
      for (kind, requirement) in component.requirements { builder.addRequirement(requirement, kind: kind) }
      for domain in component.domains { builder.addDomain(UInt32(domain)) }
      builder.finishComponent(component.stated)
    }
    return builder.build()
  }
}

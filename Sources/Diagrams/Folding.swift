/// Folds similar components, and more and more besides, until a picture has few enough marks.
///
/// A picture of it can be made coarser: a renderer that finds the layout too wide to be read asks for fewer marks.
struct Folding: Sendable {
  private let start: Arrangement
  private let options: DiagramOptions

  init(_ arrangement: Arrangement, options: DiagramOptions) {
    self.options = options
    var start = arrangement
    // Of a few, each can be shown where it is.
    if arrangement.blocks.count > options.comfortableMarks * 2 / 5 { start.drawSimilarDomainsTogether() }
    self.start = start
  }

  /// The picture that shows the most within the number of marks that is comfortable.
  func diagram() throws(DiagramError) -> Diagram {
    let comfortable = options.comfortableMarks
    var thorough = start
    for (eagerness, acrossDomains) in [
      (Arrangement.Eagerness.gentle, false), (.gentle, true), (.thorough, false), (.thorough, true),
    ] {
      // Of many components a gentle look finds too little.
      if eagerness == .gentle, acrossDomains, start.blocks.count > comfortable * 5 { continue }
      thorough = start
      thorough.foldLookAlikes(eagerness, acrossDomains: acrossDomains)
      // Better a few more marks than marks that say less.
      let limit = eagerness == .thorough ? comfortable * 6 / 5 : comfortable
      guard thorough.blocks.count <= limit else { continue }
      let graph = MarkGraph(thorough)
      guard graph.markCount <= limit else { continue }
      return try diagram(graph, of: thorough)
    }
    return try crowded(thorough)
  }

  /// The picture of a graph, which can be made coarser.
  private func diagram(_ graph: MarkGraph, of arrangement: Arrangement) throws(DiagramError) -> Diagram {
    var diagram = try Diagram(graph, options: options)
    diagram.coarser = { excess in
      try? coarser(than: arrangement, markCount: graph.markCount, excess: excess)
    }
    return diagram
  }

  /// A picture of fewer marks says nothing about a model of many components.
  private static let fewestMarks = 10

  /// The picture with fewer marks, by about as much as the layout of the last one was too large.
  private func coarser(than arrangement: Arrangement, markCount: Int, excess: Double) throws(DiagramError) -> Diagram? {
    let graph = MarkGraph(arrangement, dissolvesGroups: true)
    let wanted = Int(Double(markCount) / min(1.3, max(1.07, excess)))
    guard wanted >= Self.fewestMarks else { return nil }
    var target = arrangement.blocks.count - max(1, min(markCount, graph.markCount) - wanted)
    while target >= Self.fewestMarks / 2 {
      var coarser = arrangement
      guard coarser.agglomerate(to: target, edgesOf: graph) else { return nil }
      let next = MarkGraph(coarser, dissolvesGroups: true)
      if next.markCount < markCount { return try diagram(next, of: coarser) }
      target -= max(1, target / 8)
    }
    return nil
  }

  /// Draws crowds until the picture has few enough marks.
  private func crowded(_ arrangement: Arrangement) throws(DiagramError) -> Diagram {
    let comfortable = options.comfortableMarks
    let all = MarkGraph(arrangement, dissolvesGroups: true)
    if all.markCount <= comfortable * 6 / 5 { return try diagram(all, of: arrangement) }
    if arrangement.blocks.count <= min(Agglomeration.limit, comfortable * 5 / 2) {
      if let diagram = try agglomerated(arrangement, all) { return diagram }
    }
    var plan = CrowdPlan(arrangement, edgesOf: all)
    var best: (score: Double, arrangement: Arrangement, graph: MarkGraph)?
    for target in [comfortable, comfortable * 3 / 4, comfortable * 1 / 2] {
      var crowds = arrangement
      guard let score = crowds.foldCrowds(to: target, by: &plan) else { continue }
      if let best, score >= best.score { continue }
      let graph = MarkGraph(crowds, dissolvesGroups: true)
      guard graph.markCount <= comfortable * 6 / 5 else { continue }
      best = (score, crowds, graph)
      // Fewer marks are worth it only if the arrows are too many.
      if score < Self.easyScore { break }
    }
    if let best { return try diagram(best.graph, of: best.arrangement) }
    return try diagram(coarse(arrangement), of: arrangement)
  }

  private static let easyScore = 1.0

  /// Draws the most alike as one until there are few enough marks; `nil` if groups make it too many nevertheless.
  private func agglomerated(_ arrangement: Arrangement, _ all: MarkGraph) throws(DiagramError) -> Diagram? {
    let comfortable = options.comfortableMarks
    var target = comfortable
    for _ in 0..<4 {
      var folded = arrangement
      guard folded.agglomerate(to: target, edgesOf: all) else { return nil }
      let graph = MarkGraph(folded, dissolvesGroups: true)
      if graph.markCount <= comfortable { return try diagram(graph, of: folded) }
      target -= max(1, graph.markCount - comfortable)
      guard target >= comfortable / 5 else { return nil }
    }
    return nil
  }

  /// Folds by domain and kind. Groups come and go with the blocks that they are between, so that the aim is found by trying.
  private func coarse(_ thorough: Arrangement) -> MarkGraph {
    let comfortable = options.comfortableMarks
    var best = MarkGraph(thorough, dissolvesGroups: true)
    var target = comfortable
    func crowding(_ graph: MarkGraph) -> Int { max(graph.markCount, graph.edges.count / 6) }
    while crowding(best) > comfortable + comfortable / 5, target >= comfortable / 3 {
      var coarser = thorough
      coarser.coarsen(to: target)
      let graph = MarkGraph(coarser, dissolvesGroups: true)
      if crowding(graph) < crowding(best) { best = graph }
      target = target * 3 / 4
    }
    return best
  }
}

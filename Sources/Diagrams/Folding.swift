/// Folds similar components, and more and more besides, until a picture has few enough marks and proportions that can be read.
struct Folding {
  private let start: Arrangement
  private let options: DiagramOptions

  init(_ arrangement: Arrangement, options: DiagramOptions) {
    self.options = options
    var start = arrangement
    // Of a few, each can be shown where it is.
    if arrangement.blocks.count > options.comfortableMarks * 2 / 5 { start.drawSimilarDomainsTogether() }
    self.start = start
  }

  /// The first picture that is likely to be readable, from the one that shows the most; where none is, the likeliest.
  func diagram() throws(DiagramError) -> Diagram {
    let comfortable = options.comfortableMarks
    var thorough = start
    for (eagerness, acrossDomains) in [
      (Arrangement.Eagerness.gentle, false), (.gentle, true), (.thorough, false), (.thorough, true),
    ] {
      thorough = start
      thorough.foldLookAlikes(eagerness, acrossDomains: acrossDomains)
      let graph = MarkGraph(thorough)
      // Better a few more marks than marks that say less.
      guard graph.markCount <= (eagerness == .thorough ? comfortable * 6 / 5 : comfortable) else { continue }
      let diagram = try Diagram(graph, options: options)
      // Nor are crowds better than a picture that is a little too wide.
      if diagram.likelyStrain <= Self.bearableStrain || graph.markCount <= comfortable / 2 { return diagram }
      return try crowds(of: thorough, unless: diagram)
    }
    return try crowds(of: thorough, unless: nil)
  }

  /// The proportions with which a picture is not folded further.
  private static let goodStrain = 1.25
  /// The proportions with which a picture that needs no crowds is left as it is.
  private static let bearableStrain = 1.35

  /// Draws crowds, fewer and fewer marks, until the picture is likely to be readable.
  private func crowds(of arrangement: Arrangement, unless known: Diagram?) throws(DiagramError) -> Diagram {
    let comfortable = options.comfortableMarks
    let all = MarkGraph(arrangement, dissolvesGroups: true)
    var best = known
    if best == nil, all.markCount <= comfortable { best = try Diagram(all, options: options) }
    // Of a picture that is a little too wide, only a few marks are worth their loss.
    let targets =
      known == nil
      ? [comfortable, comfortable * 3 / 4, comfortable * 4 / 7, comfortable * 2 / 5]
      : [all.markCount * 6 / 7, all.markCount * 5 / 7, all.markCount * 4 / 7]
    for target in targets where target < all.markCount {
      if let best, best.likelyStrain <= Self.goodStrain { return best }
      var crowds = arrangement
      guard crowds.foldCrowds(to: target, edgesOf: all) else { continue }
      let graph = MarkGraph(crowds, dissolvesGroups: true)
      guard graph.markCount <= comfortable * 6 / 5 else { continue }
      let diagram = try Diagram(graph, options: options)
      let isBetter = best.map { diagram.likelyStrain < $0.likelyStrain * 0.9 } ?? true
      if isBetter { best = diagram }
    }
    if let best { return best }
    return try Diagram(coarse(arrangement), options: options)
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

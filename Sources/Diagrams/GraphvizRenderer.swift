internal import CGraphviz
internal import Synchronization

/// Draws DOT text through libgvc in this process.
///
/// Graphviz keeps state for the whole process, so that one lock guards every call; renders of several threads take turns.
/// There is no way to stop a layout once it has begun: guard the size before, see ``Diagram/checkSize()``.
public enum GraphvizRenderer {
  /// Dots per inch of a PNG unless said otherwise: text of 10 points is 15 dots high.
  public static let defaultResolution = 110

  private static let engine = Mutex(Engine())

  /// Draws a diagram; the texts of DOT, Mermaid and D2 are given back as they are written.
  ///
  /// - Parameters:
  ///   - diagram: what to draw.
  ///   - format: the picture's form.
  ///   - resolution: dots per inch; counts for PNG only.
  ///   - force: draws whatever the size, however long it takes.
  /// - Throws: ``DiagramError/tooLarge(_:)`` beyond the size that is laid out within seconds, and
  ///   ``DiagramError/rendering(_:)`` where Graphviz fails.
  public static func render(
    _ diagram: Diagram, as format: PictureFormat, resolution: Int = defaultResolution, force: Bool = false
  ) throws(DiagramError) -> Picture {
    switch format {
    case .dot: return Picture(bytes: Array(DOTWriter(diagram).text.utf8), warnings: [])
    case .d2: return Picture(bytes: Array(D2Writer(diagram).text.utf8), warnings: [])
    case .mermaid:
      let text = MermaidWriter(diagram).text
      let isLong =
        diagram.edges.count > MermaidWriter.limits.edges || text.utf16.count > MermaidWriter.limits.characters
      return Picture(bytes: Array(text.utf8), warnings: isLong ? [.tooLongForMermaid] : [])
    case .svg, .png, .pdf: break
    }
    if !force { try diagram.checkSize() }
    return try render(diagram, as: format.rawValue, resolution: format == .png ? resolution : nil)
  }

  /// The layout as Graphviz's own JSON, with the coordinates of every line and text: for measuring a picture.
  static func layout(_ diagram: Diagram) throws(DiagramError) -> [UInt8] {
    try render(diagram, as: "json", resolution: nil).bytes
  }

  private static func render(
    _ diagram: Diagram, as form: String, resolution: Int?
  ) throws(DiagramError) -> Picture {
    // Other forms take long to write: only the chosen layout is written.
    let isMeasuredFirst = form != PictureFormat.svg.rawValue
    var choice: LayoutChoice? = nil
    var next: Diagram? = diagram
    // What takes seconds to lay out would not be readable.
    while let large = next, large.effort > Diagram.carefulEffort, let smaller = large.coarser?(2) { next = smaller }
    var tries = 0
    while let diagram = next {
      var trial = LayoutTrial(diagram, as: isMeasuredFirst ? nil : form, resolution: resolution)
      try trial.tryDirections(&tries)
      next = nil
      // Where the better direction is far from readable, no other style makes up for it.
      if trial.excess > 1.4, tries < mostTries { next = diagram.coarser?(trial.excess) }
      if next == nil { try trial.tryStyles(&tries, limit: mostTries) }
      if let best = trial.best, choice.map({ best.picture.strain < $0.picture.strain }) ?? true { choice = best }
      guard next == nil, let best = choice, best.picture.excess > 1, trial.isCareful, tries < mostTries else {
        continue
      }
      // In large steps where nothing is left to try in between.
      next = diagram.coarser?(tries > mostTries / 2 ? max(1.3, best.picture.excess) : best.picture.excess)
    }
    guard let choice else { throw .rendering(.message("nothing was laid out")) }
    guard isMeasuredFirst else { return choice.picture }
    return try render(choice.diagram, choice.style, as: form, resolution: resolution)
  }

  /// The most layouts of one picture: the smaller ones of a large picture take some milliseconds each.
  private static let mostTries = 40

  /// A layout of a diagram.
  private struct LayoutChoice {
    let diagram: Diagram
    let style: LayoutStyle
    let picture: Picture
  }

  /// Lays a diagram out in one way after the other, until one can be read.
  private struct LayoutTrial {
    let diagram: Diagram
    let form: String?
    let resolution: Int?
    /// The best layout so far.
    private(set) var best: LayoutChoice?
    /// Another layout is worth its time where one takes little.
    let isCareful: Bool
    /// The layouts besides the first.
    private var styles: [LayoutStyle]
    /// The directions in which no style makes the diagram narrow enough, or its edges easy enough to follow.
    private var hopeless: Set<DiagramOptions.Direction> = []
    private var isFound = false

    init(_ diagram: Diagram, as form: String?, resolution: Int?) {
      self.diagram = diagram
      self.form = form
      self.resolution = resolution
      isCareful = diagram.effort <= Diagram.carefulEffort
      styles = isCareful ? LayoutStyle.alternatives(for: diagram) : []
    }

    /// How far the best layout is from what can be read; 1 where it can.
    var excess: Double { best?.picture.excess ?? 1 }

    /// Tries the diagram's own direction, and if it is free, the other one.
    mutating func tryDirections(_ tries: inout Int) throws(DiagramError) {
      try attempt(LayoutStyle(diagram.direction), &tries)
      guard !isFound, let place = styles.firstIndex(where: { $0.direction != diagram.direction }) else { return }
      try attempt(styles.remove(at: place), &tries)
    }

    /// Tries the other styles.
    mutating func tryStyles(_ tries: inout Int, limit: Int) throws(DiagramError) {
      for style in styles where !isFound && tries < limit && !hopeless.contains(style.direction) {
        try attempt(style, &tries)
      }
    }

    private mutating func attempt(_ style: LayoutStyle, _ tries: inout Int) throws(DiagramError) {
      tries += 1
      let picture = try render(diagram, style, as: form, resolution: resolution)
      if picture.width > LayoutMeasure.widthLimit * 1.25 || picture.crossings > LayoutMeasure.crossingLimit * 1.3 {
        hopeless.insert(style.direction)
      }
      if picture.excess <= 1, picture.strain <= 1.2 { isFound = true }
      // Downwards, edges from one point to one point run in loops where they close circles.
      let handicap = style.hasPorts && style.direction == .down ? 0.15 : 0.02
      if let best, picture.strain >= best.picture.strain - handicap { return }
      best = LayoutChoice(diagram: diagram, style: style, picture: picture)
    }
  }

  /// - Parameter form: a format by Graphviz's name; `nil` measures the layout only.
  private static func render(
    _ diagram: Diagram, _ style: LayoutStyle, as form: String?, resolution: Int?
  ) throws(DiagramError) -> Picture {
    do {
      return try render(dot: DOTWriter(diagram, style: style).text, as: form, resolution: resolution)
    } catch {
      // Graphviz fails to rank some very large graphs across clusters ("trouble in init_rank"); within clusters it can.
      guard case .rendering(.message(let message)) = error, message.contains("init_rank") else { throw error }
      return try render(
        dot: DOTWriter(diagram, style: style, ranksAcrossClusters: false).text, as: form, resolution: resolution)
    }
  }

  /// Draws DOT text.
  ///
  /// - Throws: ``DiagramError/rendering(_:)`` where Graphviz fails or has anything to say against the text.
  public static func render(
    dot: String, as format: PictureFormat, resolution: Int = defaultResolution
  ) throws(DiagramError) -> Picture {
    guard !format.isText else { return Picture(bytes: Array(dot.utf8), warnings: []) }
    return try render(dot: dot, as: format.rawValue, resolution: format == .png ? resolution : nil)
  }

  /// - Parameters:
  ///   - form: a format by Graphviz's name; `nil` measures the layout only.
  ///   - resolution: dots per inch, where that counts.
  private static func render(dot: String, as form: String?, resolution: Int?) throws(DiagramError) -> Picture {
    var text = dot
    if let resolution, let brace = text.firstIndex(of: "{") {
      text.insert(contentsOf: " dpi=\(resolution);", at: text.index(after: brace))
    }
    let result = engine.withLock { $0.render(text, as: form) }
    switch result {
    case .success(var picture):
      if form == PictureFormat.pdf.rawValue { PDFDate.remove(from: &picture.bytes) }
      return picture
    case .failure(let failure):
      throw .rendering(failure)
    }
  }
}

/// A drawn diagram.
public struct Picture: Sendable {
  /// A doubt about a picture that was drawn anyway.
  public enum Warning: String, Sendable {
    /// A side would have had more than 32,000 dots.
    case scaledDown = "the picture is larger than a PNG can be and was scaled down (write SVG or PDF)"
    /// Mermaid draws no more than 500 edges and 50,000 characters.
    case tooLongForMermaid =
      "Mermaid does not draw a text of this length (draw fewer components, or change its settings maxEdges and maxTextSize)"
    /// The machine has no font: the picture has no text in it.
    case noFont = "no font is installed: the picture has no text (install fonts-dejavu-core, or write SVG)"
  }

  /// The file's content.
  public internal(set) var bytes: [UInt8]
  /// Doubts about the picture.
  public internal(set) var warnings: [Warning]
  /// How far its layout is from what is read at a glance: 1 is best.
  var strain = 1.0
  /// How far its layout is from what can be read at all: 1 where it can.
  var excess = 1.0
  /// The width of its layout, in points.
  var width = 0.0
  /// Crossings of its edges, per edge.
  var crossings = 0.0
}

/// What a layout demands of its reader.
struct LayoutMeasure {
  /// The largest width, in points: shown 1,600 pixels wide, letters of nine points have nine pixels.
  static let widthLimit = 1_600.0
  /// The largest ratio of the longer side to the shorter.
  static let ratioLimit = 2.0
  /// The most crossings per edge with which edges can be followed.
  static let crossingLimit = 2.5

  /// How far it is from what can be read at all: 1 where it can.
  let excess: Double
  /// How far it is from what is read at a glance: 1 is best.
  let strain: Double
  /// In points, with the margin.
  let width: Double

  /// - Parameters:
  ///   - frame: the box of the layout.
  ///   - crossings: what edges run through and over.
  init(frame: TitlePlacement.Box, crossings: TitlePlacement.Crossings) {
    // With the margin around it.
    let extent = Diagram.Extent(width: frame.right - frame.left + 28.8, height: frame.top - frame.bottom + 28.8)
    width = extent.width
    let ratio = max(extent.width / extent.height, extent.height / extent.width)
    let hidden = crossings.texts > 0 ? 0.1 + min(0.5, Double(crossings.texts) * 0.1) : 0
    let tangle = min(0.3, max(0, crossings.perEdge - Self.crossingLimit) * 0.1)
    excess = max(1, extent.width / Self.widthLimit, ratio / Self.ratioLimit) + hidden + tangle
    strain = extent.strain + hidden * 2 + (excess - 1) * 2 + max(0, crossings.perEdge - 1) * 0.1
  }
}

/// Why Graphviz drew nothing.
public enum RenderingFailure: Error, Hashable, Sendable {
  /// The register of plug-ins is missing, as after an incomplete installation.
  case noPlugins
  /// A message of Graphviz.
  case message(String)
}

/// The process's one Graphviz context; used under the lock only.
private struct Engine: ~Copyable {
  /// The most dots that a side of a PNG may have.
  private static let longestSide = 32_000.0

  private var context: UnsafeMutableRawPointer?

  mutating func render(_ dot: String, as form: String?) -> Result<Picture, RenderingFailure> {
    if context == nil {
      wf_receive_messages { piece in
        if let piece { GraphvizMessages.append(String(cString: piece)) }
        return 0
      }
      context = wf_context()
    }
    GraphvizMessages.clear()
    guard let context else { return .failure(.message("Graphviz could not be started")) }
    guard let graph = wf_read(dot) else { return .failure(failure(else: "the DOT text can't be read")) }
    defer { wf_close(graph) }
    guard wf_layout(context, graph, "dot") == 0 else { return .failure(failure(else: "the layout failed")) }
    defer { wf_free_layout(context, graph) }
    let crossed = TitlePlacement.moveTitles(of: graph)
    let measure = LayoutMeasure(frame: TitlePlacement.Box(wf_frame(graph)), crossings: crossed)
    guard let form else {
      guard GraphvizMessages.text.isEmpty else { return .failure(failure(else: "")) }
      return .success(
        Picture(
          bytes: [], warnings: [], strain: measure.strain, excess: measure.excess, width: measure.width,
          crossings: crossed.perEdge))
    }
    let isScaledDown = form == PictureFormat.png.rawValue && wf_fit(graph, Engine.longestSide) == 1
    var bytes: UnsafeMutablePointer<CChar>?
    var count = 0
    let code = wf_render(context, graph, form, &bytes, &count)
    defer { if let bytes { wf_free_picture(bytes) } }
    guard code == 0, let bytes, count > 0 else { return .failure(failure(else: "the picture can't be written")) }
    // A rejected label is not a failure to Graphviz: it draws the node's name instead, and reports it.
    guard GraphvizMessages.text.isEmpty else { return .failure(failure(else: "")) }
    let content = bytes.withMemoryRebound(to: UInt8.self, capacity: count) { start in
      Array(UnsafeBufferPointer(start: start, count: count))
    }
    var warnings: [Picture.Warning] = isScaledDown ? [.scaledDown] : []
    if PictureFormat(rawValue: form)?.needsFont == true && wf_font_count() == 0 { warnings.append(.noFont) }
    return .success(
      Picture(
        bytes: content, warnings: warnings, strain: measure.strain, excess: measure.excess, width: measure.width,
        crossings: crossed.perEdge))
  }

  private func failure(else message: String) -> RenderingFailure {
    let said = GraphvizMessages.text
    if said.contains("not recognized. Use one of:") { return .noPlugins }
    return .message(said.isEmpty ? message : LabelText.shortened(said, to: 400))
  }
}

/// The messages of Graphviz while it works. They come in pieces, from C, which can hold no context: hence a global.
private enum GraphvizMessages {
  private static let collected = Mutex("")

  static func append(_ piece: String) { collected.withLock { $0 += piece } }

  static func clear() { collected.withLock { $0 = "" } }

  /// The first lines said, joined by `; `.
  static var text: String {
    collected.withLock { $0 }.split(whereSeparator: \.isNewline).prefix(3).map(String.init).joined(separator: "; ")
  }
}

internal import DependencyModel

extension DOTWriter {
  func statement(for mark: Diagram.Mark, number: Int) -> String {
    guard mark.frame == nil else {
      return
        "n\(number) [shape=\"point\", style=\"invis\", width=\"0.02\", height=\"0.02\", label=\"\", id=\"n\(number)\"];"
    }
    var list = mark.role == .group ? groupAttributes(mark) : boxAttributes(mark)
    if let url = mark.url {
      list += [("URL", .text(DOTText.quoted(url))), ("target", .text("_blank"))]
    }
    let common: [(String, DOTValue)] = [
      ("tooltip", .text(DOTText.quoted(mark.tooltip))), ("id", .text("n\(number)")),
      ("class", .text(htmlClass(of: mark))),
    ]
    return "n\(number) [\(attributes(list + common))];"
  }

  /// Words by which a stylesheet or a script finds the mark in an SVG.
  private func htmlClass(of mark: Diagram.Mark) -> String {
    let role: String =
      switch mark.role {
      case .component: "component"
      case .folded: "folded"
      case .collapsedDomain: "collapsed-domain"
      case .domain: "domain"
      case .group: "group"
      }
    return "mark \(role) \(mark.status.condition)"
  }

  private func boxAttributes(_ mark: Diagram.Mark) -> [(String, DOTValue)] {
    let family = FamilyStyle.style(of: mark.family)
    let condition = ConditionStyle.style(of: mark.status.condition)
    let inside = family.inside(
      fill: condition?.fill ?? family.fill, line: condition?.line ?? family.line, width: Diagram.size(of: mark).width)
    var style = [inside.style]
    if let own = family.style { style.append(own) }
    if condition?.isDashed == true { style.append("dashed") }
    var list: [(String, DOTValue)] = [
      ("shape", .text(family.shape)), ("style", .text(style.joined(separator: ","))),
      ("fillcolor", .text(inside.colours)), ("color", .text(condition?.line ?? family.line)),
      ("penwidth", .text(mark.isFocus ? "3" : condition?.width ?? "1.2")), ("label", .html(label(of: mark))),
    ]
    if let outlines = condition?.outlines, outlines > 1 { list.append(("peripheries", .text("\(outlines)"))) }
    // Slanted and round shapes leave room enough around the text.
    switch family.shape {
    case "hexagon", "octagon", "septagon", "ellipse", "egg", "house", "invhouse":
      list.append(("margin", .text("0,0")))
    default: break
    }
    return list
  }

  private func label(of mark: Diagram.Mark) -> String {
    let condition = ConditionStyle.style(of: mark.status.condition)
    let text = condition?.text ?? "#1B1B1F"
    let minor = condition?.minorText ?? "#4B5260"
    var rows: [String] = []
    if mark.isFocus { rows.append(font("◎ focus", size: "9", color: minor)) }
    if mark.status.condition > .untouched, let condition {
      rows.append(font("<B>\(condition.sign) \(DOTText.html(mark.status.state))</B>", size: "9", color: minor))
      // On a line of its own: marks are narrower.
      if let time = mark.status.time { rows.append(font("<B>\(DOTText.html(time))</B>", size: "9", color: minor)) }
    }
    for line in LabelText.lines(mark.title) {
      rows.append(font("<B>\(DOTText.html(line))</B>", size: "10", color: text))
    }
    for (number, line) in mark.subtitleLines.enumerated() {
      let symbol = mark.family == .other || number > 0 ? "" : FamilyStyle.style(of: mark.family).symbol + " "
      rows.append(font(symbol + DOTText.html(line), size: "9", color: minor))
    }
    if let use = mark.use { rows.append(bar(use, text: minor)) }
    for line in mark.noteLines {
      rows.append(font("<I>\(DOTText.html(line))</I>", size: "9", color: minor))
    }
    return table(rows, above: FamilyStyle.style(of: mark.family).shape == "box3d" ? 5 : 2)
  }

  /// A bar as long as a component is near to its limits, and the share in figures.
  private func bar(_ use: Double, text: String) -> String {
    let length = 48.0
    let full = Int((min(1, max(0, use)) * length).rounded())
    let color = use > 1 + 1e-9 ? "#8F3800" : use > 0.8 ? "#A86600" : "#5B6270"
    func part(_ width: Int, _ fill: String) -> String {
      width == 0 ? "" : "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"\(width)\" HEIGHT=\"5\" BGCOLOR=\"\(fill)\"></TD>"
    }
    let figure = font(" \(Diagram.words(ofUse: use))", size: "9", color: text)
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
      + "<TD><TABLE FIXEDSIZE=\"TRUE\" WIDTH=\"\(Int(length) + 2)\" HEIGHT=\"7\" BORDER=\"1\" COLOR=\"\(color)\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
      + part(full, color) + part(Int(length) - full, "#FFFFFF") + "</TR></TABLE></TD><TD>\(figure)</TD></TR></TABLE>"
  }

  /// A pill with the threshold; without colour it is distinguished by its sign and outline, like a component.
  private func groupAttributes(_ mark: Diagram.Mark) -> [(String, DOTValue)] {
    let condition = ConditionStyle.style(of: mark.status.condition)
    let text = condition?.text ?? "#1B1B1F"
    var rows: [String] = []
    let sign = condition.map { $0.sign.isEmpty ? "" : "\($0.sign) " } ?? ""
    rows.append(font("<B>\(sign)\(DOTText.html(mark.title))</B>", size: "9.5", color: text))
    for note in mark.notes { rows.append(font(DOTText.html(note), size: "9", color: condition?.minorText ?? text)) }
    let style = condition?.isDashed == true ? "filled,rounded,dashed" : "filled,rounded"
    return [
      ("shape", .text("box")), ("style", .text(style)), ("fillcolor", .text(condition?.fill ?? "#FFFFFF")),
      ("color", .text(condition?.line ?? "#3F4A5A")), ("penwidth", .text(condition?.width ?? "1")),
      ("label", .html(table(rows))), ("margin", .text("0.06,0.01")), ("height", .text("0.2")), ("width", .text("0.3")),
    ]
  }

  func table(_ rows: [String], above: Int = 2) -> String {
    // Text sits high in its line: a little room above evens that out.
    "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD HEIGHT=\"\(above)\"></TD></TR>"
      + rows.map { "<TR><TD>\($0)</TD></TR>" }.joined() + "</TABLE>"
  }

  func font(_ text: String, size: String, color: String) -> String {
    "<FONT POINT-SIZE=\"\(size)\" COLOR=\"\(color)\">\(text)</FONT>"
  }

  // MARK: Clusters

  /// Whether an edge leads from a mark in the cluster to one outside of it. Downwards, edges come into a cluster at the top;
  /// where none leaves it, there are none at the bottom, and the title is there.
  private func hasWayOut(_ cluster: Int) -> Bool {
    func isInside(_ mark: Int) -> Bool {
      var next = diagram.marks[mark].cluster
      while let current = next {
        if current == cluster { return true }
        next = diagram.clusters[current].parent
      }
      return false
    }
    return diagram.edges.contains { isInside($0.from) && !isInside($0.to) }
  }

  func clusterAttributes(_ cluster: Diagram.Cluster, number: Int) -> [(String, DOTValue)] {
    let condition = cluster.status.condition
    let titles = style.wrapsTitles ? LabelText.lines(cluster.title) : [cluster.title]
    let subtitles =
      cluster.subtitle.map { style.wrapsTitles ? LabelText.minorLines($0, width: 18) : [$0] } ?? []
    let small = subtitles.map { font(DOTText.html($0), size: "9", color: "#5B6270") }
    let bold = titles.map { "<B>\(DOTText.html($0))</B>" }
    var label: String
    if style.wrapsTitles {
      // A line break of its own kind keeps lines on the left.
      label = (bold + small).joined(separator: "<BR ALIGN=\"LEFT\"/>") + "<BR ALIGN=\"LEFT\"/>"
    } else {
      label = bold[0] + (small.first.map { " " + $0 } ?? "")
    }
    if condition > .untouched, let look = ConditionStyle.style(of: condition) {
      // A cell of its own for the sign, dark or light like a mark in that state; below, for a narrow title finds a place
      // that no line runs through sooner.
      label =
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\"><TR><TD ALIGN=\"LEFT\">\(label)</TD></TR>"
        + "<TR><TD ALIGN=\"LEFT\" BGCOLOR=\"\(look.fill)\">"
        + font("<B> \(look.sign) \(DOTText.html(cluster.status.words)) </B>", size: "9", color: look.text)
        + "</TD></TR></TABLE>"
    }
    var depth = 0
    var next = cluster.parent
    while let parent = next {
      depth += 1
      next = diagram.clusters[parent].parent
    }
    let look = ConditionStyle.style(of: condition)
    let fill: String
    switch condition {
    case .fault: fill = "#ECECEF"
    case .down: fill = "#FBEDE4"
    case .degraded: fill = "#FEF8EA"
    default: fill = depth % 2 == 0 ? "#F6F7F9" : "#FCFCFD"
    }
    let isMarked = condition > .untouched
    return [
      ("peripheries", .text("1")),
      ("style", .text(look?.isDashed == true ? "rounded,filled,dashed" : "rounded,filled")),
      ("fillcolor", .text(fill)), ("color", .text(isMarked ? look!.line : "#C3C8D0")),
      ("penwidth", .text(isMarked ? "2.5" : "1")), ("margin", .text("10")),
      ("labelloc", .text(hasWayOut(number) || direction == .right ? "t" : "b")),
      ("labeljust", .text("l")), ("label", .html(label)), ("tooltip", .text(DOTText.quoted(cluster.tooltip))),
      ("id", .text("cluster\(number)")), ("class", .text("cluster-box \(condition)")),
    ]
  }
}

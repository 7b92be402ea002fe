internal import DependencyModel
public import ResilienceAnalysis

extension StartOrder {
  /// The answer for a terminal: the verdict; what to start by hand and the circles that this breaks; what the
  /// fault keeps; and the rounds.
  ///
  /// - Parameter options: `isComplete` decides whether everything is listed. Otherwise a long list ends with the count
  ///   of what is left out.
  public func text(_ options: ReportOptions = ReportOptions()) -> String {
    StartOrderText(self, options).lines.joined(separator: "\n") + "\n"
  }
}

/// Writes a start order as text.
private struct StartOrderText {
  /// The most of each without `isComplete`: lines of a round, rounds, circles, steps of a circle, components that wait.
  private static let roundLineLimit = 6
  private static let roundLimit = 40
  private static let circleLimit = 12
  private static let stepLimit = 10
  private static let waitLimit = 20

  private let order: StartOrder
  private let style: TextStyle
  private let isComplete: Bool
  private let wording: Wording

  private let cells: ComponentCells

  init(_ order: StartOrder, _ options: ReportOptions) {
    self.order = order
    style = options.style
    isComplete = options.isComplete
    wording = Wording(model: order.model)
    cells = ComponentCells(options.columns, in: order.model)
  }

  /// A component with what is shown of it.
  private func title(_ component: ComponentIndex) -> String {
    wording.id(component) + cells.inParentheses(of: component)
  }

  var lines: [String] {
    var lines = style.paragraph(order.verdict, .heading)
    if let description = order.fault.fault?.description { lines += style.paragraph(description.printable, .faint) }
    lines += byHand
    lines += waits(order.otherWaits, title: "Waiting for \(order.startByHand.count == 1 ? "it" : "them")")
    lines += held
    lines += rounds
    for note in order.notes(style.names) { lines += [""] + style.paragraph(note, .faint) }
    return lines
  }

  // MARK: What to do

  private var byHand: [String] {
    guard !order.startByHand.isEmpty else { return [] }
    var lines = [
      "", style.paint(order.startByHand.count == 1 ? "Start by hand" : "Start by hand, in this order", .heading),
    ]
    let shown = isComplete ? order.startByHand[...] : order.startByHand.prefix(Self.circleLimit)
    let numberWidth = String(shown.count).count
    for (index, choice) in shown.enumerated() {
      let number = String(index + 1)
      let inset = String(repeating: " ", count: numberWidth + 4)
      let effect = choice.freed > 0 ? ": frees \(count(choice.freed, "other"))" : ""
      let id = style.paint(wording.id(choice.component), .held) + cells.inParentheses(of: choice.component)
      lines.append("  \(String(repeating: " ", count: numberWidth - number.count))\(number)  \(id)\(effect)")
      lines += circle(choice, inset: inset)
      if let alternatives = choice.alternatives, !alternatives.isEmpty {
        let names = isComplete ? wording.list(alternatives, limit: .max - 1) : wording.list(alternatives, limit: 6)
        lines += style.paragraph("just as good: \(names)", indent: inset.count)
      }
    }
    let rest = order.startByHand.count - shown.count
    if rest > 0 { lines.append(style.paint("  and \(grouped(rest)) more\(style.showAll)", .faint)) }
    if let note = order.qualityNote(style.names) { lines += style.paragraph(note, indent: 2) }
    return lines
  }

  private func circle(_ choice: StartOrder.ByHand, inset: String) -> [String] {
    let circle = choice.circle
    guard !circle.isEmpty else { return [] }
    let first = wording.id(choice.component)
    if circle.count == 1 {
      return lines("\(first) \(wording.step(circle[0])): itself", place: circle[0].place, inset: inset)
    }
    let shown = isComplete || circle.count <= Self.stepLimit + 1 ? circle[...] : circle.prefix(Self.stepLimit)
    let rest = circle.count - shown.count
    var names = shown.map { wording.id($0.component) }
    if rest > 0 { names.append("\(grouped(rest)) more") }
    var result = style.paragraph("circle: \((names + [first]).joined(separator: " → "))", indent: inset.count)
    for wait in shown {
      result += lines(
        "\(wording.id(wait.component)) \(wording.step(wait))", place: wait.place, inset: inset + "  ")
    }
    if rest > 0 { result.append(style.paint("\(inset)  and \(count(rest, "more step"))\(style.showAll)", .faint)) }
    return result
  }

  /// Wrapped text with its place in the model at its end, or on a line of its own where there is no room.
  private func lines(_ text: String, place: Place?, inset: String) -> [String] {
    var lines = TextStyle.wrap(text, to: style.width - inset.count - 2)
    for index in lines.indices.dropFirst() { lines[index] = "  " + lines[index] }
    guard let place = place?.citation.printable, let last = lines.last else { return lines.map { inset + $0 } }
    if inset.count + TextStyle.displayWidth(last) + 2 + TextStyle.displayWidth(place) <= style.width {
      lines[lines.count - 1] += "  " + style.paint(place, .faint)
    } else {
      lines.append("  " + style.paint(place, .faint))
    }
    return lines.map { inset + $0 }
  }

  // MARK: What does not start

  private var held: [String] {
    let named = order.faultyComponents
    guard !named.isEmpty else { return [] }
    let names = named.map(title)
    let title = "Kept down by the fault"
    var lines = ["", style.paint(title, .heading)]
    let list = isComplete ? names.joined(separator: ", ") : wording.enumerate(names, limit: 8)
    lines += style.paragraph(list, indent: 2, .down)
    return lines + rows(order.heldWaits, isHeld: true)
  }

  private func waits(_ waits: [StartOrder.Wait], title: String) -> [String] {
    waits.isEmpty ? [] : ["", style.paint(title, .heading)] + rows(waits, isHeld: false)
  }

  private func rows(_ waits: [StartOrder.Wait], isHeld: Bool) -> [String] {
    let shown = isComplete || waits.count <= Self.waitLimit + 1 ? waits[...] : waits.prefix(Self.waitLimit)
    let widest = shown.map { TextStyle.displayWidth(title($0.component)) }.max() ?? 0
    let width = min(max(10, widest), style.width * 2 / 5)
    var lines: [String] = []
    for wait in shown {
      let id = title(wait.component)
      let reason = wording.reason(wait, isHeld: isHeld)
      if TextStyle.displayWidth(id) <= width, 4 + width + TextStyle.displayWidth(reason) <= style.width {
        lines.append("  \(TextStyle.pad(id, to: width))  \(reason)")
      } else {
        lines += ["  " + id] + style.paragraph(reason, indent: 4)
      }
    }
    let rest = waits.count - shown.count
    if rest > 0 { lines.append(style.paint("  and \(grouped(rest)) more\(style.showAll)", .faint)) }
    return lines
  }

  // MARK: What starts

  private var rounds: [String] {
    guard !order.rounds.isEmpty else { return [] }
    let limit = Self.roundLimit
    let shown = isComplete || order.rounds.count <= limit + 1 ? order.rounds[...] : order.rounds.prefix(limit)
    let numberWidth = String(shown.count - 1).count
    let countWidth = shown.map { grouped($0.count).count + 2 }.max() ?? 0
    let indent = 2 + numberWidth + 2 + countWidth + 2
    var lines = ["", style.paint("Rounds: each starts once those before it have", .heading)]
    var isCut = false
    for (number, round) in shown.enumerated() {
      let left = String(number)
      let amount = "(\(grouped(round.count)))"
      let head =
        "  " + String(repeating: " ", count: numberWidth - left.count) + left + "  "
        + String(repeating: " ", count: countWidth - amount.count) + amount + "  "
      let (names, rest) = self.names(of: round, width: style.width - indent)
      isCut = isCut || rest > 0
      for (index, line) in names.enumerated() {
        lines.append((index == 0 ? head : String(repeating: " ", count: indent)) + line)
      }
    }
    let rest = order.rounds[shown.count...]
    if rest.isEmpty, isCut, let name = style.names[.showAll] {
      lines.append(style.paint("  \(name) shows all of them", .faint))
    }
    if !rest.isEmpty {
      let components = rest.reduce(0) { $0 + $1.count }
      let text = "  and \(count(rest.count, "more round")) with \(count(components, "component"))\(style.showAll)"
      lines.append(style.paint(text, .faint))
    }
    return lines
  }

  /// As many names of a round as fit on a few lines, and how many more there are.
  private func names(of round: [ComponentIndex], width: Int) -> (lines: [String], rest: Int) {
    if isComplete { return (TextStyle.wrap(round.map(title).joined(separator: ", "), to: width), 0) }
    var names: [String] = []
    var total = 0
    for component in round {
      let name = title(component)
      total += TextStyle.displayWidth(name) + 2
      if !names.isEmpty, total > Self.roundLineLimit * width - 20 { break }
      names.append(name)
    }
    let rest = round.count - names.count
    let ending = rest > 0 ? " and \(grouped(rest)) more" : ""
    return (TextStyle.wrap(names.joined(separator: ", ") + ending, to: width), rest)
  }
}

internal import DependencyModel
public import ModelFormats

extension ImportReport {
  /// A summary of what was read and understood, and what a user should look at; the most frequent first.
  ///
  /// - Parameters:
  ///   - style: the width of the page, and whether colours may be used.
  ///   - isComplete: every line; otherwise long lists say how many more there are.
  public func text(_ style: TextStyle = TextStyle(), isComplete: Bool = false) -> String {
    let limit = isComplete ? Int.max : 8
    let what = files.count == 1 ? files[0] : count(files.count, "file")
    let name = sourceName.map { ", named \($0)" } ?? ""
    var lines = ["read \(what.printable) as \(format)\(name.printable): \(summary.printable)"]
    lines += style.section(
      "skipped \(grouped(notes.total - notes.understood)) of \(grouped(notes.total)):", skippedLines(limit),
      limit: limit, rest: "reason")
    lines += style.section(
      count(notes.ambiguous.count, "group is ambiguous:", "groups are ambiguous:"), notes.ambiguous, limit: limit)
    lines += style.section(
      count(notes.unresolved.count, "reference leads to nothing:", "references lead to nothing:"),
      unresolvedLines(limit), limit: limit, rest: "target")
    lines += style.section(
      count(notes.incomplete.count, "group has members", "groups have members") + " outside of the files:",
      notes.incomplete, limit: limit)
    lines += style.section("what the files have in common:", notes.unions, limit: limit)
    lines += style.section(count(notes.remarks.count, "remark:", "remarks:"), notes.remarks, limit: limit)
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line for a user who asks about the model; `nil` where everything was understood.
  ///
  /// - Parameter names: what remedies are called.
  public func line(naming names: RemedyNames = .none) -> String? {
    var parts: [String] = []
    let skipped = notes.total - notes.understood
    if skipped > 0 { parts.append("understood \(grouped(notes.understood)) of \(grouped(notes.total))") }
    parts += notes.doubts(.ambiguous, .unresolved, .incomplete)
    guard !parts.isEmpty else { return nil }
    let name = sourceName.map { "\($0) (\(format))" } ?? format
    return "note: \(name.printable): \(parts.joined(separator: ", "))"
      + names.phrase("; ", .showSources, " says more")
  }

  /// The parts that are left out, by reason, the reason of the most things first.
  private func skippedLines(_ limit: Int) -> [String] {
    var reasons: [(reason: String, types: [(type: String, count: Int)], total: Int)] = []
    var places: [String: Int] = [:]
    for skipped in notes.skipped {
      if let place = places[skipped.reason] {
        reasons[place].types.append((skipped.type, skipped.count))
        reasons[place].total += skipped.count
      } else {
        places[skipped.reason] = reasons.count
        reasons.append((skipped.reason, [(skipped.type, skipped.count)], skipped.count))
      }
    }
    return mostFirst(reasons, by: \.total).map { reason, types, _ in
      let texts = mostFirst(types, by: \.count).map { $0.count == 1 ? $0.type : "\($0.type) (\(grouped($0.count)))" }
      return "\(enumeration(of: texts, limit: limit)): \(reason)"
    }
  }

  /// The references that lead to nothing, those with the same target in one line.
  private func unresolvedLines(_ limit: Int) -> [String] {
    let arrow = " → "
    var targets: [(target: String, from: [String])] = []
    var places: [String: Int] = [:]
    for text in notes.unresolved {
      let parts = text.split(separator: arrow, maxSplits: 1).map(String.init)
      let (target, from) = parts.count == 2 ? (parts[1], [parts[0]]) : (text, [])
      if let place = places[target] {
        targets[place].from += from
      } else {
        places[target] = targets.count
        targets.append((target, from))
      }
    }
    return mostFirst(targets, by: \.from.count).map { target, from in
      from.isEmpty ? target : "\(target), named by \(enumeration(of: from, limit: limit == .max ? .max : 4))"
    }
  }
}

/// The largest first; what is as large stays in its order.
func mostFirst<Item>(_ items: [Item], by count: (Item) -> Int) -> [Item] {
  items.enumerated().sorted { left, right in
    let (first, second) = (count(left.element), count(right.element))
    return first != second ? first > second : left.offset < right.offset
  }.map(\.element)
}

extension TextStyle {
  /// A heading and what belongs to it, indented; nothing where nothing does.
  func section(_ heading: String, _ items: [String], limit: Int, rest: String? = nil) -> [String] {
    guard !items.isEmpty else { return [] }
    let shown = items.count - 1 > limit ? items.prefix(limit) : items[...]
    var lines = ["  " + paint(heading, .heading)]
    for item in shown { lines += hanging(item.printable, indent: 4) }
    let more = items.count - shown.count
    if more > 0 { lines.append("    and " + (rest.map { "\(grouped(more)) more \($0)s" } ?? "\(grouped(more)) more")) }
    return lines
  }

  /// A paragraph whose lines after the first are indented further.
  func hanging(_ text: String, indent: Int) -> [String] {
    let lines = Self.wrap(text, to: width - indent - 2)
    let margin = String(repeating: " ", count: indent)
    return lines.enumerated().map { $0 == 0 ? margin + $1 : margin + "  " + $1 }
  }
}

internal import DependencyModel
public import ModelFormats

extension JoinReport {
  /// The components of several sources that are the same, and those that are not: counts, then names.
  ///
  /// - Parameters:
  ///   - style: the width of the page, and whether colours may be used.
  ///   - isComplete: every name; otherwise long lists say how many more there are.
  public func text(_ style: TextStyle = TextStyle(), isComplete: Bool = false) -> String {
    let limit = isComplete ? Int.max : 8
    var lines: [String] = []
    for (position, part) in parts.enumerated() {
      let before = position == 0 ? first : "the sources before"
      let total = part.joined.count + part.alone.count
      let share = "\(grouped(part.joined.count)) of \(grouped(total))"
      lines.append("joined \(share) of \(part.format) with \(before.printable)")
      lines += style.section("the same:", Self.sameLines(part.joined, limit), limit: .max)
      lines += style.section(
        "not joined: \(grouped(part.alone.count))",
        part.alone.isEmpty ? [] : [enumeration(of: part.alone.map(\.text), limit: limit)], limit: .max)
      lines += style.section(
        count(part.ambiguous.count, "key joins nothing:", "keys join nothing:"),
        part.ambiguous.map { Self.line($0, limit) }, limit: limit)
    }
    lines += style.section("omitted because they would make a domain contain itself:", brokenCircles, limit: limit)
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// A line for each source for a user who asks about the model; none where all was joined.
  ///
  /// - Parameter names: what remedies are called.
  public func lines(naming names: RemedyNames = .none) -> [String] {
    parts.enumerated().compactMap { position, part in
      guard !part.alone.isEmpty || !part.ambiguous.isEmpty else { return nil }
      let total = part.joined.count + part.alone.count
      let before = position == 0 ? first : "the sources before"
      let keys =
        part.ambiguous.isEmpty
        ? "" : ", \(count(part.ambiguous.count, "ambiguous key joins nothing", "ambiguous keys join nothing"))"
      return "note: \(grouped(part.joined.count)) of \(grouped(total)) of \(part.format) are the same as in \(before)"
        + keys + names.phrase("; ", .showSources, " says which")
    }
  }

  /// The components that are the same, by the sort of key.
  private static func sameLines(_ pairs: [Pair], _ limit: Int) -> [String] {
    var sorts: [(sort: String, pairs: [String])] = []
    for pair in pairs {
      let sort = pair.key.map { String($0.prefix { $0 != ":" }) } ?? "id"
      let text = pair.id == pair.other ? pair.id.text : "\(pair.other) is \(pair.id)"
      if let place = sorts.firstIndex(where: { $0.sort == sort }) {
        sorts[place].pairs.append(text)
      } else {
        sorts.append((sort, [text]))
      }
    }
    return mostFirst(sorts, by: \.pairs.count).map { sort, pairs in
      "by \(sort) (\(grouped(pairs.count))): \(enumeration(of: pairs, limit: limit))"
    }
  }

  private static func line(_ ambiguity: Ambiguity, _ limit: Int) -> String {
    let earlier = enumeration(of: ambiguity.earlier.map(\.text), limit: limit == .max ? .max : 4)
    let later = enumeration(of: ambiguity.later.map(\.text), limit: limit == .max ? .max : 4)
    return ambiguity.isContradiction
      ? "\(ambiguity.key) says that \(later) is \(earlier), but ids or other keys say something else"
      : "\(ambiguity.key) is \(earlier) before, and \(later) here"
  }
}

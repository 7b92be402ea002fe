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
    var lines: [String] = inner.map { $0.text(style, isComplete: isComplete) }.filter { !$0.isEmpty }
    lines = lines.map { String($0.dropLast()) }
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
    lines += style.section(
      "what each two sources have in common:", unions.map { Self.line($0, isComplete ? .max : 3) }, limit: limit)
    lines += style.section("omitted because they would make a domain contain itself:", brokenCircles, limit: limit)
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// A line for each source for a user who asks about the model; none where all was joined.
  ///
  /// - Parameter names: what remedies are called.
  public func lines(naming names: RemedyNames = .none) -> [String] {
    inner.flatMap { $0.lines(naming: names) }
      + unions.filter { !$0.apart.isEmpty || !$0.united.isEmpty }.map { "note: " + Self.line($0, 3) }
      + parts.enumerated().compactMap { position, part in
        // The lines about pairs say it better.
        guard unions.isEmpty else { return nil }
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
      let sort = pair.key.map(sort) ?? "id"
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

  /// What two sources have in common, by the sort of key, and what stays apart, in a line.
  private static func line(_ union: Union, _ limit: Int) -> String {
    var sorts: [(sort: String, count: Int)] = []
    for pair in union.united {
      let sort = pair.key.map(sort) ?? "id"
      if let position = sorts.firstIndex(where: { $0.sort == sort }) {
        sorts[position].count += 1
      } else {
        sorts.append((sort, 1))
      }
    }
    var parts = ["\(union.first) and \(union.second): "]
    if union.united.isEmpty {
      parts[0] += "nothing is the same in both"
    } else {
      let keys = mostFirst(sorts, by: \.count).map { "\(grouped($0.count)) by \($0.sort)" }
      parts[0] += "\(count(union.united.count, "component is", "components are")) the same (\(enumeration(of: keys)))"
    }
    let other = union.apart.filter { $0.difference == nil }
    var differences: [(sort: String, ids: [String])] = []
    for apart in union.apart {
      guard let sort = apart.difference else { continue }
      if let position = differences.firstIndex(where: { $0.sort == sort }) {
        differences[position].ids.append(apart.id.text)
      } else {
        differences.append((sort, [apart.id.text]))
      }
    }
    for (sort, ids) in differences {
      parts.append(
        "the ids of \(enumeration(of: ids, limit: limit)) are equal, but each has another \(words(for: sort)), so they stay apart"
      )
    }
    if !other.isEmpty {
      let ids = enumeration(of: other.map(\.id.text), limit: limit)
      parts.append(
        "\(grouped(other.count)) \(other.count == 1 ? "is" : "are") only called the same, and kept apart: \(ids)")
    }
    return parts.joined(separator: "; ")
  }

  ///
  /// What is called the same is inferred to be the same.
  private static func sort(_ key: String) -> String {
    let sort = String(key.prefix { $0 != ":" })
    return sort == "service" ? "the name of a service, inferred" : sort
  }

  /// The words for a sort of key.
  private static func words(for sort: String) -> String {
    switch sort {
    case "zone", "zone-id": "zone id"
    case "arn": "ARN"
    case "arm", "azure": "Azure id"
    case "self-link", "google", "gcp": "self link"
    case "aws", "provider", "uid": "id of its provider"
    default: sort
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

package import DependencyModel
package import ModelFormats

extension DiagnosticCode {
  /// Codes that several sources share.
  package static let ofImports: [DiagnosticCode] = [
    .emptyImport, .importTooLarge, .unknownParameter,
  ]
}

extension ImportNotes {
  /// Why nothing that can fail came out of a source.
  ///
  /// - Parameters:
  ///   - domains: how many domains came out of it.
  ///   - things: what the source's things are called, such as `resources`.
  package func reasonForNothing(domains: Int, things: String) -> String {
    // What is not counted may be in a remark, such as that no condition is true.
    let told = remarks.prefix(2) + (remarks.count > 2 ? ["and \(remarks.count - 2) more remarks"] : [])
    guard total > 0 else {
      let places = domains > 0 ? ["it holds only places (\(count(domains, "domain")))"] : []
      return places.isEmpty && told.isEmpty ? "it has no \(things)" : (places + told).joined(separator: "; ")
    }
    var reasons: [(text: String, types: [String: Int], order: [String], total: Int)] = []
    for part in skipped {
      let position = reasons.firstIndex { $0.text == part.reason } ?? reasons.count
      if position == reasons.count { reasons.append((part.reason, [:], [], 0)) }
      if reasons[position].types[part.type] == nil { reasons[position].order.append(part.type) }
      reasons[position].types[part.type, default: 0] += part.count
      reasons[position].total += part.count
    }
    // Few reasons explain most of it.
    let main = reasons.enumerated().sorted { ($1.element.total, $0.offset) < ($0.element.total, $1.offset) }.prefix(3)
    let lines = main.map { _, reason in
      let types = reason.order.map { reason.types[$0]! == 1 ? $0 : "\($0) (\(grouped(reason.types[$0]!)))" }
      return "\(enumeration(of: types)): \(reason.text)"
    }
    let more = reasons.count > main.count ? ["and \(reasons.count - main.count) more reasons"] : []
    if understood > 0 {
      let types = types.map { $0.count == 1 ? $0.type : "\($0.type) (\(grouped($0.count)))" }
      let held = types.isEmpty ? "settings and places" : enumeration(of: types)
      let what = domains > 0 ? "are settings, or places without a component in them" : "do not fail by themselves"
      let start = "it holds only \(held), which \(what)"
      return ([start] + lines + more + (lines.isEmpty ? told : [])).joined(separator: "; ")
    }
    return (["understood 0 of \(grouped(total))"] + lines + more).joined(separator: "; ")
  }
}

extension DiagnosticCode {
  package static let importTooLarge = DiagnosticCode(
    "import-too-large",
    explanation: """
      A few lines in a file of another tool can mean millions of relations: an edge between two sets of nodes, a service
      that thousands extend, a resource with thousands of instances that refer to thousands of others. A model holds
      500,000 such relations in addition to those that are written one by one. Name the set itself: put a node between
      the two sets, or remove the part that multiplies from the file.
      """,
    wrong: "digraph { {a0 a1 a2 …} -> {b0 b1 b2 …} }",
    right: "digraph { {a0 a1 a2 …} -> all; all -> {b0 b1 b2 …} }")
}

extension Diagnostic {
  /// Files that would make more than a model holds; `what` names what there would be too many of, such as
  /// `an edge between sets of 2000 and 2000 nodes makes 4000000 edges`.
  package static func importTooLarge(_ what: String, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .importTooLarge, "\(what); files of this size may make \(limit) relations besides those written one by one",
      at: place)
  }
}

extension DiagnosticCode {
  package static let unknownParameter = DiagnosticCode(
    "unknown-parameter",
    explanation: """
      A profile or a parameter on the command line is in none of the files that were read. It is probably misspelled: \
      without it, a part of the system would be left out, and an answer would look better than it is.
      """,
    wrong: """
      # whatfails check -m compose.yaml --profile prdo
      services:
        web: { image: web, profiles: [prod] }
      """,
    right: """
      # whatfails check -m compose.yaml --profile prod
      services:
        web: { image: web, profiles: [prod] }
      """)
}

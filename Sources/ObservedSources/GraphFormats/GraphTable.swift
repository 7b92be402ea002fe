internal import DependencyModel
internal import ModelFormats
internal import SourceReading

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A plain graph as it becomes a table of components, whichever form it was written in.
///
/// Readers add what they meet, line by line; a component takes some bytes more than its id, and an edge about twenty.
struct GraphTable {
  typealias Text = UnsafeBufferPointer<UInt8>

  private let format: String
  /// Whether edges follow the flow.
  let isFlow: Bool
  private var builder = ComponentTableBuilder()
  var notes = ImportNotes()
  /// What a table of components has no room for.
  var attributes = GraphAttributes()
  private var edgeCount = 0
  /// Whether there may be secrets in the file; few have any.
  private var mayHoldSecrets = false
  /// The meanings of the words that were met, as bytes.
  private var meanings: [[UInt8]: EdgeMeaning?] = [:]
  private var lastWord: [UInt8] = []
  private var lastMeaning: EdgeMeaning? = .needs
  /// The groups that edges with one source and group make, each with its number and whether its threshold is known.
  private var edgeGroups: [EdgeGroup: Int] = [:]
  /// How often things of each sort were met that a graph has no place for; see `count(_:_:)`.
  private var counts: [Count: (count: Int, example: String)] = [:]

  private struct EdgeGroup: Hashable {
    var owner: Int
    var name: String
  }

  private struct Count: Hashable {
    var text: String
  }

  /// How ids that are not plain were written first.
  private var spellings: [Int: [UInt8]] = [:]
  /// The ids in which something is secret.
  private var secretIDs = SecretIDs()
  /// The files, as far as they are kept apart.
  var parts: GraphParts
  private let files: [SourceFile]
  private let shortPaths: ShortPaths
  /// How many edges may be made of texts that stand for many.
  private var budget: ExpansionBudget

  /// A graph of some files; the first gives it its name.
  init(_ files: [SourceFile], format: String, isFlow: Bool, parts: [Int]? = nil) {
    self.files = files
    shortPaths = ShortPaths(files.map(\.name))
    self.parts = GraphParts(files, parts: parts)
    self.format = format
    self.isFlow = isFlow
    budget = ExpansionBudget(files)
  }

  // MARK: Files

  /// Begins with a file and gives its text as UTF-8.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - isLatin: whether the file itself states that each byte is a character of Latin-1 or Windows-1252.
  mutating func begin(_ file: SourceFile, isLatin: Bool = false) -> [UInt8] {
    builder.beginFile(file.name, as: shortPaths.name(of: file.name))
    parts.begin(file.name)
    let text = isLatin ? ForeignEncoding.fromWindows1252(file.bytes) : ForeignText.utf8(file.bytes)
    mayHoldSecrets = text.withUnsafeBufferPointer { Self.mayHoldSecrets($0) }
    return text
  }

  /// What follows is on the next line.
  @inline(__always)
  mutating func nextLine() { builder.nextLine() }

  /// What follows is on a line of the file.
  @inline(__always)
  mutating func move(toLine number: Int) { builder.move(toLine: number) }

  // MARK: Components

  /// The component of an id, added where it was not met before.
  @inline(__always)
  mutating func component(_ id: Text) -> Int {
    var all: UInt8 = 0
    var isPlain = !id.isEmpty
    for byte in id {
      all |= byte
      if byte < 0x20 || byte == 0x7F { isPlain = false }
    }
    guard isPlain, all < 0x80, parts.prefix == nil, !mayHoldSecrets || !URLText.mayHoldSecrets(id) else {
      return component(String(decoding: id, as: UTF8.self))
    }
    return builder.component(ascii: id)
  }

  /// The component of an id of printable ASCII, added where it was not met before.
  @inline(__always)
  mutating func component(ascii id: Text) -> Int {
    guard parts.prefix != nil || mayHoldSecrets && URLText.mayHoldSecrets(id) else {
      return builder.component(ascii: id)
    }
    return component(String(decoding: id, as: UTF8.self))
  }

  /// The component of an id, added where it was not met before.
  mutating func component(_ id: String) -> Int {
    let id = prefixed(id)
    let safe = secretIDs.cleaned(id)
    guard safe == id || id.isEmpty else { return component(id, withSecrets: safe) }
    let number = builder.component(ImportDraft.withoutControls(safe))
    guard secretIDs.isOther(number, than: id) else {
      noteSpelling(of: number, id)
      return number
    }
    return component(id, withSecrets: safe)
  }

  private func prefixed(_ id: String) -> String { parts.prefix.map { "\($0)/\(id)" } ?? id }

  /// The component of an id in which something is secret, or which is what was left of another: what differs only in a
  /// secret gets a number.
  private mutating func component(_ id: String, withSecrets safe: String) -> Int {
    if let known = secretIDs.number(of: id) { return known }
    let text = ImportDraft.withoutControls(safe)
    var free = text
    while builder.number(of: free) != nil { free = "\(text) (\(secretIDs.nextNumber(of: text)))" }
    let number = builder.component(free)
    secretIDs.note(number, as: id)
    if free != text {
      count("ids that differ only in what may be secret (#), such as @, get a number", example: text)
    }
    return number
  }

  /// Counts an id that is written in another way than the same id before: only in characters that Unicode treats as equal, or
  /// in control characters. Only those are remembered that may be written in two ways.
  private mutating func noteSpelling(of number: Int, _ id: String) {
    guard !id.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), spellings.count < 1_000_000 else { return }
    let written = Array(id.utf8)
    if let known = spellings.updateValue(written, forKey: number), known != written {
      spellings[number] = known
      let example = builder.id(number)
      count(
        "names that are written in two ways (#), such as @, are one component: they differ only in how Unicode composes characters, or in control characters",
        example: example)
    }
  }

  /// The component of an id, if it was met before.
  func known(_ id: String) -> Int? {
    let id = prefixed(id)
    return secretIDs.number(of: id) ?? builder.number(of: ImportDraft.withoutControls(secretIDs.cleaned(id)))
  }

  /// The id of a component.
  func id(_ component: Int) -> String { builder.id(component) }

  /// How many components there are.
  var count: Int { builder.count }

  /// Makes ready to find some components by their ids of ASCII.
  mutating func prepare(_ ids: [Text]) { builder.prepare(ids) }

  /// Gives a component a name for people and says of what kind it is.
  mutating func describe(_ component: Int, name: String? = nil, kind: String? = nil) {
    if let name, !name.isEmpty {
      builder.name(component, ImportDraft.cleaned(name))
      parts.note(component, id: builder.id(component), label: name)
    }
    if let kind, !kind.isEmpty { builder.kind(component, ImportDraft.cleaned(kind)) }
  }

  /// Says that a component is something outside of the files, unless it has a kind.
  mutating func makeExternal(_ component: Int) {
    if !builder.hasKind(component) { builder.kind(component, "external") }
  }

  /// Makes a component a failure domain.
  mutating func makeDomain(_ component: Int) { builder.makeDomain(component) }

  /// Says that a component fails with a domain.
  mutating func put(_ component: Int, in domain: Int) {
    builder.makeDomain(domain)
    builder.relate(component, .in, domain)
  }

  // MARK: Edges

  /// Adds an edge: the source depends on the target, or the target on the source where edges follow the flow.
  ///
  /// - Parameters:
  ///   - source: what depends.
  ///   - target: what it depends on.
  ///   - meaning: how.
  ///   - group: edges of one source and group are alternatives.
  ///   - threshold: how many of a group must hold; any where no edge of the group says.
  ///   - statesDirection: whether the form itself says that the source depends on the target, as a column `needs` does.
  @inline(__always)
  mutating func addEdge(
    _ source: Int, _ target: Int, _ meaning: EdgeMeaning = .needs, group: String? = nil, threshold: Int? = nil,
    statesDirection: Bool = false
  ) {
    edgeCount += 1
    if source == target { countLoop(source) }
    let (owner, other) = isFlow && !statesDirection ? (target, source) : (source, target)
    guard meaning == .group || group != nil else { return builder.relate(owner, meaning.kind, other) }
    addMember(other, of: owner, group: group ?? "", threshold)
  }

  /// Says how sure an edge is that was added.
  mutating func setConfidence(
    _ confidence: Confidence, _ source: Int, _ target: Int, _ meaning: EdgeMeaning, statesDirection: Bool = false
  ) {
    let (owner, other) = isFlow && !statesDirection ? (target, source) : (source, target)
    attributes.confidences[GraphAttributes.Edge(owner: owner, target: other, kind: meaning.kind)] = confidence
  }

  private mutating func countLoop(_ component: Int) {
    let id = builder.id(component)
    count("edges from a component to itself (#), such as one of @, mean nothing and are left out", example: id)
  }

  private mutating func addMember(_ other: Int, of owner: Int, group: String, _ threshold: Int?) {
    let key = EdgeGroup(owner: owner, name: group)
    if let number = edgeGroups[key] {
      builder.add(other, toGroup: number)
    } else {
      edgeGroups[key] = builder.relate(owner, .needs, .any, of: [other])
    }
    if let threshold {
      builder.setThreshold(.atLeast(Amount(Int32(clamping: max(threshold, 1)))), ofGroup: edgeGroups[key]!)
    }
  }

  /// Says that a component is in, needs, uses … another.
  mutating func relate(_ owner: Int, _ kind: Component.Relation.Kind, _ target: Int) {
    if kind == .in { builder.makeDomain(target) } else { edgeCount += 1 }
    builder.relate(owner, kind, target)
  }

  /// Says that a component needs, uses … some of several.
  mutating func relate(
    _ owner: Int, _ kind: Component.Relation.Kind, _ threshold: Group.Threshold, of members: [Int]
  ) {
    edgeCount += members.count
    _ = builder.relate(owner, kind, threshold, of: members)
  }

  /// The meaning of a word; one that is not known is hard, which is noted.
  @inline(__always)
  mutating func meaning(of word: Text) -> EdgeMeaning { knownMeaning(of: word) ?? .needs }

  /// The meaning of a word; one that is not known is hard, which is noted.
  mutating func meaning(of word: String) -> EdgeMeaning { newMeaning(of: Array(word.utf8)) ?? .needs }

  /// The meaning of a word; that one is not known is noted.
  @inline(__always)
  mutating func knownMeaning(of word: Text) -> EdgeMeaning? {
    if word.count == lastWord.count, word.elementsEqual(lastWord) { return lastMeaning }
    return newMeaning(of: Array(word))
  }

  private mutating func newMeaning(of word: [UInt8]) -> EdgeMeaning? {
    // Words that are in every edge, such as its own name, need not be kept.
    let known = meanings[word]
    let meaning = known ?? EdgeMeaning(String(decoding: word.prefix(100), as: UTF8.self))
    if meaning == nil { notes.remark("unknown edge kind; treated as hard") }
    if known == nil, meanings.count < 1_000 { meanings[word] = .some(meaning) }
    (lastWord, lastMeaning) = (word, meaning)
    return meaning
  }

  /// Takes edges between sets from the budget: hostile texts must not make more than memory holds.
  ///
  /// - Throws: where they are too many; the message says between what.
  mutating func spend(edgesBetween sources: Int, and targets: Int, at place: Place) throws(InvalidInput) {
    // An edge with one component on a side makes no more edges than it names components.
    guard sources > 1, targets > 1 else { return }
    let (count, isTooMany) = sources.multipliedReportingOverflow(by: targets)
    guard isTooMany || !budget.spend(count) else { return }
    let sizes = "sets of \(sources) and \(targets) nodes"
    let what =
      isTooMany ? "an edge between \(sizes) is too many edges" : "an edge between \(sizes) makes \(count) edges"
    throw InvalidInput([.importTooLarge(what, limit: budget.limit, at: place)])
  }

  /// Takes nodes from the budget that one word stands for.
  mutating func spend(_ count: Int, for what: @autoclosure () -> String, at place: Place) throws(InvalidInput) {
    guard !budget.spend(count) else { return }
    throw InvalidInput([.importTooLarge(what(), limit: budget.limit, at: place)])
  }

  // MARK: Notes

  /// Notes that something of a sort was met for which a graph has no place; the first is the example.
  ///
  /// - Parameters:
  ///   - text: what it is and what is done about it; `#` stands for how many there are, and `@` for the example.
  ///   - example: an id or the like; it is looked at only for the first.
  mutating func count(_ text: String, example: @autoclosure () -> String = "") {
    if counts[Count(text: text)] == nil { counts[Count(text: text)] = (0, example()) }
    counts[Count(text: text)]!.count += 1
  }

  private consuming func notesOfCounts() -> ImportNotes {
    var notes = notes
    for (key, value) in counts.sorted(by: { $0.key.text < $1.key.text }) {
      let example = ForeignName.quoted(value.example, or: "", signs: "._-/:[]\"*@# ,;|", limit: 200)
      var text = key.text.replacing("#", with: "\(value.count)")
      if example.isEmpty {
        for words in [", such as @,", ", such as @", ", such as one of @,"] { text = text.replacing(words, with: "") }
      }
      notes.remark(text.replacing("@", with: example))
    }
    return notes
  }

  /// The model; files without a component are an error.
  consuming func model() throws(InvalidInput) -> ImportedModel {
    let files = files
    let edgeCount = edgeCount
    let format = format
    let builder = builder
    let attributes = attributes
    let ids = attributes.isEmpty ? [] : (0..<builder.count).map { builder.id($0) }
    let partNotes = parts.notes
    var notes = notesOfCounts()
    for text in partNotes { notes.addUnion(text) }
    let table = builder.table()
    guard table.count > table.domainCount else {
      // Its remarks are about the meaning of edges, which are not there.
      let reason =
        table.domainCount == 0 && notes.skipped.isEmpty
        ? "it has no nodes and no edges" : notes.reasonForNothing(domains: table.domainCount, things: "nodes")
      throw InvalidInput([
        .emptyImport(format: format, reason: reason, at: Place(file: files[0].name, line: 1, column: 1))
      ])
    }
    notes.understand(edgeCount, of: "edge")
    let file = ImportDraft.fileName(files[0].name)
    let plain = Model(name: file.split(separator: ".").first.map(String.init) ?? file, table: table)
    let model = attributes.isEmpty ? plain : attributes.added(to: plain) { ids[$0] }
    return ImportedModel(
      model,
      summary: ImportDraft.summary(
        of: model, relations: table.relationCount, notes, things: edgeCount == 1 ? "edge" : "edges"),
      notes: notes, idsAreServices: true)
  }

  /// Whether any text of a file may hold a secret; a quick look at all of it. What has escapes is not scanned.
  private static func mayHoldSecrets(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return false }
    if memchr(base, 0x40, text.count) != nil || memchr(base, 0x3D, text.count) != nil { return true }
    var start = 1
    while start + 1 < text.count, let found = memchr(base + start, 0x2F, text.count - start - 1) {
      let slash = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
      if text[slash - 1] == UInt8(ascii: ":"), text[slash + 1] == 0x2F { return true }
      start = slash + 1
    }
    return false
  }
}

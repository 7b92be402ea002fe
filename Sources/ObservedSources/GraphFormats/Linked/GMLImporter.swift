internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads GML, the Graph Modelling Language: keys with numbers, texts and lists in brackets.
///
/// Source: M. Himsolt, "GML: A portable Graph File Format", 1997. Groups of the yEd editor (`isGroup`, `gid`) are failure
/// domains.
struct GMLImporter: ModelImporter {
  let format = "GML"
  let fileEndings = [".gml"]
  let isFlow: Bool

  func recognizes(_ file: SourceFile) -> Bool {
    let bytes = SourceStart.bytes(of: file)
    guard let first = bytes.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "#") || (first | 0x20) &- UInt8(ascii: "a") < 26
    else {
      return false
    }
    return bytes.withUnsafeBufferPointer { buffer in
      var scanner = GMLScanner(buffer, file: "")
      // A few statements on who wrote the file may come before the graph.
      for _ in 0..<20 {
        guard case .key(let key)? = try? scanner.next() else { return false }
        guard let value = try? scanner.next() else { return false }
        switch value {
        case .open where key.lowercased() == "graph": return scanner.startsList
        case .text, .number: continue
        default: return false
        }
      }
      return false
    }
  }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    try GraphTable.model(GraphTable(files, format: format, isFlow: isFlow)) { table throws(InvalidInput) in
      var table = table
      for file in files {
        let text = table.begin(file)
        let result = text.withUnsafeBufferPointer { bytes -> Result<LinkedGraph, InvalidInput> in
          var reader = GMLReader(GMLScanner(bytes, file: file.name))
          do throws(InvalidInput) {
            try reader.read(&table)
            return .success(reader.graph)
          } catch {
            return .failure(error)
          }
        }
        try result.get().add(to: &table)
      }
      return table
    }
  }
}

/// Cuts GML into keys and values.
struct GMLScanner {
  enum Token: Equatable {
    case key(String)
    case text(String)
    case number(String)
    case open, close, end
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private var position = 0
  /// The line of the last token.
  private(set) var line = 1
  private var nextLine = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// What is wrong at the last token.
  func problem(_ what: String) -> InvalidInput {
    InvalidInput([.graphSyntax(what, format: "GML", at: Place(file: file, line: line, column: 1))])
  }

  /// Whether a key or the end of the list comes next: other languages have brackets around other things.
  var startsList: Bool {
    var rest = self
    switch try? rest.next() {
    case .key?, .close?: return true
    default: return false
    }
  }

  /// Reads the next token.
  mutating func next() throws(InvalidInput) -> Token {
    skipBlanks()
    line = nextLine
    guard position < bytes.count else { return .end }
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "["):
      position += 1
      return .open
    case UInt8(ascii: "]"):
      position += 1
      return .close
    case UInt8(ascii: "\""): return try readText()
    default: break
    }
    let start = position
    while position < bytes.count, Self.continuesWord(bytes[position]) { position += 1 }
    guard position > start else { throw problem("this sign has no meaning here") }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    let isKey = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
    return isKey ? .key(word) : .number(word)
  }

  private static func continuesWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte >= 0x80
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-")
  }

  private mutating func readText() throws(InvalidInput) -> Token {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == 0x0A { nextLine += 1 }
      position += 1
    }
    guard position < bytes.count else { throw problem("the quote is not closed") }
    position += 1
    return .text(GMLText.unescaped(String(decoding: bytes[start..<position - 1], as: UTF8.self)))
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x0A { nextLine += 1 }
      if byte <= 0x20 {
        position += 1
      } else if byte == UInt8(ascii: "#") {
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      } else {
        return
      }
    }
  }
}

/// Texts of GML, in which other signs than ASCII are written as entities.
enum GMLText {
  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "auml": "ä", "ouml": "ö", "uuml": "ü",
    "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç",
  ]

  /// A text without entities; one that is not known is left as it is.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = Substring(text)
    while let sign = rest.firstIndex(of: "&") {
      result += rest[..<sign]
      rest = rest[sign...]
      guard let end = rest.prefix(12).firstIndex(of: ";"), let character = character(rest.dropFirst()[..<end]) else {
        result += "&"
        rest = rest.dropFirst()
        continue
      }
      result += character
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func character(_ name: Substring) -> String? {
    if let known = names[String(name)] { return known }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let number = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
  }
}

/// Makes a graph of the lists of GML.
struct GMLReader {
  private var scanner: GMLScanner
  private(set) var graph = LinkedGraph()
  private static let deepest = 100

  init(_ scanner: GMLScanner) { self.scanner = scanner }

  /// Reads all graphs of the file.
  mutating func read(_ table: inout GraphTable) throws(InvalidInput) {
    while true {
      switch try scanner.next() {
      case .end: return
      case .key(let key):
        let value = try scanner.next()
        if value == .open {
          if key.lowercased() == "graph" { try readGraph(in: nil, depth: 1, &table) } else { try skipList(depth: 1) }
        } else if value == .close || value == .end {
          throw scanner.problem("a value is expected here")
        }
      default: throw scanner.problem("a key is expected here")
      }
    }
  }

  /// Reads the list of a graph, in a node where it is nested.
  private mutating func readGraph(in owner: String?, depth: Int, _ table: inout GraphTable) throws(InvalidInput) {
    var isDirected = false
    let firstLink = graph.links.count
    try readList(depth: depth) { reader, key, value throws(InvalidInput) in
      switch (key, value) {
      case ("directed", .number(let number)): isDirected = number == "1"
      case ("node", nil): try reader.readNode(in: owner, depth: depth + 1, &table)
      case ("edge", nil): try reader.readEdge(depth: depth + 1, &table)
      case (_, nil): try reader.skipList(depth: depth + 1)
      default: break
      }
    }
    guard !isDirected else { return }
    for link in firstLink..<graph.links.count { graph.links[link].isUndirected = true }
  }

  private mutating func readNode(in owner: String?, depth: Int, _ table: inout GraphTable) throws(InvalidInput) {
    var node = LinkedGraph.Node(line: scanner.line)
    if let owner { node.parents = [owner] }
    var isGroup = false
    // A node comes before those in it.
    let position = graph.nodes.count
    graph.nodes.append(node)
    try readList(depth: depth) { reader, key, value throws(InvalidInput) in
      let text = Self.text(value)
      switch key {
      case "id": node.id = text ?? node.id
      case "label": node.label = text ?? node.label
      case "name": node.label = node.label ?? text
      case "kind", "type": node.kind = key == "kind" ? text ?? node.kind : node.kind ?? text
      case "isgroup": isGroup = text == "1"
      case "gid": if let text { node.parents.append(text) }
      case "graph" where value == nil:
        if let id = node.id {
          isGroup = true
          try reader.readGraph(in: id, depth: depth + 1, &table)
        } else {
          table.notes.skip("nested graph", because: "the node around it has no id before it")
          try reader.skipList(depth: depth + 1)
        }
      case _ where value == nil: try reader.skipList(depth: depth + 1)
      default: if let text { node.add(key, text) }
      }
    }
    if node.id == nil, node.label == nil { table.notes.skip("node", because: "it has neither an id nor a label") }
    if isGroup, let id = node.id { graph.groups.insert(id) }
    graph.nodes[position] = node
  }

  private mutating func readEdge(depth: Int, _ table: inout GraphTable) throws(InvalidInput) {
    var link = LinkedGraph.Link(source: "", target: "", line: scanner.line)
    try readList(depth: depth) { reader, key, value throws(InvalidInput) in
      let text = Self.text(value)
      switch key {
      case "source": link.source = text ?? ""
      case "target": link.target = text ?? ""
      case "kind": (link.word, link.isNamedKind) = (text, true)
      case "type" where link.word == nil: (link.word, link.isNamedKind) = (text, false)
      case "group": link.group = text
      case "k": link.threshold = text.flatMap { Int($0) }
      case _ where value == nil: try reader.skipList(depth: depth + 1)
      default: if let text { link.add(key, text) }
      }
    }
    guard !link.source.isEmpty, !link.target.isEmpty else {
      return table.notes.skip("edge", because: "it does not name both ends")
    }
    graph.links.append(link)
  }

  private static func text(_ value: GMLScanner.Token?) -> String? {
    switch value {
    case .text(let text)?, .number(let text)?: text
    default: nil
    }
  }

  /// Reads the entries of a list up to its end; the body gets each key in small letters with its value, which is `nil` for
  /// a list that the body must read.
  private mutating func readList(
    depth: Int, _ body: (inout GMLReader, String, GMLScanner.Token?) throws(InvalidInput) -> Void
  ) throws(InvalidInput) {
    guard depth <= Self.deepest else { throw scanner.problem("lists are nested more than \(Self.deepest) deep") }
    while true {
      switch try scanner.next() {
      case .close: return
      case .end: throw scanner.problem("a closing bracket is missing")
      case .key(let key):
        let value = try scanner.next()
        switch value {
        case .open: try body(&self, key.lowercased(), nil)
        case .text, .number: try body(&self, key.lowercased(), value)
        case .key(let word): try body(&self, key.lowercased(), .text(word))
        case .close, .end: throw scanner.problem("a value is expected here")
        }
      default: throw scanner.problem("a key is expected here")
      }
    }
  }

  /// Passes over a list that was opened.
  private mutating func skipList(depth: Int) throws(InvalidInput) {
    try readList(depth: depth) { reader, _, value throws(InvalidInput) in
      if value == nil { try reader.skipList(depth: depth + 1) }
    }
  }
}

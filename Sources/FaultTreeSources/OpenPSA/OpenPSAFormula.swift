internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The kind of an event of a fault tree.
enum OpenPSAEventKind: String {
  case gate
  case basicEvent = "basic-event"
  case houseEvent = "house-event"

  /// For messages.
  var words: String {
    switch self {
    case .gate: "gate"
    case .basicEvent: "basic event"
    case .houseEvent: "house event"
    }
  }
}

/// A formula as written: when a gate happens.
struct OpenPSAFormula {
  indirect enum Content {
    case constant(Bool)
    /// A reference, and what it must be where that is stated.
    case event(String, OpenPSAEventKind?)
    case and([OpenPSAFormula])
    case or([OpenPSAFormula])
    case atLeast(Int, [OpenPSAFormula])
  }

  let content: Content
  let place: Place
}

/// Reads formulas; counts what makes a tree not coherent instead of reporting every place.
struct OpenPSAFormulaReader {
  private static let incoherent: Set<String> = ["not", "xor", "iff", "nand", "nor", "imply", "cardinality"]
  private static let known = ["and", "or", "atleast", "gate", "basic-event", "house-event", "event", "constant"]

  var problems = DiagnosticCollector()
  private(set) var incoherence: (connective: String, place: Place)?
  private(set) var incoherenceCount = 0

  /// The formula of an element, or `nil` with a diagnostic. The depth is that of the elements, which is bounded.
  mutating func formula(_ element: XMLElement) -> OpenPSAFormula? {
    if !element.words.isEmpty {
      problems.add(.faultTreeForm("<\(element.name)> holds elements only, no text", at: element.place))
    }
    switch element.name {
    case "and", "or":
      checkAttributes(element, [])
      guard let arguments = arguments(of: element) else { return nil }
      return OpenPSAFormula(content: element.name == "and" ? .and(arguments) : .or(arguments), place: element.place)
    case "atleast": return atLeast(element)
    case "constant":
      checkAttributes(element, ["value"])
      guard let value = OpenPSADefinitions.boolean(element["value"]) else {
        problems.add(.faultTreeForm("the value of a <constant> is true or false", at: element.place))
        return nil
      }
      return OpenPSAFormula(content: .constant(value), place: element.place)
    case "gate", "basic-event", "house-event", "event": return event(element)
    case _ where Self.incoherent.contains(element.name):
      if incoherence == nil { incoherence = (element.name, element.place) }
      incoherenceCount += 1
      // Its contents may be wrong by themselves, or not coherent either.
      for child in element.children { _ = formula(child) }
      return nil
    default:
      let advice = problems.suggestion(for: element.name, among: Self.known).map { "; did you mean <\($0)>?" } ?? ""
      problems.add(.faultTreeForm("this element is not a formula\(advice)", at: element.place))
      return nil
    }
  }

  private mutating func atLeast(_ element: XMLElement) -> OpenPSAFormula? {
    checkAttributes(element, ["min"])
    guard let arguments = arguments(of: element) else { return nil }
    let stated = element["min"].flatMap { Int($0) }
    guard let minimum = stated, minimum >= 1, minimum <= arguments.count else {
      let found = stated.map { "\($0)" } ?? (element["min"] == nil ? "none" : "no number")
      problems.add(
        .faultTreeForm(
          "<atleast> has a 'min' from 1 to the number of its arguments (\(arguments.count)); this has \(found)",
          at: element.place))
      return nil
    }
    return OpenPSAFormula(content: .atLeast(minimum, arguments), place: element.place)
  }

  private mutating func event(_ element: XMLElement) -> OpenPSAFormula? {
    checkAttributes(element, element.name == "event" ? ["name", "type"] : ["name"])
    if let child = element.children.first {
      problems.add(
        .faultTreeForm("<\(element.name)> within a formula is a reference and holds nothing", at: child.place))
    }
    guard let name = element["name"].map({ XMLElement.words(of: $0) }), !name.isEmpty else {
      problems.add(.faultTreeForm("<\(element.name)> has no name", at: element.place))
      return nil
    }
    var kind = OpenPSAEventKind(rawValue: element.name)
    if let type = element["type"] {
      kind = OpenPSAEventKind(rawValue: type)
      if kind == nil {
        problems.add(.faultTreeForm("the 'type' of an <event> is gate, basic-event or house-event", at: element.place))
        return nil
      }
    }
    return OpenPSAFormula(content: .event(name, kind), place: element.place)
  }

  private mutating func arguments(of element: XMLElement) -> [OpenPSAFormula]? {
    guard !element.children.isEmpty else {
      problems.add(.faultTreeForm("<\(element.name)> has no arguments", at: element.place))
      return nil
    }
    let arguments = element.children.compactMap { formula($0) }
    return arguments.count == element.children.count ? arguments : nil
  }

  private mutating func checkAttributes(_ element: XMLElement, _ known: [String]) {
    for attribute in element.attributes where !known.contains(attribute.name) {
      problems.add(.faultTreeForm("<\(element.name)> has an attribute that is not known", at: element.place))
    }
  }
}

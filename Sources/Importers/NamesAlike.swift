public import DependencyModel

/// Requirements that only names suggest: `orders` and `orders-db`. They are only added on request, and every
/// one is `assumed`.
///
/// The name of a component is the last part of its id, in lower case. Where several are called alike, as a Service and the
/// Deployment behind it, the one that requires none of the others is the owner, and the one that none of the others
/// requires is what it reaches; where that is not one, nothing is guessed. Nothing is guessed between components of two
/// namespaces or modules, nor where something is known about the two already.
///
/// - Complexity: O((components + relations) · endings).
public struct NamesAlike: Sendable {
  /// The meaning of the end of a name for the component with the rest of it; a line for each.
  public static let endings: [(ending: String, kind: Component.Relation.Kind)] = [
    ("db", .needs), ("database", .needs), ("postgres", .needs), ("postgresql", .needs), ("mysql", .needs),
    ("mongodb", .needs), ("table", .needs), ("queue", .uses), ("topic", .uses), ("cache", .uses), ("redis", .uses),
    ("memcached", .uses), ("search", .uses),
  ]

  /// A requirement that was guessed.
  public struct Guess: Sendable, Hashable {
    /// Whose requirement it is.
    public let owner: ComponentID
    /// The kind of the requirement.
    public let kind: Component.Relation.Kind
    /// The required component.
    public let target: ComponentID
  }

  /// The model with what was guessed.
  public let model: Model
  /// The guessed requirements, in model order.
  public let guesses: [Guess]
  /// Pairs of names that say nothing clear, for several components have one of them.
  public let ambiguous: [String]

  /// Guesses what the names in a model speak for.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - sources: the names that the user gave to sources: names in two of them have nothing to do with each other.
  public init(_ model: Model, sources: Set<String> = []) {
    let names = NameTable(model, sources: sources)
    var components = Array(model.components)
    var guesses: [Guess] = []
    var ambiguous: [String] = []
    for name in names.names {
      for (ending, kind) in Self.endings {
        let longer = NameTable.Name(scope: name.scope, text: "\(name.text)-\(ending)")
        guard let owners = names.members[name], let targets = names.members[longer],
          !names.areRelated(owners, targets)
        else { continue }
        guard let owner = names.last(of: owners), let target = names.first(of: targets) else {
          ambiguous.append("\(name.text) and \(longer.text)")
          continue
        }
        components[owner].relations.append(
          .init(
            kind,
            Requirement(
              .component(components[target].id), confidence: .assumed,
              source: "the names '\(name.text)' and '\(longer.text)' are alike", at: components[owner].place)))
        guesses.append(Guess(owner: components[owner].id, kind: kind, target: components[target].id))
      }
    }
    self.model = guesses.isEmpty ? model : model.with(components)
    self.guesses = guesses
    self.ambiguous = ambiguous
  }
}

/// The components of a model by name, and what they require directly.
private struct NameTable {
  struct Name: Hashable {
    /// The namespace or module; names of different ones have nothing to do with each other.
    var scope: String
    var text: String
  }

  /// In model order.
  private(set) var names: [Name] = []
  private(set) var members: [Name: [Int]] = [:]
  private var required: [Set<Int>]

  init(_ model: Model, sources: Set<String>) {
    required = Array(repeating: [], count: model.components.count)
    var settings: Set<Int> = []
    for (position, component) in model.components.enumerated() {
      for relation in component.relations {
        relation.requirement.forEachComponent { id in
          guard let target = model.index(of: id)?.position else { return }
          required[position].insert(target)
          if relation.kind == .configuredBy { settings.insert(target) }
        }
      }
    }
    for (position, component) in model.components.enumerated()
    where !component.isDomain && !component.isLogic && !settings.contains(position) {
      let name = Self.name(of: component.id.text, sources: sources)
      if members[name] == nil { names.append(name) }
      members[name, default: []].append(position)
    }
  }

  /// `shop/Deployment/orders` is `orders` in `shop`, `module.a.aws_db_instance.orders_db[0]` is `orders-db` in `module.a`.
  static func name(of id: String, sources: Set<String>) -> Name {
    var text = Substring(id)
    if let slash = text.firstIndex(of: "/"), sources.contains(String(text[..<slash])) {
      var name = name(of: String(text[text.index(after: slash)...]), sources: [])
      name.scope = text[...slash] + name.scope
      return name
    }
    if text.last == "]", let bracket = text.lastIndex(of: "[") { text = text[..<bracket] }
    let separator: Character = text.contains("/") ? "/" : "."
    let parts = text.split(separator: separator)
    let isModule = parts.count > 3 && parts[0] == "module"
    let scope = isModule ? "module.\(parts[1])" : separator == "/" && parts.count > 2 ? String(parts[0]) : ""
    return Name(scope: scope, text: String((parts.last ?? text).lowercased().map { $0 == "_" ? "-" : $0 }))
  }

  func areRelated(_ left: [Int], _ right: [Int]) -> Bool {
    let (first, second) = (Set(left), Set(right))
    return left.contains { !required[$0].isDisjoint(with: second) }
      || right.contains { !required[$0].isDisjoint(with: first) }
  }

  /// The only one that requires none of the others.
  func last(of positions: [Int]) -> Int? {
    let all = Set(positions)
    let found = positions.filter { required[$0].subtracting([$0]).isDisjoint(with: all) }
    return found.count == 1 ? found[0] : nil
  }

  /// The only one that none of the others requires.
  func first(of positions: [Int]) -> Int? {
    var reached: Set<Int> = []
    for position in positions { reached.formUnion(required[position].subtracting([position])) }
    let found = positions.filter { !reached.contains($0) }
    return found.count == 1 ? found[0] : nil
  }
}

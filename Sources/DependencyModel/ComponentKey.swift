/// A key of components and domains: how it is written, the value that it has, and the property that stores it.
///
/// Reading, writing, the schema, uniting and comparing follow from the value. A new key of a value that is here already is
/// one entry of ``all`` beside its property.
public struct ComponentKey: Sendable {
  /// A property of a component.
  public typealias Property<Stored> = WritableKeyPath<Component, Stored> & Sendable

  /// The value of a key.
  public enum Value: Sendable {
    case text(any Property<String?>)
    /// A text that names a kind; see ``KindVocabulary``.
    case kind(any Property<String?>)
    /// A text or a list of texts.
    case texts(any Property<[String]>)
    /// A whole number, and the least that it may be.
    case wholeNumber(any Property<Int?>, least: Int)
    /// A number from 0 with at most six decimals; 1 unless stated.
    case amount(any Property<Amount>)
    /// A probability, or a range of it, in one of several forms.
    case unavailability(any Property<Unavailability?>)
    /// True or false.
    case flag(any Property<Bool?>)
    /// An amount of work, perhaps with its unit; above 0 unless stated.
    case quantity(any Property<Quantity?>, allowsZero: Bool)
    /// A number above 0 with at most six decimals.
    case positive(any Property<Amount?>)
    case duration(any Property<Duration?>)
    /// One of some words.
    case word(any Property<String?>, of: [String])
    /// The relations: one spelling for each kind of them.
    case relations
  }

  /// A word for a key in a model, with its description for editors.
  public struct Spelling: Sendable {
    /// The word.
    public let name: String
    /// The description; `nil` if that of the value is enough.
    public let summary: String?

    package init(_ name: String, _ summary: String?) {
      self.name = name
      self.summary = summary
    }
  }

  /// The words for the key; the first is the one that is written.
  public let spellings: [Spelling]
  /// The value of the key.
  public let value: Value
  /// Whether the key only describes the component to readers: models that differ in it say the same of the system.
  public let isDescriptive: Bool

  private init(_ spellings: [Spelling], _ value: Value, isDescriptive: Bool = false) {
    self.spellings = spellings
    self.value = value
    self.isDescriptive = isDescriptive
  }

  private init(_ name: String, _ value: Value, _ summary: String? = nil, isDescriptive: Bool = false) {
    self.init([Spelling(name, summary)], value, isDescriptive: isDescriptive)
  }

  /// The keys, in the order in which they are written.
  public static let all: [ComponentKey] = [
    ComponentKey("name", .text(\.name), "The display name.", isDescriptive: true),
    ComponentKey("description", .text(\.description), "Its purpose.", isDescriptive: true),
    ComponentKey("url", .text(\.url), "A link to more information.", isDescriptive: true),
    ComponentKey("kind", .kind(\.kind)),
    ComponentKey(
      "logical", .flag(\.logical),
      "Whether it is only a name for what it needs: it never fails by itself, and is not tried as a fault."),
    ComponentKey(Component.Relation.Kind.inDocuments.map { Spelling($0.rawValue, $0.traits.summary) }, .relations),
    ComponentKey(
      Unavailability.Form.allCases.map { Spelling($0.rawValue, $0.summary) }, .unavailability(\.unavailability)),
    ComponentKey(
      "units", .wholeNumber(\.units, least: 0),
      "How many alike it stands for: the pods of a workload, the volumes of a zone."),
    ComponentKey(
      "demand", .quantity(\.demand, allowsZero: true),
      "The work per second that comes to it from outside of the model, such as 400/s."),
    ComponentKey("capacity", .quantity(\.capacity, allowsZero: false), "The work per second that it can do."),
    ComponentKey(
      "overload", .word(\.overloadWord, of: Component.Overload.allCases.map(\.rawValue)),
      "What happens above its capacity: it sheds the excess (default), fails, or queues until nobody is answered in time."
    ),
    ComponentKey(
      "slots", .positive(\.slots), "The pieces of work that it can hold at the same time: threads, connections."),
    ComponentKey(
      "takes", .duration(\.takes), "How long one piece of its own work takes, without waiting for others."),
    ComponentKey(
      "whenDown", .word(\.whenDownWord, of: Component.WhenDown.allCases.map(\.rawValue)),
      "What a caller meets while it is down: it refuses at once (default), or hangs until the caller's time-out."),
    ComponentKey(
      "restarts", .duration(\.restarts),
      "Once it was down, how long it takes to be up again after all that it needs to start is there."),
    ComponentKey("tier", .wholeNumber(\.tier, least: 0), "Importance, 0 the highest."),
    ComponentKey("weight", .amount(\.weight), "The weight of its failure in a blast radius; default: 1."),
    ComponentKey("owner", .text(\.owner), "The owner, such as a team."),
    ComponentKey("tags", .texts(\.tags), "Tags for selecting it."),
    ComponentKey("source", .text(\.source), "Where the component was read.", isDescriptive: true),
  ]

  /// The keys by each of their spellings.
  private static let bySpelling = Dictionary(
    uniqueKeysWithValues: all.flatMap { key in key.spellings.map { ($0.name, key) } })

  /// The key that has a spelling.
  public init?(spelling: String) {
    guard let key = Self.bySpelling[spelling] else { return nil }
    self = key
  }

  /// The word that is written for the key.
  public var name: String { spellings[0].name }

  /// The number that it states, where that may say how it is known.
  public var number: Component.KnownNumber? { Component.KnownNumber(rawValue: name) }

  /// How what a component states under the key is known, as far as that is stated.
  public func basis(of component: Component) -> NumberBasis? { number.flatMap { component[basis: $0] } }

  /// How sure what a component states under the key is; `declared` unless stated.
  public func confidence(of component: Component) -> Confidence { basis(of: component)?.confidence ?? .declared }

  /// Whether its spellings are forms of one value, so that stating any of them states the value.
  public var isOneValue: Bool { if case .relations = value { false } else { true } }
}

extension Component.Relation.Kind {
  /// The kinds in the order in which a document's keys are listed: domains first.
  fileprivate static let inDocuments =
    allCases.filter { $0.traits.targets == .domains } + allCases.filter { $0.traits.targets != .domains }
}

extension Unavailability {
  /// The keys that state a chance to be down; the last two do so together.
  public enum Form: String, Sendable, CaseIterable {
    case unavailability, availability, mtbf, mttr

    fileprivate var summary: String {
      switch self {
      case .unavailability: "Its own chance to be down, all else being well."
      case .availability: "Its own chance to be up, all else being well."
      case .mtbf: "Mean time between failures; stated with mttr."
      case .mttr: "Mean time to repair; stated with mtbf."
      }
    }
  }
}

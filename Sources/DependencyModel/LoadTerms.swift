/// What a component states of the work that it is given and can do.
///
/// Most components state none of it, so that all of it takes one reference.
struct LoadTerms: Hashable, Sendable {
  var demand: Quantity?
  var capacity: Quantity?
  var overload: Component.Overload?
  var slots: Amount?
  var takes: Duration?
  var whenDown: Component.WhenDown?
  /// How its numbers are known, as far as that is stated.
  var bases: [Component.KnownNumber: NumberBasis] = [:]

  /// The same without how its numbers are known.
  var withoutBases: LoadTerms {
    var terms = self
    terms.bases = [:]
    return terms
  }

  /// Changes a number: how it was known says nothing of the new one.
  mutating func change<Value>(
    _ property: WritableKeyPath<LoadTerms, Value>, to value: Value, _ number: Component.KnownNumber
  ) {
    self[keyPath: property] = value
    bases[number] = nil
  }

  /// Terms that components share until one of them changes.
  final class Stored: Sendable {
    let terms: LoadTerms

    init(_ terms: LoadTerms) { self.terms = terms }
  }
}

extension Component {
  /// What happens to a component above its capacity.
  public enum Overload: String, Sendable, CaseIterable {
    /// The excess is refused at once.
    case sheds
    /// It goes down.
    case fails
    /// Work waits, so that in time nothing is answered before its caller gives up.
    case queues
  }

  /// What a caller of a component that is down meets.
  public enum WhenDown: String, Sendable, CaseIterable {
    /// It learns so at once.
    case refuses
    /// It waits for its time-out.
    case hangs
  }

  /// The unit in which its work is measured, as far as it states one.
  public var unitOfWork: String? { capacity?.unit ?? demand?.unit }

  /// The work per second that comes to it from outside of the model; `nil` where nothing is stated: none.
  public var demand: Quantity? {
    get { loadTerms?.terms.demand }
    set { changeLoadTerms { $0.change(\.demand, to: newValue, .demand) } }
  }

  /// The work per second that it can do, above 0; `nil` where nothing is stated: any amount.
  public var capacity: Quantity? {
    get { loadTerms?.terms.capacity }
    set { changeLoadTerms { $0.change(\.capacity, to: newValue, .capacity) } }
  }

  /// What happens above its capacity; `nil` where nothing is stated: the excess is refused.
  public var overload: Overload? {
    get { loadTerms?.terms.overload }
    set { changeLoadTerms { $0.overload = newValue } }
  }

  /// The pieces of work that it can hold at the same time, above 0; `nil` where nothing is stated: any number.
  public var slots: Amount? {
    get { loadTerms?.terms.slots }
    set { changeLoadTerms { $0.change(\.slots, to: newValue, .slots) } }
  }

  /// How long one piece of its own work takes, without waiting for others; `nil` where nothing is stated: no time.
  public var takes: Duration? {
    get { loadTerms?.terms.takes }
    set { changeLoadTerms { $0.change(\.takes, to: newValue, .takes) } }
  }

  /// What a caller meets while it is down; `nil` where nothing is stated: it learns so at once.
  public var whenDown: WhenDown? {
    get { loadTerms?.terms.whenDown }
    set { changeLoadTerms { $0.whenDown = newValue } }
  }

  /// Whether it states anything of the work that it is given and can do.
  public var statesLoad: Bool {
    loadTerms.map { $0.terms.bases.isEmpty || $0.terms.withoutBases != LoadTerms() } ?? false
  }

  /// `overload` as a word.
  var overloadWord: String? {
    get { overload?.rawValue }
    set { overload = newValue.flatMap(Overload.init) }
  }

  /// `whenDown` as a word.
  var whenDownWord: String? {
    get { whenDown?.rawValue }
    set { whenDown = newValue.flatMap(WhenDown.init) }
  }

  mutating func changeLoadTerms(_ change: (inout LoadTerms) -> Void) {
    var terms = loadTerms?.terms ?? LoadTerms()
    change(&terms)
    loadTerms = terms == LoadTerms() ? nil : LoadTerms.Stored(terms)
  }
}

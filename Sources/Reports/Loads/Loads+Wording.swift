internal import DependencyModel
public import ResilienceAnalysis

extension Loads {
  /// The part above a limit that does not count: it comes from the last digits of a calculation.
  private static let tolerance = 1e-9

  /// Whether a component carries more than it can.
  func isOverloaded(_ amounts: Amounts) -> Bool { (amounts.use ?? 0) > 1 + Self.tolerance }

  /// The components that are overloaded, with the fault if there is one. What the fault takes down wholly is not.
  var overloaded: [Entry] {
    entries.filter { isOverloaded($0.after) && !($0.after.down == 1 && $0.after.wave == nil && $0.after.refused == 0) }
  }

  /// The answer in a sentence, without markup.
  public var verdict: String {
    guard isStated else { return "The model states no demand, capacity or slots: nothing carries any load." }
    let wording = Wording(model: model)
    let names = overloaded.map(\.component)
    let event = faults.map { " with the fault \($0.text.printable)" } ?? ""
    let overload =
      names.isEmpty
      ? "Nothing is overloaded\(event)"
      : "\(wording.list(names)) \(names.count == 1 ? "is" : "are") overloaded\(event)"
    guard demand > 0 else { return "\(overload); the model states no demand." }
    guard lostAfter > 0 || lostBefore > 0 else { return "\(overload), and no demand is lost." }
    guard faults != nil else { return "\(overload): \(percentage(lostBefore)) of all demand is lost." }
    guard lostAfter != lostBefore else {
      return "\(overload): \(percentage(lostAfter)) of all demand is lost, as without it."
    }
    return "\(overload): \(percentage(lostAfter)) of all demand is lost"
      + (lostBefore > 0 ? ", and \(percentage(lostBefore)) without it." : ".")
  }

  /// The sentences below the table.
  func notes(_ names: RemedyNames) -> [String] {
    guard isStated else { return [] }
    var notes = stuck.map(sentence)
    let broken = entries.filter { $0.after.peak != nil }.map(\.component)
    if !broken.isEmpty {
      notes.insert(
        "Of what fails or collapses because of its load, here \(Wording(model: model).list(broken)), the figures are those of just "
          + "before.", at: 0)
    }
    if let growth { notes.insert(growth, at: 0) }
    if lostAfter > 0 || lostBefore > 0, let mixture = model.demandMixture { notes.append(mixture) }
    if hasShares { notes.append(Self.independence) }
    if !isSettled { notes.append(Self.unsettled) }
    if let note = WeakWording.sentence(weakRequirements, names) { notes.append(note) }
    if let note = WeakNumberWording.sentence(weakNumbers, model, nearest: Set(overloaded.map(\.component))) {
      notes.append(note)
    }
    return notes
  }

  /// What is overloaded first as demand grows.
  private var growth: String? {
    guard let firstOverload, demand > 0 else { return nil }
    let id = Wording(model: model).id(firstOverload.component)
    let demands = scale == 1 ? "today's demand" : "this demand"
    if firstOverload.factor < 1 - Self.tolerance {
      return "\(id) can carry \(Self.number(firstOverload.factor)) times \(demands), the least of all."
    }
    return
      "As all demand grows alike, \(id) reaches its limit first, at \(Self.number(firstOverload.factor)) times \(demands)."
  }

  /// That a component does not recover, and when it does.
  private func sentence(_ stuck: Stuck) -> String {
    let component = model.outline(stuck.component)
    let unit = component.unitOfWork
    let load = Self.rate(stuck.collapsedLoad, unit)
    let capacity = component.capacity.map { Self.rate($0.value, unit) } ?? "–"
    let event = self.stuck.count > 1 ? "Once all that queues has collapsed" : "Once collapsed"
    return
      "\(event), \(component.id.text.printable) does not recover by itself: \(load) keep coming to it, of \(capacity)"
      + " that it can do. It recovers once all demand is below \(percentage(stuck.stableDemand / demand)) of what it is."
  }

  private var hasShares: Bool { entries.contains { Self.isInPart($0.before) || Self.isInPart($0.after) } }

  /// Whether a part of it, and not all, fails or is degraded.
  private static func isInPart(_ amounts: Amounts) -> Bool {
    let (down, notUp) = (amounts.down, amounts.notUp)
    return down > 0 && down < 1 || notUp > 0 && notUp < 1
  }

  static let independence = "Shares suppose that units and requests fail independently of each other."
  static let unsettled = "Incomplete: the calculation was cut short; shares are at least as high as stated."

  // MARK: Numbers

  /// An amount of work: `450/s`, `10 Gbit/s`, `450`.
  static func rate(_ value: Double, _ unit: String?) -> String {
    Quantity.text(number(value), unit: unit)
  }

  /// A number of about three digits.
  static func number(_ value: Double) -> String {
    guard value < .infinity else { return "endless" }
    if value >= 1e15 { return "\(value)" }
    if value >= 1_000 { return grouped(Int(value.rounded())) }
    let digits = value >= 100 ? 1 : value >= 1 ? 2 : 3
    if value > 0, Figures.decimal(value, digits: digits) == "0" { return "<0.001" }
    return Figures.decimal(value, digits: digits)
  }

  /// A share of a limit: `113%`.
  static func share(_ value: Double) -> String { value < 1e9 ? percentage(value) : "endless" }
}

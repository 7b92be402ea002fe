internal import DependencyModel

/// Reads a component's own chance to be down in any of its three forms, each a value or a range.
enum UnavailabilityReader {
  static func unavailability(
    _ forms: [Unavailability.Form: SyntaxNode], reader: inout ValueReader
  ) -> Unavailability? {
    guard !forms.isEmpty else { return nil }
    let keys = Unavailability.Form.allCases.filter { forms[$0] != nil }
    if keys == [.mtbf, .mttr] { return fromTimes(forms[.mtbf]!, forms[.mttr]!, &reader) }
    guard keys == [.unavailability] || keys == [.availability] else {
      reader.collector.add(.availabilityForms(keys.map(\.rawValue), at: forms[keys[0]]!.place))
      return nil
    }
    let isAvailability = keys == [.availability]
    let bounds = range(forms[keys[0]]!, &reader) { text in
      Probability(text: text).map { isAvailability ? $0.complement : $0.value }
    } complaint: { text, place in
      .invalidProbability(text, for: keys[0].rawValue, allowsRange: true, at: place)
    }
    return bounds.map { Unavailability(low: min($0, $1), high: max($0, $1)) }
  }

  /// mttr / (mtbf + mttr): least for the longest time between failures and the shortest repair.
  private static func fromTimes(
    _ mtbf: SyntaxNode, _ mttr: SyntaxNode, _ reader: inout ValueReader
  ) -> Unavailability? {
    func seconds(_ node: SyntaxNode, _ reader: inout ValueReader) -> (Double, Double)? {
      range(node, &reader) {
        Duration(modelText: $0)?.inSeconds
      } complaint: {
        .invalidDuration($0, at: $1)
      }
    }
    guard let between = seconds(mtbf, &reader), let repair = seconds(mttr, &reader) else { return nil }
    guard between.0 > 0 else {
      reader.collector.add(.invalidDuration(mtbf.text ?? "0s", at: mtbf.place))
      return nil
    }
    return Unavailability(low: repair.0 / (between.1 + repair.0), high: repair.1 / (between.0 + repair.1))
  }

  /// One value, or a list of two, the lower first.
  private static func range(
    _ node: SyntaxNode, _ reader: inout ValueReader, read: (String) -> Double?,
    complaint: (String, Place) -> Diagnostic
  ) -> (Double, Double)? {
    switch node.content {
    case .scalar(let text):
      guard let value = read(text) else {
        reader.collector.add(complaint(text, node.place))
        return nil
      }
      return (value, value)
    case .sequence(let items) where items.count == 2 && items.allSatisfy({ $0.text != nil }):
      guard let low = read(items[0].text!) else {
        reader.collector.add(complaint(items[0].text!, items[0].place))
        return nil
      }
      guard let high = read(items[1].text!) else {
        reader.collector.add(complaint(items[1].text!, items[1].place))
        return nil
      }
      return (low, high)
    default:
      reader.collector.add(complaint(node.kindName, node.place))
      return nil
    }
  }
}

internal import SourceReading

/// The ids of a graph in which something is secret, as they were written: without it, two of them may look alike.
struct SecretIDs {
  private var numbers: [String: Int] = [:]
  private var written: [Int: String] = [:]
  private var counts: [String: Int] = [:]

  var isEmpty: Bool { numbers.isEmpty }

  /// An id without what may be secret; it is not empty.
  func cleaned(_ id: String) -> String {
    let text = URLText.idWithoutSecrets(id)
    return text.isEmpty ? "?" : text
  }

  /// The component of an id.
  func number(of id: String) -> Int? { numbers.isEmpty ? nil : numbers[id] }

  /// Notes how the id of a component was written.
  mutating func note(_ number: Int, as id: String) {
    numbers[id] = number
    written[number] = id
  }

  /// Whether another id was written for the component.
  func isOther(_ number: Int, than id: String) -> Bool {
    written.isEmpty ? false : written[number].map { $0 != id } ?? false
  }

  /// The next number that tells apart what looks like a text; the first is 2.
  mutating func nextNumber(of text: String) -> Int {
    counts[text, default: 1] += 1
    return counts[text]!
  }
}

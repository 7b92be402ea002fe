/// Texts in a line, and how many more there are than the limit and one.
package func enumeration(of texts: [String], limit: Int = 4) -> String {
  if texts.count - 1 > limit {
    return "\(texts.prefix(limit).joined(separator: ", ")) and \(grouped(texts.count - limit)) more"
  }
  guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
  return "\(texts.dropLast().joined(separator: ", ")) and \(last)"
}

/// A number with its noun: `1 component`, `12,345 components`.
package func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
}

/// A whole number with its thousands apart.
package func grouped(_ number: Int) -> String {
  var digits = Array(String(abs(number)))
  var position = digits.count - 3
  while position > 0 {
    digits.insert(",", at: position)
    position -= 3
  }
  return (number < 0 ? "-" : "") + String(digits)
}

/// A share as a percentage that distinguishes some from none and most from all: `<1%`, `35%`, `>99%`.
package func percentage(_ share: Double) -> String {
  let percent = (share * 100).rounded()
  if share > 0, percent < 1 { return "<1%" }
  if share < 1, percent >= 100 { return ">99%" }
  return "\(Int(percent))%"
}

/// Numbers in documents and messages.
package enum DocumentNumber {
  /// A number without a needless `.0`.
  package static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }
}

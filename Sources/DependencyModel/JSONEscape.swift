/// How JSON writes what should not be in a text unescaped.
public enum JSONEscape {
  /// A scalar as `\uXXXX`, or as two of these beyond the first plane.
  public static func text(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  /// JSON that says the same in which nothing is invisible, and nothing is a command to a pipeline's runner: outside of
  /// texts, JSON has neither.
  public static func visible(_ json: String) -> String {
    let unbroken = RunnerCommands.broken(json, writing: text("#"))
    guard unbroken.utf8.contains(where: { $0 >= 0x7F }) else { return unbroken }
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in unbroken.unicodeScalars {
      // Encoders leave the control characters beyond ASCII as they are; one of them begins terminals' commands.
      if scalar.isInvisible(after: previous) || 0x7F...0x9F ~= scalar.value {
        result += text(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result
  }
}

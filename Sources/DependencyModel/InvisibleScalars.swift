extension Unicode.Scalar {
  /// Whether nothing shows of this scalar, or it changes the direction or the line in which others show: marks of format
  /// and direction, joiners, tags, line and paragraph separators, and what Unicode lets a program ignore.
  ///
  /// Text with such a scalar says something else to a reader than to a program. Control characters are not meant here.
  public var isInvisible: Bool {
    // Everything below is visible or a control character, but for the soft hyphen.
    if value < 0x300 { return value == 0xAD }
    switch properties.generalCategory {
    case .lineSeparator, .paragraphSeparator: return true
    // Signs that enclose the numbers after them are of this category, too, but show.
    case .format: return !(0x600...0x605 ~= value || [0x6DD, 0x8E2, 0x890, 0x891, 0x110BD, 0x110CD].contains(value))
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether nothing shows of this scalar after another one: an emoji may be asked to show in colour or as text.
  public func isInvisible(after previous: Unicode.Scalar?) -> Bool {
    guard isInvisible else { return false }
    guard value == 0xFE0E || value == 0xFE0F, let previous else { return true }
    return previous.isASCII || !previous.properties.isEmoji
  }
}

extension StringProtocol {
  /// Whether the text has a scalar of which nothing shows.
  public var hasInvisibleScalars: Bool {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return false }
    var previous: Unicode.Scalar?
    for scalar in unicodeScalars {
      if scalar.isInvisible(after: previous) { return true }
      previous = scalar
    }
    return false
  }
}

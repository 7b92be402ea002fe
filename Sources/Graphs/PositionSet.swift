/// A set of numbers below a bound that finds the next member on either side of a number.
///
/// Bits in words, and over each level of words a level with a bit for each word that is not zero: a tree of degree 64.
/// Every operation takes time in proportion to its height, 5 at most below 2³⁰; memory a bit a number and a 63rd of that.
package struct PositionSet: Sendable {
  /// All levels one behind the other: the members first, a single word last.
  @usableFromInline var words: [UInt64]
  /// Where each level begins.
  @usableFromInline let levels: [Int]
  @usableFromInline let bound: Int

  /// An empty set of numbers in 0..<bound.
  package init(bound: Int) {
    var levels: [Int] = []
    var wordCount = 0
    var size = bound
    repeat {
      size = (size + 63) / 64
      levels.append(wordCount)
      wordCount += max(1, size)
    } while size > 1
    self.levels = levels
    self.bound = bound
    words = [UInt64](repeating: 0, count: wordCount)
  }

  /// Adds a number.
  @inlinable @inline(__always)
  package mutating func insert(_ number: Int) {
    let old = words[number >> 6]
    words[number >> 6] = old | 1 &<< UInt64(number & 63)
    // The words above know already where a word is not zero.
    if old == 0 { markAbove(number >> 6) }
  }

  @usableFromInline mutating func markAbove(_ number: Int) {
    var number = number
    for level in levels.dropFirst() {
      let word = level + number >> 6
      let old = words[word]
      words[word] = old | 1 &<< UInt64(number & 63)
      if old != 0 { return }
      number >>= 6
    }
  }

  /// Removes a number.
  @inlinable @inline(__always)
  package mutating func remove(_ number: Int) {
    let rest = words[number >> 6] & ~(1 &<< UInt64(number & 63))
    words[number >> 6] = rest
    if rest == 0 { unmarkAbove(number >> 6) }
  }

  @usableFromInline mutating func unmarkAbove(_ number: Int) {
    var number = number
    for level in levels.dropFirst() {
      let word = level + number >> 6
      words[word] &= ~(1 &<< UInt64(number & 63))
      if words[word] != 0 { return }
      number >>= 6
    }
  }

  /// The least member that is not below a number.
  @inlinable @inline(__always)
  package func first(from number: Int) -> Int? {
    let rest = number < bound ? words[number >> 6] &>> UInt64(number & 63) : 0
    if rest != 0 { return number + rest.trailingZeroBitCount }
    return firstFurtherOn(from: number)
  }

  @usableFromInline func firstFurtherOn(from number: Int) -> Int? {
    var number = number
    for (height, level) in levels.enumerated() {
      let end = height + 1 < levels.count ? levels[height + 1] : words.count
      let word = level + number >> 6
      guard word < end else { return nil }
      let rest = words[word] >> UInt64(number & 63)
      if rest != 0 {
        number += rest.trailingZeroBitCount
        for level in levels[..<height].reversed() {
          number = number << 6 + words[level + number].trailingZeroBitCount
        }
        return number
      }
      number = number >> 6 + 1
    }
    return nil
  }

  /// The greatest member that is not above a number.
  package func last(to number: Int) -> Int? {
    var number = number
    for (height, level) in levels.enumerated() {
      guard number >= 0 else { return nil }
      let rest = words[level + number >> 6] << UInt64(63 - number & 63)
      if rest != 0 {
        number -= rest.leadingZeroBitCount
        for level in levels[..<height].reversed() {
          number = number << 6 + 63 - words[level + number].leadingZeroBitCount
        }
        return number
      }
      number = number >> 6 - 1
    }
    return nil
  }
}

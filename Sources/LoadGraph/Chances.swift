/// The chance that at least one of two independent events happens. Small chances keep their digits, and 1 stays 1.
@inline(__always)
func either(_ first: Double, _ second: Double) -> Double { first + second * (1 - first) }

/// A share that is 1 but for rounding is 1.
@inline(__always)
func snapped(_ share: Double) -> Double { share > 1 - 1e-12 ? 1 : share }

/// A product in which nothing is left of infinity times 0.
@inline(__always)
func times(_ first: Double, _ second: Double) -> Double { first == 0 || second == 0 ? 0 : first * second }

/// A chance to a whole power, by repeated squaring.
func power(_ base: Double, _ exponent: UInt32) -> Double {
  var result = 1.0
  var square = base
  var rest = exponent
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}

/// The chance that at least one of n equal independent events happens, by doubling.
func anyOf(_ count: UInt32, _ chance: Double) -> Double {
  var result = 0.0
  var doubled = chance
  var rest = count
  while rest > 0 {
    if rest & 1 == 1 { result = either(result, doubled) }
    doubled = either(doubled, doubled)
    rest >>= 1
  }
  return result
}

/// The calls that are made for one that fails with a chance and is made again so often: 1 + e + … + e^R, by doubling.
func tries(failing chance: Double, retries: UInt32) -> Double {
  if retries == 0 || chance == 0 { return 1 }
  var sum = 1.0
  var power = chance
  // The sum of the first m terms and the m-th power, for m from the leading bits of R + 1.
  let terms = UInt64(retries) + 1
  for bit in stride(from: 62 - terms.leadingZeroBitCount, through: 0, by: -1) {
    sum *= 1 + power
    power *= power
    if terms >> UInt64(bit) & 1 == 1 {
      sum = 1 + chance * sum
      power *= chance
    }
  }
  return sum
}

/// The chance that fewer than k of n units hold, each of which fails with a chance: the lower tail of a binomial
/// distribution.
///
/// Terms follow from their neighbours, outwards from the likeliest one, until they no longer matter. The time is in
/// proportion to the square root of n.
func fewerHold(than least: UInt32, of count: UInt32, failing chance: Double) -> Double {
  if chance == 0 || least == 0 { return 0 }
  if chance == 1 { return 1 }
  if least == count { return anyOf(count, chance) }
  if least == 1 { return power(chance, count) }
  let total = Double(count)
  let odds = (1 - chance) / chance
  let mode = min(total, ((total + 1) * (1 - chance)).rounded(.down))
  var below = 0.0
  var above = 0.0
  func add(_ term: Double, _ place: Double) {
    if place < Double(least) { below += term } else { above += term }
  }
  add(1, mode)
  var term = 1.0
  var place = mode
  while place < total, term > 1e-290 {
    term *= (total - place) / (place + 1) * odds
    place += 1
    add(term, place)
  }
  term = 1
  place = mode
  while place > 0, term > 1e-290 {
    term *= place / (total - place + 1) / odds
    place -= 1
    add(term, place)
  }
  return below / (below + above)
}

/// Numbers for ids, in the order met: a hash table over bytes that looks at one line of memory for an id of up to 15 bytes.
///
/// Ids are the same where their texts are equal as Swift has it, so two spellings of an accented letter are one. The hash
/// folds a product of the bytes with numbers drawn anew in each process, so that no file can be made to collide; no answer
/// depends on them.
struct IDIndex: Sendable {
  /// A place in the table. Ids of up to 15 bytes are in it, the length in the top byte; of a longer one the hash.
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// The number and 1; 0 where the place is free.
    var next: UInt32 = 0
  }

  private static let seeds = (UInt64.random(in: .min ... .max) | 1, UInt64.random(in: .min ... .max))
  private static let longMark: UInt64 = 0xFF << 56

  /// The ids one after the other.
  private var bytes: [UInt8] = []
  /// Per id where it ends in `bytes`.
  private var ends: [Int] = []
  private var slots = [Slot](repeating: Slot(), count: 1 << 10)
  /// Ids with letters beyond ASCII, of which several spellings are equal.
  private var others: [String: UInt32] = [:]
  private let seeds = Self.seeds

  /// How many ids there are.
  var count: Int { ends.count }

  /// The text of an id.
  func text(_ number: Int) -> String {
    String(decoding: bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]], as: UTF8.self)
  }

  /// The number of an id that is there.
  func number(of text: String) -> Int? {
    var text = Self.simplified(text)
    return text.withUTF8 { utf8 in
      if utf8.contains(where: { $0 >= 0x80 }) { return others[String(decoding: utf8, as: UTF8.self)].map(Int.init) }
      let key = key(of: utf8)
      let slot = slots[place(of: key, utf8)]
      return slot.next == 0 ? nil : Int(slot.next) - 1
    }
  }

  /// The number of an id, a new one where it was not met before.
  mutating func insert(_ text: String) -> Int {
    var text = Self.simplified(text)
    return text.withUTF8 { utf8 in
      guard utf8.contains(where: { $0 >= 0x80 }) else { return insert(ascii: utf8) }
      let text = String(decoding: utf8, as: UTF8.self)
      if let known = others[text] { return Int(known) }
      others[text] = UInt32(count)
      return append(utf8)
    }
  }

  /// The number of an id, a new one where it was not met before.
  ///
  /// - Precondition: every byte is below 128.
  @inline(__always)
  mutating func insert(ascii id: UnsafeBufferPointer<UInt8>) -> Int {
    let key = key(of: id)
    let place = place(of: key, id)
    let next = slots[place].next
    if next != 0 { return Int(next) - 1 }
    return add(id, key, at: place)
  }

  /// Looks at the places of some ids, so that they are near when each is looked for: what waits for memory waits once.
  ///
  /// - Returns: a number of no meaning, which keeps the looking from being left out.
  func touch(_ ids: [UnsafeBufferPointer<UInt8>]) -> UInt32 {
    slots.withUnsafeBufferPointer { slots in
      ids.reduce(into: 0) { sum, id in sum &+= slots[start(of: key(of: id))].next }
    }
  }

  @inline(never)
  private mutating func add(_ id: UnsafeBufferPointer<UInt8>, _ key: Slot, at place: Int) -> Int {
    let number = append(id)
    slots[place] = Slot(low: key.low, high: key.high, next: UInt32(number + 1))
    if 3 * count > 2 * slots.count { grow() }
    return number
  }

  private mutating func append(_ id: UnsafeBufferPointer<UInt8>) -> Int {
    precondition(count < 1 << 30, "too many components")
    bytes.append(contentsOf: id)
    ends.append(bytes.count)
    return count - 1
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for slot in old where slot.next != 0 {
      var place = start(of: slot)
      while slots[place].next != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }

  /// Where a key is, or the free place where it would be put.
  @inline(__always)
  private func place(of key: Slot, _ id: UnsafeBufferPointer<UInt8>) -> Int {
    slots.withUnsafeBufferPointer { slots in
      var place = start(of: key)
      while true {
        let slot = slots[place]
        if slot.next == 0 { return place }
        if slot.low == key.low, slot.high == key.high, key.high < Self.longMark || equals(Int(slot.next) - 1, id) {
          return place
        }
        place = (place + 1) & (slots.count - 1)
      }
    }
  }

  private func equals(_ number: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]].elementsEqual(id)
  }

  @inline(__always)
  private func start(of key: Slot) -> Int {
    Int(truncatingIfNeeded: fold(key.low ^ seeds.0, key.high ^ seeds.1)) & (slots.count - 1)
  }

  @inline(__always)
  private func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  @inline(__always)
  private func key(of id: UnsafeBufferPointer<UInt8>) -> Slot {
    let count = id.count
    guard count > 0 else { return Slot() }
    let start = UnsafeRawPointer(id.baseAddress!)
    func load(_ offset: Int) -> UInt64 { start.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian }
    func half(_ offset: Int) -> UInt64 {
      UInt64(start.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
    }
    let length = UInt64(count) << 56
    switch count {
    case 8...15:
      return Slot(low: load(0), high: length | (count == 8 ? 0 : load(count - 8) >> (8 * UInt64(16 - count))))
    case 4...7:
      return Slot(low: half(0) | (half(count - 4) >> (8 * UInt64(8 - count))) << 32, high: length)
    case 1...3:
      var low: UInt64 = 0
      for byte in id.reversed() { low = low << 8 | UInt64(byte) }
      return Slot(low: low, high: length)
    default:
      var low = seeds.0
      var high = UInt64(count)
      var offset = 0
      while offset + 16 <= count {
        low = fold(load(offset) ^ low, load(offset + 8) ^ seeds.1)
        high = high &* 0x9E37_79B9_7F4A_7C15 ^ low
        offset += 16
      }
      low = fold(load(count - 16) ^ low, load(count - 8) ^ seeds.1)
      return Slot(low: low, high: Self.longMark | (high ^ low) >> 8)
    }
  }

  /// A text with the three signs beyond ASCII that are equal to one of ASCII written as that.
  private static func simplified(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar {
          case "\u{37E}": ";"
          case "\u{1FEF}": "`"
          case "\u{212A}": "K"
          default: scalar
          }
        }))
  }
}

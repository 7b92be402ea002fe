import SourceReading
import Testing

/// The elements that count, or all if none does.
@Suite struct PreferredElementsTests {
  @Test("Only the elements that meet a condition are left, or all of them if none does")
  func preferred() {
    #expect([0, 3, 0, 1].preferred { $0 > 0 } == [3, 1])
    #expect([0, 0].preferred { $0 > 0 } == [0, 0])
    #expect([Int]().preferred { $0 > 0 } == [])
  }
}

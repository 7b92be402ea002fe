import TestSupport
import Testing

@testable import ModelFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Streams of which nothing says how long they are.
@Suite struct InputStreamTests {
  @Test("An endless stream ends at the limit, with its message")
  func endless() throws {
    let descriptor = open("/dev/zero", O_RDONLY)
    defer { close(descriptor) }
    let problem = #expect(throws: InputFile.Problem.self) {
      try InputFile.standardInput(descriptor, limit: 5_000_000)
    }
    #expect(problem?.reason == "larger than 5000000 bytes")
  }

  @Test("A stream is read whole, however long it is")
  func whole() throws {
    let folder = try TemporaryFolder(["a.txt": String(repeating: "0123456789", count: 300_000)])
    let descriptor = open(folder.path("a.txt"), O_RDONLY)
    defer { close(descriptor) }
    #expect(try InputFile.standardInput(descriptor).count == 3_000_000)
  }
}

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A terminal that nobody looks at: a program that writes to it sees a terminal, and the test reads what it wrote.
final class Terminal {
  private let master: Int32
  /// The end for the program.
  let handle: FileHandle

  init() throws {
    var ends: (master: Int32, program: Int32) = (-1, -1)
    guard openpty(&ends.master, &ends.program, nil, nil, nil) == 0 else { throw POSIXError(.ENXIO) }
    master = ends.master
    handle = FileHandle(fileDescriptor: ends.program, closeOnDealloc: true)
  }

  deinit { close(master) }

  /// What was written so far; a terminal keeps some kilobytes.
  func text() -> String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var result: [UInt8] = []
    _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
    while case let count = read(master, &bytes, bytes.count), count > 0 { result += bytes[..<count] }
    return String(decoding: result, as: UTF8.self)
  }
}

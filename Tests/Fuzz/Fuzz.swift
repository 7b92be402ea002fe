import Foundation
import ReaderProbes

/// Runs one reader's probe under libFuzzer: `Fuzz --reader=NAME [libFuzzer's flags] CORPUS…`.
///
/// `--list` names the readers; `--seeds=FOLDER` writes the seeds of one. libFuzzer leaves flags with two dashes alone and
/// hands them on to the processes that it starts. See README.md beside this file.
@main struct Fuzz {
  /// The reader that is tried; set once, before anything is read.
  nonisolated(unsafe) static var reader = Reader.sources

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    func value(_ flag: String) -> String? {
      arguments.first { $0.hasPrefix("--\(flag)=") }.map { String($0.dropFirst(flag.count + 3)) }
    }
    if arguments.contains("--list") {
      print(Reader.allCases.map(\.rawValue).joined(separator: "\n"))
      return
    }
    guard let chosen = value("reader").flatMap(Reader.init(rawValue:)) else {
      let names = Reader.allCases.map(\.rawValue).joined(separator: ", ")
      FileHandle.standardError.write(Data("--reader is one of: \(names)\n".utf8))
      exit(64)
    }
    reader = chosen
    if let folder = value("seeds") {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for seed in try Seeds.seeds(for: chosen) {
        try Data(seed.bytes).write(to: URL(filePath: folder).appending(path: seed.name))
      }
      return
    }
    var count = CommandLine.argc
    var values = CommandLine.unsafeArgv
    exit(runDriver(&count, &values, { data, size in testOneInput(data, size) }))
  }

  /// One input: 0 where it is worth keeping, -1 where the reader did not recognize it.
  static func test(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard size <= Reader.inputLimit else { return -1 }
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    do throws(ReaderFinding) {
      return try reader.probe(bytes) == .notRecognized ? -1 : 0
    } catch {
      fatalError("\(reader.rawValue): \(error)")
    }
  }
}

/// What libFuzzer looks for where its own main function is linked, whichever of the two the linker takes.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt { Fuzz.test(data, size) }

/// libFuzzer's main function, for programs that have a main function of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ values: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

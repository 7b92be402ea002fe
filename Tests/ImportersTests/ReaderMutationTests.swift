import ReaderProbes
import TestSupport
import Testing

/// Every reader with its fixtures broken in every way that ``Mutation`` knows; the fuzzer does the same for longer.
@Suite struct ReaderMutationTests {
  /// The most bytes of an input, so that thousands take seconds.
  private static let limit = 3_000
  private static let casesPerSeed = 20

  /// What the fixtures are cut to, so that most changes hit what is read.
  private static let samples: [Reader: [[UInt8]]] = {
    var samples: [Reader: [[UInt8]]] = [:]
    for reader in Reader.allCases {
      let seeds = (try? Seeds.seeds(for: reader, limit: limit)) ?? []
      samples[reader] = seeds.map(\.bytes).filter { !$0.isEmpty }
    }
    return samples
  }()

  @Test("The seeds of each reader pass its probe", arguments: Reader.allCases)
  func seeds(_ reader: Reader) throws {
    let samples = try #require(Self.samples[reader])
    #expect(!samples.isEmpty)
    var accepted = 0
    for sample in samples {
      do throws(ReaderFinding) {
        if try reader.probe(sample) == .accepted { accepted += 1 }
      } catch {
        Issue.record("\(reader.rawValue): \(error)\n\(String(decoding: sample.prefix(2_000), as: UTF8.self))")
      }
    }
    #expect(accepted > 0)
  }

  @Test("Mutated texts pass the probe of each reader", arguments: Reader.allCases, 0..<UInt64(8))
  func mutations(_ reader: Reader, _ seed: UInt64) throws {
    let samples = try #require(Self.samples[reader])
    var mutation = Mutation(seed: seed, samples: samples)
    for _ in 0..<Self.casesPerSeed {
      let text = mutation.next(limit: Self.limit)
      do throws(ReaderFinding) {
        _ = try reader.probe(text)
      } catch {
        Issue.record("\(reader.rawValue): \(error)\n\(String(decoding: text, as: UTF8.self))")
      }
    }
  }
}

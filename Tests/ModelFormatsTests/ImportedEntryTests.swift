import DependencyModel
import ModelFormats
import Synchronization
import TestSupport
import Testing

/// An imported model beside documents gives what its text would give.
@Suite struct ImportedEntryTests {
  /// Reads files of models under another ending, as a source whose locations are in another file.
  struct TextSource: ModelImporter {
    var file = "base.yaml"
    let format = "Text"
    let fileEndings = [".source"]

    func recognizes(_ file: SourceFile) -> Bool { file.name.hasSuffix(".source") }

    func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
      ImportedModel(try ModelLoader.load(files[0].bytes, file: file).model, summary: "")
    }
  }

  private static let base = """
    model: Base
    domains:
      eu: { kind: region, domains: { eu-1: { kind: zone, weight: 0, in: us }, eu-2: {} } }
      us: {}
    components:
      api: { kind: app, in: eu-1, needs: [db, { on: cache, tolerates: 5m }], uses: queue, tier: 1, source: main.tf }
      db: { mtbf: 45d, mttr: 20m, tags: [sql] }
      cache: { needs: [{ atLeast: 2, of: { api: 2, db: 1 } }, { any: [db, { all: [queue, api] }] }] }
      queue: { in: eu-2, configuredBy: db, startNeeds: { on: db, confidence: assumed, source: trace } }
    faults: { flood: { down: [eu-1, db] } }
    """

  /// The relations with their locations.
  private func relations(_ model: Model) -> [String] {
    model.components.flatMap { component in
      component.relations.map { relation in
        let place = relation.requirement.place!.fileAndLine
        return "\(component.id) \(relation.kind) \(relation.requirement.text()) \(place)"
      }
    }
  }

  private static let overlays = [
    "components: { mine: { needs: [{ any: '*' }, { all: { in: eu } }] } }",
    "components: { api: { amend: true, needs: { any: [db, cache] }, owner: web, uses: null, startNeeds: db } }",
    "components: { api: { amend: true, in: us, kind: null }, db: { amend: true, unavailability: 0.5 } }",
    "components: { queue: { amend: true, configuredBy: [], startNeeds: api, needs: db, tier: null } }",
    "domains: { us: { amend: true, domains: { eu: { amend: true, name: Europe }, eu-2: { amend: true, tier: 2 } } } }",
    "components: { db: { amend: true, availability: null, tags: [a, b], weight: 3 }, cache: { amend: true, needs: [] } }",
    "faults: { drought: { degraded: { kind: '*' } } }",
  ]

  @Test("An imported model beside text gives what its own text gives", arguments: overlays, [false, true])
  func sameAsText(overlay: String, isFirst: Bool) throws {
    let folder = try TemporaryFolder(["base.yaml": Self.base, "base.source": Self.base, "overlay.yaml": overlay])
    func load(_ base: String) throws -> Model {
      let paths = [folder.path(base), folder.path("overlay.yaml")]
      return try ModelLoader.load(
        isFirst ? paths.reversed() : paths, importers: [TextSource(file: folder.path("base.yaml"))]
      ).model
    }
    let (written, imported) = (try load("base.yaml"), try load("base.source"))
    #expect(try ModelWriter.text(of: imported, as: .json) == ModelWriter.text(of: written, as: .json))
    #expect(relations(imported) == relations(written))
    #expect(imported.components.map(\.place) == written.components.map(\.place))
  }

  @Test(
    "An imported model beside text gives the diagnostics that its own text gives",
    arguments: [
      "components: { api: {}, own: { needs: eu-3 } }",
      "components: { api: { amend: true, needs: [api, nothing], tier: -1, in: nowhere, ownr: me } }",
      "components: { db: { amend: true, mtbf: 3d }, cache: { amend: true, tier: 1 } }",
      "components: { cache: { amend: true, tier: 1 } }\ndomains: { cache: { amend: true, tier: 2 }, eu: {} }",
      "faults: { flood: { down: db }, api: { down: db } }",
    ])
  func sameDiagnosticsAsText(overlay: String) throws {
    let folder = try TemporaryFolder(["base.yaml": Self.base, "base.source": Self.base, "overlay.yaml": overlay])
    func diagnostics(_ base: String) -> [Diagnostic] {
      do {
        let importers = [TextSource(file: folder.path("base.yaml"))]
        _ = try ModelLoader.load([folder.path(base), folder.path("overlay.yaml")], importers: importers)
        return []
      } catch {
        return error.diagnostics
      }
    }
    #expect(!diagnostics("base.yaml").isEmpty)
    #expect(diagnostics("base.source") == diagnostics("base.yaml"))
  }

  // MARK: Reading once

  /// Files in memory that count how often each is read.
  final class CountingFiles: ModelFiles {
    let texts: [String: String]
    let counts = Mutex<[String: Int]>([:])

    init(_ texts: [String: String]) { self.texts = texts }

    func kind(of path: String) throws(FileProblem) -> FileKind {
      texts[path] == nil ? .folder : .file(size: texts[path]!.utf8.count)
    }

    func bytes(of path: String, limit: Int) throws(FileProblem) -> [UInt8] {
      counts.withLock { $0[path, default: 0] += 1 }
      return Array(texts[path]!.utf8)
    }

    func names(in folder: String) throws(FileProblem) -> [String] {
      texts.keys.map { String($0.dropFirst(folder.utf8.count + 1)) }.sorted()
    }

    func identity(of path: String) -> String { path }
  }

  @Test("Each file of a folder is read once")
  func filesOfAFolderAreReadOnce() throws {
    let files = CountingFiles([
      "f/base.source": Self.base, "f/overlay.yaml": "components: { mine: { needs: api } }", "f/notes.txt": "none",
    ])
    let loaded = try ModelLoader.load(["f"], importers: [TextSource()], files: files)
    #expect(loaded.model.index(of: "mine") != nil)
    #expect(loaded.imports.map(\.files) == [["f/base.source"]])
    #expect(files.counts.withLock { $0 } == ["f/base.source": 1, "f/overlay.yaml": 1])
  }
}

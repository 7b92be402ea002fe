import DependencyModel
import Foundation
import ModelChecks
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// The arrows of ARCHITECTURE.md, as the package manifest and the files' imports have them.
@Suite struct ArchitectureTests {
  /// What each target may import of this package and of others.
  static let allowed: [String: Set<String>] = [
    "Graphs": [],
    "FailureGraph": ["Graphs"],
    "LoadGraph": ["Graphs"],
    "DecisionDiagrams": ["Graphs"],
    "DependencyModel": [],
    "ModelFormats": ["DependencyModel", "CYAML"],
    "SourceReading": ["DependencyModel", "ModelFormats", "CExpat"],
    "CloudSources": ["SourceReading", "DependencyModel", "ModelFormats"],
    "ClusterSources": ["SourceReading", "DependencyModel", "ModelFormats"],
    "ObservedSources": ["SourceReading", "DependencyModel", "ModelFormats"],
    "FaultTreeSources": ["SourceReading", "DependencyModel", "ModelFormats"],
    "Importers": [
      "CloudSources", "ClusterSources", "ObservedSources", "FaultTreeSources", "SourceReading", "DependencyModel",
      "ModelFormats",
    ],
    "ResilienceAnalysis": ["FailureGraph", "LoadGraph", "DecisionDiagrams", "DependencyModel"],
    "CascadeReplay": ["ResilienceAnalysis", "FailureGraph", "Graphs", "DependencyModel"],
    "ModelChecks": ["CascadeReplay", "ResilienceAnalysis", "FailureGraph", "DependencyModel"],
    "Reports": [
      "ModelChecks", "CascadeReplay", "ResilienceAnalysis", "DecisionDiagrams", "DependencyModel", "ModelFormats",
    ],
    "Diagrams": ["ResilienceAnalysis", "DependencyModel", "CGraphviz"],
    "WhatFails": [
      "DependencyModel", "ModelFormats", "CloudSources", "ClusterSources", "ObservedSources", "FaultTreeSources",
      "Importers", "ResilienceAnalysis", "CascadeReplay", "ModelChecks", "Reports", "Diagrams",
    ],
    "WhatFailsCommands": [
      "DependencyModel", "ModelFormats", "CloudSources", "ObservedSources", "FaultTreeSources", "Importers",
      "ResilienceAnalysis", "CascadeReplay", "ModelChecks", "Reports", "Diagrams", "ArgumentParser",
    ],
    "WhatFailsProgram": ["WhatFailsCommands"],
    "Benchmarks": [
      "FailureGraph", "LoadGraph", "DependencyModel", "ResilienceAnalysis", "ModelChecks", "ModelFormats", "Importers",
      "CBenchmarkKernels",
    ],
    "CGraphviz": [], "CYAML": [], "CExpat": [], "CBenchmarkKernels": [],
  ]

  /// What only tests use.
  static let testLibraries: Set<String> = ["TestSupport", "ReaderProbes", "ImportTestSupport"]

  /// The graph core.
  static let core: Set<String> = ["Graphs", "FailureGraph", "LoadGraph"]

  /// What the system brings: allowed everywhere but in the graph core.
  static let system: Set<String> = [
    "Glibc", "Musl", "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Synchronization",
  ]

  @Test("The package manifest has the dependencies of ARCHITECTURE.md")
  func manifest() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // A scratch folder of its own, for the tests' own is locked while they run.
    process.arguments = ["swift", "package", "--scratch-path", ".build-manifest", "dump-package"]
    process.currentDirectoryURL = Repository.root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let package = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let targets = try #require(package["targets"] as? [[String: Any]])
    var seen: Set<String> = []
    for target in targets where target["type"] as? String != "test" {
      let name = try #require(target["name"] as? String)
      guard !Self.testLibraries.contains(name) else { continue }
      seen.insert(name)
      let dependencies = (target["dependencies"] as? [[String: Any]] ?? []).compactMap { dependency in
        (dependency.values.first as? [Any])?.first as? String
      }
      #expect(Set(dependencies) == Self.allowed[name], "\(name)")
    }
    #expect(seen == Set(Self.allowed.keys))
    let products = (package["products"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    #expect(Set(products) == ["whatfails", "WhatFails"])
  }

  @Test("Each target imports only what it may", arguments: allowed.keys.sorted())
  func imports(_ target: String) throws {
    let allowed = try #require(Self.allowed[target])
    for module in try modules(importedBy: target) {
      let isSystem = Self.system.contains(module) && !Self.core.contains(target)
      #expect(isSystem || allowed.contains(module), "\(target) imports \(module)")
    }
  }

  @Test("Our own forbid finds nothing in the imports, and finds an import that is wrong")
  func checks() throws {
    var imported: [String: Set<String>] = [:]
    for target in Self.allowed.keys {
      imported[target] = try modules(importedBy: target).intersection(Self.allowed.keys)
    }
    #expect(try failing(imported) == [])
    // What it is there to find, it finds.
    imported["DependencyModel", default: []].insert("ModelFormats")
    #expect(
      try failing(imported) == [
        "the-core-knows-nothing", "answers-know-no-form", "pictures-and-texts-are-apart", "no-circles",
      ])
  }

  private func failing(_ imported: [String: Set<String>]) throws -> [String] {
    let components = imported.keys.sorted().map { target in
      Component(
        ComponentID(target),
        relations: imported[target]!.sorted().map { .init(.needs, Requirement(on: ComponentID($0))) })
    }
    let model = Model(name: "WhatFails", components: components)
    let file = Repository.root.appending(path: "Tests/Fixtures/house.yaml").path
    let policy = try PolicyLoader.load([file], for: model).policy
    let report = CheckRun(CompiledModel(model), date: "2026-11-23").report(checks: policy.checks)
    return report.results.filter { !$0.findings.isEmpty }.map(\.id)
  }

  private func modules(importedBy target: String) throws -> Set<String> {
    var result: Set<String> = []
    for file in try files(in: "Sources/\(target)") {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place <= 1, let module = words.last else { continue }
        // The text of a help may have a line such as 'whatfails import plan.json'.
        guard place == 0 || ["internal", "public", "package", "private", "@testable"].contains(words[0]) else {
          continue
        }
        result.insert(String(module))
      }
    }
    return result
  }

  @Test("No source file has more than 500 lines")
  func filesAreShort() throws {
    for target in Self.allowed.keys {
      for file in try files(in: "Sources/\(target)") {
        let lines = try String(contentsOf: file, encoding: .utf8).split(
          separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 500, "\(file.lastPathComponent) has \(lines.count) lines")
      }
    }
  }

  @Test("No test measures or limits time, which depends on how busy the machine is")
  func testsAreNotTimed() throws {
    let files = try files(in: "Tests")
    #expect(files.count > 50)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      for word in ["time" + "Limit(", "Continuous" + "Clock", "Suspending" + "Clock"] {
        #expect(!text.contains(word), "\(file.lastPathComponent)")
      }
    }
  }

  @Test("The repository has four folders at the top")
  func topLevelFolders() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path).filter { name in
      let url = Repository.root.appending(path: name)
      return try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true && !name.hasPrefix(".")
    }
    #expect(Set(names) == ["Sources", "Tests", "Models", "Output"])
  }

  private func files(in path: String) throws -> [URL] {
    let folder = Repository.root.appending(path: path)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder.appending(path: $0) }
  }
}

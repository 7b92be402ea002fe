// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// Tests run against optimised modules (TESTED in the Makefile), but are not optimised themselves: that would take longer
// than it saves.
let tests = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

// The same holds for modules in which the tests spend little time, when they are built for the tests.
let unhurried = Context.environment["WHATFAILS_TESTING"] == nil ? strict : tests

// Fuzzing needs every module built for it, so its program is there only when asked for; see Tests/Fuzz/README.md.
let fuzzing: [Target] =
  Context.environment["WHATFAILS_FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "Fuzz", dependencies: ["ReaderProbes"], path: "Tests/Fuzz",
      exclude: ["README.md", "Seeds", "Dictionaries", "fuzz.sh", "leaks.txt"], swiftSettings: strict)
  ]

let package = Package(
  name: "whatfails-package",  // must differ from the identity of every dependency and product
  products: [
    .executable(name: "whatfails", targets: ["WhatFailsProgram"]),
    .library(
      name: "WhatFails",
      targets: ["WhatFails"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // C libraries of the system.
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    // Graphviz brings the library along, so reading XML with it costs no start-up time.
    .systemLibrary(
      name: "CExpat", pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),

    // The house, in the order in which a model goes through it.
    .target(name: "Graphs", swiftSettings: strict + [.strictMemorySafety()]),
    .target(name: "FailureGraph", dependencies: ["Graphs"], swiftSettings: strict + [.strictMemorySafety()]),
    .target(name: "LoadGraph", dependencies: ["Graphs"], swiftSettings: strict + [.strictMemorySafety()]),
    .target(name: "DecisionDiagrams", dependencies: ["Graphs"], swiftSettings: strict + [.strictMemorySafety()]),
    .target(name: "DependencyModel", swiftSettings: strict),
    .target(
      name: "ModelFormats",
      dependencies: ["DependencyModel", "CYAML"],
      resources: [.embedInCode("Schema/definitions.schema.json"), .embedInCode("Templates/first-model.yaml")],
      swiftSettings: strict),
    .target(name: "SourceReading", dependencies: ["DependencyModel", "ModelFormats", "CExpat"], swiftSettings: strict),
    .target(
      name: "CloudSources", dependencies: ["SourceReading", "DependencyModel", "ModelFormats"], swiftSettings: unhurried
    ),
    .target(
      name: "ClusterSources", dependencies: ["SourceReading", "DependencyModel", "ModelFormats"],
      swiftSettings: unhurried),
    .target(
      name: "ObservedSources", dependencies: ["SourceReading", "DependencyModel", "ModelFormats"],
      swiftSettings: unhurried),
    .target(
      name: "FaultTreeSources", dependencies: ["SourceReading", "DependencyModel", "ModelFormats"],
      swiftSettings: unhurried),
    .target(
      name: "Importers",
      dependencies: [
        "CloudSources", "ClusterSources", "ObservedSources", "FaultTreeSources", "SourceReading", "DependencyModel",
        "ModelFormats",
      ],
      swiftSettings: unhurried),
    .target(
      name: "ResilienceAnalysis", dependencies: ["FailureGraph", "LoadGraph", "DecisionDiagrams", "DependencyModel"],
      swiftSettings: strict),
    .target(
      name: "CascadeReplay", dependencies: ["ResilienceAnalysis", "FailureGraph", "Graphs", "DependencyModel"],
      swiftSettings: strict),
    .target(
      name: "ModelChecks", dependencies: ["CascadeReplay", "ResilienceAnalysis", "FailureGraph", "DependencyModel"],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "ModelChecks", "CascadeReplay", "ResilienceAnalysis", "DecisionDiagrams", "DependencyModel", "ModelFormats",
      ],
      resources: [.embedInCode("Answers/answers.schema.json")],
      swiftSettings: unhurried),
    .target(
      name: "Diagrams", dependencies: ["ResilienceAnalysis", "DependencyModel", "CGraphviz"], swiftSettings: strict),
    .target(
      name: "WhatFails",
      dependencies: [
        "DependencyModel", "ModelFormats", "CloudSources", "ClusterSources", "ObservedSources", "FaultTreeSources",
        "Importers", "ResilienceAnalysis", "CascadeReplay", "ModelChecks", "Reports", "Diagrams",
      ],
      swiftSettings: unhurried),
    .target(
      name: "WhatFailsCommands",
      dependencies: [
        "DependencyModel", "ModelFormats", "CloudSources", "ObservedSources", "FaultTreeSources", "Importers",
        "ResilienceAnalysis", "CascadeReplay", "ModelChecks", "Reports", "Diagrams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: unhurried),
    // Not named as its product is: some file systems do not tell it from the library's module.
    .executableTarget(name: "WhatFailsProgram", dependencies: ["WhatFailsCommands"], swiftSettings: unhurried),

    // Measured by hand and in CI for its report; see Sources/Benchmarks/README.md.
    .target(name: "CBenchmarkKernels"),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "FailureGraph", "LoadGraph", "DependencyModel", "ResilienceAnalysis", "ModelChecks", "ModelFormats",
        "Importers",
        "CBenchmarkKernels",
      ],
      exclude: ["README.md"], swiftSettings: unhurried),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: ["FailureGraph", "DependencyModel", "ModelFormats", "ResilienceAnalysis"],
      path: "Tests/TestSupport", swiftSettings: unhurried),
    .target(
      name: "ReaderProbes",
      dependencies: ["Importers", "ModelFormats", "ResilienceAnalysis", "DependencyModel"],
      path: "Tests/ReaderProbes", swiftSettings: unhurried),
    .target(
      name: "ImportTestSupport",
      dependencies: ["Importers", "ModelFormats", "ResilienceAnalysis", "DependencyModel", "Reports", "TestSupport"],
      path: "Tests/ImportTestSupport", swiftSettings: unhurried),
    .testTarget(
      name: "FailureGraphTests", dependencies: ["FailureGraph", "Graphs", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "LoadGraphTests", dependencies: ["LoadGraph", "FailureGraph", "ModelFormats", "TestSupport"],
      exclude: ["Fixtures"],
      swiftSettings: tests),
    .testTarget(
      name: "DecisionDiagramsTests", dependencies: ["DecisionDiagrams", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "DependencyModelTests", dependencies: ["DependencyModel", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "ModelFormatsTests", dependencies: ["ModelFormats", "DependencyModel", "ReaderProbes", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(
      name: "CloudSourcesTests",
      dependencies: [
        "CloudSources", "ObservedSources", "SourceReading", "Importers", "ModelFormats", "DependencyModel",
        "ResilienceAnalysis",
        "ImportTestSupport", "TestSupport",
      ], swiftSettings: tests),
    .testTarget(
      name: "ClusterSourcesTests",
      dependencies: [
        "ClusterSources", "SourceReading", "Importers", "ModelFormats", "DependencyModel", "ResilienceAnalysis",
        "ImportTestSupport", "TestSupport",
      ], swiftSettings: tests),
    .testTarget(
      name: "ObservedSourcesTests",
      dependencies: [
        "ObservedSources", "SourceReading", "Importers", "ModelFormats", "DependencyModel", "ResilienceAnalysis",
        "ImportTestSupport", "TestSupport",
      ], swiftSettings: tests),
    .testTarget(
      name: "FaultTreeSourcesTests",
      dependencies: [
        "FaultTreeSources", "SourceReading", "Importers", "ModelFormats", "DependencyModel", "Reports",
        "ResilienceAnalysis",
        "FailureGraph", "ImportTestSupport", "TestSupport",
      ], swiftSettings: tests),
    .testTarget(
      name: "ImportersTests",
      dependencies: [
        "Importers", "SourceReading", "CloudSources", "ClusterSources", "ObservedSources", "FaultTreeSources",
        "ModelFormats", "DependencyModel", "Reports", "ResilienceAnalysis", "ReaderProbes", "ImportTestSupport",
        "TestSupport",
      ], swiftSettings: tests),
    .testTarget(
      name: "ResilienceAnalysisTests",
      dependencies: [
        "ResilienceAnalysis", "FailureGraph", "LoadGraph", "DecisionDiagrams", "DependencyModel", "ModelFormats",
        "TestSupport",
      ],
      exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(
      name: "CascadeReplayTests",
      dependencies: [
        "CascadeReplay", "ResilienceAnalysis", "DependencyModel", "ModelFormats", "TestSupport",
      ],
      exclude: ["Fixtures"], swiftSettings: tests),
    .testTarget(
      name: "ModelChecksTests",
      dependencies: ["ModelChecks", "Reports", "ResilienceAnalysis", "DependencyModel", "ModelFormats", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "ModelChecks", "CascadeReplay", "ResilienceAnalysis", "DependencyModel", "ModelFormats",
        "TestSupport",
      ],
      exclude: ["Snapshots"], swiftSettings: tests),
    .testTarget(
      name: "DiagramsTests", dependencies: ["Diagrams", "Importers", "ModelFormats", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: tests),
    .testTarget(
      name: "CommandTests", dependencies: ["WhatFailsProgram", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "HouseTests",
      dependencies: [
        "WhatFails", "ModelChecks", "ResilienceAnalysis", "ModelFormats", "DependencyModel", "TestSupport",
      ],
      swiftSettings: tests),
  ] + fuzzing,
  swiftLanguageModes: [.v6]
)

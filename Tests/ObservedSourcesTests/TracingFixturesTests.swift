import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// The traces of Online Boutique in every format: 13 edges, and what fails with what.
@Suite struct TracingFixturesTests {
  static let folder = Repository.root.appending(path: "Tests/Fixtures/tracing")
  static let files = ["jaeger-dependencies", "jaeger-traces", "otlp", "zipkin-dependencies"]
  static let edges: Set<String> = [
    "checkoutservice → cartservice", "checkoutservice → emailservice", "checkoutservice → paymentservice",
    "checkoutservice → productcatalogservice", "checkoutservice → shippingservice", "frontend → adservice",
    "frontend → cartservice", "frontend → checkoutservice", "frontend → currencyservice",
    "frontend → productcatalogservice", "frontend → recommendationservice", "frontend → shippingservice",
    "recommendationservice → productcatalogservice",
  ]

  static func load(_ names: [String]) throws -> LoadedModel {
    try ModelLoader.load(
      names.map { folder.appending(path: "online-boutique-\($0).json").path }, importers: ImportSources.all())
  }

  @Test("The published traces give the expected calls in every format", arguments: files)
  func edges(_ name: String) throws {
    let loaded = try Self.load([name])
    #expect(loaded.warnings.isEmpty)
    #expect(loaded.imports.map(\.format) == ["traces"])
    let model = loaded.model
    #expect(Tracing.edges(model) == Self.edges)
    #expect(model.components.count == 10)
    #expect(model.components.allSatisfy { $0.kind == "service" })
    for component in model.components {
      #expect(component.source?.hasPrefix("online-boutique-\(name).json: ") == true)
      #expect(component.place != nil)
      for relation in component.relations {
        #expect(relation.kind == .needs)
        #expect(relation.requirement.confidence == .observed)
        #expect(relation.requirement.place?.file.hasSuffix("\(name).json") == true)
      }
    }
    let remarks = try #require(loaded.imports.first).notes.remarks
    #expect(remarks.contains { $0.hasPrefix("only calls that were seen are in the model") })
  }

  @Test("The source of a requirement says how many calls there were")
  func counts() throws {
    #expect(
      Tracing.source("frontend", "productcatalogservice", in: try Self.load(["zipkin-dependencies"]).model)
        == "online-boutique-zipkin-dependencies.json: 6955 calls")
    for name in ["jaeger-traces", "otlp"] {
      let loaded = try Self.load([name])
      let counts = [
        ("frontend", "productcatalogservice", "172 calls"), ("frontend", "currencyservice", "109 calls"),
        ("checkoutservice", "emailservice", "2 calls"), ("recommendationservice", "productcatalogservice", "24 calls"),
      ]
      for (caller, callee, count) in counts {
        #expect(
          Tracing.source(caller, callee, in: loaded.model) == "online-boutique-\(name).json: \(count)")
      }
      let notes = try #require(loaded.imports.first).notes
      #expect(notes.total == 1_667)
      #expect(notes.understood == 1_667)
      #expect(notes.skipped.isEmpty)
    }
  }

  @Test("A failed service takes down its callers", arguments: files)
  func blastRadius(_ name: String) throws {
    let lost: [(String, Set<String>)] = [
      ("productcatalogservice", ["recommendationservice", "checkoutservice", "frontend"]),
      ("currencyservice", ["frontend"]),
      ("cartservice", ["checkoutservice", "frontend"]),
      ("paymentservice", ["checkoutservice", "frontend"]),
      ("shippingservice", ["checkoutservice", "frontend"]),
      ("checkoutservice", ["frontend"]),
      ("recommendationservice", ["frontend"]),
      ("adservice", ["frontend"]),
      ("emailservice", ["checkoutservice", "frontend"]),
      ("frontend", []),
    ]
    let model = try Self.load([name]).model
    for (fault, expected) in lost {
      let found = try Importing.impact(of: [fault], on: model)
      #expect(found.down == expected, "\(fault)")
      #expect(found.degraded.isEmpty, "\(fault)")
    }
  }

  @Test("Traces of two collectors are joined, with calls by file")
  func together() throws {
    let loaded = try Self.load(["jaeger-dependencies", "otlp"])
    #expect(Tracing.edges(loaded.model) == Self.edges)
    #expect(loaded.imports.count == 1)
    #expect(
      Tracing.source("checkoutservice", "emailservice", in: loaded.model)
        == "online-boutique-jaeger-dependencies.json: 49 calls; online-boutique-otlp.json: 2 calls")
    let same = try Self.load(["jaeger-traces", "otlp"])
    let notes = try #require(same.imports.first).notes
    #expect(notes.understood == 1_667)
    #expect(notes.skipped.map(\.count) == [1_667])
    #expect(
      Tracing.source("checkoutservice", "emailservice", in: same.model) == "online-boutique-jaeger-traces.json: 2 calls"
    )
  }
}

/// Says what came out of traces.
enum Tracing {
  /// `caller → callee` for each need, `caller ⇢ callee` for each use.
  static func edges(_ model: Model) -> Set<String> {
    Set(
      model.components.flatMap { component in
        component.relations.map { relation in
          "\(component.id) \(relation.kind == .needs ? "→" : relation.kind == .uses ? "⇢" : "?") \(relation.requirement.text())"
        }
      })
  }

  static func source(_ caller: String, _ callee: String, in model: Model) -> String? {
    model[ComponentID(caller)]?.relations.first { $0.requirement.target == .component(ComponentID(callee)) }?
      .requirement.source
  }
}

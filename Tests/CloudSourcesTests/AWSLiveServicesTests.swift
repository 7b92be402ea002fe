import CloudSources
import DependencyModel
import Foundation
import Importers
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// What answers of services become that the recorded shop does not use.
@Suite struct AWSLiveServicesTests {
  private static let folder = Repository.root.appending(path: "Tests/Fixtures/aws-live/documented")

  private static let loaded = Result<LoadedModel, any Error> {
    try ModelLoader.load([folder.path], importers: ImportSources.all())
  }

  private func model() throws -> Model { try Self.loaded.get().model }

  private func needs(_ id: String, _ kind: Component.Relation.Kind = .needs) throws -> [String] {
    try model()[ComponentID(id)]?.requirements(kind).map { $0.text(limit: 200) } ?? ["no such component"]
  }

  /// The answers that are not listed in a file of their own call are asked for, and every file is an answer.
  @Test("Every saved file is an answer to a call that is made")
  func filesAreAnswersToCallsThatAreMade() throws {
    var plan = AWSCallPlan()
    var files: Set<String> = []
    var waiting = plan.firstCalls()
    while let call = waiting.popLast() {
      files.insert(call.file)
      guard let bytes = try? Data(contentsOf: Self.folder.appending(path: call.file)) else { continue }
      waiting += plan.calls(after: call, answer: Array(bytes))
      let isAccelerator = call.arguments[0] == "globalaccelerator"
      #expect(call.region == (isAccelerator ? "us-west-2" : nil), "\(call.file)")
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path) {
      #expect(files.contains(file), "no call answers with \(file)")
      let source = SourceFile(name: file, bytes: Array(try Data(contentsOf: Self.folder.appending(path: file))))
      #expect(ImportSources.all().first { $0.recognizes(source) } is AWSLiveImporter, "\(file)")
    }
  }

  @Test("File systems depend on their subnets, and one in two zones survives the loss of one")
  func fileSystems() throws {
    let model = try model()
    #expect(try needs("fs-0aaaaaaaaaaaaaaa1") == ["subnet-0a"])
    #expect(model["fs-0aaaaaaaaaaaaaaa1"]?.kind == "aws/fsx-file-system")
    // One in two zones outlives one of them, with an interruption where it served.
    let lost = CompiledModel(model).impact(of: try FaultSet(["eu-west-1a"], in: model))
    func level(_ id: String, _ impact: Impact) -> Level? {
      impact.effects.first { model.components[$0.component].id.description == id }?.level
    }
    #expect(level("fs-0aaaaaaaaaaaaaaa1", lost) == .down)
    #expect(level("fs-0aaaaaaaaaaaaaaa2", lost) == .degraded)
    let both = CompiledModel(model).impact(of: try FaultSet(["eu-west-1a", "eu-west-1b"], in: model))
    #expect(level("fs-0aaaaaaaaaaaaaaa2", both) == .down)
    #expect(model["fs-0aaaaaaaaaaaaaaa3"] == nil, "it is being deleted")
  }

  @Test("Memory stores and search domains are degraded until the last of their zones is lost")
  func memoryAndSearch() throws {
    let model = try model()
    func levels(_ faults: [String]) throws -> [String: Level] {
      let impact = CompiledModel(model).impact(of: try FaultSet(faults, in: model))
      return Dictionary(
        impact.effects.map { (model.components[$0.component].id.description, $0.level) }, uniquingKeysWith: { $1 })
    }
    let one = try levels(["eu-west-1a"])
    #expect(one["sessions"] == .degraded)
    #expect(one["logs"] == .degraded)
    let two = try levels(["eu-west-1a", "eu-west-1b"])
    #expect(two["sessions"] == .down)
    #expect(two["logs"] == .degraded)
    #expect(try levels(["eu-west-1a", "eu-west-1b", "eu-west-1c"])["logs"] == .down)
    // Who was told their addresses needs them.
    #expect(Set(try needs("lambda-function/orders")).isSuperset(of: ["logs", "sessions"]))
    #expect(two["lambda-function/orders"] == .down)
  }

  @Test("Roles and profiles are settings of what uses them")
  func rolesAreSettings() throws {
    let model = try model()
    #expect(try needs("lambda-function/orders", .configuredBy) == ["iam-role/orders"])
    #expect(try needs("i-0000000000000001", .configuredBy) == ["batch-profile"])
    #expect(try needs("batch-profile", .configuredBy) == ["batch-node"])
    #expect(model["nobody"] == nil, "nothing uses it")
    let impact = CompiledModel(model).impact(of: try FaultSet(["iam-role/orders"], in: model))
    #expect(
      !impact.effects.contains { model.components[$0.component].id == "lambda-function/orders" && $0.level == .down })
  }

  @Test("APIs and other entry points need what they call")
  func interfacesNeedWhatTheyCall() throws {
    let model = try model()
    #expect(model["shop"]?.kind == "aws/api")
    #expect(model["carts-api"]?.kind == "aws/api")
    #expect(Set(try needs("a1b2c3d4e5 /orders")) == ["shop", "lambda-function/orders"])
    #expect(Set(try needs("abc1234")) == ["carts-api", "carts"])
    #expect(Set(try needs("f6g7h8i9j0 GET /carts")) == ["carts-api", "abc1234"])
    #expect(try needs("inside") == ["inner"])
    let link = try needs("private")
    try #require(link.count == 1)
    #expect(link[0].contains("any"))
    #expect(link[0].contains("subnet-0b"))
    #expect(link[0].contains("subnet-0c"))
    #expect(!model.components.contains { $0.id.description.contains("arn:aws:apigateway") })
  }

  @Test("Accelerators need their endpoints and are in no domain")
  func acceleratorsNeedTheirEndpoints() throws {
    let model = try model()
    #expect(try needs("front") == ["front eu-west-1"])
    #expect(try needs("front eu-west-1") == ["inner"])
    #expect(model["front"]?.domains == [])
    #expect(model["front eu-west-1"]?.domains == [])
    let impact = CompiledModel(model).impact(of: try FaultSet(["subnet-0b"], in: model))
    #expect(impact.effects.contains { model.components[$0.component].id == "front" && $0.level == .down })
  }
}

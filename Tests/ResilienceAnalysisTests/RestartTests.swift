import DependencyModel
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

/// What goes on under a fault, but could not start again.
@Suite struct RestartTests {
  private static func unable(_ fault: [String]) throws -> [String] {
    let text = """
      model: m
      components:
        key: {}
        spare: {}
        volume: { startNeeds: key }
        cache: { startNeeds: { any: [key, spare] } }
        base: { needs: key, startNeeds: key }
        other: { needs: volume }
      """
    let model = try ModelLoader.load(Array(text.utf8), file: "m.yaml").model
    let impact = CompiledModel(model).impact(of: try FaultSet(fault, in: model))
    return impact.unableToRestart.map { model[$0].id.text }
  }

  @Test("Components whose start needs are down are listed, those that are down themselves are not")
  func single() throws {
    #expect(try Self.unable(["key"]) == ["volume"])
    #expect(try Self.unable(["spare"]).isEmpty)
  }

  @Test("A group of start needs counts once too little of it is left")
  func groups() throws {
    #expect(try Self.unable(["key", "spare"]) == ["volume", "cache"])
  }

  @Test("What is only degraded still lets others start")
  func degraded() throws {
    #expect(try Self.unable(["key=degraded"]).isEmpty)
  }
}

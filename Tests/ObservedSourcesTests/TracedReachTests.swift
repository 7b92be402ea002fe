import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Names of services that are called from elsewhere, and names of hosts in a cluster.
@Suite struct TracedReachTests {
  private static let form = TracedIdentityTests.Form.openTelemetry

  private static func load(_ text: String) throws -> LoadedModel { try Importing.load(text, file: "traces.json") }

  @Test(
    "A service in another environment or cluster is not the one that is called by its name",
    arguments: ["deployment.environment", "k8s.cluster.name"])
  func elsewhere(key: String) throws {
    let text =
      Self.form.span("web", [key: "prod"], "a1", "client", ["peer.service": "cart"])
      + Self.form.span("cart", [key: "staging"], "a2", "server")
    let loaded = try Self.load(text)
    #expect(Tracing.edges(loaded.model) == ["web → prod/cart"])
    #expect(loaded.model["prod/cart"]?.kind == "external")
    #expect(loaded.imports[0].notes.unions.isEmpty)
  }

  @Test("Callers in two environments reach the service of their own, and this is said only if there are two")
  func twoEnvironments() throws {
    let key = "deployment.environment"
    let callers =
      Self.form.span("web", [key: "e1"], "a1", "client", ["peer.service": "cart"])
      + Self.form.span("web", [key: "e2"], "a2", "client", ["peer.service": "cart"])
    let one = try Self.load(callers + Self.form.span("cart", [key: "e1"], "a3", "server"))
    #expect(Tracing.edges(one.model) == ["e1/web → cart", "e2/web → e2/cart"])
    #expect(one.imports[0].notes.unions.contains { $0.hasPrefix("'cart' is 2 components") })
    let unknown = try Self.load(callers + Self.form.span("cart", [:], "a3", "server"))
    #expect(Tracing.edges(unknown.model) == ["e1/web → cart", "e2/web → cart"])
    #expect(!unknown.imports[0].notes.unions.contains { $0.hasPrefix("'cart' is") })
  }

  @Test(
    "The name of a host in a cluster reaches the service of its namespace",
    arguments: ["cart.shop.svc.cluster.local", "cart.shop.svc", "cart.shop", "CART.shop", "cart-0.cart.shop.svc"])
  func namespaces(host: String) throws {
    let text =
      Self.form.span("web", ["k8s.namespace.name": "front"], "a1", "client", ["server.address": host])
      + Self.form.span("cart", ["k8s.namespace.name": "shop"], "a2", "server")
      + Self.form.span("cart", ["k8s.namespace.name": "other"], "a3", "server")
    let model = try Self.load(text).model
    #expect(Tracing.edges(model) == ["web → shop/cart"])
    #expect(model["web"]?.relations.first?.requirement.confidence == .inferred)
  }

  @Test("Three ways to write one host of a cluster are one component")
  func oneHost() throws {
    let hosts = ["cart.shop.svc.cluster.local", "cart.shop.svc", "CART.shop", "cart.other"]
    let text = hosts.enumerated().map { number, host in
      Self.form.span("a", [:], "a\(number)", "client", ["server.address": host])
    }.joined()
    let model = try Self.load(text).model
    #expect(model.components.count == 3)
    #expect(Tracing.edges(model).contains("a → cart.other"))
  }
}

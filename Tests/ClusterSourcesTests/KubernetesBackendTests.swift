import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

@testable import ClusterSources

/// Backends of routes, those that the files do not have included.
@Suite struct KubernetesBackendTests {
  private func read(_ parts: String...) throws -> KubernetesReading {
    try KubernetesReading(text: parts.map { "---\n" + $0 }.joined(separator: "\n"))
  }

  private static func object(_ kind: String, _ version: String, _ spec: String) -> String {
    "apiVersion: \(version)\nkind: \(kind)\nmetadata: { name: r }\nspec: { \(spec) }"
  }

  private static func destination(_ host: String, _ weight: Int, subset: String? = nil) -> String {
    "{ destination: { host: \(host)\(subset.map { ", subset: \($0)" } ?? "") }, weight: \(weight) }"
  }

  private static func mesh(_ host: String, _ destinations: String...) -> String {
    object(
      "VirtualService", "networking.istio.io/v1",
      "hosts: [\(host)], http: [{ route: [\(destinations.joined(separator: ", "))] }]")
  }

  private let blue = KubernetesReadingTests.app("blue")

  @Test(
    "A backend that the files do not have stays a member of its route",
    arguments: [
      object(
        "HTTPRoute", "gateway.networking.k8s.io/v1",
        "rules: [{ backendRefs: [{ name: blue, weight: 50 }, { name: green, weight: 50 }] }]"),
      object(
        "TCPRoute", "gateway.networking.k8s.io/v1alpha2",
        "rules: [{ backendRefs: [{ name: blue }] }, { backendRefs: [{ name: green }, { name: off, weight: 0 }] }]"),
      object(
        "Route", "route.openshift.io/v1",
        "to: { kind: Service, name: blue, weight: 50 }, alternateBackends: [{ kind: Service, name: green, weight: 50 }]"
      ),
      object(
        "IngressRoute", "traefik.io/v1alpha1",
        "routes: [{ match: PathPrefix(`/`), services: [{ name: blue }, { name: green }] }]"),
      object("HTTPProxy", "projectcontour.io/v1", "routes: [{ services: [{ name: blue }, { name: green }] }]"),
      object(
        "Ingress", "networking.k8s.io/v1",
        "defaultBackend: { service: { name: blue } }, rules: [{ http: { paths: [{ backend: { service: { name: green } } }] } }]"
      ),
      mesh("x.example.com", destination("blue", 50), destination("green", 50)),
      mesh("x.example.com", destination("blue", 50), destination("green.default.svc.cluster.local", 50)),
    ])
  func outside(_ route: String) throws {
    let read = try read(route, blue)
    let id = try #require(read.model.components.first { $0.kind == "k8s/route" || $0.kind == "k8s/ingress" }?.id.text)
    #expect(read.requirements(.needs, id) == ["any of default/service/blue, default/service/green"])
    #expect(read.requirements(.uses, id) == ["all of default/service/blue, default/service/green"])
    #expect(read.model["default/service/green"]?.kind == "external")
    #expect(try read.lost("default/service/blue").isEmpty)
    #expect(try read.lost("default/service/blue", level: .degraded) == [id])
    #expect(read.notes.incomplete.count == 1)
    #expect(read.notes.incomplete.allSatisfy { $0.hasSuffix("1 of 2 members is in the files") })
    #expect(read.notes.unresolved.isEmpty)
  }

  @Test(
    "Backends that are neither Services nor in the files stay members too",
    arguments: [
      (
        object(
          "HTTPRoute", "gateway.networking.k8s.io/v1",
          "rules: [{ backendRefs: [{ name: blue }, { name: far, kind: ServiceImport, group: multicluster.x-k8s.io }] }]"
        ), "default/serviceimport/far"
      ),
      (
        object(
          "Ingress", "networking.k8s.io/v1",
          "defaultBackend: { service: { name: blue } }, rules: [{ http: { paths: [{ backend: { resource: { kind: Bucket, name: files } } }] } }]"
        ), "default/bucket/files"
      ),
      (mesh("x.example.com", destination("blue", 1), destination("api.example.org", 1)), "host/api.example.org"),
    ])
  func others(_ route: String, _ other: String) throws {
    let read = try read(route, blue)
    #expect(try read.lost("default/service/blue").isEmpty)
    #expect(read.model.components.contains { $0.id.text == other })
    #expect(read.notes.incomplete.count == 1)
  }

  @Test("A route without a backend in the files needs nothing, and its backends are reported")
  func noneKnown() throws {
    let route = Self.object(
      "HTTPRoute", "gateway.networking.k8s.io/v1", "rules: [{ backendRefs: [{ name: red }, { name: green }] }]")
    let read = try read(route, blue)
    #expect(read.requirements(.needs, "default/httproute/r").isEmpty)
    #expect(read.notes.unresolved.count == 2)
    #expect(read.notes.incomplete.isEmpty)
  }

  // MARK: Subsets

  @Test("A subset of which nothing is known may be any of the pods of its Service")
  func unknownSubset() throws {
    let read = try read(
      Self.mesh("blue", Self.destination("blue", 90, subset: "v1"), Self.destination("canary", 10)), blue,
      KubernetesReadingTests.app("canary"))
    let route = "default/virtualservice/r"
    #expect(
      read.requirements(.needs, route) == ["any of default/deployment/blue (90), default/service/canary (10)"])
    #expect(try read.lost("default/deployment/canary", level: .degraded).contains(route))
    #expect(read.notes.ambiguous.contains { $0.hasSuffix("any of its pods are assumed") })
    #expect(read.notes.unresolved.isEmpty)
  }

  @Test("A subset that a rule describes and of which no pod is in the files is outside of them")
  func subsetWithoutPods() throws {
    let rule = Self.object(
      "DestinationRule", "networking.istio.io/v1", "host: blue, subsets: [{ name: v2, labels: { version: v2 } }]")
    let read = try read(
      rule, Self.mesh("blue", Self.destination("blue", 90), Self.destination("blue", 10, subset: "v2")), blue)
    #expect(
      read.requirements(.needs, "default/virtualservice/r") == [
        "any of default/deployment/blue (90), default/service/blue/v2 (10)"
      ])
    #expect(read.notes.incomplete.count == 1)
  }

  @Test("A destination whose pods are not in the files stays a member, and addresses behind it are kept")
  func destinationWithoutPods() throws {
    let service = { (spec: String) in
      "apiVersion: v1\nkind: Service\nmetadata: { name: far }\nspec: { \(spec) }"
    }
    let route = Self.mesh("far", Self.destination("far", 90), Self.destination("blue", 10))
    let unknown = try read(route, service("selector: { app: far }"), blue)
    #expect(try unknown.lost("default/service/blue") == [])
    #expect(unknown.notes.incomplete.count == 1)
    let alias = try read(route, service("type: ExternalName, externalName: api.example.com"), blue)
    #expect(alias.requirements(.needs, "default/pods/far") == ["host/api.example.com"])
    #expect(alias.notes.incomplete.isEmpty)
    let slice =
      "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: far-1, labels: { kubernetes.io/service-name: far } }\nendpoints: [{ addresses: [10.9.0.1] }]"
    let addresses = try read(route, service("ports: [{ port: 1 }]"), slice, blue)
    #expect(addresses.requirements(.needs, "default/pods/far") == ["default/address/10.9.0.1"])
  }

  // MARK: Groups that shrink

  @Test("What is left of a group is needed, and not used besides")
  func shrunkGroup() throws {
    let gateway = "parentRefs: [{ name: here }, { name: gone }]"
    let read = try read(
      Self.object(
        "HTTPRoute", "gateway.networking.k8s.io/v1", "\(gateway), rules: [{ backendRefs: [{ name: blue }] }]"),
      "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: here }\nspec: {}", blue)
    #expect(read.requirements(.uses, "default/httproute/r").isEmpty)
    #expect(read.requirements(.needs, "default/httproute/r") == ["default/service/blue", "default/gateway/here"])
  }

  // MARK: Endpoints

  @Test("Endpoints place the pods of the files that state no node as they place others")
  func zonesOfEndpoints() throws {
    let read = try read(
      "apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { ports: [{ port: 1 }] }",
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: s-1, labels: { kubernetes.io/service-name: s } }
      endpoints:
      - { addresses: [10.0.0.1], targetRef: { kind: Pod, name: p1 }, zone: a }
      - { addresses: [10.0.0.2], targetRef: { kind: Pod, name: p2 }, zone: b }
      - { addresses: [10.0.0.3], targetRef: { kind: Pod, name: p3 }, zone: c }
      """,
      "apiVersion: v1\nkind: Pod\nmetadata: { name: p1 }\nspec: { containers: [] }",
      "apiVersion: v1\nkind: Pod\nmetadata: { name: p3 }\nspec: { nodeName: n, containers: [] }")
    #expect(read.model["default/pod/p1"]?.domains == ["a"])
    #expect(read.model["default/pod/p2"]?.domains == ["b"])
    #expect(read.model["default/pod/p3"]?.domains == ["node/n"])
  }
}

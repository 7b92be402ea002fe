import ClusterSources
import DependencyModel
import ModelFormats
import ResilienceAnalysis
import Testing

/// What becomes of clusters in which much is selected at once: a model of them can be written, and read again.
@Suite struct KubernetesLargeTests {
  private func pods(_ count: Int, nodes: Int = 0) -> String {
    var text = ""
    for number in 0..<nodes {
      text += "---\napiVersion: v1\nkind: Node\nmetadata: { name: n\(number), labels: "
      text += "{ topology.kubernetes.io/zone: z\(number % 3) } }\n"
    }
    for number in 0..<count {
      // Names without a pattern, as those of clusters: none of them can be written as one of a row.
      let name = String(UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15, radix: 36)
      text += "---\napiVersion: v1\nkind: Pod\nmetadata: { name: storefront-\(name), labels: { app: shop } }\n"
      text += "spec: { containers: []\(nodes > 0 ? ", nodeName: n\(number % nodes)" : "") }\n"
    }
    return text
  }

  /// The model, once written and read again.
  private func reread(_ text: String) throws -> (imported: ImportedModel, model: Model) {
    let imported = try KubernetesImporter().model(of: [SourceFile(name: "k8s.yaml", bytes: Array(text.utf8))])
    let written = try ModelWriter.text(of: imported.model, as: .yaml)
    return (imported, try ModelLoader.load(Array(written.utf8), file: "m.yaml").model)
  }

  @Test("Services with the same pods share one group")
  func manyServicesOfTheSamePodsShareTheirGroup() throws {
    var text = pods(3_000)
    for number in 0..<100 {
      text += "---\napiVersion: v1\nkind: Service\nmetadata: { name: s\(number) }\nspec: { selector: { app: shop } }\n"
    }
    let (imported, model) = try reread(text)
    #expect(model.components.count == 3_101)
    #expect(!imported.notes.remarks.contains { $0.contains("so many") })
    #expect(model["default/service/s42"]?.requirements(.needs).map { $0.text(limit: 200) } == ["default/pods/s0"])
    let pods = model.components.filter { $0.kind == "k8s/pod" }.map(\.id.description)
    func level(_ faults: [String]) throws -> Level? {
      CompiledModel(model).impact(of: try FaultSet(faults, in: model)).effects
        .first { model.components[$0.component].id == "default/service/s42" }?.level
    }
    #expect(try level([pods[7]]) == .degraded)
    #expect(try level(pods) == .down)
  }

  @Test("Thousands of services with thousands of pods do not multiply")
  func thousandsOfServicesOfThousandsOfPods() throws {
    let count = 8_000
    var items: [String] = []
    for number in 0..<count {
      items.append(
        #"{"kind": "Service", "metadata": {"name": "s\#(number)"}, "spec": {"selector": {"app": "a"}}}"#)
      let environment = #"[{"name": "URL", "value": "http://s\#(number):80"}]"#
      items.append(
        #"{"kind": "Pod", "metadata": {"name": "p\#(number)", "labels": {"app": "\#(number == 7 ? "b" : "a")"}}, "#
          + #""spec": {"containers": [{"env": \#(environment)}]}}"#)
    }
    let text = #"{"kind": "List", "apiVersion": "v1", "items": [\#(items.joined(separator: ",\n"))]}"#
    let imported = try KubernetesImporter().model(of: [SourceFile(name: "k8s.json", bytes: Array(text.utf8))])
    let model = imported.model
    #expect(model.components.count == 2 * count + 1)
    #expect(imported.notes.remarks.isEmpty)
    guard case .group(let shared)? = model["default/pods/s0"]?.requirements(.needs).first?.target else {
      Issue.record("the Services share no group")
      return
    }
    #expect(shared.members.count == count - 1)
    for number in [0, 7, count - 1] {
      let needs = model[ComponentID("default/service/s\(number)")]?.requirements(.needs).map { $0.text(limit: 200) }
      #expect(needs == ["default/pods/s0"])
    }
    // A pod that is behind a Service does not need it; one that is not does.
    #expect(model["default/pod/p8"]?.relations.isEmpty == true)
    #expect(model["default/pod/p7"]?.requirements(.needs).map { $0.text(limit: 200) } == ["default/service/s7"])
  }

  @Test("Each service whose selector matches nothing is reported")
  func servicesOfNothing() throws {
    var text = pods(1)
    for name in ["a", "b"] {
      text += "---\napiVersion: v1\nkind: Service\nmetadata: { name: \(name) }\nspec: { selector: { app: none } }\n"
    }
    let notes = try KubernetesImporter().model(of: [SourceFile(name: "k8s.yaml", bytes: Array(text.utf8))]).notes
    #expect(notes.unresolved.count { $0.hasSuffix("its selector matches nothing in the files") } == 2)
  }

  @Test("Policies, budgets and webhooks of thousands of pods do not multiply")
  func policiesBudgetsAndWebhooksOfThousands() throws {
    var text = pods(3_000)
    text += "---\napiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { selector: { app: shop } }\n"
    for number in 0..<100 {
      text += "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b\(number) }\n"
      text += "spec: { minAvailable: 1, selector: { matchLabels: { app: shop } } }\n"
      text += "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p\(number) }\n"
      text += "spec: { podSelector: { matchLabels: { app: shop } },"
      text += " ingress: [{ from: [{ podSelector: { matchLabels: { app: shop } } }] }] }\n"
      text += "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\n"
      text += "metadata: { name: w\(number) }\nwebhooks: [{ failurePolicy: Fail, clientConfig: { service: { name: s, "
      text += "namespace: default } }, rules: [{ apiGroups: [''], operations: [CREATE], resources: [pods] }] }]\n"
    }
    let (imported, model) = try reread(text)
    #expect(imported.notes.remarks.contains("labels select so many objects that not all of them are in the model"))
    // What is behind the Service is not what is left out.
    let pods = model.components.filter { $0.kind == "k8s/pod" }.map(\.id.description)
    let impact = CompiledModel(model).impact(of: try FaultSet(pods, in: model))
    #expect(pods.count == 3_000)
    #expect(impact.effects.contains { model.components[$0.component].id == "default/service/s" && $0.level == .down })
  }

  @Test("Five thousand pods on fifty nodes are read")
  func podsOnNodes() throws {
    #expect(try reread(pods(5_000, nodes: 50)).model.components.count == 5_053)
  }

  @Test("A model that is too large for YAML is refused with its size")
  func modelsTooLargeForYAMLSaySo() throws {
    let components = (0..<300).map { number in
      var component = Component(ComponentID("c\(number)"))
      component.description = String(repeating: "\(number &* 7_919 + 100_013) ", count: 12_000)
      return component
    }
    let model = Model(name: "M", components: components)
    let error = #expect(throws: InvalidInput.self) { try ModelWriter.text(of: model, as: .yaml) }
    #expect(error?.diagnostics.map(\.code) == [.fileTooLarge])
    #expect(error?.diagnostics[0].place == nil)
    #expect(error?.diagnostics[0].message.contains("more than 20000000 bytes as YAML") == true)
  }

  @Test("A traffic policy that keeps traffic on a node is reported, and a preference is not")
  func trafficThatStaysNear() throws {
    func remarks(_ line: String) throws -> [String] {
      try KubernetesImporter().model(of: [
        SourceFile(
          name: "s.yaml",
          bytes: Array(
            (pods(2)
              + "---\napiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { \(line), selector: { app: shop } }\n")
              .utf8))
      ]).notes.remarks
    }
    #expect(
      try remarks("internalTrafficPolicy: Local").contains {
        $0.contains("only from the caller's own node") && $0.hasSuffix("default/service/s")
      })
    #expect(try remarks("externalTrafficPolicy: Local").contains { $0.contains("only on nodes with one of its pods") })
    // A wish is kept only as long as there is something near.
    #expect(try remarks("trafficDistribution: PreferClose").isEmpty)
    #expect(try remarks("internalTrafficPolicy: Cluster").isEmpty)
  }

  @Test("An API service needs its service, and only what calls the API uses it")
  func partsOfTheAPI() throws {
    let model = try KubernetesImporter().model(of: [
      SourceFile(
        name: "a.yaml",
        bytes: Array(
          """
          apiVersion: v1
          kind: Service
          metadata: { name: metrics-server, namespace: kube-system }
          ---
          apiVersion: apiregistration.k8s.io/v1
          kind: APIService
          metadata: { name: v1beta1.metrics.k8s.io }
          spec: { service: { name: metrics-server, namespace: kube-system } }
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: web }
          spec: { template: { spec: { containers: [] } } }
          ---
          apiVersion: autoscaling/v2
          kind: HorizontalPodAutoscaler
          metadata: { name: web }
          spec: { scaleTargetRef: { kind: Deployment, name: web } }
          """.utf8))
    ]).model
    func needs(_ id: String, _ kind: Component.Relation.Kind = .needs) -> [String] {
      model[ComponentID(id)]?.requirements(kind).map { $0.text(limit: 200) } ?? ["no such component"]
    }
    #expect(needs("apiservice/v1beta1.metrics.k8s.io") == ["kube-system/service/metrics-server"])
    #expect(needs("default/horizontalpodautoscaler/web", .uses) == ["apiservice/v1beta1.metrics.k8s.io"])
    #expect(needs("default/deployment/web").isEmpty)
  }
}

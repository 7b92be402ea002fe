import DependencyModel
import ImportTestSupport
import ModelFormats
import Reports
import TestSupport
import Testing

/// Names that stand for nothing in a foreign file are told where they are formed like names; anything else may be a secret.
@Suite struct ForeignNameTests {
  private static let secret = "hunter2/PLANTED+c0ffee="

  /// What is said of a file besides its model.
  private func notes(_ text: String, file: String) throws -> String {
    let loaded = try Importing.load(text, file: file)
    return loaded.imports.map { $0.text(isComplete: true) + "\($0)" }.joined()
      + loaded.warnings.map { "\($0)" }.joined()
  }

  static let template = """
    AWSTemplateFormatVersion: "2010-09-09"
    Transform: ["NAME"]
    Conditions: {C: !Condition "NAME"}
    Resources:
      "Fn::ForEach::NAME": [x]
      A: {Type: AWS::SQS::Queue, Condition: "NAME", Properties: {QueueName: !If ["NAME", a, b]}}
      F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: "NAME"}}}}
      X: {Type: "NAME", Properties: {}}
    """
  static let references = """
    AWSTemplateFormatVersion: "2010-09-09"
    Resources:
      A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref "NAME"}}
      B: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt ["NAME", Arn]}}
      C: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "x-${NAME}"}}
      D: {Type: AWS::SQS::Queue, Properties: {QueueName: !ImportValue "NAME"}}
    """
  static let compose = """
    services:
      web: {image: x, depends_on: ["NAME"], links: ["NAME"], volumes_from: ["NAME"], network_mode: "service:NAME"}
      off: {image: x, profiles: ["NAME"]}
    """
  static let cluster = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          imagePullSecrets: [{name: "NAME"}]
          containers: [{name: c, envFrom: [{secretRef: {name: "NAME"}}, {configMapRef: {name: "NAME"}}]}]
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec: {scaleTargetRef: {kind: Deployment, name: "NAME"}}
    ---
    apiVersion: example.org/v1
    kind: "NAME"
    metadata: {name: x}
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: v}
    spec: {hosts: [s], http: [{route: [{destination: {host: s, subset: "NAME"}}]}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: s}
    spec: {selector: {app: web}}
    """
  static let catalog = """
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: web}
    spec: {type: service, owner: shop, lifecycle: production, dependsOn: ["resource:NAME", "NAME"], system: "NAME"}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: "NAME"
    metadata: {name: x}
    """

  @Test(
    "A text that is not a name is not shown in notes",
    arguments: [
      ("t.yaml", template), ("t.yaml", references), ("compose.yaml", compose), ("k8s.yaml", cluster),
      ("catalog-info.yaml", catalog),
    ])
  func whatIsNoNameIsNotTold(_ file: String, _ text: String) throws {
    for secret in [Self.secret, "hunter2 PLANTED!", String(repeating: "hunter2PLANTED", count: 60)] {
      let notes = try notes(text.replacing("NAME", with: secret), file: file)
      #expect(!notes.contains("hunter2"), "\(notes)")
      #expect(!notes.contains("PLANTED"), "\(notes)")
    }
  }

  @Test(
    "A missing name is shown in notes",
    arguments: [
      ("t.yaml", references, "t.yaml: Missing is neither a resource nor a parameter"),
      ("t.yaml", references, "import of Missing: no template named here exports it"),
      ("compose.yaml", compose, "web depends_on → Missing"), ("k8s.yaml", cluster, "default/deployment/Missing"),
      ("catalog-info.yaml", catalog, "resource:Missing"),
    ])
  func namesAreTold(_ file: String, _ text: String, _ expected: String) throws {
    let notes = try notes(text.replacing("NAME", with: "Missing"), file: file)
    #expect(notes.contains(expected), "\(notes)")
  }

  @Test("A text that is not a logical id is reported by its location")
  func placesAreTold() throws {
    let notes = try notes(Self.references.replacing("NAME", with: "a-b"), file: "t.yaml")
    for line in 3...5 { #expect(notes.contains("t.yaml:\(line): a reference names neither a resource"), "\(notes)") }
  }
}

import DependencyModel
import Importers
import ModelFormats
import TestSupport
import Testing

/// Every source is recognized by its structure, in whatever layout it is written; models are never taken for one.
@Suite struct RecognitionTests {
  /// A source in YAML's block style, in flow style, and as JSON; each an empty text where the format has no such form.
  struct Source: Sendable, CustomTestStringConvertible {
    let format: String
    let block: String
    let flow: String
    let json: String
    var testDescription: String { format }
  }

  static let sources = [
    Source(
      format: "Compose", block: "services:\n  web:\n    image: x\n    depends_on: [db]\n  db: {image: y}\n",
      flow: "services: {web: {image: x, depends_on: [db]}, db: {image: y}}\n",
      json: #"{"services": {"web": {"image": "x", "depends_on": ["db"]}, "db": {"image": "y"}}}"#),
    Source(
      format: "Compose",
      block:
        "x-all: &all {image: x}\n\"services\":\t\n  web: *all\n  db:\n    command: |\n      {\"model\": 1}\nversion: '3'\n",
      flow: "{volumes: {v: {}}, services: {web: {image: x, volumes: ['v:/v']}, db: {image: y}}}",
      json: #"{"volumes": {}, "services": {"db": {"image": "y"}}, "version": "2"}"#),
    Source(
      format: "CloudFormation",
      block: "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n  Topic:\n    Type: AWS::SNS::Topic\n",
      flow: "{Resources: {Queue: {Type: AWS::SQS::Queue}}}",
      json: #"{"Outputs": {}, "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}"#),
    Source(
      format: "Kubernetes",
      block:
        "kind: Deployment\nmetadata:\n  name: web\nspec: {template: {spec: {containers: []}}}\napiVersion: apps/v1\n",
      flow:
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: []}}}}",
      json: #"[{"kind": "Deployment", "metadata": {"name": "web"}, "spec": {}, "apiVersion": "apps/v1"}]"#),
    Source(
      format: "Kubernetes",
      block:
        "- apiVersion: v1\n  kind: Service\n  metadata: {name: web}\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: p}\n",
      flow: "kind: List\napiVersion: v1\nitems: [{apiVersion: v1, kind: Pod, metadata: {name: p}}]\n",
      json:
        #"{"kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}}], "apiVersion": "v1"}"#
    ),
    Source(
      format: "Backstage",
      block: "metadata: {name: web}\nkind: Component\napiVersion: backstage.io/v1alpha1\nspec: {type: service}\n",
      flow: "{kind: Component, apiVersion: backstage.io/v1alpha1, metadata: {name: web}, spec: {type: service}}",
      json: #"{"items": [{"kind": "Component", "metadata": {"name": "web"}, "apiVersion": "backstage.io/v1alpha1"}]}"#),
    Source(
      format: "AWS command line",
      block: "services:\n- serviceArn: arn:aws:ecs:eu-west-1:1:service/c/web\n  serviceName: web\n  status: ACTIVE\n",
      flow: "services: [{serviceArn: 'arn:aws:ecs:eu-west-1:1:service/c/web', serviceName: web, status: ACTIVE}]\n",
      json: #"{"services": [{"serviceArn": "arn:aws:ecs:eu-west-1:1:service/c/web", "serviceName": "web"}]}"#),
    Source(
      format: "Terraform", block: "", flow: "",
      json:
        #"{"resource_changes": [{"address": "aws_vpc.a", "change": {"actions": ["create"]}}], "format_version": "1.2"}"#
    ),
    Source(
      format: "Terraform", block: "", flow: "",
      json:
        #"{"lineage": "x", "resources": [{"mode": "managed", "type": "aws_vpc", "name": "a", "instances": [{}]}], "version": 4}"#
    ),
  ]

  private static func wide(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  /// What may stand around a text in YAML.
  private static let layouts: [(name: String, bytes: @Sendable (String) -> [UInt8])] = [
    ("as it is", { Array($0.utf8) }),
    ("comments and blank lines", { Array(("\n# a comment: services\n\n" + $0).utf8) }),
    ("a document mark", { Array(("---\n" + $0).utf8) }),
    ("a directive", { Array(("%YAML 1.1\n--- # first\n" + $0).utf8) }),
    ("an empty document first", { Array(("---\n---\n" + $0).utf8) }),
    ("a byte order mark", { [0xEF, 0xBB, 0xBF] + Array($0.utf8) }),
    ("carriage returns", { Array($0.replacing("\n", with: "\r\n").utf8) }),
    ("UTF-16", { wide($0) }),
    ("a long comment", { Array((String(repeating: "# kind: a word of a licence\n", count: 12_000) + $0).utf8) }),
  ]

  private func format(of bytes: [UInt8], file: String) -> [String] {
    let loaded = try? ModelLoader.load(bytes, file: file, importers: ImportSources.all())
    return loaded?.imports.map(\.format) ?? []
  }

  @Test("Each source is recognized in every layout of YAML", arguments: sources)
  func everyLayoutOfYAML(source: Source) {
    for (name, bytes) in Self.layouts {
      for text in [source.block, source.flow] where !text.isEmpty {
        #expect(format(of: bytes(text), file: "any.yaml") == [source.format], "\(name): \(text)")
      }
    }
  }

  @Test("Each source is recognized in every layout of JSON", arguments: sources)
  func everyLayoutOfJSON(source: Source) {
    let minified = source.json.replacing(": ", with: ":").replacing(", ", with: ",")
    let spread = source.json.replacing("{", with: "{\n\t").replacing(", ", with: ",\r\n\t")
    for text in [source.json, minified, spread] {
      for bytes in [
        Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), Self.wide(text), Array("\n\n\(text)\n".utf8),
      ] {
        #expect(format(of: bytes, file: "any.json") == [source.format], "\(text)")
      }
    }
  }

  @Test("A source is recognized by a key at the end of a large object")
  func theLastKeyTells() {
    let filler = String(repeating: #"{"mode": "data", "type": "x", "name": "y", "instances": []},"#, count: 6_000)
    let state =
      #"{"lineage": "x", "resources": [\#(filler){"mode": "managed", "type": "aws_vpc", "name": "a", "instances": [{}]}], "version": 4}"#
    #expect(format(of: Array(state.utf8), file: "s.json") == ["Terraform"])
    let ids = (0..<40_000).map { "\"n\($0)\"" }.joined(separator: ",")
    #expect(format(of: Array("{\"id\": \"a\", \"needs\": [\(ids)]}".utf8), file: "g.jsonl") == ["JSON lines"])
  }

  @Test("DOT is recognized after long comments")
  func graphsAfterLongComments() {
    let lines = String(repeating: "// a comment of a generator\n", count: 12_000)
    #expect(format(of: Array((lines + "digraph { a -> b }").utf8), file: "g.dot") == ["DOT"])
    let block = "/*" + String(repeating: "* a line {\n", count: 30_000) + "*/ strict graph g { a -- b }"
    #expect(format(of: Array(block.utf8), file: "g.dot") == ["DOT"])
  }

  @Test(
    "A model is a model, whatever its components are called",
    arguments: [
      "model: M\ncomponents: {services: {}, Resources: {needs: services}, kind: {}, apiVersion: {}, items: {}}\n",
      "components: {services: {kind: service}, web: {needs: services}}\nmodel: M\n",
      "{model: M, components: {services: {}, Resources: {}, 'AWS::SQS::Queue': {}}}\n",
      "# services:\nmodel: M\ncomponents:\n  services:\n    needs: [resourceSpans]\n  resourceSpans: {}\n",
      #"{"model": "M", "components": {"services": {}, "Reservations": {}, "traceID": {}, "format_version": {}}}"#,
      "model: M\ncomponents:\n  graph: {}\n  digraph: {needs: graph}\n  serviceArn: {}\n",
    ])
  func modelsAreModels(text: String) throws {
    let loaded = try ModelLoader.load(Array(text.utf8), file: "m.yaml", importers: ImportSources.all())
    #expect(loaded.imports.isEmpty)
    #expect(loaded.model.name == "M")
  }
}

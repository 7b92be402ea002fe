import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import Testing

/// An import without components says why nothing came out of it.
@Suite struct EmptyImportTests {
  @Test(
    "The message says why there is no component",
    arguments: [
      (
        "crd.yaml",
        "apiVersion: x.io/v1\nkind: Foo\nmetadata: {name: a}\n---\napiVersion: x.io/v1\nkind: Foo\nmetadata: {name: b}\n",
        "understood 0 of 2; Foo (2): no rule for this kind"
      ),
      (
        "compose.yaml", "services:\n  a: {image: x, profiles: [debug]}\n  b: {image: y, profiles: [debug]}\n",
        "understood 0 of 2; service (2): its profile was not selected: debug"
      ),
      (
        "stack.yaml", "Conditions: {No: !Equals [a, b]}\nResources:\n  Q: {Type: AWS::SQS::Queue, Condition: No}\n",
        "condition No is false by the parameters' values; not made: Q"
      ),
      (
        "stack.yaml", "Resources:\n  P: {Type: AWS::CDK::Metadata}\n",
        "understood 0 of 1; AWS::CDK::Metadata: does not exist at run time"
      ),
      (
        "plan.json",
        #"{"format_version":"1.2","planned_values":{},"resource_changes":[{"address":"data.aws_ami.x","mode":"data","type":"aws_ami","name":"x","change":{"actions":["read"],"after":{}}}]}"#,
        "understood 0 of 1; data.aws_ami: only looks something up"
      ),
      (
        "catalog.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: a}\nspec: {}\n",
        "understood 0 of 1; Location: it only says where entities are described"
      ),
      ("empty.csv", "source,target\n", "it has no nodes and no edges"),
      ("undirected.dot", "graph {}\n", "it has no nodes and no edges"),
      ("graph.json", #"{"nodes": [], "links": []}"#, "it has no nodes and no edges"),
      ("elements.json", #"{"elements": {"nodes": [], "edges": []}}"#, "it has no nodes and no edges"),
      ("buckets.json", #"{"Buckets": []}"#, "it has no resources"),
      ("stack.yaml", "Resources: {}\n", "it has no resources"),
      ("stack.json", #"{"Description": "x", "Resources": {}}"#, "it has no resources"),
      ("list.yaml", "apiVersion: v1\nkind: List\nitems: []\n", "it has no objects"),
      ("list.json", #"{"apiVersion":"v1","kind":"PodList","items":[]}"#, "it has no objects"),
      (
        "empty.tfstate",
        #"{"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"x","outputs":{},"resources":[]}"#,
        "it has no resources"
      ),
      (
        "state.json", #"{"format_version":"1.0","terraform_version":"1.9.0","values":{"root_module":{}}}"#,
        "it has no resources"
      ),
      ("spans.json", #"{"resourceSpans":[]}"#, "it has no spans"),
      ("jaeger.json", #"{"data":[],"total":0,"limit":0,"offset":0,"errors":null}"#, "it has no spans"),
      ("tree.xml", "<opsa-mef/>", "it has no events; name all the files of the model together"),
    ])
  func reasons(file: String, text: String, reason: String) {
    let found = Importing.diagnostics(text, file: file)
    #expect(found.map(\.code) == [.emptyImport])
    #expect(found.first?.message.contains(reason) == true, "\(found.map(\.message))")
  }
}

import DependencyModel
import Foundation
import Importers
import ModelFormats
import TestSupport
import Testing

/// Files of other programs that are not read: the message says what they look like, and what to do.
@Suite struct UnreadFormTests {
  /// A file that is not read.
  struct Example: Sendable, CustomTestStringConvertible {
    let file: String
    let form: String
    let text: String
    /// A part of the advice.
    let advice: String
    var testDescription: String { "\(form) in \(file)" }
  }

  static let examples = [
    Example(
      file: "plan.txt", form: "the text of a Terraform plan",
      text:
        "Terraform will perform the following actions:\n\n  # aws_vpc.a will be created\nPlan: 1 to add, 0 to change.\n",
      advice: "terraform show -json PLANFILE"),
    Example(
      file: "main.tf.json", form: "Terraform source", text: #"{"resource": {"aws_vpc": {"a": {"cidr_block": "x"}}}}"#,
      advice: "terraform plan -out PLANFILE"),
    Example(file: "prod.tfvars", form: "Terraform source", text: "region = \"eu\"\n", advice: "terraform plan"),
    Example(
      file: "out.json", form: "the outputs of Terraform",
      text: #"{"vpc": {"sensitive": false, "type": "string", "value": "x"}}"#, advice: "state.json"),
    Example(
      file: "templates/web.yaml", form: "a template of a Helm chart",
      text: "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include \"x.name\" . }}\n",
      advice: "helm template"),
    Example(
      file: "web.yaml", form: "a template of a Helm chart",
      text: "{{- if .Values.on }}\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n{{- end }}\n",
      advice: "helm template"),
    Example(
      file: "Chart.yaml", form: "a part of a Helm chart", text: "apiVersion: v2\nname: c\nversion: 1.0.0\n",
      advice: "helm template"),
    Example(
      file: "values.yaml", form: "a part of a Helm chart", text: "replicaCount: 1\nimage: {repository: nginx}\n",
      advice: "helm"),
    Example(
      file: "kustomization.yaml", form: "a Kustomize file", text: "resources: [web.yaml]\n", advice: "kubectl kustomize"
    ),
    Example(
      file: "k.yaml", form: "a Kustomize file", text: "resources: [web.yaml]\nnamePrefix: a-\n",
      advice: "kubectl kustomize"),
    Example(
      file: "k.yaml", form: "a Kustomize file",
      text: "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\n",
      advice: "kubectl kustomize"),
    Example(
      file: "helmfile.yaml", form: "a Helmfile", text: "releases: [{name: a, chart: b}]\n", advice: "helmfile template"),
    Example(
      file: "docker-compose.yml", form: "a Compose file of version 1",
      text: "web:\n  image: nginx\n  links: [db]\ndb:\n  build: .\n", advice: "under the key 'services'"),
    Example(
      file: "i.json", form: "the output of 'docker inspect'",
      text: #"[{"Id": "a", "State": {"Status": "running"}, "Config": {"Env": ["PASSWORD=hunter2"]}}]"#,
      advice: "docker compose config"),
    Example(
      file: "ps.txt", form: "a table of docker",
      text: "CONTAINER ID   IMAGE     COMMAND\nabc            nginx     \"x\"\n", advice: "docker compose"),
    Example(
      file: "ps.json", form: "a list of docker's containers",
      text:
        "{\"ID\": \"a\", \"Image\": \"x\", \"Names\": \"web\", \"Status\": \"Up\"}\n{\"ID\": \"b\", \"Image\": \"x\", \"Names\": \"db\", \"Status\": \"Up\"}\n",
      advice: "docker compose"),
    Example(
      file: "pods.txt", form: "a table of kubectl",
      text: "NAME    READY   STATUS    AGE\nweb-1   1/1     Running   1d\n", advice: "-o json"),
    Example(file: "a.mmd", form: "a Mermaid diagram", text: "graph TD\n  A --> B\n", advice: "DOT"),
    Example(
      file: "a.txt", form: "a Mermaid diagram", text: "%% a comment\nflowchart LR\n  a[Web] --> b[(DB)]\n",
      advice: "DOT"),
    Example(file: "a.txt", form: "a Mermaid diagram", text: "sequenceDiagram\n  A->>B: x\n", advice: "DOT"),
    Example(file: "a.puml", form: "a PlantUML diagram", text: "@startuml\nA -> B\n@enduml\n", advice: "DOT"),
    Example(
      file: "w.dsl", form: "Structurizr DSL", text: "workspace \"Shop\" {\n  model {\n  }\n}\n", advice: "-format dot"),
    Example(
      file: "w.json", form: "a workspace of Structurizr",
      text: #"{"name": "Shop", "model": {"softwareSystems": []}, "views": {}}"#, advice: "-format dot"),
    Example(file: "a.d2", form: "a D2 diagram", text: "a -> b\n", advice: "DOT"),
    Example(
      file: "Pulumi.yaml", form: "a file of Pulumi", text: "name: shop\nruntime: nodejs\n", advice: "Kubernetes objects"
    ),
    Example(
      file: "s.json", form: "a file of Pulumi", text: #"{"version": 3, "deployment": {"resources": []}}"#,
      advice: "not read"),
    Example(file: "cdk.json", form: "a file of the AWS CDK", text: #"{"app": "node bin/app.js"}"#, advice: "cdk synth"),
    Example(
      file: "README.md", form: "a text for people", text: "# Shop\n\nRun `make`: it builds the shop.\n- a: b: c\n",
      advice: "name the files that describe the system"),
    Example(
      file: "m.bicep", form: "Bicep", text: "param location string\nresource a 'Microsoft.Sql/servers@2021' = {\n}\n",
      advice: "Terraform plan or state"),
    Example(
      file: "azure.json", form: "an ARM template of Azure",
      text:
        ##"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1", "resources": []}"##,
      advice: "Terraform plan or state"),
    Example(
      file: "site.yml", form: "a playbook of Ansible", text: "- hosts: web\n  roles: [nginx]\n", advice: "as a model"),
    Example(
      file: "inv.yml", form: "an inventory of Ansible", text: "all:\n  children:\n    web: {hosts: {a: {}}}\n",
      advice: "as a model"),
    Example(
      file: "hosts.ini", form: "an inventory of Ansible", text: "[web]\na.example.com ansible_host=10.0.0.1\n",
      advice: "as a model"),
    Example(
      file: "web.nomad", form: "a job of Nomad", text: "job \"web\" {\n  group \"g\" {\n  }\n}\n", advice: "as a model"),
    Example(
      file: "serverless.yml", form: "a file of the Serverless Framework",
      text: "service: x\nprovider: {name: aws}\nfunctions: {}\n", advice: "serverless package"),
    Example(file: "x.gz", form: "an archive of gzip", text: "\u{1F}\u{8B}\u{8}", advice: "unpack"),
    Example(file: "x.yaml", form: "a zip archive", text: "PK\u{3}\u{4}\u{14}\u{0}\u{0}", advice: "unpack"),
    Example(file: "x.json", form: "an archive of bzip2", text: "BZh91AY&SY", advice: "unpack"),
    Example(file: "x.pdf", form: "a PDF document", text: "%PDF-1.7\n", advice: "write a model"),
    Example(file: "x.bin", form: "a file that is not text", text: "ab\u{1}c\u{0}de\u{0}\u{0}x", advice: "as text"),
    Example(file: "a.sql", form: "SQL", text: "-- all\nCREATE TABLE edges (a int);\n", advice: "CSV"),
    Example(
      file: "package.json", form: "a package of npm", text: #"{"name": "x", "dependencies": {}}"#,
      advice: "another file"),
    Example(file: "Dockerfile", form: "a Dockerfile", text: "FROM alpine\nRUN x\n", advice: "Compose"),
    Example(
      file: "ci.yaml", form: "a pipeline", text: "on: push\njobs: {build: {runs-on: x}}\n", advice: "another file"),
    Example(
      file: "api.yaml", form: "a description of an API", text: "openapi: 3.1.0\ncomponents: {schemas: {}}\n",
      advice: "traces"),
    Example(
      file: "bom.json", form: "a bill of materials", text: #"{"bomFormat": "CycloneDX", "components": []}"#,
      advice: "CSV"),
  ]

  private static func bytes(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value & 0xFF) } }

  @Test("A file that is not read is named for what it is, with what to do", arguments: examples)
  func forms(example: Example) throws {
    let error = try #require(throws: InvalidInput.self) {
      try ModelLoader.load(Self.bytes(example.text), file: example.file, importers: ImportSources.all())
    }
    #expect(error.diagnostics.map(\.code) == [.unreadForm], "\(error.diagnostics.map(\.message))")
    let message = error.diagnostics[0].message
    #expect(message.hasPrefix("this is none of the forms that whatfails reads; it looks like \(example.form): "))
    #expect(message.contains(example.advice))
    #expect(!message.contains("hunter2"))
  }

  @Test("A tar archive is recognized behind the header of its first file")
  func tar() throws {
    let bytes = Array("main.tf".utf8) + [UInt8](repeating: 0, count: 250) + Array("ustar\u{0}".utf8)
    let error = try #require(throws: InvalidInput.self) {
      try ModelLoader.load(bytes, file: "x.tar", importers: ImportSources.all())
    }
    #expect(
      error.diagnostics.map(\.message) == [
        "this is none of the forms that whatfails reads; it looks like a tar archive: unpack it, and name what is in it"
      ])
  }

  @Test(
    "XML of another program is named for what it is",
    arguments: [
      ("<!DOCTYPE html><html><body><br>text</body></html>", "a page of HTML"),
      ("<svg xmlns=\"x\"/>", "a picture (SVG)"),
      ("<mxfile><diagram/></mxfile>", "a drawing of draw.io"),
      ("<project><modelVersion/></project>", "a project of Maven"),
    ])
  func xml(text: String, form: String) throws {
    let error = try #require(throws: InvalidInput.self) {
      try ModelLoader.load(Array(text.utf8), file: "x.xml", importers: ImportSources.all())
    }
    #expect(error.diagnostics.map(\.code.id) == ["unknown-source"])
    #expect(error.diagnostics[0].message.contains("it looks like \(form)"))
  }

  @Test(
    "What is a source or a model is never treated as a form that is not read",
    arguments: [
      (
        "configmap.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  t: |\n    {{ .Values.x }}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n"
      ),
      (
        "rule.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: web, annotations: {a: 'on {{ $labels.instance }}'}}\n"
      ),
      ("values.yaml", "model: Values\ncomponents: {a: {}}\n"),
      ("package.json", #"{"model": "P", "components": {"a": {}}}"#),
      ("graph.txt", "graph g { a -- b }"), ("compose.yaml", "services: {web: {image: x}}\n"),
      ("m.yaml", "model: M\ncomponents: { image: {}, build: {} }\n"),
    ])
  func sourcesAndModels(file: String, text: String) throws {
    let loaded = try ModelLoader.load(Array(text.utf8), file: file, importers: ImportSources.all())
    #expect(!loaded.model.components.isEmpty)
  }

  // MARK: Folders

  private static let service =
    "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: web}}\n"

  private func load(_ files: [String: String], _ paths: String...) throws -> LoadedModel {
    let folder = try TemporaryFolder(files)
    return try ModelLoader.load(
      paths.isEmpty ? [folder.path] : paths.map(folder.path), importers: ImportSources.all())
  }

  private func names(_ loaded: LoadedModel) -> [String] {
    loaded.skipped.map { $0.path.split(separator: "/").last.map(String.init) ?? "" }
  }

  @Test("A folder is read with the folders in it, and what is not read is listed")
  func subfolders() throws {
    let loaded = try load([
      "a/web.yaml": Self.service, "a/b/c/graph.dot": "digraph { a -> b }", "README.md": "x", "main.tf": "x",
      "kustomization.yaml": "resources: [a/web.yaml]\n", "values.yaml": "services: {web: {image: x}}\n",
      "package.json": #"{"name": "x"}"#,
      ".git/config.yaml": Self.service, ".hidden/x.yaml": "[", "node_modules/x/p.yaml": "[",
      "empty.yaml": "# nothing\n",
    ])
    #expect(Set(loaded.imports.map(\.format)) == ["Kubernetes", "DOT"])
    #expect(Set(names(loaded)) == ["README.md", "main.tf", "kustomization.yaml", "values.yaml", "package.json"])
    #expect(loaded.skipped.first { $0.path.hasSuffix("main.tf") }?.advice?.hasPrefix("Terraform source: ") == true)
  }

  @Test(
    "A document without content is nothing, also where it is named",
    arguments: ["", "# only\n# comments\n", "---\n", "---\n# a\n...\n", "{}", "[]\n", "null"])
  func blanks(text: String) throws {
    #expect(try load(["web.yaml": Self.service, "x.yaml": text], "web.yaml", "x.yaml").model.components.count == 1)
    #expect(try load(["web.yaml": Self.service, "x.json": text]).model.components.count == 1)
    #expect(throws: InvalidInput.self) { try load(["x.yaml": text], "x.yaml") }
    #expect(throws: InvalidInput.self) { try load(["x.yaml": text]) }
  }

  @Test("The parts of a Helm chart in a folder are skipped and named, not guessed")
  func charts() throws {
    let loaded = try load([
      "web.yaml": Self.service, "chart/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
      "chart/values.yaml": "services: {web: {image: x}}\n", "chart/values-prod.yaml": "services: {web: {image: x}}\n",
      "chart/templates/d.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Release.Name }}}\n",
    ])
    #expect(loaded.imports.map(\.format) == ["Kubernetes"])
    #expect(loaded.model.components.count == 1)
    #expect(Set(names(loaded)) == ["Chart.yaml", "values.yaml", "values-prod.yaml", "d.yaml"])
    #expect(!loaded.skipped.contains { $0.advice?.contains("helm template") != true })
  }

  @Test("An overlay of Kustomize in a folder is skipped as a whole, because its files are parts of objects")
  func overlays() throws {
    let loaded = try load([
      "base/web.yaml": Self.service, "base/kustomization.yaml": "resources: [web.yaml]\n",
      "overlays/prod/kustomization.yaml": "resources: [../../base]\npatches: [{path: p.yaml}]\n",
      "overlays/prod/p.yaml":
        "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: null}\n",
    ])
    #expect(loaded.imports.map(\.files.count) == [1])
    #expect(names(loaded) == ["kustomization.yaml", "prod"])
  }

  @Test("Another model further down is not a part of the folder's model")
  func otherModels() throws {
    let loaded = try load([
      "whatfails.yaml": "model: Shop\ncomponents: { web: {} }\n", "parts/db.yaml": "components: { db: {} }\n",
      "examples/other.yaml": "model: Other\ncomponents: { web: {} }\n",
    ])
    #expect(loaded.model.components.map(\.id) == ["web", "db"])
    #expect(names(loaded) == ["other.yaml"])
  }

  @Test("A folder that a link leads back to is read once")
  func circles() throws {
    let folder = try TemporaryFolder(["a/web.yaml": Self.service])
    try FileManager.default.createSymbolicLink(atPath: folder.path("a/again"), withDestinationPath: folder.path)
    let loaded = try ModelLoader.load([folder.path], importers: ImportSources.all())
    #expect(loaded.imports.map(\.files.count) == [1])
  }

  @Test("A folder of files that are not read says what they look like")
  func nothingToRead() throws {
    let error = try #require(throws: InvalidInput.self) {
      try load(["Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n", "values.yaml": "a: 1\n"])
    }
    #expect(error.diagnostics.map(\.code.id) == ["empty-folder"])
    #expect(
      error.diagnostics[0].message.contains("'Chart.yaml' looks like a part of a Helm chart, as 1 more file may: run"))
  }
}

import DependencyModel
import Foundation
import Importers
import ModelFormats
import Reports
import TestSupport
import Testing

/// Nothing of a file that is not certainly a model is shown, however it is broken.
@Suite struct WithheldTextTests {
  /// A file with the secret in it, more than once.
  struct Source: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    var testDescription: String { file }
  }

  private static let secret = "hunter2PLANTEDc0ffee"

  /// What a part of the secret is told by.
  private static func isIn(_ text: String) -> Bool { text.contains("hunter2") || text.contains("PLANTED") }

  static let sources: [Source] = [
    (
      "state.json",
      #"""
      {"format_version": "1.0", "terraform_version": "1.5.0", "values": {"root_module": {"resources": [
        {"address": "aws_db_instance.db", "mode": "managed", "type": "aws_db_instance", "name": "db", "values":
          {"id": "db1", "password": "SECRET", "port": 5432, "tags": {"SECRET": "a\n\"SECRET\""}}}]}}}
      """#
    ),
    (
      "raw.tfstate",
      #"""
      {"version": 4, "terraform_version": "1.5.0", "serial": 1, "lineage": "x", "resources": [{"mode": "managed",
        "type": "aws_db_instance", "name": "db", "instances": [{"attributes": {"id": "db1", "password": "SECRET",
        "url": "https://u:SECRET@db.example.org/x?token=SECRET", "n": 12, "on": true}}]}]}
      """#
    ),
    (
      "plan.json",
      #"""
      {"format_version": "1.2", "planned_values": {}, "resource_changes": [{"address": "aws_instance.web",
        "mode": "managed", "type": "aws_instance", "name": "web", "change": {"actions": ["create"], "before": null,
        "after": {"user_data": "PW=SECRET\nexport X='SECRET'", "environment": [{"variables": {"PW": "SECRET"}}]}}}]}
      """#
    ),
    (
      "secret.yaml",
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: db, annotations: {note: "SECRET"}}
      stringData:
        password: SECRET
        model: "SECRET"
        SECRET: 'it is SECRET'
        config: |
          model: x
          password: SECRET
      """
    ),
    (
      "deployment.yaml",
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: web
                env:
                  - {name: PASSWORD, value: "SECRET"}
                  - name: URL
                    value: postgres://u:SECRET@db:5432/shop?sslpassword=SECRET
      """
    ),
    (
      "compose.yaml",
      """
      services:
        web:
          image: web
          environment:
            PASSWORD: SECRET
            URL: "https://u:SECRET@db/?token=SECRET"
          depends_on: [db]
        db:
          image: db
          environment: [ "PW=SECRET", 'X=SECRET' ]
      """
    ),
    (
      "template.yaml",
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Parameters:
        Password: {Type: String, Default: "SECRET"}
      Resources:
        Web:
          Type: AWS::EC2::Instance
          Properties:
            UserData: !Sub "PW=SECRET ${Password}"
            Tags: [{Key: pw, Value: 'SECRET'}, {Key: x, Value: !SECRET x}]
        Queue: {Type: "AWS::SQS::Queue"}
      """
    ),
    (
      "traces.json",
      #"""
      {"resourceSpans": [{"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "web"}}]},
        "scopeSpans": [{"spans": [{"traceId": "1", "spanId": "2", "kind": 3, "name": "GET SECRET", "attributes": [
          {"key": "http.url", "value": {"stringValue": "https://u:SECRET@api.example.org/SECRET?token=SECRET"}},
          {"key": "db.statement", "value": {"stringValue": "select 'SECRET'"}}]},
          {"traceId": "1", "spanId": "3", "kind": 3, "attributes": [
          {"key": "peer.service", "value": {"stringValue": "https://u:SECRET@pay.example.org/?k=SECRET"}}]},
          {"traceId": "1", "spanId": "4", "kind": 3, "attributes": [
          {"key": "db.system", "value": {"stringValue": "mssql"}},
          {"key": "db.name", "value": {"stringValue": "Server=db;Password=SECRET"}}]}]}]}]}
      """#
    ),
    (
      "jaeger.json",
      #"""
      {"data": [{"traceID": "1", "processes": {"p1": {"serviceName": "web", "tags": [{"key": "pw", "value": "SECRET"}]}},
        "spans": [{"traceID": "1", "spanID": "2", "processID": "p1", "operationName": "SECRET", "tags": [
        {"key": "span.kind", "type": "string", "value": "client"},
        {"key": "http.url", "value": "https://u:SECRET@api.example.org?token=SECRET"}], "logs": []}]}]}
      """#
    ),
    (
      "ec2-instances.json",
      #"""
      {"Reservations": [{"Instances": [{"InstanceId": "i-1", "State": {"Name": "running"}, "UserData": "SECRET",
        "Tags": [{"Key": "pw", "Value": "SECRET"}], "Placement": {"AvailabilityZone": "eu-west-1a"}}]}]}
      """#
    ),
    (
      "edges.csv", "source,target,password\nweb,db,\"SECRET\"\nweb,api,SECRET\n"
    ),
    (
      "graph.dot",
      """
      digraph g { // SECRET
        web [password="SECRET", label="web"];
        web -> api [comment="SECRET"];
      }
      """
    ),
    (
      "graph.graphml",
      """
      <graphml><key id="d0" attr.name="password"/><graph edgedefault="directed"><node id="web"><data key="d0">SECRET</data>
      </node><node id="db" password="SECRET"/><edge source="web" target="db"/></graph></graphml>
      """
    ),
    (
      "tree.xml",
      """
      <opsa-mef><!-- SECRET --><define-fault-tree name="T"><define-gate name="top"><basic-event name="e"/></define-gate>
      <define-basic-event name="e"><float value="0.1"/></define-basic-event></define-fault-tree></opsa-mef>
      """
    ),
    ("page.xml", "<SECRET password=\"SECRET\"><a>SECRET</a></SECRET>"),
    (
      "graph.jsonl",
      #"""
      {"id": "web", "needs": ["db"], "password": "SECRET"}
      {"id": "db", "kind": "database", "password": "SECRET"}
      """#
    ),
    (
      "catalog-info.yaml",
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: {name: web, annotations: {"example.org/token": "SECRET"}}
      spec:
        type: service
        owner: shop
        dependsOn: ["resource:db", "https://u:SECRET@host/?t=SECRET", 'pw is SECRET!']
      """
    ),
    (
      "baseline.json",
      #"""
      {"schema": "whatfails/baseline/1", "known": [{"check": "c", "fault": "f", "component": "x", "SECRET": "SECRET"}]}
      """#
    ),
    ("settings.yaml", "database: {password: SECRET}\ncomponents: [SECRET]\nSECRET: 'SECRET'\nretries: 3\n"),
    ("settings.json", #"{"database": {"password": "SECRET", "n": 1}, "SECRET": ["SECRET", "SECRET"]}"#),
    ("openapi.yaml", "openapi: 3.0.0\ninfo: {title: SECRET}\npaths: {}\ncomponents:\n  SECRET: {x: 'SECRET'}\n"),
    ("id.yaml", "SECRET"), ("list.yaml", "- SECRET\n- password: SECRET\n"), (".env", "PASSWORD=SECRET\nX='SECRET'\n"),
  ].map { Source(file: $0.0, text: $0.1.replacing("SECRET", with: secret)) }

  // MARK: Broken files

  /// Ten ways to break a text at a place, and a cut.
  private static func broken(_ bytes: [UInt8], at place: Int) -> [[UInt8]] {
    let before = Array(bytes[..<place])
    let after = Array(bytes[place...])
    var noComma = bytes
    if let comma = bytes[..<place].lastIndex(of: UInt8(ascii: ",")) { noComma.remove(at: comma) }
    let lineStart = bytes[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var noQuote = bytes
    if let quote = bytes[place...].firstIndex(of: UInt8(ascii: "\"")) { noQuote.remove(at: quote) }
    let line = Array(bytes[lineStart...].prefix { $0 != 0x0A })
    return [
      before, noComma, noQuote, before + [0x01] + after, before + Array(#"\q"#.utf8) + after, before + [0xFF] + after,
      before + [0x00] + after, before + Array("}".utf8) + after, before + Array("&".utf8) + after,
      Array(bytes[..<lineStart]) + [0x09] + Array(bytes[lineStart...]),
      Array(bytes[..<lineStart]) + line + [0x0A] + Array(bytes[lineStart...]), before + Array("<".utf8) + after,
      [0xFF, 0xFE] + Array(before), before + Array(": - [".utf8) + after,
    ]
  }

  /// Places of every kind: around each secret and in it, behind signs, and a few more.
  private static func places(in bytes: [UInt8]) -> [Int] {
    let word = Array(secret.utf8)
    var places: Set<Int> = []
    for start in 0..<max(1, bytes.count - word.count + 1) where bytes[start...].starts(with: word) {
      places.formUnion([start, start + 9, min(bytes.count, start + word.count + 1)])
    }
    for place in stride(from: 1, to: bytes.count, by: max(7, bytes.count / 4)) { places.insert(place) }
    return places.sorted()
  }

  private func expectWithheld(_ text: String, _ what: String, _ bytes: [UInt8]) {
    guard Self.isIn(text) else { return }
    Issue.record("\(what) shows the secret: \(text)\nof: \(String(decoding: bytes, as: UTF8.self))")
  }

  private func text(_ error: InvalidInput) -> String {
    DiagnosticsText(sources: error.sources).text(error.diagnostics) + error.diagnostics.map { "\($0)" }.joined()
      + ValidationReport(nil, diagnostics: error.diagnostics).json()
  }

  private func said(of bytes: [UInt8], file: String) throws -> String {
    do throws(InvalidInput) {
      let loaded = try ModelLoader.load(bytes, file: file, importers: ImportSources.all())
      var said = DiagnosticsText(sources: loaded.sources).text(loaded.warnings)
      said += try ModelWriter.text(of: loaded.model, as: .yaml)
      said += loaded.imports.map { $0.text(isComplete: true) + "\($0)" }.joined()
      return said
    } catch {
      return text(error)
    }
  }

  @Test("Errors about a broken file of another tool quote none of it", arguments: sources)
  func brokenFiles(_ source: Source) throws {
    let bytes = Array(source.text.utf8)
    let whole = try said(of: bytes, file: source.file)
    #expect(Self.isIn(source.text), "\(whole)")
    #expect(!Self.isIn(whole), "\(whole)")
    for place in Self.places(in: bytes) {
      for (way, broken) in Self.broken(bytes, at: place).enumerated() {
        // A name without a comma behind it, and '<', which starts a name in DOT, are names.
        if source.file == "edges.csv" && way == 1 || source.file == "graph.dot" && way == 11 { continue }
        expectWithheld(try said(of: broken, file: source.file), "reading", broken)
        do throws(InvalidInput) { _ = try ModelFormatter.formatted(broken, file: source.file) } catch {
          expectWithheld(text(error), "formatting", broken)
        }
      }
    }
  }

  @Test(
    "Names of nodes are shown without the secrets in a URL",
    arguments: [
      ("edges.csv", "source,target\nweb,https://u:SECRET@api.example.org/x?t=SECRET\n"),
      ("graph.dot", "digraph { web -> \"https://u:SEC/SECRET@api.example.org/x?t=SECRET\" }"),
      ("graph.jsonl", "{\"id\": \"web\", \"needs\": [\"https://u:SECRET@api.example.org/x#SECRET\"]}\n"),
    ])
  func namesOfNodes(_ file: String, _ text: String) throws {
    let bytes = Array(text.replacing("SECRET", with: Self.secret).utf8)
    let said = try said(of: bytes, file: file)
    #expect(said.contains("https://api.example.org/x"), "\(said)")
    #expect(!Self.isIn(said), "\(said)")
  }

  @Test("Files of other tools are not quoted when they are named as policy or baseline", arguments: sources)
  func otherUses(_ source: Source) throws {
    let model = try ModelLoader.load(Array("model: M\ncomponents: {a: {}}".utf8), file: "m.yaml").model
    let bytes = Array(source.text.utf8)
    let places = Self.places(in: bytes)
    let texts =
      [bytes] + Self.broken(bytes, at: places[places.count / 3]) + Self.broken(bytes, at: places[places.count / 2])
    let folder = try TemporaryFolder()
    for text in texts {
      let file = folder.file(source.file)
      try Data(text).write(to: file)
      do throws(InvalidInput) { _ = try PolicyLoader.load([file.path], for: model) } catch {
        expectWithheld(self.text(error), "a policy", text)
      }
      do throws(InvalidInput) { _ = try BaselineReader.entries(of: file.path) } catch {
        expectWithheld(self.text(error), "a baseline", text)
      }
    }
  }

  // MARK: What is not a model

  /// One diagnostic, which quotes nothing.
  @Test(
    "A file that is neither model nor source gets one diagnostic that quotes nothing",
    arguments: ["settings.yaml", "settings.json", "openapi.yaml"])
  func neitherModelNorSource(_ file: String) throws {
    let source = try #require(Self.sources.first { $0.file == file })
    do throws(InvalidInput) {
      _ = try ModelLoader.load(Array(source.text.utf8), file: file, importers: ImportSources.all())
      Issue.record("\(file) is a model")
    } catch {
      #expect(error.diagnostics.map(\.code) == [file == "openapi.yaml" ? .unreadForm : .missingModelName])
      #expect(error.diagnostics[0].message.hasPrefix("this is none of the forms that whatfails reads; "))
    }
  }

  @Test(
    "A model, or nearly one, is quoted",
    arguments: [
      ("model: Shop\ncomponents: { api: { neds: db }, db: {} }", "m.yaml", "'neds'"),
      ("model: Shop\ncomponants: {}", "m.yaml", "'componants'"),
      ("components: { api: {} }\nextra: 1", "m.yaml", "'extra'"),
      ("modle: Shop\ncomponents: { api: {} }", "m.yaml", "'modle'"),
      ("# a shop\n---\nmodel: Shop\ndescription: two: three", "m.yaml", "description: two: three"),
      ("\u{FEFF}description: A shop\nmodel: Shop\ncomponents: { api: [ }", "m.yaml", "components: { api: [ }"),
      (#"{"model": "Shop", "components": {"api": {needs: "db"}}}"#, "m.json", "the key 'needs' needs double quotes"),
      (#"{"model": "Shop", "components": {"api": {}"#, "m.json", #"{"model": "Shop""#),
    ])
  func models(_ text: String, _ file: String, _ shown: String) {
    do throws(InvalidInput) {
      _ = try ModelLoader.load(Array(text.utf8), file: file)
      Issue.record("'\(text)' is sound")
    } catch {
      #expect(self.text(error).contains(shown), "\(self.text(error))")
    }
  }

  @Test(
    "A text that could be anything is not quoted",
    arguments: [
      ("apiVersion: v1\nkind: Secret\nstringData:\n  model: x\n  pw: \tTEXT: a: b", "m.yaml"),
      ("model: x\n---\napiVersion: v1\nkind: Secret\nstringData: { pw: TEXT }", "m.yaml"),
      ("model: x\nkind: Secret\ndata: { pw: TEXT, pw: TEXT }", "m.yaml"),
      ("password: 'TEXT\nmodel: x", "m.yaml"), ("components: { pw: TEXT", "m.yaml"),
      (#"{"a": {"model": "x", "pw": "TEXT", TEXT}}"#, "m.json"), (#"{"pw": "TEXT", x, "model": "x"}"#, "m.json"),
      ("- model: x\n- pw: TEXT: x", "m.yaml"), ("  model: x\n pw: TEXT", "m.yaml"),
    ])
  func notCertainlyModels(_ text: String, _ file: String) {
    do throws(InvalidInput) {
      _ = try ModelLoader.load(Array(text.utf8), file: file)
      Issue.record("'\(text)' is sound")
    } catch {
      #expect(!self.text(error).contains("TEXT"), "\(self.text(error))")
    }
  }

  @Test("A file that a model includes is judged by itself")
  func included() throws {
    let folder = try TemporaryFolder([
      "m.yaml": "model: M\ninclude: [settings.yaml]\ncomponents: { api: {} }", "settings.yaml": "pw: 'TEXT",
    ])
    do throws(InvalidInput) {
      _ = try ModelLoader.load([folder.path("m.yaml")])
      Issue.record("it is sound")
    } catch {
      #expect(!self.text(error).contains("TEXT"))
      #expect(error.diagnostics.map(\.code) == [.yamlSyntax])
    }
  }
}

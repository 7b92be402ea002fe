import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import TestSupport
import Testing

@testable import ClusterSources

/// Merging as Compose merges: every key in either of its forms.
@Suite struct ComposeMergeTests {
  /// A service as it is after merging what some files state of it.
  private func merged(_ texts: String..., service: String = "web") throws -> SyntaxNode {
    let files = texts.enumerated().map { number, text in
      SourceFile(name: "f\(number).yaml", bytes: Array(text.utf8))
    }
    let project = try ComposeProject(ComposeFiles(files), paths: files.map(\.name), budget: ExpansionBudget(files))
    return try #require(project.services.first { $0.name == service }?.node)
  }

  private func web(_ text: String) -> String { "services:\n  web: \(text)\n" }

  @Test(
    "Lists and mappings of pairs are merged by key, whichever form the files use",
    arguments: ["environment", "labels", "sysctls", "annotations"])
  func pairs(_ key: String) throws {
    let forms = { (a: String, b: String) in ["{ A: \(a), B: \(b) }", "[A=\(a), B=\(b)]"] }
    for base in forms("1", "2") {
      for over in ["{ B: 3, C: 4 }", "[B=3, C=4]"] {
        let node = try merged(web("{ \(key): \(base) }"), web("{ \(key): \(over) }"))
        let found = try #require(node[key])
        var values: [String: String] = [:]
        for (key, value) in found.pairs { values[key.text ?? ""] = value.text }
        for item in found.items {
          let parts = (item.text ?? "").split(separator: "=").map(String.init)
          values[parts[0]] = parts[1]
        }
        #expect(values == ["A": "1", "B": "3", "C": "4"], "\(base) \(over)")
      }
    }
  }

  @Test("Pairs deeper in a service are merged by key too")
  func deeperPairs() throws {
    let build = try merged(web("{ build: { args: [A=1, B=2] } }"), web("{ build: { args: { B: 3 } } }"))
    #expect(build[path: "build", "args", "A"]?.text == "1")
    #expect(build[path: "build", "args", "B"]?.text == "3")
    let short = try merged(web("{ build: ./app }"), web("{ build: { target: x } }"))
    #expect(short[path: "build", "context"]?.text == "./app")
    let labels = try merged(web("{ deploy: { labels: [a=1] } }"), web("{ deploy: { labels: { a: 2 } } }"))
    #expect(labels[path: "deploy", "labels", "a"]?.text == "2")
    let hosts = try merged(web("{ extra_hosts: ['a:1.1.1.1'] }"), web("{ extra_hosts: { a: 2.2.2.2, b: 3.3.3.3 } }"))
    #expect(hosts[path: "extra_hosts", "a"]?.text == "2.2.2.2")
    #expect(hosts["extra_hosts"]?.pairs.count == 2)
  }

  @Test("Dependencies and networks are merged by name, whichever form the files use")
  func names() throws {
    let base = "{ depends_on: [db, cache], networks: [front] }"
    let over = "{ depends_on: { db: { condition: service_healthy } }, networks: { back: { aliases: [w] } } }"
    for pair in [[base, over], [over, base]] {
      let node = try merged(web(pair[0]), web(pair[1]))
      #expect(Set((node["depends_on"]?.pairs ?? []).compactMap(\.key.text)) == ["db", "cache"])
      #expect(Set((node["networks"]?.pairs ?? []).compactMap(\.key.text)) == ["front", "back"])
    }
    let node = try merged(web(base), web(over))
    #expect(node[path: "depends_on", "db", "condition"]?.text == "service_healthy")
  }

  @Test("Lists are joined, and an item replaces the earlier one with its target")
  func lists() throws {
    func texts(_ key: String, _ base: String, _ over: String) throws -> [String] {
      let node = try merged(web("{ \(key): \(base) }"), web("{ \(key): \(over) }"))
      return (node[key]?.items ?? []).map { $0.text ?? $0["source"]?.text ?? "?" }
    }
    #expect(try texts("volumes", "['one:/data', 'two:/logs']", "['more:/data:ro']") == ["more:/data:ro", "two:/logs"])
    #expect(try texts("volumes", "['one:/data']", "[{ type: volume, source: c, target: /data }]") == ["c"])
    #expect(try texts("volumes", "['${D:-./d}:/data']", "['more:/data']") == ["more:/data"])
    #expect(try texts("dns", "1.1.1.1", "[1.1.1.1, 8.8.8.8]") == ["1.1.1.1", "8.8.8.8"])
    #expect(try texts("tmpfs", "/run", "/tmp") == ["/run", "/tmp"])
    #expect(try texts("env_file", ".env", "[other.env, .env]") == [".env", "other.env"])
    #expect(try texts("ports", "['80:80']", "['80:80', '81:81']") == ["80:80", "81:81"])
    #expect(try texts("secrets", "[a]", "[{ source: b, target: a }]") == ["b"])
    #expect(try texts("expose", "['80']", "['81']") == ["80", "81"])
    #expect(try texts("devices", "['/dev/a:/dev/x']", "['/dev/b:/dev/x']") == ["/dev/b:/dev/x"])
  }

  @Test("Commands, entry points and tests of health are replaced")
  func replaced() throws {
    let node = try merged(
      web("{ command: [a, b], entrypoint: [x], healthcheck: { test: [CMD, a], interval: 5s } }"),
      web("{ command: [c], entrypoint: y, healthcheck: { test: [CMD, b] } }"))
    #expect(node["command"]?.items.map(\.text) == ["c"])
    #expect(node["entrypoint"]?.text == "y")
    #expect(node[path: "healthcheck", "test"]?.items.map(\.text) == ["CMD", "b"])
    #expect(node[path: "healthcheck", "interval"]?.text == "5s")
    let logging = try merged(
      web("{ logging: { driver: syslog, options: { a: b } } }"), web("{ logging: { driver: none } }"))
    #expect(logging[path: "logging", "options"] == nil)
  }

  @Test("Tags take away and replace at any depth, in lists too")
  func tags() throws {
    let base = web(
      "{ depends_on: { db: {}, cache: {} }, environment: { A: 1, B: 2 }, volumes: ['a:/a'], ports: ['1:1'] }")
    let node = try merged(
      base,
      web(
        "{ depends_on: { db: !reset null }, environment: !override [C=3], volumes: ['b:/b', !reset 'c:/c', !override 'd:/d'], ports: !reset [] }"
      ))
    #expect(node["depends_on"]?.pairs.map(\.key.text) == ["cache"])
    #expect(node["environment"]?.items.map(\.text) == ["C=3"])
    #expect(node["volumes"]?.items.map(\.text) == ["a:/a", "b:/b", "d:/d"])
    #expect(node["ports"] == nil)
    // A tag in the first file has nothing to take away from.
    #expect(
      try merged(web("{ depends_on: !override [db], ports: !reset [] }"))["depends_on"]?.items.map(\.text) == ["db"])
    // Nothing under a key says nothing.
    #expect(try merged(base, web("{ depends_on: }"))["depends_on"]?.pairs.count == 2)
  }

  @Test("A service that extends another one merges in the same way, and its tags reach earlier files")
  func extending() throws {
    let text = """
      services:
        base: { environment: [DB_HOST=db, MODE=a], depends_on: [db] }
        web: { extends: base, environment: { MODE: b }, depends_on: { cache: {} } }
        bare: { extends: base, depends_on: !reset [] }
      """
    let web = try merged(text)
    #expect(web[path: "environment", "DB_HOST"]?.text == "db")
    #expect(web[path: "environment", "MODE"]?.text == "b")
    #expect(Set((web["depends_on"]?.pairs ?? []).compactMap(\.key.text)) == ["db", "cache"])
    #expect(try merged(text, service: "bare")["depends_on"] == nil)
    let over = "services:\n  web: { extends: { file: f2.yaml, service: x }, environment: !override [Z=1] }\n"
    let other = "services:\n  x: { environment: [Y=1] }\n"
    #expect(try merged(text, over, other)["environment"]?.items.map(\.text) == ["Z=1"])
  }

  @Test("Merging thousands of files of one service takes time in proportion to them")
  func manyFiles() throws {
    let files = (0..<2_000).map { number in
      SourceFile(
        name: "f\(number).yaml",
        bytes: Array("services:\n  web: { environment: [A\(number)=1], volumes: ['v:/\(number)'] }\n".utf8))
    }
    let project = try ComposeProject(ComposeFiles(files), paths: files.map(\.name), budget: ExpansionBudget(files))
    #expect(project.services[0].node["environment"]?.pairs.count == 2_000)
  }

  // MARK: Keys that appear twice

  @Test("A key that appears twice in a Compose file is a located error")
  func duplicateKeys() throws {
    let text = "services:\n  db: { image: a }\n  web: { image: b }\n  db: { image: c }\n"
    let found = Importing.diagnostics(text, file: "compose.yaml")
    #expect(found.map(\.code) == [.duplicateKey])
    #expect(found.first?.place?.line == 4)
    #expect(found.first?.notes.first?.place?.line == 2)
    let json = "{\"services\": {\"a\": {\"image\": \"x\", \"image\": \"y\"}}}"
    #expect(Importing.diagnostics(json, file: "compose.json").map(\.code) == [.duplicateKey])
    let merges = "x-a: &a { image: a, command: b }\nservices:\n  db: { <<: *a, image: c }\n"
    #expect(Importing.diagnostics(merges, file: "compose.yaml").filter { $0.severity == .error }.isEmpty)
  }
}

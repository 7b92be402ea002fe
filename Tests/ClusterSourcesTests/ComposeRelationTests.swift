import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import SourceReading
import TestSupport
import Testing

/// What services say of each other, and of what is outside of the project.
@Suite struct ComposeRelationTests {
  private func answer(_ text: String) throws -> ImportedAnswer { try ImportedAnswer(text: text, file: "compose.yaml") }

  @Test("A dependency that is not required is used")
  func optionalDependencies() throws {
    let answer = try answer(
      """
      services:
        web:
          depends_on:
            cache: { condition: service_started, required: false }
            search: { condition: service_healthy, required: false }
            seed: { condition: service_completed_successfully, required: false }
            db: { condition: service_healthy, required: true }
        cache: {}
        search: {}
        seed: {}
        db: {}
      """)
    #expect(answer.relations("web", .needs) == ["db"])
    #expect(answer.relations("web", .uses) == ["cache", "search"])
    #expect(answer.relations("web", .startNeeds).isEmpty)
    #expect(try answer.down("cache").isEmpty)
  }

  @Test("A service without a replica is no spare in a list of hosts")
  func listWithoutReplica() throws {
    let answer = try answer(
      """
      services:
        lb: { environment: { UPSTREAMS: "http://web1:80,http://web2:80" } }
        web1: { deploy: { replicas: 0 } }
        web2: {}
      """)
    #expect(answer.relations("lb", .needs) == ["web2"])
    #expect(try answer.down("web2") == ["lb"])
  }

  @Test(
    "Values lead to services only for a reason",
    arguments: [
      ("environment: { DB_HOST: db }", ["db"]), ("environment: { DB: db }", ["db"]), ("environment: [DB=db]", ["db"]),
      ("environment: { X: 'db:5432' }", ["db"]), ("environment: { X: 'mysql://a:b@my_db/x' }", ["my_db"]),
      ("environment: { X: 'ann:word@tcp(db:3306)/x' }", ["db"]), ("environment: { X_HOST: database }", ["db"]),
      ("environment: { X_HOST: shop-db-1 }", ["db"]), ("environment: { X: 'jdbc:oracle:thin:@db:1521:X' }", ["db"]),
      ("entrypoint: [sh, -c, 'while ! nc -z db 5432; do sleep 1; done']", ["db"]),
      ("command: ['--host', db]", ["db"]),
      ("environment: { POSTGRES_DB: db }", []), ("environment: { MODE: db }", []), ("environment: { DB_NAME: db }", []),
      ("environment: { NO_PROXY: 'localhost,db' }", []), ("environment: { ALLOWED_HOSTS: db }", []),
      ("environment: { SERVER_NAME: db }", []), ("environment: { NODE_ENV: db }", []),
      ("environment: { IMAGE: 'db:5' }", []), ("command: sleep 1", []), ("command: [sh, -c, 'exit 0; sleep 5']", []),
      ("healthcheck: { test: [CMD, curl, 'http://db:80'] }", []), ("environment: { NOTE: db is a word }", []),
    ])
  func reasons(_ line: String, _ names: [String]) throws {
    let answer = try answer(
      """
      name: shop
      services:
        web: { \(line) }
        db: { container_name: database }
        my_db: {}
        sleep: {}
        exit: {}
      """)
    #expect(answer.relations("web", .needs) == names)
  }

  @Test("Hosts in one list are any of them, and aliases of networks and links are names")
  func listsAndAliases() throws {
    let answer = try answer(
      """
      services:
        web: { environment: { BROKERS: "kafka-0:9092,kafka-1:9092", STORE_URL: "http://store:80", OLD_HOST: olddb }, links: ["db:olddb"] }
        kafka-0: {}
        kafka-1: {}
        db: {}
        disk: { networks: { back: { aliases: [store] } } }
      """)
    #expect(answer.relations("web", .needs) == ["db", "any of kafka-0, kafka-1", "disk"])
    #expect(try answer.degraded("kafka-0") == ["web"])
  }

  @Test("What others make is a component: hosts, networks, volumes and containers")
  func outside() throws {
    let answer = try answer(
      """
      services:
        web:
          environment: { API_URL: "https://api.example.com/v1", LEDGER_HOST: ledger, LOG: info, REV_SERVER: "true", PUBLIC_URL: "https://me.example.com" }
          networks: [proxy, inner]
          volumes: ["shared:/data"]
          external_links: ["other_redis_1:redis"]
          network_mode: "container:vpn"
        db: { networks: { proxy: {} } }
        alone: {}
      networks:
        proxy: { external: true, name: edge }
        inner: {}
      volumes:
        shared: { external: { name: big } }
      """)
    #expect(
      Set(answer.relations("web", .needs)) == [
        "container/vpn", "volume/shared", "container/other_redis_1", "network/proxy", "host/api.example.com",
        "host/ledger",
      ])
    #expect(try answer.down("network/proxy") == ["db", "web"])
    #expect(answer.model["host/api.example.com"]?.kind == "external")
    #expect(answer.unresolved == ["web environment LEDGER_HOST → ledger: no service of this name is in the files"])
    #expect(answer.relations("alone", .needs).isEmpty)
  }

  @Test("A host whose address a service gets is outside of the project")
  func extraHosts() throws {
    let answer = try answer(
      """
      services:
        web: { environment: [DB_HOST=db, OLD_URL=tcp://legacy], extra_hosts: ["db:10.0.0.1", "legacy=10.0.0.2"] }
        db: {}
      """)
    #expect(Set(answer.relations("web", .needs)) == ["host/db", "host/legacy"])
    #expect(answer.unresolved.isEmpty)
  }

  @Test("The default network is one that others make where the project says so, and settings in a file name hosts")
  func defaultNetworkAndSettings() throws {
    let answer = try answer(
      """
      services:
        web: { configs: [app] }
        db: { network_mode: host }
      networks: { default: { external: true, name: shared } }
      configs: { app: { content: "db.url=tcp://db:5432" } }
      """)
    #expect(answer.relations("web", .needs) == ["network/default", "db"])
    #expect(answer.relations("db", .needs).isEmpty)
  }

  @Test("The number of containers is kept, and none is reported")
  func replicas() throws {
    let answer = try answer(
      """
      services:
        web: { deploy: { replicas: 3 }, depends_on: [db] }
        job: { scale: 2 }
        db: { deploy: { replicas: 0 } }
      """)
    #expect(answer.model["web"]?.units == 3)
    #expect(answer.model["job"]?.units == 2)
    #expect(answer.model["db"]?.units == 0)
    #expect(answer.model["db"]?.unavailability?.low == 1)
    #expect(answer.remarks == ["db: scaled to no containers, so it serves nobody: what needs it fails now"])
  }

  @Test("Circles of dependencies are reported, and services that name nobody")
  func circlesAndSilence() throws {
    let circle = try answer(
      "services:\n  a: { depends_on: [b] }\n  b: { depends_on: { c: {} } }\n  c: { depends_on: [a] }\n  d: { depends_on: [d] }\n"
    )
    #expect(
      circle.remarks == [
        "depends_on goes in a circle, which Compose refuses to start: a → b → c → a",
        "depends_on goes in a circle, which Compose refuses to start: d → d",
      ])
    let silent = try answer("services:\n" + (0..<64).map { "  s\($0): { image: x }\n" }.joined())
    #expect(silent.remarks.count { $0.hasPrefix("none of the 64 services names another one") } == 1)
    let long = try answer(
      "services:\n" + (0..<20_000).map { "  s\($0): { depends_on: [s\(($0 + 1) % 20_000)] }\n" }.joined())
    #expect(long.remarks.count == 1)
  }

  @Test("A service of a profile that was not selected is named where another one needs it")
  func inactiveServices() throws {
    let answer = try answer("services:\n  a: { depends_on: [b] }\n  b: { profiles: [debug] }\n")
    #expect(answer.unresolved == ["a depends_on → b (its profile was not selected: debug)"])
    let found = Importing.diagnostics("services:\n  b: { profiles: [debug] }\n", file: "compose.yaml")
    #expect(found.map(\.code) == [.emptyImport])
  }
}

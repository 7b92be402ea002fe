import ModelFormats
import SourceReading
import Testing

/// The one rule about hosts that nothing in the files is called.
@Suite struct OutsideHostTests {
  /// A value with what it names: hosts that are surely called, and those that may be.
  struct Row: CustomTestStringConvertible, Sendable {
    let variable: String?
    let value: String
    let sure: [String]
    var unsure: [String] = []
    var location = OutsideHost.Location.variable

    init(
      _ variable: String?, _ value: String, _ sure: String..., unsure: [String] = [],
      in location: OutsideHost.Location = .variable
    ) {
      (self.variable, self.value, self.sure, self.unsure, self.location) = (variable, value, sure, unsure, location)
    }

    var testDescription: String { "\(variable ?? "-")=\(value)" }
  }

  static let hosts: [Row] = [
    Row("DB_HOST", "db.corp.local", "db.corp.local"), Row("DB_HOST", "db.prod.internal", "db.prod.internal"),
    Row("DB_HOST", "db.corp", "db.corp"), Row("DB_HOST", "10.0.0.5", "10.0.0.5"),
    Row("DB_HOST", "mydb", "mydb"), Row("DB_HOST", "db.prod", "db.prod"),
    Row("DB_HOST", "DB.CORP.LOCAL", "db.corp.local"),
    Row("DB_ADDR", "10.0.0.5:5432", "10.0.0.5"), Row("CACHE", "10.1.2.3:6379", "10.1.2.3"),
    Row("DB_HOST", "2001:db8::5", "2001:db8::5"), Row("DB_URL", "http://[2001:db8::5]:80/x", "2001:db8::5"),
    Row("DB_ADDR", "[2001:db8::5]:5432", "2001:db8::5"), Row("DB_IP", "192.168.4.4", "192.168.4.4"),
    Row("NAMESERVER", "8.8.8.8", "8.8.8.8"), Row("SMTP_SERVER", "smtp.example.com", "smtp.example.com"),
    Row("CONN", "Server=tcp:sql.corp.local,1433;Database=shop;User=x", "sql.corp.local"),
    Row("CONN", "Server=tcp:shop.database.windows.net,1433;Initial Catalog=x", "shop.database.windows.net"),
    Row("CONN", "Server=SQLPROD01;Database=shop;Trusted_Connection=True", "sqlprod01"),
    Row("CONN", "Data Source=ora.corp.local;User Id=x", "ora.corp.local"),
    Row("CONN", "Host=pg.corp.local;Port=5432;Database=shop", "pg.corp.local"),
    Row("CONN", "host=pg1 port=5432 dbname=shop", "pg1"),
    Row(
      "JDBC", "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=orcl.corp.local)(PORT=1521)))",
      "orcl.corp.local"),
    Row("JDBC", "jdbc:oracle:thin:@ora.corp.local:1521:SHOP", "ora.corp.local"),
    Row("JDBC", "jdbc:oracle:thin:@//ora.corp.local:1521/shop", "ora.corp.local"),
    Row("JDBC", "jdbc:postgresql://pg.example.com/shop", "pg.example.com"),
    Row("JDBC", "jdbc:sqlserver://sql.corp.local:1433;databaseName=x", "sql.corp.local"),
    Row("DSN", "user:word@tcp(db.corp.local:3306)/shop", "db.corp.local"),
    Row("KAFKA_BROKERS", "k1:9092,k2:9092", "k1", "k2"),
    Row("KAFKA", "k1.corp.local:9092,k2.corp.local:9092", "k1.corp.local", "k2.corp.local"),
    Row("BOOTSTRAP_SERVERS", "10.0.0.1:9092,10.0.0.2:9092", "10.0.0.1", "10.0.0.2"),
    Row("ES_HOSTS", "es1.corp.local,es2.corp.local", "es1.corp.local", "es2.corp.local"),
    Row("ES_HOSTS", "host1,host2", "host1", "host2"), Row("MEMCACHED_SERVERS", "m1:11211 m2:11211", "m1", "m2"),
    Row("REDIS_SENTINELS", "10.0.0.1:26379;10.0.0.2:26379", "10.0.0.1", "10.0.0.2"),
    Row("REDIS_URL", "redis-sentinel://h1:26379,h2:26379/mymaster", "h1", "h2"),
    Row("REDIS_URL", "rediss://u:word@cache.abc.cache.amazonaws.com:6380/0", "cache.abc.cache.amazonaws.com"),
    Row("MONGO_URL", "mongodb+srv://u:word@cluster0.ab12.mongodb.net/shop", "cluster0.ab12.mongodb.net"),
    Row(
      "MONGO_URL", "mongodb://m1.corp.local:27017,m2.corp.local:27017/?replicaSet=r", "m1.corp.local", "m2.corp.local"),
    Row("ZK", "zk1:2181,zk2:2181", "zk1", "zk2"), Row("AMQP", "amqp://u:word@mq.corp:5672/%2f", "mq.corp"),
    Row("SHARE", "//files.corp.local/share", "files.corp.local"),
    Row("SHARE", "\\\\files.corp.local\\share", "files.corp.local"),
    Row("SHARE_SERVER", "//filer/share", "filer"),
    Row("API_URL", "https://api.example.com/v1", "api.example.com"),
    Row("API_URL", "api.example.com/v1", "api.example.com"),
    Row("LDAP", "ldaps://dc1.ad.example.org", "dc1.ad.example.org"),
    Row("MAILER", "host.docker.internal:1025", unsure: ["host.docker.internal"]),
    Row("MAIL_HOST", "host.docker.internal:1025", "host.docker.internal"),
    Row("DEPLOY_HOST", "deploy@10.0.0.5", "10.0.0.5"),
    Row("DEPLOY_HOST", "deploy@build.corp.local", "build.corp.local"),
    Row("CB", "couchbase://cb.corp.local", "cb.corp.local"), Row("NATS", "nats://n1:4222,nats://n2:4222", "n1", "n2"),
    Row("INFLUX", "influx.corp.local:8086", "influx.corp.local"),
    Row("GRPC", "dns:///web.corp.local:50051", "web.corp.local"),
    Row("SB", "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=x", "ns.servicebus.windows.net"),
    Row(nil, "--db-host db.corp.local", "db.corp.local", in: .command),
    Row(nil, "--db.host=10.0.0.5", "10.0.0.5", in: .command),
    Row(nil, "psql -h pg.corp.local -U shop", "pg.corp.local", in: .command),
    Row(nil, "wait-for-it.sh db.corp.local:5432 --", "db.corp.local", in: .command),
    Row(nil, "nc -z 10.0.0.5 5432", "10.0.0.5", in: .command),
    Row(nil, "proxy_pass http://backend.example.com;", "backend.example.com", in: .file),
    Row(nil, "db.host=db.corp.local", "db.corp.local", in: .file),
    Row(nil, "spring.datasource.url=jdbc:mysql://10.0.0.5:3306/x", "10.0.0.5", in: .file),
  ]

  static let doubtful: [Row] = [
    Row("SMTP", "mail.example.com", unsure: ["mail.example.com"]),
    Row("ORACLE", "ora.corp.local", unsure: ["ora.corp.local"]),
    Row("X", "10.0.0.5", unsure: ["10.0.0.5"]), Row("QUEUE", "mq:8161", unsure: ["mq"]),
    Row("BUCKET_URL", "s3://my-bucket/x", unsure: ["my-bucket"]), Row("STATE", "gs://my-state", unsure: ["my-state"]),
    Row("OIDC_ISSUER", "https://auth.example.com/realms/x", unsure: ["auth.example.com"]),
    Row("AUTH0_DOMAIN", "tenant.eu.auth0.com", unsure: ["tenant.eu.auth0.com"]),
    Row("EXTERNAL_PAYMENT_URL", "https://pay.example.com", unsure: ["pay.example.com"]),
    Row("BACKEND", "orders.sales", unsure: ["orders.sales"]),
    Row(nil, "see http://partner.example.com/x", unsure: ["partner.example.com"], in: .file),
  ]

  static let others: [Row] = [
    Row("APP_VERSION", "1.2.3"), Row("VERSION", "1.2.3.4"), Row("SERVER_VERSION", "1.2.3.4"),
    Row("GO", "1.22.3-alpine"),
    Row("RELEASE", "v1.2.3-rc.4"), Row("CONFIG", "app.conf"), Row("CONFIG_URL", "app.yaml"),
    Row("SERVICE", "com.example.app"),
    Row("BACKEND", "com.example.app"), Row("DRIVER", "org.postgresql.Driver"),
    Row("BACKEND_CLASS", "django.core.cache.backends.redis"), Row("MAIN", "com.example.app.Main"),
    Row("IMAGE", "registry.example.com/team/app:1.2"), Row("IMAGE", "nginx:1.25"), Row("APP", "redis:7"),
    Row("APP", "postgres:15-alpine"), Row("BIND_ADDR", "0.0.0.0:8080"), Row("LISTEN", "127.0.0.1:80"),
    Row("DB_HOST", "localhost"), Row("DB_HOST", "127.0.0.1"), Row("DB_URL", "http://[::1]:80/"), Row("DB_HOST", "::1"),
    Row("DB_ADDR", "[::1]:80"), Row("HOST", "0.0.0.0"), Row("HOST", "::"), Row("SUBNET", "10.0.0.0/16"),
    Row("PROXY_CIDR", "10.0.0.0/8"), Row("TRUSTED_PROXIES", "10.0.0.1"), Row("EMAIL", "someone@example.com"),
    Row("FROM_ADDRESS", "shop@example.com"), Row("LANG", "en_US.UTF-8"), Row("LC_ALL", "C.UTF-8"),
    Row("TZ", "Europe/Berlin"),
    Row("COOKIE_DOMAIN", "shop.example.com"), Row("DOMAIN", "shop.example.com"),
    Row("PUBLIC_URL", "https://shop.example.com"),
    Row("ADVERTISED_LISTENERS", "PLAINTEXT://k1:9092"), Row("POD_IP", "10.0.0.5"), Row("HOSTNAME", "web.example.com"),
    Row("NODE_ENV", "production"), Row("PROXY", "on"), Row("NO_PROXY", "10.0.0.5,db.corp.local"),
    Row("PASSWORD", "p.word.com"), Row("DB_PASSWORD", "10.0.0.5"), Row("API_TOKEN", "abc.def.io"),
    Row("DATA", "file:///etc/app.conf"), Row("SOCKET", "unix:///var/run/docker.sock"),
    Row("DB_URL", "sqlite:///data/app.db"),
    Row("LOCATION_URL", "classpath:db/migration"), Row("TIME", "12:30:45"), Row("RATIO", "0.5"), Row("SIZE", "10.5Gi"),
    Row("MAC", "00:1a:2b:3c:4d:5e"), Row("ROLE", "arn:aws:iam::123456789012:role/x"), Row("REPLICAS", "3"),
    Row("METADATA", "http://169.254.169.254/latest"), Row("FILES", "a.json,b.json"), Row("LIST", "a,b,c"),
    Row(nil, "python app.py --config /etc/app.yaml", in: .command), Row(nil, "java -jar app.jar", in: .command),
    Row(nil, "node server.js", in: .command), Row(nil, "# http://comment.example.com", in: .file),
    Row(nil, "xmlns=\"http://www.w3.org/2001/XMLSchema\"", in: .file),
  ]

  @Test(
    "Values name the hosts that are surely outside, those that may be, and nothing else",
    arguments: hosts + doubtful + others)
  func certainty(_ row: Row) {
    let candidates = AddressText.candidates(
      in: row.value, named: row.variable, isCommand: row.location == .command, allowsNumbers: true)
    var found: [OutsideHost.Certainty: [String]] = [:]
    for candidate in candidates {
      found[OutsideHost.certainty(of: candidate, variable: row.variable, in: row.location), default: []]
        .append(candidate.host)
    }
    #expect(found[.sure] ?? [] == row.sure)
    #expect(found[.unsure] ?? [] == row.unsure)
  }

  @Test(
    "A list of hosts is one list, whatever is between them",
    arguments: ["k1:9092,k2:9092", "k1:9092 k2:9092", "k1:9092;k2:9092", "k1.corp, k2.corp"])
  func lists(_ value: String) {
    let found = AddressText.candidates(in: value, named: "BROKERS", allowsNumbers: true)
    #expect(found.count == 2)
    #expect(Set(found.map(\.list)).count == 1)
  }

  @Test(
    "Only hosts of the internet mean the same in every network",
    arguments: [
      ("api.example.com", true), ("8.8.8.8", true), ("shop.de", true), ("2001:db8::1", true), ("db.internal", false),
      ("10.0.0.5", false), ("172.20.1.1", false), ("web.shop.svc", false), ("web.shop.svc.cluster.local", false),
      ("host.docker.internal", false), ("nas.local", false), ("dc1.corp", false), ("db.prod", false), ("db.dev", false),
      ("db", false),
      ("fd00::1", false), ("192.168.0.1", false), ("gateway.consul", false), ("x.lan", false), ("100.64.1.1", false),
    ])
  func publicHosts(_ host: String, _ isPublic: Bool) {
    #expect(PublicHost.isPublic(host) == isPublic)
  }
}

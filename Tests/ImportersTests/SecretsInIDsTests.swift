import DependencyModel
import ImportTestSupport
import ModelFormats
import TestSupport
import Testing

/// What is secret in an id is taken out of it, and no more than that.
@Suite struct SecretsInIDsTests {
  /// The id that a graph has of a text.
  private func id(_ text: String) throws -> String {
    let field = "\"\(text.replacing("\"", with: "\"\""))\""
    let model = try Importing.load("source,target\nweb,\(field)\n", file: "edges.csv").model
    return model.components.map(\.id.text).first { $0 != "web" } ?? "nothing"
  }

  private func check(_ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = try id(text)
    #expect(found == expected, "\(text)", sourceLocation: sourceLocation)
    #expect(try id(found) == found, "a second time", sourceLocation: sourceLocation)
  }

  @Test(
    "Secrets in URLs are removed from ids",
    arguments: [
      ("https://u:SECRET@db.example.org/x?t=SECRET#SECRET", "https://db.example.org/x"),
      (#"https:\/\/u:SECRET@db\/y"#, #"https:\/\/db\/y"#), (#"https:\/\/db\/y?t=SECRET"#, #"https:\/\/db\/y"#),
      ("//u:SECRET@db/x", "//db/x"), (#"\/\/u:SECRET@db\/x"#, #"\/\/db\/x"#), ("url=//u:SEC/SECRET@db/x", "url=//db/x"),
      ("http://CORP\\u:SECRET@db/x", "http://db/x"),
    ])
  func urls(_ text: String, _ expected: String) throws { try check(text, expected) }

  @Test(
    "Credentials before a host are removed from ids",
    arguments: [
      ("u:SECRET@db:5432", "db:5432"), ("u:SECRET@db.example.org:5432/shop", "db.example.org:5432/shop"),
      ("u:SEC@SECRET@db:5432", "db:5432"), ("u:SEC/SECRET@db:5432", "db:5432"), (":SECRET@cache:6379", "cache:6379"),
      ("u:SECRET@[::1]:5432", "[::1]:5432"), ("u:SECRET@tcp(db:3306)/x", "tcp(db:3306)/x"),
      ("u:SECRET@db/shop", "db/shop"), ("db u:SECRET@db:1 x", "db db:1 x"), ("addr=u:SECRET@db:1", "addr=db:1"),
      ("jdbc:oracle:thin:u/SECRET@db:1521/x", "jdbc:oracle:thin:@db:1521/x"),
      ("jdbc:oracle:oci8:u/SECRET@//db:1521/x", "jdbc:oracle:oci8:@//db:1521/x"),
    ])
  func credentialsBeforeHosts(_ text: String, _ expected: String) throws { try check(text, expected) }

  @Test(
    "Values of secret keys are removed from ids",
    arguments: [
      ("Server=db;Password=SECRET;Database=x", "Server=db;Password=…;Database=x"),
      ("Server=db;User Id=sa;Pwd=SECRET", "Server=db;User Id=sa;Pwd=…"),
      ("Server=db;password = SEC RET=SECRET,a&b;x=1", "Server=db;password =…;x=1"),
      ("Server=db;Password='SEC;SECRET';x=1", "Server=db;Password=…;x=1"),
      ("Server=db;Password=\"SEC\"\"SECRET\";x=1", "Server=db;Password=…;x=1"),
      ("AccountName=n;AccountKey=SECRET==;EndpointSuffix=e", "AccountName=n;AccountKey=…;EndpointSuffix=e"),
      ("BlobEndpoint=b;SharedAccessSignature=sv=1&sig=SECRET", "BlobEndpoint=b;SharedAccessSignature=…"),
      ("SharedAccessKeyName=n;SharedAccessKey=SECRET=", "SharedAccessKeyName=n;SharedAccessKey=…"),
      ("host=db password=SECRET port=5432", "host=db password=… port=5432"),
      ("host=db password = 'SEC SECRET\\' SECRET' port=5432", "host=db password =… port=5432"),
      ("cache:6379,password=SECRET,ssl=True", "cache:6379,password=…,ssl=True"),
      ("PGPASSWORD=SECRET", "PGPASSWORD=…"), ("--db-pass=SECRET", "--db-pass=…"),
      ("client_secret=SECRET", "client_secret=…"),
      ("x[\"token=SECRET\"].y", "x[\"token=…\"].y"), ("(HOST=db)(PASSWORD=SECRET)(X=1)", "(HOST=db)(PASSWORD=…)(X=1)"),
      ("bucket.example.org/x?X-Amz-Date=1&X-Amz-Signature=SECRET&y=1", "bucket.example.org/x"),
      ("api/x?key=SECRET", "api/x"), ("sv=1&sig=SECRET&se=2", "sv=1&sig=…&se=2"),
      ("SharedAccessSignature sr=n&sig=SECRET&skn=k", "SharedAccessSignature sr=n&sig=…&skn=k"),
    ])
  func valuesOfKeys(_ text: String, _ expected: String) throws { try check(text, expected) }

  @Test(
    "Ordinary names with special characters stay as they are",
    arguments: [
      "a@b.c", "ann.lee+x@mail.example.org", "user@host", "git@github.com:org/repo.git", "mailto:a@b.c",
      "arn:aws:sns:eu-west-1:123:topic", "arn:aws:iam::123:user/ann@example.org", "user:ann@example.org",
      "serviceAccount:x@project.iam.gserviceaccount.com", "user:default/ann@example.org", "sip:ann@example.org:5060",
      "repo@sha256:0123456789abcdef", "repo:1.2@sha256:0123", "registry:5000/team/repo:1.2@sha256:0123", "nginx:1.25",
      "@scope/pkg@1.2.3", "npm:@scope/pkg@1.2.3", "npm:lodash@4.17.21/fp", "lodash@npm:4.17.21", "pkg:npm/x@1",
      "pkg:npm/%40scope/x@1.2.3?arch=x86", "group:artifact:1.0@aar", "actions/checkout@v4", "scott/db@host:1521",
      "aws_instance.a[\"k=v\"]", "module.m[\"a@b.c\"].aws_x.y[0]", "service/ns/name", "ns/service/name:80",
      "web:80/a@b:90",
      "//pkg/dir:target", "@repo//pkg:target", "//db/x", "app=web,tier=token", "cn=admin,dc=example,dc=org",
      "SharedAccessKeyName=n;EntityPath=p", "User Id=sa;Server=db", "a==b", "token", "password", "=", "@", "a:@b:1",
      "::",
      "?",
      "x?page=2&sort=key", "monkey=1", "tokens=5", "C:\\Users\\a", "é@b", "k8s:app=é",
    ])
  func ordinaryNames(_ text: String) throws { try check(text, text) }

  @Test(
    "Ids of other formats lose their secrets and stay unique",
    arguments: [
      (
        "g.jsonl",
        #"{"source": "web", "target": "u:SECRET1@db:5432"}"# + "\n"
          + #"{"source": "a@b.c", "target": "u:SECRET2@db:5432"}"#
      ),
      ("g.jsonl", #"{"id": "web", "needs": ["u:SECRET1@db:5432", {"any": ["a@b.c", "Pwd=SECRET"]}]}"# + "\n"),
      ("g.dot", #"digraph { web -> "u:SECRET1@db:5432"; web -> "a@b.c" }"#),
      (
        "g.graphml",
        #"<graphml><graph edgedefault="directed"><node id="web"/><node id="a@b.c"/><node id="u:SECRET1@db:5432"/>"#
          + #"<edge source="web" target="u:SECRET1@db:5432"/></graph></graphml>"#
      ),
    ])
  func otherFormats(_ file: String, _ text: String) throws {
    let ids = try Importing.load(text, file: file).model.components.map(\.id.text)
    #expect(Set(ids).subtracting(["Pwd=…", "db:5432 (2)"]) == ["web", "db:5432", "a@b.c"])
    #expect(Set(ids).count == ids.count)
  }

  @Test("Removing secrets twice changes nothing, and takes no time for long ids")
  func anyText() throws {
    let parts = [
      "://", "//", #":\/\/"#, "@", "=", ":", ";", "&", "?", ",", " ", "'", "\"", "\\", "/", "[", "(", ")", "u", "p",
      "80",
      "db", "password", "token", "jdbc:oracle:thin:", "…", "é", "#", "<", "{",
    ]
    var random = SplitMix64(seed: 11)
    // A form in which every text is one name.
    func line(_ text: String) -> String {
      let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "{\"source\":\"web\",\"target\":\"\(quoted)\"}\n"
    }
    let texts = (0..<4_000).map { _ in
      (0..<Int.random(in: 1...9, using: &random)).map { _ in parts.randomElement(using: &random)! }.joined()
    }
    let once = try Importing.load(texts.map(line).joined(), file: "g.jsonl").model.components.map(\.id.text)
    let twice = try Importing.load(once.map(line).joined(), file: "g.jsonl").model
    let ids = Set(twice.components.map(\.id.text))
    #expect(once.filter { !ids.contains($0) } == [])
    for part in ["password= ", "a:@", "//u:p@", "a=", " password=a", "?a=&", "u:p@h", "= "] {
      _ = try id(String(repeating: part, count: 60_000 / part.count))
    }
  }
}

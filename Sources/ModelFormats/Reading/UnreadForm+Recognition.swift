extension UnreadForm {
  private static let planJSON =
    "run 'terraform plan -out PLANFILE', then 'terraform show -json PLANFILE > plan.json', and name plan.json"
  private static let redraw = "export it as DOT, GraphML or CSV, or write it as a model"
  private static let bicep =
    "it is not read; name a Terraform plan or state of the same resources, or write them as a model"

  // MARK: Bytes

  private static let magic: [(start: [UInt8], offset: Int, name: String)] = [
    ([0x1F, 0x8B], 0, "an archive of gzip"), ([0x50, 0x4B, 0x03, 0x04], 0, "a zip archive"),
    (Array("BZh".utf8), 0, "an archive of bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], 0, "an archive of xz"),
    ([0x28, 0xB5, 0x2F, 0xFD], 0, "an archive of zstd"), ([0x37, 0x7A, 0xBC, 0xAF], 0, "an archive of 7-Zip"),
    (Array("ustar".utf8), 257, "a tar archive"),
  ]
  private static let pictures: [(start: [UInt8], name: String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"),
    (Array("%PDF".utf8), "a PDF document"), ([0xD0, 0xCF, 0x11, 0xE0], "an Office document"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"), (Array("SQLite format 3".utf8), "an SQLite database"),
  ]

  /// Archives, pictures and other files that are no text.
  static func binary(_ bytes: [UInt8]) -> UnreadForm? {
    if let found = magic.first(where: { bytes.dropFirst($0.offset).starts(with: $0.start) }) {
      if found.name == "a zip archive", String(decoding: bytes.prefix(4_096), as: UTF8.self).contains("tfplan") {
        return UnreadForm(
          "a plan as Terraform saves it", "run 'terraform show -json PLANFILE > plan.json', and name plan.json")
      }
      return UnreadForm(found.name, "unpack it, and name what is in it")
    }
    if let found = pictures.first(where: { bytes.starts(with: $0.start) }) {
      return UnreadForm(found.name, "name the file that it was made from, or write a model")
    }
    guard bytes.prefix(4_096).contains(0), !ForeignEncoding.isWide(bytes) else { return nil }
    return UnreadForm("a file that is not text", "name a file that a tool wrote as text, or write a model")
  }

  // MARK: Names

  /// What only the name of a file says.
  static func named(_ name: String) -> UnreadForm? {
    switch name {
    case "values.yaml", "values.yml", "chart.yaml", "chart.lock": return helmValues
    case "dockerfile", "containerfile":
      return UnreadForm(
        "a Dockerfile", "it builds one image; name the Compose file or the Kubernetes objects that run it")
    default: break
    }
    if name.hasPrefix("values-") || name.hasPrefix("values."), DocumentSyntax(fileName: name) == .yaml {
      return helmValues
    }
    let ending = name.lastIndex(of: ".").map { name[$0...] } ?? ""
    switch ending {
    case ".tf", ".tfvars", ".hcl", ".tofu": return UnreadForm("Terraform source", planJSON)
    case ".mmd", ".mermaid": return UnreadForm("a Mermaid diagram", redraw)
    case ".puml", ".plantuml", ".iuml": return UnreadForm("a PlantUML diagram", redraw)
    case ".d2": return UnreadForm("a D2 diagram", redraw)
    case ".bicep": return UnreadForm("Bicep", bicep)
    case ".sql": return UnreadForm("SQL", "export the rows as CSV with a column for each end of an edge")
    case ".tpl": return helmTemplate
    case ".md", ".markdown", ".rst", ".adoc", ".txt":
      return UnreadForm("a text for people", "name the files that describe the system")
    default: return nil
    }
  }

  // MARK: Text

  /// Languages of diagrams and of infrastructure, and what tools print.
  static func plainText(_ text: String, _ name: String) -> UnreadForm? {
    let lines = text.split(whereSeparator: \.isNewline).prefix(400).map { $0.drop(while: \.isWhitespace) }
      .filter { !$0.isEmpty }
    let code = lines.filter { !$0.hasPrefix("#") && !$0.hasPrefix("//") && !$0.hasPrefix("%%") && !$0.hasPrefix("--") }
    guard let first = code.first else { return nil }
    let word = first.prefix { $0.isLetter || $0 == "-" || $0 == "_" }
    let lowered = first.lowercased()
    if lines.contains(where: {
      $0.hasPrefix("Terraform will perform the following actions")
        || $0.hasPrefix("OpenTofu will perform the following")
        || $0.hasPrefix("Plan: ") && $0.contains(" to add")
    }) {
      return UnreadForm("the text of a Terraform plan", planJSON)
    }
    if isBlock(
      first,
      ["resource": 2, "data": 2, "module": 1, "variable": 1, "provider": 1, "output": 1, "terraform": 0, "locals": 0])
    {
      return UnreadForm("Terraform source", planJSON)
    }
    if isBlock(first, ["job": 1]) {
      return UnreadForm("a job of Nomad", "it is not read; write it as a model, or name traces of its services")
    }
    if ["graph", "flowchart", "sequenceDiagram", "C4Context", "C4Container", "C4Deployment", "architecture-beta"]
      .contains(String(word)), !first.contains("{"),
      name.hasSuffix(".mmd") || name.hasSuffix(".mermaid")
        || code.dropFirst().contains(where: {
          ["-->", "---", "->>", "==>", "-.->", "Rel("].contains(where: $0.contains)
        })
        || word.hasSuffix("Diagram")
    {
      return UnreadForm("a Mermaid diagram", redraw)
    }
    if first.hasPrefix("@start") { return UnreadForm("a PlantUML diagram", redraw) }
    if word == "workspace", first.contains("{") {
      return UnreadForm(
        "Structurizr DSL", "run 'structurizr-cli export -workspace FILE -format dot', and name the .dot files")
    }
    if word == "targetScope" || code.contains(where: { $0.hasPrefix("resource ") && $0.contains("'Microsoft.") }) {
      return UnreadForm("Bicep", bicep)
    }
    if first.hasPrefix("FROM "),
      code.contains(where: { $0.hasPrefix("RUN ") || $0.hasPrefix("CMD ") || $0.hasPrefix("COPY ") })
    {
      return named("dockerfile")
    }
    if first.hasPrefix("CONTAINER ID") || first.hasPrefix("IMAGE ID") || first.hasPrefix("REPOSITORY ") {
      return UnreadForm("a table of docker", "run 'docker compose config > compose.yaml', and name compose.yaml")
    }
    if word == "NAME" || word == "NAMESPACE", first.contains("  "),
      first.contains("READY") || first.contains("AGE") || first.contains("STATUS")
    {
      return UnreadForm("a table of kubectl", "run the command with '-o json', and name its output")
    }
    if first.hasPrefix("{"), ["\"Image\"", "\"Names\"", "\"Status\""].allSatisfy(first.contains) {
      return UnreadForm(
        "a list of docker's containers", "run 'docker compose config > compose.yaml', and name compose.yaml")
    }
    if first.hasPrefix("["), first.hasSuffix("]"), !first.contains("\""), !first.contains(","), !first.contains("{"),
      first.count > 2,
      name.hasSuffix(".ini") || name == "hosts"
        || code.contains(where: { $0.contains("ansible_") || $0.hasSuffix(":children]") })
    {
      return UnreadForm("an inventory of Ansible", "it lists hosts without what they need; write it as a model")
    }
    if ["create table", "insert into", "select ", "alter table", "create database", "drop table"].contains(
      where: lowered.hasPrefix)
    {
      return named(".sql")
    }
    return nil
  }

  /// Whether a line starts a block of HCL: a word, so many labels in quotes, and a brace.
  private static func isBlock(_ line: Substring, _ words: [String: Int]) -> Bool {
    let word = line.prefix { $0.isLetter }
    guard let count = words[String(word)], let brace = line.firstIndex(of: "{") else { return false }
    let between = line[word.endIndex..<brace]
    return between.count(where: { $0 == "\"" }) == 2 * count && !between.contains("=") && !between.contains(":")
  }
}

/// A name that a resource is called by wherever it is addressed, made of its attributes: the host that its cloud gives it,
/// a URL, a full path.
///
/// Clouds make such names by a rule. So they are known in a plan too, in which the attribute that will hold them is unknown.
struct CloudHost: Sendable {
  let type: String
  /// The names, with attributes in braces: `{name}.vault.azure.net`.
  let forms: [String]

  init(_ type: String, _ forms: String...) {
    self.init(type, of: forms)
  }

  init(_ type: String, of forms: [String]) {
    self.type = type
    self.forms = forms
    parts = forms.map(Self.parts)
  }

  /// A part of a form.
  private enum Part: Sendable {
    case text(String)
    case attribute(String)
  }

  private let parts: [[Part]]

  private static func parts(of form: String) -> [Part] {
    var found: [Part] = []
    var rest = form[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { found.append(.text(String(rest[..<open]))) }
      found.append(.attribute(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { found.append(.text(String(rest))) }
    return found
  }

  private static let byType = Dictionary(grouping: CloudService.all.flatMap(\.hosts), by: \.type)

  /// The names of a resource, as far as the attributes that they are made of are known.
  static func names(of resource: CloudResource) -> [String] {
    if resource.type == "aws_secretsmanager_secret" { return [secretWithoutEnd(resource)].compactMap(\.self) }
    return (byType[resource.type] ?? []).flatMap { line in line.parts.compactMap { name(of: resource, $0) } }
  }

  /// The ARN of a secret without the six signs that AWS puts behind its name: others may leave them out.
  private static func secretWithoutEnd(_ secret: CloudResource) -> String? {
    guard let arn = secret.attributes.text(at: "arn"), arn.hasPrefix("arn:"),
      let dash = arn.utf8.lastIndex(of: UInt8(ascii: "-")), arn.utf8[dash...].count == 7
    else { return nil }
    return String(arn[..<dash])
  }

  private static func name(of resource: CloudResource, _ parts: [Part]) -> String? {
    var name = ""
    for part in parts {
      switch part {
      case .text(let text): name += text
      case .attribute(let path):
        guard let value = value(of: path, resource), !value.isEmpty, value.utf8.count < 256 else { return nil }
        name += value
      }
    }
    return name
  }

  /// A value without what names are not written with: `West Europe` is `westeurope`, a link to a zone its last part.
  private static func value(of path: String, _ resource: CloudResource) -> String? {
    if path == "project" { return GoogleProject.name(of: resource) }
    guard let text = resource.attributes.text(at: path) else { return nil }
    switch path {
    case "location", "region", "zone":
      return text.split(separator: "/").last.map { $0.lowercased().filter { $0 != " " } }
    default: return text.contains("/") ? nil : text
    }
  }
}

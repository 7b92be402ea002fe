internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// How Compose merges what several files state under one key of a service.
///
/// Source: the Compose specification, "Merge", and the tables of compose-go (`override/merge.go`, `override/uncity.go`).
enum ComposeMergeRule {
  /// Mappings by key, lists one after the other; anything else is replaced.
  case usual
  /// The last statement alone counts.
  case replaced
  /// `KEY=VALUE` in a list, or a mapping; the later value of a key counts. Either sign may come before the value.
  case pairs(signs: String)
  /// Names in a list, or a mapping by name.
  case names(isDependency: Bool)
  /// One text or a list; of items with one identity the later counts.
  case items(Identity)
  /// A path alone is the context of the build.
  case build
  /// The options of another driver say nothing of this one.
  case logging

  /// What two items of a list have in common when the later one replaces the earlier.
  enum Identity {
    case text, mount, port, grant, device, envFile
  }

  /// The rule of a key, by its path within a service; `*` is any name.
  static func of(_ path: String) -> ComposeMergeRule { table[path] ?? .usual }

  /// To add a key that Compose merges in its own way, append a line.
  private static let table: [String: ComposeMergeRule] = [
    "command": .replaced, "entrypoint": .replaced, "healthcheck.test": .replaced,
    "environment": .pairs(signs: "="), "labels": .pairs(signs: "="), "annotations": .pairs(signs: "="),
    "sysctls": .pairs(signs: "="), "build.args": .pairs(signs: "="), "build.labels": .pairs(signs: "="),
    "build.additional_contexts": .pairs(signs: "="), "deploy.labels": .pairs(signs: "="),
    "extra_hosts": .pairs(signs: "=:"), "build.extra_hosts": .pairs(signs: "=:"),
    "depends_on": .names(isDependency: true), "networks": .names(isDependency: false),
    "models": .names(isDependency: false),
    "volumes": .items(.mount), "ports": .items(.port), "secrets": .items(.grant), "configs": .items(.grant),
    "build.secrets": .items(.grant), "devices": .items(.device), "env_file": .items(.envFile),
    "label_file": .items(.text), "dns": .items(.text), "dns_opt": .items(.text), "dns_search": .items(.text),
    "tmpfs": .items(.text), "expose": .items(.text), "cap_add": .items(.text), "cap_drop": .items(.text),
    "links": .items(.text), "external_links": .items(.text), "profiles": .items(.text), "volumes_from": .items(.text),
    "group_add": .items(.text), "security_opt": .items(.text), "device_cgroup_rules": .items(.text),
    "networks.*.aliases": .items(.text), "networks.*.link_local_ips": .items(.text), "build.tags": .items(.text),
    "build": .build, "logging": .logging,
  ]

  /// The path of a key in a value that has a path.
  static func path(_ parent: String, _ key: String) -> String {
    if parent.isEmpty { return key }
    return parent == "networks" ? "networks.*" : "\(parent).\(key)"
  }
}

extension ComposeMergeRule {
  /// A value in the form in which it can be merged with others under the same key.
  func normalized(_ node: SyntaxNode) -> SyntaxNode {
    switch (self, node.content) {
    case (.pairs(let signs), .sequence(let items)): Self.mapping(of: items, at: node.place) { Self.cut($0, at: signs) }
    case (.names(let isDependency), .sequence(let items)):
      Self.mapping(of: items, at: node.place) { ($0, isDependency ? Self.started : nil) }
    case (.items, .scalar): SyntaxNode(.sequence([node]), at: node.place)
    case (.build, .scalar): SyntaxNode(.mapping([(Self.scalar("context", node.place), node)]), at: node.place)
    default: node
    }
  }

  /// What a name in a list of dependencies says.
  private static let started = [("condition", "service_started"), ("required", "true")]

  /// A text before and after the first of some signs.
  private static func cut(_ text: String, at signs: String) -> (String, [(String, String)]?) {
    guard let sign = text.firstIndex(where: signs.contains) else { return (text, nil) }
    return (String(text[..<sign]), [("", String(text[text.index(after: sign)...]))])
  }

  /// A list as a mapping, of items with one key the last.
  ///
  /// - Parameter entry: the key of an item, and its value: a text under an empty key, or a mapping.
  private static func mapping(
    of items: [SyntaxNode], at place: Place, _ entry: (String) -> (String, [(String, String)]?)
  ) -> SyntaxNode {
    var pairs: [(key: SyntaxNode, value: SyntaxNode)] = []
    var positions: [String: Int] = [:]
    for item in items {
      guard let text = ComposeMerge.untagged(item)?.text else { continue }
      let (key, value) = entry(text)
      let place = item.place
      let node =
        switch value {
        case nil: SyntaxNode(.null, at: place)
        case let value? where value.first?.0 == "": scalar(value[0].1, place)
        case let value?: SyntaxNode(.mapping(value.map { (scalar($0.0, place), scalar($0.1, place)) }), at: place)
        }
      if let position = positions[key] {
        pairs[position] = (scalar(key, place), node)
      } else {
        positions[key] = pairs.count
        pairs.append((scalar(key, place), node))
      }
    }
    return SyntaxNode(.mapping(pairs), at: place)
  }

  private static func scalar(_ text: String, _ place: Place) -> SyntaxNode {
    SyntaxNode(.scalar(text), at: place, isQuoted: true)
  }
}

extension ComposeMergeRule.Identity {
  /// By what an item replaces an earlier one; `nil` if it replaces none.
  func of(_ item: SyntaxNode) -> String? {
    switch self {
    case .text: return item.text
    case .mount: return item["target"]?.text ?? item.text.map { ComposeVolume($0).target }
    case .port:
      guard item.text == nil else { return item.text }
      return ["host_ip", "published", "target", "protocol"].map { item[$0]?.text ?? "" }.joined(separator: "|")
    case .grant: return item["target"]?.text ?? item["source"]?.text ?? item.text
    case .device: return item["target"]?.text ?? item.text?.split(separator: ":").dropFirst().first.map(String.init)
    case .envFile: return item["path"]?.text ?? item.text
    }
  }
}

/// A volume as Compose writes it in a line: `SOURCE:TARGET:MODE`, or the target alone.
struct ComposeVolume {
  let source: String?
  let target: String

  init(_ text: String) {
    var parts = ComposeVariables.filled(text).split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    // The letter of a drive belongs to its path.
    for position in [0, 1] where parts.count > position + 1 {
      let part = parts[position]
      guard part.count == 1, part.first?.isLetter == true, let sign = parts[position + 1].first, "/\\".contains(sign)
      else { continue }
      parts[position] += ":" + parts.remove(at: position + 1)
    }
    source = parts.count > 1 ? parts[0] : nil
    target = parts.count > 1 ? parts[1] : parts[0]
  }
}

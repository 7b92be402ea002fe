internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The kind of a file of Terraform, recognized by its content.
enum TerraformFile {
  /// `terraform show -json` of a plan.
  case plan
  /// `terraform show -json` of a state.
  case state
  /// A `terraform.tfstate`.
  case rawState
  /// The output of `terraform plan -json` while it runs.
  case eventStream
  /// The output of `terraform graph`.
  case graph
  /// A plan as Terraform saves it, which only Terraform reads.
  case savedPlan
  /// Terraform's own source, which only Terraform evaluates.
  case configuration

  init?(_ file: SourceFile) {
    let head = file.bytes.prefix(4)
    if head.elementsEqual([0x50, 0x4B, 0x03, 0x04]) {
      guard String(decoding: file.bytes.prefix(4096), as: UTF8.self).contains("tfplan") else { return nil }
      self = .savedPlan
      return
    }
    let start = SourceStart.bytes(of: file)
    if Self.isGraph(start) {
      self = .graph
    } else if let keys = SourceStart.jsonKeys(of: file) {
      let keys = Set(keys)
      if keys.contains("@level"), keys.contains("@message") || keys.contains("type") {
        self = .eventStream
      } else if keys.contains("format_version"), !keys.contains("elements") {
        let marks: Set = ["planned_values", "resource_changes", "configuration", "prior_state", "variables"]
        self = keys.isDisjoint(with: marks) ? .state : .plan
      } else if keys.contains("version"),
        keys.contains("lineage") || keys.contains("terraform_version") || keys.contains("serial"),
        !keys.contains("services")
      {
        self = .rawState
      } else {
        return nil
      }
    } else if file.name.lowercased().hasSuffix(".tf") || Self.isConfiguration(start) {
      self = .configuration
    } else {
      return nil
    }
  }

  /// Whether a text starts as Terraform's source does, with a block: `resource "aws_vpc" "main" {`.
  static func isConfiguration(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.prefix(1 << 14), as: UTF8.self)
    var isComment = false
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      if line.hasPrefix("/*") { isComment = true }
      if isComment {
        isComment = !line.includes("*/")
        continue
      }
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("//") { continue }
      return isBlock(line)
    }
    return false
  }

  /// Whether a line starts a block: a word, labels in quotes, and a brace.
  private static func isBlock(_ line: Substring) -> Bool {
    let labels: [Substring: Int] = [
      "terraform": 0, "locals": 0, "provider": 1, "variable": 1, "output": 1, "module": 1, "resource": 2, "data": 2,
    ]
    let word = line.prefix { $0.isLetter }
    guard let count = labels[word], let brace = line.firstIndex(of: "{") else { return false }
    let between = line[word.endIndex..<brace]
    return between.count(where: { $0 == "\"" }) == 2 * count
      && between.allSatisfy { $0.isLetter || $0.isNumber || "\"_- ".contains($0) }
  }

  /// Whether a text is a graph as Terraform prints it: of resources, or with `[root]` before each.
  static func isGraph(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first(where: { $0 > 0x20 }), first == UInt8(ascii: "d") else { return false }
    let text = String(decoding: bytes.prefix(1 << 14), as: UTF8.self)
    guard text.hasPrefix("digraph") else { return false }
    if text.contains("\"[root] ") { return true }
    return text.filter { $0 != " " }.contains("rankdir=\"RL\"")
      && text.split(separator: "\"").contains { TerraformAddress($0) != nil && $0.contains("_") }
  }
}

/// A graph as Terraform prints it: which declaration comes before which.
struct TerraformGraph {
  /// Declarations in the order met, by addresses without keys.
  private(set) var declarations: [String] = []
  /// The dependencies of each, locals, variables and outputs passed through.
  private(set) var references: [String: [String]] = [:]

  /// Reads the lines: `"a" [label=…];` and `"a" -> "b";`.
  init(_ text: String) {
    var edges: [String: [String]] = [:]
    var nodes: [String] = []
    var known: Set<String> = []
    func node(_ name: String) -> String? {
      let name = Self.name(name)
      guard !name.hasSuffix("(close)"), !name.hasPrefix("provider[") else { return nil }
      if known.insert(name).inserted { nodes.append(name) }
      return name
    }
    for line in text.split(whereSeparator: \.isNewline) {
      let names = Self.quoted(line)
      guard let first = names.first, let from = node(first) else { continue }
      if line.includes(" -> "), names.count > 1 {
        if let to = node(names[1]) { edges[from, default: []].append(to) }
      }
    }
    for name in nodes where Self.isResource(name) {
      declarations.append(name)
      // Depth first, through what is not a resource itself.
      var found: [String] = []
      var seen: Set<String> = [name]
      var stack = Array((edges[name] ?? []).reversed())
      while let next = stack.popLast() {
        guard seen.insert(next).inserted else { continue }
        if Self.isResource(next) {
          found.append(next)
        } else if Self.isPassedThrough(next) {
          stack += (edges[next] ?? []).reversed()
        }
      }
      references[name] = found
    }
  }

  /// Without `[root]` before and `(expand)` behind.
  private static func name(_ text: String) -> String {
    var name = text
    if name.hasPrefix("[root] ") { name.removeFirst("[root] ".count) }
    if name.hasSuffix(" (expand)") { name.removeLast(" (expand)".count) }
    return name
  }

  private static func isResource(_ name: String) -> Bool {
    TerraformAddress(name).map { $0.rest.isEmpty && !$0.type.isEmpty } ?? false
  }

  /// Locals, variables and outputs hand on what they are made of; modules and providers do not.
  private static func isPassedThrough(_ name: String) -> Bool {
    let parts = TerraformAddress.parts(of: name)
    let last = parts.dropLast().last?.name
    return last == "local" || last == "var" || last == "output"
  }

  /// The texts in quotes on a line, escapes undone.
  private static func quoted(_ line: Substring) -> [String] {
    var found: [String] = []
    var current: String?
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        current?.unicodeScalars.append(scalar)
        isEscaped = false
      } else if scalar == "\\", current != nil {
        isEscaped = true
      } else if scalar == "\"" {
        if let text = current { found.append(text) }
        current = current == nil ? "" : nil
      } else {
        current?.unicodeScalars.append(scalar)
      }
    }
    return found
  }
}

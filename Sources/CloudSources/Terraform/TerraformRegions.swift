internal import ModelFormats
internal import SourceReading

/// The regions that the providers of a plan state, by the address of each declaration.
///
/// A declaration names its provider in the configuration: `aws`, or `aws.east` of one with an alias.
struct TerraformRegions {
  /// `nil` for a declaration whose provider states no region.
  private var regions: [String: String?] = [:]
  /// By the name of a cloud the region of its provider without an alias in the root module.
  private var defaults: [String: String] = [:]

  private static let deepest = 24

  /// The regions of a plan.
  init(ofPlan document: SyntaxNode) {
    var providers: [String: String] = [:]
    for (key, provider) in document["configuration"]?["provider_config"]?.pairs ?? [] {
      guard let key = key.text, let region = Self.region(of: provider, document) else { continue }
      providers[key] = region
      if provider["module_address"] == nil, provider["alias"] == nil, let name = provider["name"]?.text {
        defaults[name] = region
      }
    }
    guard !providers.isEmpty, let root = document["configuration"]?["root_module"] else { return }
    add(root, prefix: "", providers, depth: 0)
  }

  /// The region of a resource's declaration; `nil` where none is stated.
  ///
  /// A resource whose declaration is gone was made by the provider of its cloud.
  subscript(address: TerraformAddress) -> String? {
    if let region = regions[address.configuration] { return region }
    return address.type.split(separator: "_").first.flatMap { defaults[String($0)] }
  }

  private mutating func add(_ module: SyntaxNode, prefix: String, _ providers: [String: String], depth: Int) {
    guard depth <= Self.deepest else { return }
    for resource in module["resources"]?.items ?? [] {
      guard let address = resource["address"]?.text else { continue }
      if let key = resource["provider_config_key"]?.text {
        regions[prefix + address] = .some(providers[key])
      } else if let cloud = resource["type"]?.text?.split(separator: "_").first {
        regions[prefix + address] = .some(defaults[String(cloud)])
      }
    }
    for (name, call) in module["module_calls"]?.pairs ?? [] {
      guard let name = name.text, let inner = call["module"] else { continue }
      add(inner, prefix: "\(prefix)module.\(name).", providers, depth: depth + 1)
    }
  }

  /// The region of a provider: written there, or the value of the root variable that it names.
  private static func region(of provider: SyntaxNode, _ document: SyntaxNode) -> String? {
    guard let region = provider["expressions"]?["region"] else { return nil }
    if let text = region["constant_value"]?.text { return text.isEmpty ? nil : text }
    guard let name = region["references"]?.items.first?.text, name.hasPrefix("var.") else { return nil }
    return document["variables"]?[String(name.dropFirst(4))]?["value"]?.text
  }
}

internal import ModelFormats
internal import SourceReading

/// The regions and zones that the providers of a plan state, by the address of each declaration.
///
/// A declaration names its provider in the configuration: `aws`, or `aws.east` of one with an alias.
struct TerraformRegions {
  struct Stated {
    var region: String?
    var zone: String?
    /// The account, or the project of Google.
    var account: String?
    /// The provider, with the module that has it and its alias.
    var provider: String?
  }

  /// `nil` for a declaration whose provider states nothing.
  private var stated: [String: Stated?] = [:]
  /// By the name of a cloud what its provider without an alias in the root module states.
  private var defaults: [String: Stated] = [:]
  /// By the path of each module its call, for the values of variables.
  private var calls: [String: SyntaxNode] = [:]
  private var modules: [String: SyntaxNode] = [:]

  private static let deepest = 24

  /// What a plan states.
  init(ofPlan document: SyntaxNode) {
    guard let root = document["configuration"]?["root_module"] else { return }
    note(root, path: "", call: nil, depth: 0)
    var providers: [String: Stated] = [:]
    for (key, provider) in document["configuration"]?["provider_config"]?.pairs ?? [] {
      guard let key = key.text else { continue }
      let path = provider["module_address"]?.text.map { $0 + "." } ?? ""
      let expressions = provider["expressions"]
      var found = Stated(
        region: value(expressions?["region"], path, document, depth: 0),
        zone: value(expressions?["zone"], path, document, depth: 0), provider: key)
      let role = (expressions?["assume_role"]?.itemsOrSelf ?? []).lazy.compactMap { $0["role_arn"] }.first
      found.account =
        CloudMeaning.account(ofARN: value(role, path, document, depth: 0))
        ?? expressions?["allowed_account_ids"]?["constant_value"]?.items.first?.text
        ?? value(expressions?["project"], path, document, depth: 0)
      providers[key] = found
      if provider["module_address"] == nil, provider["alias"] == nil, let name = provider["name"]?.text {
        defaults[name.hasPrefix("google") ? "google" : name] = found
      }
    }
    guard !providers.isEmpty else { return }
    let known = Set((document["configuration"]?["provider_config"]?.pairs ?? []).compactMap(\.key.text))
    add(root, prefix: "", providers, known, depth: 0)
    calls = [:]
    modules = [:]
  }

  /// What the provider of a resource's declaration states; `nil` where none is known.
  ///
  /// A resource whose declaration is gone was made by the provider of its cloud.
  subscript(address: TerraformAddress) -> Stated? {
    if let known = stated[address.configuration] { return known }
    return address.type.split(separator: "_").first.flatMap { defaults[String($0)] }
  }

  private mutating func note(_ module: SyntaxNode, path: String, call: SyntaxNode?, depth: Int) {
    guard depth <= Self.deepest else { return }
    modules[path] = module
    calls[path] = call
    for (name, call) in module["module_calls"]?.pairs ?? [] {
      guard let name = name.text, let inner = call["module"] else { continue }
      note(inner, path: "\(path)module.\(name).", call: call, depth: depth + 1)
    }
  }

  private mutating func add(
    _ module: SyntaxNode, prefix: String, _ providers: [String: Stated], _ known: Set<String>, depth: Int
  ) {
    guard depth <= Self.deepest else { return }
    for resource in module["resources"]?.items ?? [] {
      guard let address = resource["address"]?.text else { continue }
      if var key = resource["provider_config_key"]?.text {
        // `module.net:aws` of a module without a provider of its own is that of the module around it.
        while !known.contains(key), let colon = key.lastIndex(of: ":") {
          let name = key[key.index(after: colon)...]
          let path = key[..<colon].split(separator: ".").dropLast(2)
          key = path.isEmpty ? String(name) : "\(path.joined(separator: ".")):\(name)"
        }
        stated[prefix + address] = .some(providers[key])
      } else if let cloud = resource["type"]?.text?.split(separator: "_").first {
        stated[prefix + address] = .some(defaults[String(cloud)])
      }
    }
    for (name, call) in module["module_calls"]?.pairs ?? [] {
      guard let name = name.text, let inner = call["module"] else { continue }
      add(inner, prefix: "\(prefix)module.\(name).", providers, known, depth: depth + 1)
    }
  }

  /// The value of an expression: written there, or that of the variable that it names, its default, or what the call of
  /// the module gives to it.
  private func value(_ expression: SyntaxNode?, _ path: String, _ document: SyntaxNode, depth: Int) -> String? {
    guard let expression, depth < Self.deepest else { return nil }
    if let text = expression["constant_value"]?.text { return text.isEmpty ? nil : text }
    let references = (expression["references"]?.items ?? []).compactMap(\.text)
    guard references.count == 1, references[0].hasPrefix("var.") else { return nil }
    let name = String(references[0].dropFirst(4))
    if path.isEmpty, let text = document["variables"]?[name]?["value"]?.text { return text.isEmpty ? nil : text }
    if let call = calls[path], let argument = call["expressions"]?[name] {
      let parts = TerraformAddress.parts(of: path)
      let outer = parts.dropLast(2).map(\.name).joined(separator: ".")
      return value(argument, outer.isEmpty ? "" : outer + ".", document, depth: depth + 1)
    }
    let text = modules[path]?["variables"]?[name]?["default"]?.text
    return text?.isEmpty == false ? text : nil
  }

  /// By estate and provider of a state the one region and account in which all are that state theirs: a provider has one.
  static func ofProviders(_ instances: [TerraformReader.Instance]) -> [Int: [String: Stated]] {
    struct Places {
      var regions: Set<String> = []
      var accounts: Set<String> = []
    }
    var places: [Int: [String: Places]] = [:]
    for instance in instances {
      guard let provider = instance.provider, instance.address.type.hasPrefix("aws_"),
        !CloudIdentities.borrowingARN.contains(instance.address.type)
      else { continue }
      let arn = instance.attributes["arn"]?.text
      var region: String?
      if let zone = instance.attributes["availability_zone"]?.text, let found = CloudMeaning.region(ofZone: zone) {
        region = found
      } else {
        region = CloudMeaning.region(ofARN: arn)
      }
      if region != nil, CloudType.of(instance.address.type).isGlobal { region = nil }
      let account = CloudMeaning.account(ofARN: arn)
      guard region != nil || account != nil else { continue }
      if let account { places[instance.estate, default: [:]][provider, default: Places()].accounts.insert(account) }
      if let region { places[instance.estate, default: [:]][provider, default: Places()].regions.insert(region) }
    }
    return places.mapValues { providers in
      providers.mapValues { found in
        Stated(
          region: found.regions.count == 1 ? found.regions.first : nil,
          account: found.accounts.count == 1 ? found.accounts.first : nil)
      }
    }
  }
}

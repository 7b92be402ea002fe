internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Interfaces that AWS serves for others: what their paths call, and the names before them.
///
/// An interface does nothing by itself. It needs any of what its paths call, and is degraded by the loss of each; who is given its
/// address fails with it.
extension CloudMeaning {
  static let interfaceTypes = ["aws_api_gateway_rest_api", "aws_apigatewayv2_api"]

  func addInterfaces(to draft: inout ImportDraft) {
    var called: [String: [Called]] = [:]
    for (type, path, owner) in [
      ("aws_api_gateway_integration", "uri", "rest_api_id"),
      ("aws_apigatewayv2_integration", "integration_uri", "api_id"),
    ] {
      for integration in resources(type) where isComponent(integration.id) {
        var found = self.called(by: integration, path, &draft)
        for target in found {
          relateEntry(
            integration.id, .needs, to: target.id, confidence: target.confidence,
            source: "\(integration.source).\(path)", at: integration.place, &draft)
        }
        // A service of AWS that is called is named in what it is sent.
        addPassedAddresses(to: integration.id, from: integration, ["request_parameters", "request_templates"], &draft)
        let links = targets(
          of: integration, "connection_id", ["aws_api_gateway_vpc_link", "aws_apigatewayv2_vpc_link"])
        if found.isEmpty { found = links.flatMap(\.ids).map { Called(id: $0, confidence: .referenced) } }
        for api in ids(of: integration, owner, Self.interfaceTypes) { called[api, default: []] += found }
      }
    }
    for api in resources(Self.interfaceTypes) where isComponent(api.id) {
      var all = called[api.id] ?? []
      for path in ["body", "definition_body"] { all += calledInBody(of: api, path, &draft) }
      if let target = api.attributes["target"], !target.isNull { all += self.called(by: api, "target", &draft) }
      addCalled(all, by: api, "\(api.source): what its paths call", to: &draft)
    }
    addAuthorizers(to: &draft)
    addDataSources(to: &draft)
    addDomains(to: &draft)
  }

  /// The host at which an interface answers, as other sources write it.
  func interfaceHost(of resource: CloudResource) -> String? {
    guard Self.interfaceTypes.contains(resource.type), let id = resource.attributes.text(at: "id"),
      let region = region(of: resource), id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { return nil }
    return "\(id).execute-api.\(region).amazonaws.com"
  }

  /// What a path of an interface calls.
  struct Called {
    var id: String
    var confidence: Confidence
  }

  /// Says that an interface needs any of what its paths call.
  func addCalled(
    _ all: [Called], by api: CloudResource, _ source: String, to draft: inout ImportDraft
  ) {
    var targets: [Requirement.Target] = []
    for target in all.filter({ $0.id != api.id }).preferred(where: { !isAbsent($0.id, in: draft) }) {
      let (needs, uses) = entry(to: target.id)
      for use in uses { draft.relate(api.id, .uses, use, confidence: target.confidence, source: source, at: api.place) }
      let one = needs.count == 1 ? needs[0] : .group(Group(.all, of: needs.map { Group.Member(Requirement($0)) }))
      if !targets.contains(one) { targets.append(one) }
      // A list that long is no longer looked through.
      guard targets.count < 1_000 else { break }
    }
    let confidence = all.map(\.confidence).max() ?? .referenced
    draft.relateRedundant(api.id, of: targets, confidence: confidence, source: source, at: api.place)
  }

  /// What an attribute calls: a function by the address that API Gateway has for it, a load balancer, a host.
  func called(by holder: CloudResource, _ path: String, _ draft: inout ImportDraft) -> [Called] {
    readings[holder.type, default: Readings()].add(path, [])
    var found: [Called] = []
    for value in holder.attributes.values(at: path) { found += called(value, by: holder, path, &draft) }
    var seen: Set<String> = []
    return found.filter { $0.id != holder.id && isComponent($0.id) && seen.insert($0.id).inserted }
  }

  private func called(
    _ value: CloudValue, by holder: CloudResource, _ path: String, _ draft: inout ImportDraft
  ) -> [Called] {
    switch value {
    case .null, .unknown: return []
    case .list(let items): return items.flatMap { called($0, by: holder, path, &draft) }
    case .map(let pairs): return pairs.flatMap { called($0.value, by: holder, path, &draft) }
    case .reference(let reference):
      return reference.resources.flatMap(standIns(for:)).map { Called(id: $0, confidence: .referenced) }
    case .joined(let parts):
      let references = parts.flatMap { part in
        if case .reference = part { called(part, by: holder, path, &draft) } else { [Called]() }
      }
      if !references.isEmpty { return references }
      // The address may hold an ARN of which only the region or the account is not known.
      let text = parts.map { $0.text ?? "*" }.joined()
      return identities.positions(in: text, choose: { nearest($0, to: holder, by: $1) }).map {
        Called(id: inventory.resources[$0].id, confidence: .inferred)
      }
    case .text(let text): return called(text, by: holder, path, &draft)
    }
  }

  private func called(
    _ text: String, by holder: CloudResource, _ path: String, _ draft: inout ImportDraft
  ) -> [Called] {
    let confidence: Confidence = holder.isObserved ? .observed : .declared
    func calls(_ positions: [Int], by name: String) -> [Called] {
      nearest(positions, to: holder, by: name).map { Called(id: inventory.resources[$0].id, confidence: confidence) }
    }
    let functions = identities.positions(of: text, among: ["aws_lambda_function", "aws_lambda_alias"])
    if !functions.isEmpty { return calls(functions, by: text) }
    let source = "\(holder.source).\(path)"
    if text.hasPrefix("arn:") {
      guard let arn = CloudOutsider.arn(of: text) else { return [] }
      for name in [text, arn] {
        let known = identities.positions(of: name, among: [])
        if !known.isEmpty { return calls(known, by: name) }
      }
      return addOutside(arnIn: text, source: source, at: holder.place, &draft).map {
        [Called(id: $0, confidence: confidence)]
      } ?? []
    }
    let whole = identities.positions(ofAddress: text)
    if !whole.isEmpty { return calls(whole, by: text) }
    let known = identities.positions(in: text) { nearest($0, to: holder, by: $1) }
    if !known.isEmpty { return known.map { Called(id: inventory.resources[$0].id, confidence: confidence) } }
    return AddressText.candidates(in: text).filter { $0.isAuthority && !$0.isDoubtful && CloudOutsider.isHost($0.host) }
      .compactMap { addOutside(host: $0.host, namedBy: holder, source: source, at: holder.place, &draft) }
      .map { Called(id: $0, confidence: confidence) }
  }

  // MARK: Bodies

  /// What the paths of a description in the form of OpenAPI call.
  private func calledInBody(of api: CloudResource, _ path: String, _ draft: inout ImportDraft) -> [Called] {
    readings[api.type, default: Readings()].add(path, [])
    guard let body = api.attributes[path] else { return [] }
    var found: [Called] = []
    func visit(_ value: CloudValue, isIntegration: Bool, depth: Int, _ draft: inout ImportDraft) {
      guard depth < 64 else { return }
      switch value {
      case .list(let items), .joined(let items):
        for item in items { visit(item, isIntegration: isIntegration, depth: depth + 1, &draft) }
      case .map(let pairs):
        for (key, inner) in pairs {
          if isIntegration, key == "uri" {
            found += called(inner, by: api, path, &draft)
          } else {
            visit(
              inner, isIntegration: key.lowercased().hasPrefix("x-amazon-apigateway-integration"), depth: depth + 1,
              &draft)
          }
        }
      default: break
      }
    }
    if case .text(let text) = body, text.utf8.count < 1 << 22,
      let document = JSONReader(quotesText: false).read(Array(text.utf8), file: "").document
    {
      visit(AWSTranslation.whole(document), isIntegration: false, depth: 0, &draft)
    } else {
      visit(body, isIntegration: false, depth: 0, &draft)
    }
    return found
  }

  // MARK: Names of one's own

  /// A name of one's own needs any of the interfaces that its paths lead to.
  private func addDomains(to draft: inout ImportDraft) {
    var leads: [String: [Called]] = [:]
    for (type, domains, paths) in [
      ("aws_api_gateway_base_path_mapping", "aws_api_gateway_domain_name", ["api_id", "rest_api_id"]),
      ("aws_apigatewayv2_api_mapping", "aws_apigatewayv2_domain_name", ["api_id"]),
    ] {
      for mapping in resources(type) {
        let apis = paths.flatMap { targets(of: mapping, $0, Self.interfaceTypes) }
        let found = apis.flatMap { target in target.ids.map { Called(id: $0, confidence: target.confidence) } }
        for domain in ids(of: mapping, "domain_name", [domains])
        where isComponent(domain) {
          leads[domain, default: []] += found
        }
      }
    }
    for domain in resources("aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name")
    where isComponent(domain.id) {
      addCalled(leads[domain.id] ?? [], by: domain, "\(domain.source): its mappings", to: &draft)
    }
  }
}

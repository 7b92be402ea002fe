internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Who may call an interface: its authorizers, and the sources of data of an interface of GraphQL.
extension CloudMeaning {
  private static let authorizers = ["aws_api_gateway_authorizer", "aws_apigatewayv2_authorizer"]

  /// A path that is guarded needs its authorizer; the interface does if all its paths are guarded.
  func addAuthorizers(to draft: inout ImportDraft) {
    guard !resources(Self.authorizers).isEmpty else { return }
    var byInterface: [String: [String]] = [:]
    for authorizer in resources(Self.authorizers) where isComponent(authorizer.id) {
      for function in called(by: authorizer, "authorizer_uri", &draft) {
        relateEntry(
          authorizer.id, .needs, to: function.id, confidence: function.confidence,
          source: "\(authorizer.source).authorizer_uri", at: authorizer.place, &draft)
      }
      addIssuer(of: authorizer, to: &draft)
      for path in ["rest_api_id", "api_id"] {
        for api in ids(of: authorizer, path, Self.interfaceTypes) {
          byInterface[api, default: []].append(authorizer.id)
        }
      }
    }
    let guards = guards(&draft)
    for api in resources(Self.interfaceTypes) where isComponent(api.id) {
      guard let own = byInterface[api.id] else { continue }
      let known = guards[api.id] ?? []
      let source = "\(api.source): its authorizers"
      if !known.isEmpty, known.allSatisfy({ !$0.isEmpty }) {
        let used = own.filter { id in known.contains { $0.contains(id) } }
        draft.relateRedundant(
          api.id, of: used.isEmpty ? own : used, confidence: .referenced, source: source, at: api.place)
      } else {
        draft.relate(api.id, .uses, .all, of: own, confidence: .referenced, source: source, at: api.place)
      }
    }
  }

  /// Per interface the authorizers of each of its paths.
  private func guards(_ draft: inout ImportDraft) -> [String: [[String]]] {
    var found: [String: [[String]]] = [:]
    var byMethod: [String: [String]] = [:]
    func key(_ resource: CloudResource) -> String? {
      guard let method = resource.attributes.text(at: "http_method") else { return nil }
      let path = resource.attributes.values(at: "resource_id").map { value -> String in
        if case .reference(let reference) = value { return reference.resources.joined(separator: " ") }
        return value.text ?? ""
      }
      return path.isEmpty ? nil : "\(path.joined(separator: " ")) \(method)"
    }
    for method in resources("aws_api_gateway_method") {
      if let key = key(method) { byMethod[key] = ids(of: method, "authorizer_id", Self.authorizers) }
    }
    for (type, owner) in [("aws_api_gateway_integration", "rest_api_id"), ("aws_apigatewayv2_route", "api_id")] {
      for path in resources(type) where path.attributes.text(at: "http_method") != "OPTIONS" {
        var own = ids(of: path, "authorizer_id", Self.authorizers)
        if own.isEmpty, let other = key(path).flatMap({ byMethod[$0] }) {
          own = other
          for id in other where isComponent(path.id) {
            draft.relate(
              path.id, .needs, id, confidence: .referenced, source: "\(path.source): its authorizer", at: path.place)
          }
        }
        for api in ids(of: path, owner, Self.interfaceTypes) { found[api, default: []].append(own) }
      }
    }
    return found
  }

  /// Who issues the tokens that an authorizer accepts: a pool of users by its address, or a host.
  private func addIssuer(of authorizer: CloudResource, to draft: inout ImportDraft) {
    guard let issuer = authorizer.attributes.text(at: "jwt_configuration.issuer") else { return }
    let source = "\(authorizer.source).jwt_configuration.issuer"
    let pools = identities.positions(
      of: issuer.split(separator: "/").last.map(String.init) ?? "", among: ["aws_cognito_user_pool"])
    if !pools.isEmpty {
      for pool in nearest(pools, to: authorizer, by: issuer) {
        relateAddress(
          authorizer.id, to: inventory.resources[pool].id, source: source, at: authorizer.place, &draft)
      }
    } else {
      addPassedAddresses(to: authorizer.id, from: authorizer, ["jwt_configuration.issuer"], named: "endpoint", &draft)
    }
  }

  // MARK: GraphQL

  /// An interface of GraphQL needs any of the sources of its data.
  func addDataSources(to draft: inout ImportDraft) {
    var called: [String: [Called]] = [:]
    for source in resources("aws_appsync_datasource") where isComponent(source.id) {
      guard source.attributes.text(at: "type") != "NONE" else { continue }
      for target in targets(of: source, "api_id", ["aws_appsync_graphql_api"]) {
        for api in target.ids {
          // The source needs its interface: what it reads is what counts.
          let read = related(to: source.id, in: draft).subtracting([api]).sorted()
          called[api, default: []] += read.map { Called(id: $0, confidence: target.confidence) }
        }
      }
    }
    for api in resources("aws_appsync_graphql_api") where isComponent(api.id) {
      let all = (called[api.id] ?? []).filter { isComponent($0.id) && !isSetting($0.id) }
      addCalled(all, by: api, "\(api.source): its data sources", to: &draft)
    }
  }
}

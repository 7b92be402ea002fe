internal import DependencyModel
internal import SourceReading

/// Names: records of DNS, sets of them, and the content network.
extension CloudMeaning {
  /// The resources that the texts and references of an attribute address; hosts outside of the files too.
  func addressed(
    by resource: CloudResource, _ path: String, to draft: inout ImportDraft
  ) -> [(id: String, confidence: Confidence)] {
    addressed(by: resource, path) { host in
      addOutside(host: host, namedBy: resource, source: "\(resource.source).\(path)", at: resource.place, &draft)
    }
  }

  /// The resources in the files that the texts and references of an attribute address.
  func addressed(by resource: CloudResource, _ path: String) -> [(id: String, confidence: Confidence)] {
    addressed(by: resource, path) { _ in nil }
  }

  private func addressed(
    by resource: CloudResource, _ path: String, outside: (_ host: String) -> String?
  ) -> [(id: String, confidence: Confidence)] {
    readings[resource.type, default: Readings()].add(path, [])
    var found: [(id: String, confidence: Confidence)] = []
    func visit(_ value: CloudValue, isWhole: Bool) {
      switch value {
      case .null, .unknown: break
      case .list(let items): for item in items { visit(item, isWhole: isWhole) }
      case .joined(let items): for item in items { visit(item, isWhole: false) }
      case .map(let pairs): for pair in pairs { visit(pair.value, isWhole: isWhole) }
      case .reference(let reference):
        for id in reference.resources.flatMap(standIns(for:)) { found.append((id, .referenced)) }
      case .text(let text):
        let whole = identities.positions(ofAddress: text)
        let positions =
          whole.isEmpty
          ? identities.positions(in: text) { nearest($0, to: resource, by: $1) }
          : nearest(whole, to: resource, by: text)
        let confidence: Confidence = resource.isObserved ? .observed : .declared
        for position in positions { found.append((inventory.resources[position].id, confidence)) }
        // The host of a mail record comes after its priority.
        let host = text.split(separator: " ").last.map { CloudIdentities.normalized(String($0)) } ?? ""
        guard positions.isEmpty, isWhole, CloudOutsider.isHost(host), let id = outside(host) else { return }
        found.append((id, confidence))
      }
    }
    for value in resource.attributes.values(at: path) { visit(value, isWhole: true) }
    var seen: Set<String> = []
    return found.filter { $0.id != resource.id && isComponent($0.id) && seen.insert($0.id).inserted }
  }

  /// What a resource stands for that is only a step on the way to another: the interface of a stage.
  func standIns(for id: String) -> [String] {
    guard let resource = inventory[id] else { return [id] }
    switch resource.type {
    case "aws_api_gateway_stage", "aws_api_gateway_deployment":
      return ids(of: resource, "rest_api_id", "aws_api_gateway_rest_api")
    case "aws_apigatewayv2_stage", "aws_apigatewayv2_deployment":
      return ids(of: resource, "api_id", "aws_apigatewayv2_api")
    default: return ownersOfGlue(id)
    }
  }

  // MARK: Records

  /// The types of records that name no host that answers.
  static let otherRecords: Set<String> = ["TXT", "NS", "SOA", "CAA", "SPF", "DS", "PTR", "NAPTR"]

  func addNames(to draft: inout ImportDraft) {
    for record in resources("aws_route53_record") where isComponent(record.id) {
      guard !Self.otherRecords.contains(record.attributes.text(at: "type") ?? "A") else { continue }
      for (id, confidence) in addressed(by: record, "alias.name", to: &draft)
      where inventory[id]?.type != "aws_route53_zone" {
        relateEntry(
          record.id, .needs, to: id, confidence: confidence, source: "\(record.source).alias", at: record.place, &draft)
      }
      addValues(of: record, to: &draft)
    }
    for set in recordSets.all { add(set, to: &draft) }
  }

  /// The values of a record: a client takes any of them, so each is a share of the clients. All that have the address of a
  /// value answer together: an elastic address and its machine.
  private func addValues(of record: CloudResource, to draft: inout ImportDraft) {
    let source = "\(record.source).records"
    var values: [[(id: String, confidence: Confidence)]] = []
    for value in record.attributes.values(at: "records").flatMap(\.items) {
      var part = record
      part.attributes = .map([("records", value)])
      let found = addressed(by: part, "records", to: &draft).filter { inventory[$0.id]?.type != "aws_route53_zone" }
      guard !found.isEmpty else { continue }
      // An expression may name several values, a known one is one.
      if value.text == nil { values += found.map { [$0] } } else { values.append(found) }
    }
    guard values.count > 1 else {
      for (id, confidence) in values.first ?? [] {
        relateEntry(record.id, .needs, to: id, confidence: confidence, source: source, at: record.place, &draft)
      }
      return
    }
    var targets: [Requirement.Target] = []
    for value in values {
      var needs: [Requirement.Target] = []
      for (id, _) in value { for need in entry(to: id).needs where !needs.contains(need) { needs.append(need) } }
      let target =
        needs.count == 1 ? needs[0] : .group(Group(.all, of: needs.map { Group.Member(Requirement($0)) }))
      if !targets.contains(target) { targets.append(target) }
    }
    let confidence = values.joined().map(\.confidence).max() ?? .declared
    draft.relateRedundant(record.id, of: targets, confidence: confidence, source: source, at: record.place)
  }

  // MARK: Sets of records

  /// Records of one name and type of which an answer has some.
  struct RecordSet {
    var id: String
    var records: [CloudResource]
  }

  /// All sets of records, and by the id of a record the set that it is in.
  struct RecordSets {
    var all: [RecordSet] = []
    var byRecord: [String: String] = [:]
  }

  func findRecordSets() -> RecordSets {
    var sets: [String: [CloudResource]] = [:]
    for record in resources("aws_route53_record") where isComponent(record.id) {
      if let name = record.attributes.text(at: "name") ?? record.attributes.text(at: "fqdn"),
        let type = record.attributes.text(at: "type"),
        record.attributes.text(at: "set_identifier")?.isEmpty == false
      {
        sets["\(CloudIdentities.normalized(name)) \(type)", default: []].append(record)
      }
    }
    var found = RecordSets()
    for (name, records) in sets.sorted(by: { $0.key < $1.key }) where records.count > 1 {
      let id = "dns:\(name)"
      found.all.append(RecordSet(id: id, records: records))
      for record in records { found.byRecord[record.id] = id }
    }
    return found
  }

  private func add(_ set: RecordSet, to draft: inout ImportDraft) {
    let first = set.records[0]
    draft.add(set.id, kind: "aws/dns-name", source: first.source, at: first.place)
    let isChecked = set.records.contains { record in
      record.attributes.values(at: "health_check_id").contains { $0.text?.isEmpty != true }
        || record.attributes.bool(at: "alias.evaluate_target_health") == true
    }
    let isFailover = set.records.contains {
      ($0.attributes.text(at: "failover_routing_policy.type") ?? $0.attributes.text(at: "failover")) != nil
    }
    // A record of weight 0 is in no answer, as long as another has a weight.
    let serving = set.records.preferred {
      ($0.attributes.int(at: "weighted_routing_policy.weight") ?? $0.attributes.int(at: "weight")) != 0
    }
    let ids = serving.map(\.id)
    if isChecked || !isFailover {
      draft.relate(set.id, .needs, .any, of: ids, source: first.source, at: first.place)
    }
    if isChecked || isFailover {
      draft.relate(set.id, .uses, .all, of: ids, source: first.source, at: first.place)
    } else {
      // Without a check the answers go on naming what is lost: those clients are lost with it.
      draft.relate(set.id, .degradedBy, .all, of: ids, source: "\(first.source): no health check", at: first.place)
    }
  }

  // MARK: The content network

  func addDistributions(to draft: inout ImportDraft) {
    for distribution in resources("aws_cloudfront_distribution") where isComponent(distribution.id) {
      let usual = distribution.attributes.text(at: "default_cache_behavior.target_origin_id")
      let origins = distribution.attributes.values(at: "origin")
      let hasGroup = distribution.attributes.values(at: "origin_group").contains { $0["origin_id"]?.text == usual }
      for origin in origins {
        var resource = distribution
        resource.attributes = origin
        let name = origin["origin_id"]?.text
        let isUsual = origins.count == 1 || name != nil && name == usual || usual == nil
        let source = "\(distribution.source).origin" + (name.map { "[\"\($0)\"]" } ?? "")
        for (id, confidence) in addressed(by: resource, "domain_name", to: &draft) {
          relateEntry(
            distribution.id, isUsual && !hasGroup ? .needs : .uses, to: id, confidence: confidence, source: source,
            at: distribution.place, &draft)
        }
      }
      if hasGroup {
        let members = Set(
          distribution.attributes.values(at: "origin_group").filter { $0["origin_id"]?.text == usual }
            .flatMap { $0.values(at: "member.origin_id") }.compactMap(\.text))
        let ids = origins.filter { $0["origin_id"]?.text.map(members.contains) ?? false }.flatMap { origin in
          var resource = distribution
          resource.attributes = origin
          return addressed(by: resource, "domain_name", to: &draft).map(\.id)
        }
        draft.relate(
          distribution.id, .needs, .any, of: ids, source: "\(distribution.source).origin_group",
          at: distribution.place)
      }
    }
  }
}

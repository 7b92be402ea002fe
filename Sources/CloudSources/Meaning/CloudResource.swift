internal import DependencyModel
internal import SourceReading

/// A resource of a cloud in one form, whichever source it was read from: Terraform's names for types and attributes.
///
/// Sources (Terraform, CloudFormation, answers of the AWS command line) only translate; what a reference means is decided in
/// one place, by `CloudMeaning` and its tables.
struct CloudResource {
  /// Resources are copied often: a copy is one reference, until it is changed.
  private var stored: Stored

  private final class Stored {
    var fields: Fields

    init(_ fields: Fields) {
      self.fields = fields
    }
  }

  private struct Fields {
    var id: String
    var type: String {
      didSet {
        cloud = CloudResource.cloud(ofType: type)
        line = CloudType.of(type)
      }
    }
    var line: CloudType
    var cloud: String
    var writtenType: String?
    var name: String?
    var attributes: CloudValue
    var dependsOn: [String] = []
    var references: [CloudReference] = []
    var scope = ""
    var estate = ""
    var hints: CloudHints?
    var region: String?
    var zone: String?
    var source: String
    var place: Place
    var isObserved = false
    var isExternal = false
  }

  init(_ id: String, type: String, attributes: CloudValue, source: String, at place: Place) {
    stored = Stored(
      Fields(
        id: id, type: type, line: CloudType.of(type), cloud: Self.cloud(ofType: type), attributes: attributes,
        source: source, place: place))
  }

  private var fields: Fields {
    @inline(__always) _read { yield stored.fields }
    @inline(__always) _modify {
      if !isKnownUniquelyReferenced(&stored) { stored = Stored(stored.fields) }
      yield &stored.fields
    }
  }

  /// The cloud that it belongs to, as kinds of components name it: the first part of its type.
  var cloud: String { fields.cloud }

  /// The id of the component that it becomes: the Terraform address, the logical id, the id that AWS gave.
  var id: String {
    _read { yield fields.id }
    _modify { yield &fields.id }
  }

  /// Terraform's type, such as `aws_db_instance`; other types are kept as they are and understood by attribute names.
  var type: String {
    _read { yield fields.type }
    _modify { yield &fields.type }
  }

  /// What the tables say of its type.
  var line: CloudType { fields.line }

  /// The type as its source writes it, where that is another: `AWS::RDS::DBInstance`.
  var writtenType: String? {
    _read { yield fields.writtenType }
    _modify { yield &fields.writtenType }
  }

  /// The name for people, such as the `Name` tag.
  var name: String? {
    _read { yield fields.name }
    _modify { yield &fields.name }
  }

  /// The attributes by Terraform's names, in snake case.
  ///
  /// Separate resources of Terraform may be here too, as AWS answers them: `members` of a target group
  /// (`[{target_id, state}]`), `instances` of an Auto Scaling group (`[{instance_id, availability_zone}]`),
  /// `secondary_availability_zone` of a database.
  var attributes: CloudValue {
    _read { yield fields.attributes }
    _modify { yield &fields.attributes }
  }

  /// The ids of resources that are only known to come before this one: an explicit `depends_on`, or what a state lists. The
  /// last resort.
  var dependsOn: [String] {
    _read { yield fields.dependsOn }
    _modify { yield &fields.dependsOn }
  }

  /// References of which the attribute is not known, as in a graph of resources.
  var references: [CloudReference] {
    _read { yield fields.references }
    _modify { yield &fields.references }
  }

  /// Its scope, such as the instance of a module, an account or a stack: of several resources that a name fits, those
  /// of the same scope are meant.
  var scope: String {
    _read { yield fields.scope }
    _modify { yield &fields.scope }
  }

  /// The state, account or plan that it is of: a plain name is looked for in the same only.
  var estate: String {
    _read { yield fields.estate }
    _modify { yield &fields.estate }
  }

  /// What its source states of how its names are meant.
  var hints: CloudHints? {
    _read { yield fields.hints }
    _modify { yield &fields.hints }
  }

  /// The region that its source states for it, such as that of its provider, unless an attribute states one.
  var region: String? {
    _read { yield fields.region }
    _modify { yield &fields.region }
  }

  /// The zone that its source states for it, such as that of its provider, unless an attribute states one.
  var zone: String? {
    _read { yield fields.zone }
    _modify { yield &fields.zone }
  }

  /// The file and the address in it.
  var source: String {
    _read { yield fields.source }
    _modify { yield &fields.source }
  }

  /// Where it is.
  var place: Place {
    _read { yield fields.place }
    _modify { yield &fields.place }
  }

  /// Whether it is what the account really has, so that a matching value is observed, not only declared.
  var isObserved: Bool {
    _read { yield fields.isObserved }
    _modify { yield &fields.isObserved }
  }

  /// Whether it is only read by the source, not managed by it: a data source, an imported value.
  var isExternal: Bool {
    _read { yield fields.isExternal }
    _modify { yield &fields.isExternal }
  }

  /// The cloud of Amazon, as kinds of components name it.
  static let amazon = "aws"

  private static func cloud(ofType type: String) -> String {
    guard !type.includes("::"), let end = type.firstIndex(of: "_") else { return amazon }
    return type[..<end] == "awscc" ? amazon : String(type[..<end])
  }

  /// The type as its source writes it, if it is formed like one.
  var typeInSource: String {
    let written = writtenType ?? type
    return ForeignName.isPlain(written, signs: "._-:/") ? written : "types without a plain name"
  }

  /// The attribute of those values of others that are read once, when it is made.
  static let dynamicReferences = "{{resolve}}"
}

/// What a source states of how the names in a resource are meant.
final class CloudHints {
  /// The account that the source states, such as that of the provider, unless an ARN has one.
  let account: String?
  /// The provider by which the source manages the resource, with its alias.
  let provider: String?
  /// By a known text the resources that the expression behind it refers to, by id; by the empty text those of longer texts.
  let expressed: [String: Set<String>]
  /// By a text that was read from another estate, such as an output of its state, those estates.
  let foreign: [String: Set<String>]

  init(
    account: String?, provider: String? = nil, expressed: [String: Set<String>] = [:],
    foreign: [String: Set<String>] = [:]
  ) {
    self.account = account
    self.provider = provider
    self.expressed = expressed
    self.foreign = foreign
  }
}

/// All resources of a source.
struct CloudInventory {
  /// In the order met.
  private(set) var resources: [CloudResource] = []
  private var positions: [String: Int] = [:]

  /// What the accounts call their zones.
  var zones = CloudZones(ids: [:], used: [:])

  /// Adds a resource; if the id exists, the attributes that it lacks are added to it.
  mutating func add(_ resource: CloudResource) {
    guard let position = positions[resource.id] else {
      positions[resource.id] = resources.count
      resources.append(resource)
      return
    }
    guard case .map(var pairs) = resources[position].attributes else {
      resources[position].attributes = resource.attributes
      return
    }
    var known = Set(pairs.map(\.key))
    for pair in resource.attributes.pairs where known.insert(pair.key).inserted { pairs.append(pair) }
    resources[position].attributes = .map(pairs)
    resources[position].references += resource.references
    resources[position].dependsOn += resource.dependsOn
  }

  /// Puts every resource that states no region into one.
  mutating func setRegion(_ region: String?) {
    for position in resources.indices where resources[position].region == nil { resources[position].region = region }
  }

  /// Calls the zones of Amazon what they mean in the account of each resource.
  ///
  /// What states no account is of the one of its estate, or else of an account that may be that of others.
  mutating func nameZones() {
    var ofEstate: [String: Set<String>] = [:]
    let stated = resources.map { $0.cloud == CloudResource.amazon ? CloudMeaning.account(of: $0) : nil }
    for (position, account) in stated.enumerated() {
      if let account { ofEstate[resources[position].estate, default: []].insert(account) }
    }
    var accounts: [String?] = []
    var unsure: Set<String> = []
    var ids: [String: [String: String]] = [:]
    var used: [String: Set<String>] = [:]
    for (position, resource) in resources.enumerated() {
      guard resource.cloud == CloudResource.amazon else {
        accounts.append(nil)
        continue
      }
      let known = ofEstate[resource.estate] ?? []
      let account = stated[position] ?? (known.count == 1 ? known.first! : resource.estate)
      if stated[position] == nil, known.count != 1 { unsure.insert(account) }
      accounts.append(account)
      for (name, id) in Self.zoneIDs(of: resource) { ids[account, default: [:]][name] = id }
    }
    let all = Set(accounts.compactMap(\.self))
    guard all.count > 1 else {
      if let only = all.first { zones = CloudZones(ids: ids[only] ?? [:], of: unsure.isEmpty ? only : nil) }
      return
    }
    for (position, resource) in resources.enumerated() {
      guard let account = accounts[position], !resource.isExternal || resource.line.isExternal else {
        continue
      }
      for pair in resource.attributes.pairs {
        CloudZones.forEachZone(pair.value, key: pair.key) { used[$0, default: []].insert(account) }
      }
    }
    zones = CloudZones(ids: ids, used: used, unsure: unsure)
    guard !zones.names.isEmpty else { return }
    for position in resources.indices {
      guard let account = accounts[position], zones.names[account] != nil else { continue }
      resources[position].attributes = .map(
        resources[position].attributes.pairs.map { ($0.key, zones.renamed($0.value, key: $0.key, of: account)) })
    }
  }

  /// The ids of zones that a resource states beside their names.
  private static func zoneIDs(of resource: CloudResource) -> [(name: String, id: String)] {
    guard resource.type.hasPrefix("aws_availability_zone") || resource.attributes["availability_zone_id"] != nil else {
      return []
    }
    func texts(_ key: String) -> [String] { resource.attributes[key]?.items.compactMap(\.text) ?? [] }
    let pairs =
      switch resource.type {
      case "aws_availability_zones": zip(texts("names"), texts("zone_ids"))
      case "aws_availability_zone": zip(texts("name"), texts("zone_id"))
      default: zip(texts("availability_zone"), texts("availability_zone_id"))
      }
    return pairs.filter { !$0.isEmpty && !$1.isEmpty }.map { (name: $0, id: $1) }
  }

  /// Changes a resource that is there.
  mutating func update(_ id: String, _ change: (inout CloudResource) -> Void) {
    if let position = positions[id] { change(&resources[position]) }
  }

  /// The position of a resource.
  func position(of id: String) -> Int? { positions[id] }

  subscript(id: String) -> CloudResource? { positions[id].map { resources[$0] } }
}

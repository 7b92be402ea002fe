internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What one file says of resources, before it is known whether other files speak of the same.
struct TerraformSource {
  /// The planned action for a resource.
  enum Action {
    case create, update, replace, createFirst, destroy

    /// The change of the resource.
    var change: PlannedChange {
      switch self {
      case .create: .create
      case .update: .update
      case .replace: .replace
      case .createFirst: .replaceCreatingFirst
      case .destroy: .destroy
      }
    }
  }

  /// A resource as the file has it.
  struct Entry {
    var address: TerraformAddress
    /// The address as written.
    var text: String
    var attributes: CloudValue
    var isUnknown: SyntaxNode?
    var dependsOn: [String] = []
    /// The provider that manages it, as a raw state names it.
    var provider: String?
    /// The id that the provider gave, before the plan.
    var oldID: String?
    var place: Place

    /// What identifies the resource wherever it is mentioned: its type with its ARN, link or id; `nil` if nothing does.
    var identity: String? {
      for attribute in ["arn", "self_link", "id"]
      where attribute != "arn" || !CloudIdentities.borrowingARN.contains(address.type) {
        guard let text = attributes.text(at: attribute) ?? (attribute == "id" ? oldID : nil), !text.isEmpty,
          CloudName.isGlobal(text)
        else { continue }
        return "\(address.type) \(CloudName.key(text))"
      }
      return nil
    }

    /// The id by which the same address in two files is compared.
    var id: String? { oldID ?? attributes.text(at: "id") }
  }

  let file: String
  /// Whether it is a plan; a plan's values come before those of a state.
  var isPlan = false
  /// Whether it is only a list of changes.
  var isStream = false
  var lineage: String?
  var serial = 0
  var entries: [Entry] = []
  private var positions: [String: Int] = [:]
  var actions: [(address: String, action: Action)] = []
  var configuration: SyntaxNode?
  /// The values of the variables of a plan.
  var variables: SyntaxNode?
  /// The outputs of the root module whose values are known.
  var outputs: [(name: String, value: CloudValue)] = []
  var regions: TerraformRegions?
  /// How many addresses stand twice.
  private(set) var repeated = 0
  var tainted: [String] = []
  var deposed = 0

  init(file: String) { self.file = file }

  /// Adds an entry; the first of an address counts.
  mutating func add(_ entry: Entry) {
    guard positions[entry.text] == nil else {
      repeated += 1
      return
    }
    positions[entry.text] = entries.count
    entries.append(entry)
  }

  /// Adds the outputs of a state, or of a plan as far as they are known.
  mutating func addOutputs(_ node: SyntaxNode?) {
    for (name, output) in node?.pairs ?? [] {
      guard let name = name.text, let value = output["value"] else { continue }
      outputs.append((name, TerraformValues.value(value)))
    }
  }

  func entry(_ address: String) -> Entry? { positions[address].map { entries[$0] } }
}

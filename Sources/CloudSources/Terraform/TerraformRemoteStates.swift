internal import ModelFormats
internal import SourceReading

/// Outputs of one state that another reads: `data.terraform_remote_state.network.outputs.subnet_ids`.
///
/// Which of the other files is that state follows from the values of its outputs, or else from the path that the data source
/// has, or else from there being only one with such outputs.
struct TerraformRemoteStates {
  /// By estate the texts that it reads of others, each with the names of those.
  private(set) var texts: [Int: [String: Set<String>]] = [:]

  /// How many states may be read one through another.
  private static let deepest = 4

  private struct Reading {
    var estate: Int
    var declaration: String
    var other: Int
  }

  /// Finds which states read which, and tells each configuration what the outputs are.
  init(
    _ sources: [TerraformSource], _ estates: TerraformEstates, _ configurations: inout [Int: TerraformConfiguration]
  ) {
    guard Set(estates.estates).count > 1 else { return }
    var known: [Int: [String: CloudValue]] = [:]
    var names: [Int: Set<String>] = [:]
    for (position, source) in sources.enumerated() {
      let estate = estates.estates[position]
      for (name, value) in source.outputs where known[estate]?[name] == nil {
        known[estate, default: [:]][name] = value
      }
      names[estate, default: []].formUnion(source.outputs.map(\.name))
      let declared = source.configuration?["root_module"]?["outputs"]?.pairs ?? []
      names[estate, default: []].formUnion(declared.compactMap(\.key.text))
    }
    var readings: [Reading] = []
    for (position, source) in sources.enumerated() {
      let estate = estates.estates[position]
      for entry in source.entries where entry.address.isData && entry.address.type == "terraform_remote_state" {
        let others = names.keys.filter { $0 != estate && !names[$0]!.isEmpty }.sorted()
        guard let other = Self.other(read: entry, among: others, known, estates) else { continue }
        readings.append(Reading(estate: estate, declaration: entry.address.configuration, other: other))
        for value in (known[other] ?? [:]).values {
          value.forEachLeaf { _, leaf in
            guard let text = leaf.text, CloudHome.isBare(text) else { return }
            texts[estate, default: [:]][text, default: []].insert(estates.name(of: other))
          }
        }
      }
    }
    guard !readings.isEmpty else { return }
    for _ in 0..<min(Self.deepest, readings.count) {
      var outputs: [Int: [String: [CloudReference]]] = [:]
      for other in Set(readings.map(\.other)) {
        // What is resolved before all is known is not kept.
        var configuration = configurations[other]
        var found = configuration?.outputs() ?? [:]
        for (name, value) in known[other] ?? [:] where found[name] == nil {
          let texts = value.items.compactMap(\.text)
          if !texts.isEmpty, texts.allSatisfy(CloudHome.isID) {
            found[name] = texts.map { CloudReference(expression: $0) }
          }
        }
        outputs[other] = found
      }
      for reading in readings {
        configurations[reading.estate]?.remotes[reading.declaration] = outputs[reading.other]
      }
    }
  }

  /// The state that a data source reads.
  private static func other(
    read entry: TerraformSource.Entry, among others: [Int], _ known: [Int: [String: CloudValue]],
    _ estates: TerraformEstates
  ) -> Int? {
    var values = entry.attributes["outputs"]
    // A raw state has the type beside the value.
    if let value = values?["value"], values?["type"] != nil { values = value }
    let texts = Set(leaves(of: values ?? .null))
    if !texts.isEmpty {
      let counts = others.map { other in
        (known[other] ?? [:]).values.reduce(0) { $0 + leaves(of: $1).count { texts.contains($0) } }
      }
      if let most = counts.max(), most > 0 {
        return counts.count { $0 == most } == 1 ? others[counts.firstIndex(of: most)!] : nil
      }
    }
    if others.count == 1 { return others[0] }
    // By the words of the path: `network/terraform.tfstate`.
    let words = Set(
      leaves(of: entry.attributes["config"] ?? .null).flatMap { $0.split { "/._-:".contains($0) }.map(String.init) }
        + [entry.address.name])
    let fitting = others.filter { other in
      estates.name(of: other).split(separator: "/").last.map { words.contains(String($0)) } ?? false
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  private static func leaves(of value: CloudValue) -> [String] {
    var found: [String] = []
    value.forEachLeaf { _, leaf in if let text = leaf.text, text.utf8.count > 1 { found.append(text) } }
    return found
  }
}

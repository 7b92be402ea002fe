internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Unites what several files say of the same resources.
extension TerraformReader {
  /// Unites what the files say, plans first: they say what will be, states what a plan leaves open.
  mutating func unite(_ estates: TerraformEstates) {
    let order = sources.indices.sorted { first, second in
      let (one, other) = (sources[first], sources[second])
      if estates.estates[first] != estates.estates[second] || one.isPlan == other.isPlan {
        if estates.estates[first] == estates.estates[second], one.serial != other.serial {
          return one.serial > other.serial
        }
        return first < second
      }
      return one.isPlan
    }
    for position in order {
      for entry in sources[position].entries {
        let id = estates.id(of: entry, in: position)
        add(
          entry, id: id, estate: estates.estates[position], isState: !sources[position].isPlan, sources[position].file)
      }
    }
  }

  mutating func add(
    _ entry: TerraformSource.Entry, id: String, estate: Int, isState: Bool, _ file: String
  ) {
    guard let position = positions[id] else {
      positions[id] = instances.count
      instances.append(
        Instance(
          address: entry.address, id: id, attributes: entry.attributes, isUnknown: entry.isUnknown,
          dependsOn: entry.dependsOn, provider: entry.provider, estate: estate, file: file, place: entry.place))
      return
    }
    instances[position].provider = instances[position].provider ?? entry.provider
    // The dependencies of another estate are addresses of its own.
    if instances[position].estate == estate { instances[position].dependsOn += entry.dependsOn }
    guard case .map(let old) = instances[position].attributes, case .map(let new) = entry.attributes else { return }
    var pairs = old
    var places = Dictionary(old.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    let isUnknown = instances[position].isUnknown.map { KeyedValues($0) }
    for pair in new where !pair.value.isNull {
      if isState, isUnknown?[pair.key] != nil, isUnknown?[pair.key]?.bool != false {
        instances[position].known[pair.key] = instances[position].known[pair.key] ?? pair.value
      }
      if let known = places[pair.key] {
        if pairs[known].value.isNull {
          pairs[known].value = pair.value
        } else if isState {
          instances[position].before[pair.key] = instances[position].before[pair.key] ?? pair.value
        }
      } else {
        places[pair.key] = pairs.count
        pairs.append(pair)
      }
    }
    instances[position].attributes = .map(pairs)
  }
}

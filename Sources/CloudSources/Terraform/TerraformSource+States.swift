internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads states, in each of their forms.
extension TerraformSource {
  /// Adds the values of a module and those in it, as `terraform show -json` prints them.
  mutating func addValues(_ module: SyntaxNode?, dataOnly: Bool = false) {
    var waiting = [module].compactMap(\.self)
    while let module = waiting.popLast() {
      for resource in module["resources"]?.items ?? [] {
        guard let text = resource["address"]?.text, let address = TerraformAddress(text) else { continue }
        if dataOnly, !address.isData || entry(text) != nil { continue }
        if resource["deposed_key"]?.text != nil {
          deposed += 1
          continue
        }
        if resource["tainted"]?.bool == true { tainted.append(text) }
        add(
          Entry(
            address: address, text: text,
            attributes: TerraformValues.value(resource["values"] ?? SyntaxNode(.null, at: resource.place)),
            dependsOn: (resource["depends_on"]?.items ?? []).compactMap(\.text), place: resource.place))
      }
      waiting += (module["child_modules"]?.items ?? []).reversed()
    }
  }

  /// A state of version 4.
  mutating func addState(_ document: SyntaxNode) {
    lineage = document["lineage"]?.text
    serial = document["serial"]?.int ?? 0
    addOutputs(document["outputs"])
    for resource in document["resources"]?.items ?? [] {
      guard let type = resource["type"]?.text, let name = resource["name"]?.text else { continue }
      let module = resource["module"]?.text.map { $0 + "." } ?? ""
      let data = resource["mode"]?.text == "data" ? "data." : ""
      let provider = resource["provider"]?.text
      for instance in resource["instances"]?.items ?? [] {
        guard instance["deposed"] == nil else {
          deposed += 1
          continue
        }
        var key = ""
        if let index = instance["index_key"], let text = index.text {
          key = index.isQuoted ? "[\(Self.quoted(text))]" : "[\(text)]"
        }
        let text = "\(module)\(data)\(type).\(name)\(key)"
        guard let address = TerraformAddress(text) else { continue }
        let attributes =
          instance["attributes"].map(TerraformValues.value)
          ?? TerraformValues.unflattened(
            (instance["attributes_flat"]?.pairs ?? []).map { ($0.key.text ?? "", $0.value.text ?? "") })
        let before = (instance["dependencies"] ?? instance["depends_on"])?.items ?? []
        add(
          Entry(
            address: address, text: text, attributes: attributes, dependsOn: before.compactMap(\.text),
            provider: provider, place: instance.place))
        if instance["status"]?.text == "tainted" { tainted.append(text) }
      }
    }
  }

  private static func quoted(_ key: String) -> String {
    "\"" + key.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  /// A state of version 3 and before: flat texts, modules by path.
  mutating func addOldState(_ document: SyntaxNode) {
    lineage = document["lineage"]?.text
    serial = document["serial"]?.int ?? 0
    for module in document["modules"]?.items ?? [] {
      let path = (module["path"]?.items ?? []).compactMap(\.text).dropFirst()
      let prefix = path.map { "module.\($0)." }.joined()
      for (key, resource) in module["resources"]?.pairs ?? [] {
        guard var name = key.text else { continue }
        // `type.name.0` has its index behind a dot.
        if let last = name.split(separator: ".").last, Int(last) != nil, name.split(separator: ".").count > 2 {
          name = name.dropLast(last.count + 1) + "[\(last)]"
        }
        let text = prefix + name
        deposed += resource["deposed"]?.items.count ?? 0
        guard let address = TerraformAddress(text), let primary = resource["primary"] else { continue }
        if primary["tainted"]?.bool == true { tainted.append(text) }
        var pairs = (primary["attributes"]?.pairs ?? []).map { ($0.key.text ?? "", $0.value.text ?? "") }
        if !pairs.contains(where: { $0.0 == "id" }), let id = primary["id"]?.text { pairs.append(("id", id)) }
        let before = (resource["depends_on"]?.items ?? []).compactMap(\.text).map { prefix + $0 }
        add(
          Entry(
            address: address, text: text, attributes: TerraformValues.unflattened(pairs), dependsOn: before,
            place: resource.place))
      }
    }
  }
}

internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Reads plans, and what planning prints while it runs.
extension TerraformSource {
  mutating func addPlan(_ document: SyntaxNode) {
    isPlan = true
    configuration = document["configuration"]
    variables = document["variables"]
    addOutputs(document["planned_values"]?["outputs"])
    regions = TerraformRegions(ofPlan: document)
    for change in document["resource_changes"]?.items ?? [] { add(change: change) }
    if document["resource_changes"] == nil { addValues(document["planned_values"]?["root_module"]) }
    addValues(document["prior_state"]?["values"]?["root_module"], dataOnly: true)
  }

  private mutating func add(change node: SyntaxNode) {
    guard let text = node["address"]?.text, let address = TerraformAddress(text) else { return }
    guard node["deposed"] == nil else {
      deposed += 1
      return
    }
    let change = node["change"]
    let order = (change?["actions"]?.items ?? []).compactMap(\.text)
    let actions = Set(order)
    let isGone = actions == ["delete"] || actions == ["forget"]
    let values = isGone ? change?["before"] : change?["after"]
    add(
      Entry(
        address: address, text: text, attributes: TerraformValues.value(values ?? SyntaxNode(.null, at: node.place)),
        isUnknown: isGone ? nil : change?["after_unknown"], oldID: change?["before"]?["id"]?.text, place: node.place))
    guard !address.isData else { return }
    if actions.contains("delete"), actions.contains("create") {
      self.actions.append((text, order.first == "create" ? .createFirst : .replace))
    } else if actions.contains("delete") {
      self.actions.append((text, .destroy))
    } else if actions.contains("update") {
      self.actions.append((text, .update))
    } else if actions.contains("create") {
      self.actions.append((text, .create))
    }
  }

  mutating func addEvents(_ file: SourceFile) {
    isStream = true
    for event in ForeignText.jsonLines(file).documents where event["type"]?.text == "planned_change" {
      guard let change = event["change"], let text = change["resource"]?["addr"]?.text,
        let address = TerraformAddress(text)
      else { continue }
      add(Entry(address: address, text: text, attributes: .map([]), place: event.place))
      switch change["action"]?.text {
      case "replace"?: actions.append((text, .replace))
      case "delete"?: actions.append((text, .destroy))
      case "update"?: actions.append((text, .update))
      case "create"?: actions.append((text, .create))
      default: break
      }
    }
  }
}

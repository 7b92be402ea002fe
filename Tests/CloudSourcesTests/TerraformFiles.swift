/// Makes small files of Terraform for tests.
enum TerraformFiles {
  /// A resource of a raw state.
  static func resource(
    _ type: String, _ name: String, _ attributes: String, key: String? = nil, before: [String] = [],
    mode: String = "managed",
    provider: String = "aws", more: String = ""
  ) -> String {
    let list = before.map { "\"\($0)\"" }.joined(separator: ",")
    let index = key.map { "\"index_key\":\($0)," } ?? ""
    return
      "{\"mode\":\"\(mode)\",\"type\":\"\(type)\",\"name\":\"\(name)\",\"provider\":\"provider[\\\"registry.terraform.io/hashicorp/\(provider)\\\"]\",\"instances\":[{\(index)\(more)\"attributes\":{\(attributes)},\"dependencies\":[\(list)]}]}"
  }

  /// A raw state.
  static func state(_ resources: [String], lineage: String = "one", serial: Int = 1) -> String {
    "{\"version\":4,\"terraform_version\":\"1.11.4\",\"serial\":\(serial),\"lineage\":\"\(lineage)\",\"resources\":[\(resources.joined(separator: ","))]}"
  }

  /// A change of a plan; what is unknown is named.
  static func change(
    _ address: String, _ after: String = "", unknown: [String] = [], actions: String = "\"create\"",
    before: String = "null"
  ) -> String {
    let list = unknown.map { "\"\($0)\":true" }.joined(separator: ",")
    return
      "{\"address\":\(quoted(address)),\"change\":{\"actions\":[\(actions)],\"before\":\(before),\"after\":{\(after)},\"after_unknown\":{\(list)}}}"
  }

  /// A declaration in the configuration of a plan: attributes, each with its references.
  static func declaration(
    _ address: String, _ references: [(attribute: String, names: [String])] = [], provider: String? = nil
  ) -> String {
    let expressions = references.map { attribute, names in
      "\"\(attribute)\":{\"references\":[\(names.map(quoted).joined(separator: ","))]}"
    }.joined(separator: ",")
    let key = provider.map { ",\"provider_config_key\":\"\($0)\"" } ?? ""
    return "{\"address\":\"\(address)\",\"expressions\":{\(expressions)}\(key)}"
  }

  /// A plan.
  static func plan(
    _ changes: [String], _ declarations: [String], providers: String = "", variables: String = "", calls: String = "",
    rootVariables: String = ""
  ) -> String {
    "{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",\"variables\":{\(variables)},\"resource_changes\":[\(changes.joined(separator: ","))],\"configuration\":{\"provider_config\":{\(providers)},\"root_module\":{\"variables\":{\(rootVariables)},\"module_calls\":{\(calls)},\"resources\":[\(declarations.joined(separator: ","))]}}}"
  }

  private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\\\""))\"" }
}

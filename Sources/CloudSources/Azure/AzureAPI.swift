internal import ModelFormats
internal import SourceReading

/// Reads resources that are written in the form of Azure's own interface, as the provider `azapi` has them: a type with a version,
/// and a body. They are translated to the types and attributes of `azurerm`, so that the same rows hold for both.
enum AzureAPI {
  private static let types: Set<String> = ["azapi_resource", "azapi_data_plane_resource"]

  /// The resource by its type of `azurerm`. One without such a type keeps its own, with its body as attributes.
  static func translated(_ resource: CloudResource) -> CloudResource {
    guard types.contains(resource.type), !resource.isExternal else { return resource }
    let written = resource.attributes["type"]?.text ?? ""
    let type = written.prefix { $0 != "@" }.lowercased()
    let body = parsed(resource.attributes["body"])
    var result = resource
    var pairs = resource.attributes.pairs.filter {
      !["body", "type", "output", "response_export_values"].contains($0.key)
    }
    result.writtenType = resource.type
    if let known = known(type, body) {
      result.type = known
      let paths = AzureAPIPaths.of(type)
      add(paths, of: body, parent: resource.attributes["parent_id"], to: &pairs)
      let rest = rest(of: body, without: Set(paths.map(\.path)))
      if !rest.isNull { pairs.append(("body", rest)) }
      // A resource group is where it belongs, and has a name of its own in azurerm.
      if let group = group(of: resource), !pairs.contains(where: { $0.key == "resource_group_name" }) {
        pairs.append(("resource_group_name", .text(group)))
      }
      if paths.contains(where: { $0.path == parent }) || isGroup(resource.attributes["parent_id"]) {
        pairs.removeAll { $0.key == "parent_id" }
      }
    } else {
      pairs.append(("body", rest(of: body, without: [])))
    }
    result.attributes = .map(pairs)
    return result
  }

  /// The path by which a table speaks of the attribute `parent_id`.
  static let parent = "parent"

  private static func known(_ type: String, _ body: CloudValue) -> String? {
    if type == "microsoft.web/sites", body["kind"]?.text?.includes("functionapp") == true {
      return "azurerm_linux_function_app"
    }
    if let record = AzureAPIPaths.record(type) { return record }
    return AzureTypes.type(ofARM: type)
  }

  private static func parsed(_ body: CloudValue?) -> CloudValue {
    guard let body else { return .null }
    guard let text = body.text else { return body }
    guard let document = JSONReader(quotesText: false).read(Array(text.utf8), file: "").document else { return .null }
    return TerraformValues.value(document)
  }

  private static func group(of resource: CloudResource) -> String? {
    for attribute in ["id", "parent_id"] {
      guard let text = resource.attributes[attribute]?.text, CloudName.isARM(text) else { continue }
      let parts = text.split(separator: "/")
      if parts.count > 3, parts[2].lowercased() == "resourcegroups" { return String(parts[3]) }
    }
    return nil
  }

  /// Whether a value names a resource group or subscription, which runs nothing.
  private static func isGroup(_ value: CloudValue?) -> Bool {
    guard let text = value?.text else { return false }
    return text.split(separator: "/").count <= 4
  }

  // MARK: Attributes

  private static func add(
    _ paths: [AzureAPIPath], of body: CloudValue, parent: CloudValue?,
    to pairs: inout [(key: String, value: CloudValue)]
  ) {
    let isOpen = body.pairs.isEmpty && !body.isNull
    for path in paths {
      var values: [CloudValue]
      if path.path == Self.parent {
        values = parent.map { [$0] } ?? []
      } else if isOpen {
        // A body of which nothing is known yet has all its references: each attribute takes those of its types.
        values = path.isReference ? [body] : []
      } else {
        values = body.values(at: path.path)
      }
      if path.isSettings { values = values.isEmpty ? [] : [settings(values)] }
      guard !values.isEmpty else { continue }
      set(values.count == 1 ? values[0] : .list(values), at: path.attribute.split(separator: ".")[...], in: &pairs)
    }
  }

  /// Settings with a name and a value each as a map.
  private static func settings(_ values: [CloudValue]) -> CloudValue {
    .map(
      values.flatMap(\.items).compactMap { item in
        guard let name = item["name"]?.text, let value = item["value"] ?? item["connectionString"] else { return nil }
        return (name, value)
      })
  }

  private static func set(
    _ value: CloudValue, at path: ArraySlice<Substring>, in pairs: inout [(key: String, value: CloudValue)]
  ) {
    guard let key = path.first.map(String.init) else { return }
    let place = pairs.firstIndex { $0.key == key }
    guard path.count > 1 else {
      if let place { pairs[place].value = value } else { pairs.append((key, value)) }
      return
    }
    var inner = place.map { pairs[$0].value.pairs } ?? []
    set(value, at: path.dropFirst(), in: &inner)
    if let place { pairs[place].value = .map(inner) } else { pairs.append((key, .map(inner))) }
  }

  /// What is left of a body, with names as Terraform writes them.
  private static func rest(of value: CloudValue, without paths: Set<String>, at path: String = "") -> CloudValue {
    if paths.contains(path) { return .null }
    switch value {
    case .map(let pairs):
      return .map(
        pairs.compactMap { key, value in
          let rest = rest(of: value, without: paths, at: path.isEmpty ? key : "\(path).\(key)")
          return rest.isNull ? nil : (snakeCase(key), rest)
        })
    case .list(let items): return .list(items.map { rest(of: $0, without: paths, at: path) })
    case .reference, .joined: return path.isEmpty && !paths.isEmpty ? .null : value
    default: return value
    }
  }

  /// `networkSecurityGroup` as `network_security_group`.
  private static func snakeCase(_ name: String) -> String {
    guard name.utf8.count < 128, !name.contains("/") else { return name }
    var result = ""
    var wasSmall = false
    for letter in name {
      if letter.isUppercase, wasSmall { result += "_" }
      result += letter.lowercased()
      wasSmall = letter.isLowercase
    }
    return result
  }
}

internal import DependencyModel

/// The JSON Schemas of the language (draft 2020-12), for editors and other tools.
///
/// Whatever a valid file holds satisfies its schema; a schema does not know what only the whole model shows, such as
/// whether an id exists.
public enum LanguageSchema: String, Sendable {
  /// The schema of a model, whole or a part that another file includes.
  case model
  /// The schema of a policy: checks and settings of the rules that are separate from any model.
  case policy

  /// Where the properties for the keys of components belong in the definitions.
  private static let componentKeys = #"        "componentKeys": {}"#

  /// The schema as JSON. Both hold the same definitions, each by itself.
  public var text: String {
    let head = """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:whatfails:schema:\(rawValue):1",
        "title": "WhatFails \(rawValue)",
        "$ref": "#/$defs/\(rawValue)",
      """
    let definitions = String(decoding: PackageResources.definitions_schema_json.dropFirst(), as: UTF8.self)
    let properties = ComponentKey.all.flatMap(\.schemaProperties).joined(separator: ",\n")
    return head + definitions.replacing(Self.componentKeys, with: properties)
  }
}

/// The JSON Schema of the model language (draft 2020-12), for editors and other tools.
///
/// Whatever a valid model holds satisfies it; it does not know what only the whole model tells, such as whether an id
/// exists.
public enum ModelSchema {
  /// The schema as JSON.
  public static var text: String { String(decoding: PackageResources.model_schema_json, as: UTF8.self) }
}

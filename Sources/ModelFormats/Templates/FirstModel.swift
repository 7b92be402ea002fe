/// The model that `whatfails init` writes: small, commented, and valid.
public enum FirstModel {
  /// The model as YAML.
  public static var text: String { String(decoding: PackageResources.first_model_yaml, as: UTF8.self) }
}

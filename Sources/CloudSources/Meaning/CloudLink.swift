/// A glue type that joins two others: what one of its attributes names has a requirement on what another one names.
struct CloudLink: Sendable {
  let type: String
  /// The attribute that names what has the requirement, and the types that it can name.
  let owner: (path: String, types: [String])
  let meaning: CloudRule.Meaning
  /// The attribute that names what is required, and the types that it can name.
  let target: (path: String, types: [String])
  /// The attribute that the requirement's source names.
  let source: String

  init(
    _ type: String, _ ownerPath: String, _ ownerTypes: [String], _ meaning: CloudRule.Meaning, _ targetPath: String,
    _ targetTypes: [String], source: String? = nil
  ) {
    self.type = type
    owner = (ownerPath, ownerTypes)
    self.meaning = meaning
    target = (targetPath, targetTypes)
    self.source = source ?? targetPath
  }
}

/// The project of a resource of Google's.
enum GoogleProject {
  /// The project that a resource states, or that its path names.
  static func name(of resource: CloudResource) -> String? {
    if let project = resource.attributes["project"]?.text, !project.isEmpty {
      return project.split(separator: "/").last.map(String.init)
    }
    for attribute in ["self_link", "id"] {
      guard let text = resource.attributes[attribute]?.text, text.utf8.count < 2_048 else { continue }
      let key = CloudName.key(text)
      if CloudName.isGooglePath(key) {
        let parts = key.split(separator: "/", maxSplits: 2)
        if parts.count > 1 { return String(parts[1]) }
      }
    }
    return resource.hints?.account
  }
}

internal import DependencyModel
internal import SourceReading

extension Diagnostic {
  /// No service of the Compose files has the profile that was asked for.
  static func unknownProfile(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(.unknownParameter, "no service has the profile '\(name)'", at: place)
  }
}

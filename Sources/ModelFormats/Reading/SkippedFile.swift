/// A file, or a folder, of a folder that the user named, of which nothing is in the model.
public struct SkippedFile: Hashable, Sendable {
  /// Why it is skipped.
  public enum Reason: Sendable {
    /// Nothing recognizes its content.
    case unrecognized
    /// It is a policy, which is not a part of a model.
    case policy
    /// It is another model: it has a name of its own, and is further down than the model that is read.
    case otherModel
    /// No model and no source has files of its ending.
    case otherKind
    /// It is of a source, but no component came out of it.
    case empty
    /// It can't be opened, or is not a plain file.
    case unreadable
    /// It leads outside of the folder, or back to a folder above it.
    case outside
    /// It is a folder that is too far down, or after too many others.
    case tooMuch
  }

  /// The path, as places name it.
  public let path: String
  /// Why it is skipped.
  public let reason: Reason
  /// More about the reason, where there is more to say: what the system says, or why nothing came out of it.
  public let detail: String?
  /// The form that its content looks like.
  package var form: UnreadForm?

  /// The last part of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  init(path: String, reason: Reason, detail: String? = nil, form: UnreadForm? = nil) {
    self.path = path
    self.reason = reason
    self.detail = detail
    self.form = form
  }

  /// What the content looks like and what can be done instead, if that is known.
  public var advice: String? { form?.text }

  /// Why one file is skipped, or several for the same reason, as a clause: `it is …`, `they are …`.
  ///
  /// - Parameter several: whether there are several.
  package func clause(forSeveral several: Bool) -> String {
    if let advice { return "\(several ? "they look" : "it looks") like \(advice)" }
    switch reason {
    case .unrecognized:
      return several
        ? "they are neither models nor sources that are recognized"
        : "it is neither a model nor a source that is recognized"
    case .policy: return "\(several ? "policies are" : "a policy is") named with their own option"
    case .otherModel: return "another model, which has a name of its own; name it by itself"
    case .otherKind: return "no model and no source has such a name"
    case .empty: return "no component came out of \(several ? "them" : "it")" + (detail.map { " as \($0)" } ?? "")
    case .unreadable: return "\(several ? "they" : "it") can't be read" + (detail.map { ": \($0)" } ?? "")
    case .outside:
      return "\(several ? "they lead" : "it leads") outside of the folder, or back to a folder above"
    case .tooMuch:
      return (detail.map { "\($0): " } ?? "")
        + "folders are read 16 levels down and up to 20,000 files; name the parts that matter"
    }
  }
}

/// The answer to a question, which can be written as text, JSON and Markdown.
///
/// Text and Markdown are for people and may change from version to version; JSON is a stable format.
public protocol Answer {
  /// The JSON as a value; its type documents the fields.
  associatedtype JSONForm: Encodable

  /// The answer for a terminal: lines that end with a line break.
  func text(_ options: ReportOptions) -> String

  /// The answer for a page or a pull request.
  func markdown(_ options: ReportOptions) -> String

  /// The answer as a value that is encoded to JSON.
  ///
  /// - Parameter names: what remedies are called.
  func jsonForm(naming names: RemedyNames) -> JSONForm

  /// Writes the bytes of ``json(naming:)``. A large answer is written in pieces.
  ///
  /// - Parameters:
  ///   - names: what remedies are called.
  ///   - sink: takes the bytes.
  func writeJSON<Failure>(naming names: RemedyNames, to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure)
}

extension Answer {
  /// The answer as JSON: keys sorted, two spaces, a line break at the end. Equal answers give equal bytes.
  ///
  /// - Parameter names: what remedies are called.
  public func json(naming names: RemedyNames = .none) -> String {
    var bytes: [UInt8] = []
    writeJSON(naming: names) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the whole answer at once.
  public func writeJSON<Failure>(
    naming names: RemedyNames, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try sink(Array(jsonText(jsonForm(naming: names)).utf8))
  }
}

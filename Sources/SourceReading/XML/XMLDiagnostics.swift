package import DependencyModel
import ModelFormats

extension DiagnosticCode {
  /// Codes that all sources in XML share.
  package static let ofXML: [DiagnosticCode] = [
    .xmlSyntax, .xmlEntity, .unknownSource,
  ]
}

extension DiagnosticCode {
  package static let xmlSyntax = DiagnosticCode(
    "xml-syntax",
    explanation: """
      The text is not XML, so nothing after this place could be read. The usual reasons: an end tag that is missing or belongs
      to another element, a bare & or <, or a file that was cut off.
      """,
    wrong: """
      <opsa-mef><define-fault-tree name="T"></opsa-mef>
      """,
    right: """
      <opsa-mef><define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree></opsa-mef>
      """)
}

extension Diagnostic {
  /// The text can't be read as XML from `place` on; the problem is a whole message.
  static func xmlSyntax(_ problem: String, at place: Place, notes: [Note] = []) -> Diagnostic {
    Diagnostic(.xmlSyntax, problem, at: place, notes: notes)
  }
}

extension DiagnosticCode {
  package static let xmlEntity = DiagnosticCode(
    "xml-entity",
    explanation: """
      The file declares an entity, a text that is replaced by another text or by another file. Entities can make a small
      file expand without bounds or make a program read files that it should not, so none is read. Write the text where
      it is used.
      """,
    wrong: """
      <!DOCTYPE opsa-mef [<!ENTITY name "T">]>
      <opsa-mef><define-fault-tree name="&name;"/></opsa-mef>
      """,
    right: """
      <!DOCTYPE opsa-mef>
      <opsa-mef><define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree></opsa-mef>
      """)
}

extension Diagnostic {
  /// An entity is declared.
  static func xmlEntity(at place: Place) -> Diagnostic {
    Diagnostic(
      .xmlEntity, "an entity is declared here; entities are not read, so write the text where it is used", at: place)
  }
}

extension DiagnosticCode {
  package static let unknownSource = DiagnosticCode(
    "unknown-source",
    explanation: """
      The file is XML, but in no format that models are read from. Sources are recognized by their content, not by their
      name: Open-PSA has the root element "opsa-mef".
      """,
    wrong: """
      <html><body/></html>
      """,
    right: """
      <opsa-mef><define-fault-tree name="T"><define-basic-event name="e"/></define-fault-tree></opsa-mef>
      """)
}

extension Diagnostic {
  /// An XML file of a format that is not known; `form` is what it looks like, and what to do instead.
  static func unknownSource(looksLike form: String?, at place: Place) -> Diagnostic {
    let roots = "Open-PSA has the root element 'opsa-mef', GraphML 'graphml', GEXF 'gexf'"
    let end = form.map { "it looks like \($0)" } ?? roots
    return Diagnostic(.unknownSource, "this is none of the XML forms that whatfails reads; \(end)", at: place)
  }
}

extension Diagnostic {
  /// The XML file has more bytes than are read.
  static func xmlTooLarge(bytes: Int, limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, "an XML file of \(bytes) bytes is too large (at most \(limit)); split it, and name all the parts",
      at: place)
  }

  /// The XML file has more elements than are read; `place` is the first one beyond.
  static func tooManyElements(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(.fileTooLarge, "an XML file of more than \(limit) elements is too large", at: place)
  }

  /// An XML element opens at `place` more than `limit` levels deep.
  static func elementsTooDeep(limit: Int, at place: Place) -> Diagnostic {
    Diagnostic(.nestingTooDeep, "elements are nested more than \(limit) deep; at most \(limit) are read", at: place)
  }
}

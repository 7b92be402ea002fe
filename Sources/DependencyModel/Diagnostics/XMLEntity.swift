extension DiagnosticCode {
  /// The code `xml-entity`.
  public static let xmlEntity = DiagnosticCode(
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
  public static func xmlEntity(at place: Place) -> Diagnostic {
    Diagnostic(
      .xmlEntity, "an entity is declared here; entities are not read, so write the text where it is used", at: place)
  }
}

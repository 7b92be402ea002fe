import DependencyModel
import ModelFormats
import Testing

/// What `--explain` shows is true: the wrong example gets its diagnostic, the right one none.
@Suite struct SyntaxExamplesTests {
  private func codes(_ text: String, file: String = "<stdin>") -> [DiagnosticCode] {
    DocumentSyntax.read(Array(text.utf8), file: file).reading.diagnostics.map(\.code)
  }

  @Test(
    "The wrong example of a syntax code gets only that code",
    arguments: [
      DiagnosticCode.yamlSyntax, .jsonSyntax, .duplicateKey, .emptyFile, .secondDocument, .undefinedAlias, .aliasCycle,
      .complexKey, .mergeKey, .unknownTag, .controlCharacter,
    ])
  func wrongExamples(code: DiagnosticCode) {
    #expect(codes(code.wrong, file: code == .jsonSyntax ? "m.json" : "m.yaml") == [code])
  }

  @Test(
    "The right example of a syntax code gets no diagnostic",
    arguments: [
      DiagnosticCode.yamlSyntax, .jsonSyntax, .duplicateKey, .emptyFile, .secondDocument, .undefinedAlias, .aliasCycle,
      .complexKey, .mergeKey, .unknownTag, .controlCharacter, .invalidUTF8, .nestingTooDeep, .aliasExpansion,
      .scalarTooLong,
    ])
  func rightExamples(code: DiagnosticCode) {
    #expect(codes(code.right) == [])
  }
}

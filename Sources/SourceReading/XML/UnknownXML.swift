package import DependencyModel
package import ModelFormats

/// Takes every XML file that no importer knows, to say so: as YAML it would only get a riddle for an answer.
package struct UnknownXML: ModelImporter {
  package let format = "XML"
  package let fileEndings: [String] = []

  /// An importer.
  package init() {}

  package func recognizes(_ file: SourceFile) -> Bool { XMLStart.isXML(file.bytes) }

  package func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var diagnostics: [Diagnostic] = []
    for file in files {
      do throws(InvalidInput) {
        let root = try XMLReader.root(of: file)
        diagnostics.append(.unknownSource(at: root.place))
      } catch {
        diagnostics += error.diagnostics
      }
    }
    throw InvalidInput(diagnostics)
  }
}

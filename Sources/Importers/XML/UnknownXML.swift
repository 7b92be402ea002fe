internal import DependencyModel
internal import ModelFormats

/// Takes every XML file that no importer knows, to say so: as YAML it would only get a riddle for an answer.
struct UnknownXML: ModelImporter {
  let format = "XML"
  let fileEndings: [String] = []

  func recognizes(_ file: SourceFile) -> Bool { XMLStart.isXML(file.bytes) }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
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

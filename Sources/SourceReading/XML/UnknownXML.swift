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
      let form = XMLStart.rootName(of: file.bytes).flatMap(Self.form)
      do throws(InvalidInput) {
        let root = try XMLReader.root(of: file)
        diagnostics.append(.unknownSource(looksLike: form?.text, at: root.place))
      } catch  where form?.isPage == true {
        // A page of HTML is seldom well formed.
        diagnostics.append(.unknownSource(looksLike: form?.text, at: Place(file: file.name, line: 1, column: 1)))
      } catch {
        diagnostics += error.diagnostics
      }
    }
    throw InvalidInput(diagnostics)
  }

  /// What the root element says of a file, and what to do instead; whether it is a page, which need not be well formed.
  private static func form(_ root: String) -> (text: String, isPage: Bool)? {
    switch root.split(separator: ":").last.map({ $0.lowercased() }) {
    case "html": ("a page of HTML: name the file that it was made from", true)
    case "svg": ("a picture (SVG): name the graph that it was drawn from", false)
    case "mxfile", "mxgraphmodel": ("a drawing of draw.io: export it as CSV, or write it as DOT or a model", false)
    case "project": ("a project of Maven: name what runs, such as a Compose file or manifests", false)
    case "bpmn", "definitions": ("a process of BPMN: write what its steps need as a model", false)
    case "archimate", "model": ("a model of another tool: export it as CSV or GraphML", false)
    case "bom": ("a bill of materials: export its dependencies as CSV", false)
    case "testsuites", "testsuite": ("a report of tests: name a model or a source", false)
    default: nil
    }
  }
}

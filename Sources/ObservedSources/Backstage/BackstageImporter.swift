public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads Backstage software catalogs: `catalog-info.yaml` files, any number of entities in each, and the answers of the
/// catalog's interface.
///
/// Components, resources and APIs become components, systems and domains what they are in; owners are only named. What an
/// entity says in its specification and what the interface adds as relations is stated once.
public struct BackstageImporter: ModelImporter {
  /// `Backstage`.
  public let format = "Backstage"
  /// The endings of YAML and JSON.
  public let fileEndings = [".yaml", ".yml", ".json"]
  /// How many files that were not read a remark names.
  private static let namedTargets = 3

  /// An importer.
  public init() {}

  /// Whether the first entity is one of Backstage's, by its version.
  public func recognizes(_ file: SourceFile) -> Bool {
    let outline = SourceOutline(file)
    guard !outline.keys.contains("model"),
      outline.keys.contains("items") || outline.keys.contains("apiVersion") && outline.keys.contains("kind")
    else { return false }
    let version = outline.version ?? ""
    return version.hasPrefix("backstage.io/") || version.hasPrefix("scaffolder.backstage.io/")
  }

  /// The entities of all the files together.
  ///
  /// - Complexity: linear in the files.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var model = CatalogModel(budget: ExpansionBudget(files))
    var errors: [Diagnostic] = []
    var read = Set(files.map { Self.steps(of: $0.name) })
    read.insert([])
    for file in files {
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      do throws(InvalidInput) {
        // The interface answers with a list, or with one under `items` and where it goes on.
        let texts = try ForeignText.documents(file)
        let documents = texts.flatMap { document -> [SyntaxNode] in
          if case .sequence(let items) = document.content { return items }
          return document["apiVersion"] == nil ? document["items"]?.items ?? [document] : [document]
        }
        model.add(documents, of: name)
        for document in documents where document["kind"]?.text?.lowercased() == "location" {
          note(document, in: file, named: name, read: read, &model)
        }
        if files.count == 1, texts.contains(where: { $0["pageInfo"]?["nextCursor"]?.text != nil }) {
          model.remark("the answer is one page of several; ask for the others and name them too")
        }
      } catch {
        errors += error.diagnostics
      }
    }
    guard errors.isEmpty else { throw InvalidInput(errors) }
    let draft = model.make()
    return try draft.model(
      name: "Backstage catalog", format: format, things: "entities",
      start: Place(file: files[0].name, line: 1, column: 1))
  }

  // MARK: Locations

  /// Says which of the files that a location names are not among those read.
  private func note(
    _ document: SyntaxNode, in file: SourceFile, named name: String, read: Set<[String]>, _ model: inout CatalogModel
  ) {
    guard let location = CatalogEntity(document) else { return }
    let folder = Self.steps(of: file.name).dropLast()
    let missing = location.targets.filter { target in
      target.contains("://") || !read.contains(Self.steps(of: target, from: Array(folder)))
    }
    guard !missing.isEmpty else { return }
    let named = missing.prefix(Self.namedTargets).map { ImportDraft.cleaned(Self.shown($0)) }
    let more = missing.count - named.count
    model.remark(
      "\(name) names \(missing.count) \(missing.count == 1 ? "file" : "files") that \(missing.count == 1 ? "was" : "were") not read: \(named.joined(separator: ", "))\(more > 0 ? " and \(more) more" : ""); name them too"
    )
  }

  /// A target without what may be secret in a URL.
  private static func shown(_ target: String) -> String {
    guard let scheme = target.firstRange(of: "://") else { return target }
    let rest = target[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
    let host = rest.prefix { $0 != "/" }
    guard let sign = host.lastIndex(of: "@") else { return String(target[..<scheme.upperBound] + rest) }
    return String(target[..<scheme.upperBound] + rest[rest.index(after: sign)...])
  }

  /// The steps of a path, those that lead nowhere or back carried out.
  private static func steps(of path: String, from folder: [String] = []) -> [String] {
    var steps = path.hasPrefix("/") ? [""] : folder
    for step in path.split(separator: "/") where step != "." {
      if step == "..", let last = steps.last, last != "..", last != "" {
        steps.removeLast()
      } else {
        steps.append(String(step))
      }
    }
    return steps
  }
}

public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads Terraform's plans, states, graphs and event streams: resources become components by their addresses.
///
/// Files named together are one configuration: values come from plan and state, references from the configuration in the
/// plan, what locals and dynamic blocks hide from the graph. What a reference means is decided by the tables in `Meaning`; types without
/// a row are understood by the names of their attributes. Nothing but ids, types and references is kept: no value of a
/// state or plan reaches the model.
public struct TerraformImporter: ModelImporter {
  /// `Terraform`.
  public let format = "Terraform"
  /// `.json`, `.tfstate`, `.dot` and the like.
  public let fileEndings = [".json", ".tfstate", ".dot", ".gv", ".ndjson", ".jsonl", ".tfplan", ".backup"]

  /// `.tf`: Terraform's own source.
  public let explainedEndings = [".tf"]

  /// An importer.
  public init() {}

  /// Whether a file is a plan, a state, a graph or an event stream of Terraform.
  public func recognizes(_ file: SourceFile) -> Bool { TerraformFile(file) != nil }

  /// The resources of all the files as one model; see `TerraformEstates` for which files speak of the same.
  ///
  /// - Complexity: linear in the files and references.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var reader = TerraformReader(budget: ExpansionBudget(files))
    for file in files { try reader.add(file) }
    return try reader.model(start: Place(file: files[0].name, line: 1, column: 1))
  }
}

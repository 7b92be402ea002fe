public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads what the AWS command line answered: the files of a folder, one for each call.
///
/// An answer is recognized by its top keys and by its items. Files are called `NAME.json`, or `NAME.ARGUMENT.json`
/// where the call takes one that the answer does not repeat, such as the target group of an answer about its targets.
public struct AWSLiveImporter: ModelImporter {
  /// `AWS command line`.
  public let format = "AWS command line"
  /// `.json`, `.yaml` and `.yml`.
  public let fileEndings = [".json", ".yaml", ".yml"]

  /// An importer.
  public init() {}

  /// Whether the keys at the top are those of an answer.
  public func recognizes(_ file: SourceFile) -> Bool { AWSAnswerStart.recognizes(file) }

  /// The model that the answers describe together.
  ///
  /// - Complexity: linear in the files.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var reader = AWSItemReader()
    for file in files { reader.add(file) }
    guard reader.problems.isEmpty else { throw InvalidInput(reader.problems) }
    let accounts = AWSItemAccounts(reader.items, identities: reader.identities)
    let joins = AWSItemJoins(accounts.items)
    var live = AWSItemInventory(joins.items)
    live.setZones(accounts.zones)
    var draft = ImportDraft()
    draft.budget = ExpansionBudget(files)
    for text in reader.remarks + joins.remarks { draft.notes.remark(text) }
    for (type, reason) in reader.skipped + joins.skipped + live.skipped { draft.notes.skip(type, because: reason) }
    for text in accounts.zones.unions { draft.notes.addUnion(text) }
    CloudMeaning(live.inventory).add(to: &draft)
    return try draft.model(
      name: live.region.map { "AWS \($0)" } ?? "AWS", format: format, things: "resources",
      start: Place(file: files[0].name, line: 1, column: 1))
  }
}

internal import ArgumentParser
internal import DependencyModel
internal import ModelFormats
internal import Reports
internal import ResilienceAnalysis

/// `whatfails list`: the components of a model as a table.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the components and domains of the model.",
    usage: "whatfails list [<selector> ...] [<options>]",
    discussion: """
      Without an argument, the table has every component and domain, in model order. An argument is an id, a glob, or a \
      selector with conditions that must all hold: id, kind, in, tag, tier, owner; a value is a glob, and ! before it negates it (tier=!0).

      Columns: \(ComponentListing.Column.all.map(\.name).joined(separator: ", ")).

      Examples:
        whatfails list                                everything
        whatfails list 'tier=<=1'                     the components that matter most
        whatfails list kind=aws/*,in=eu-west-1a       one kind in one zone
        whatfails list --sort needed-by               what most others need, first
        whatfails list --columns id,owner,url         other columns
        whatfails list -o components.csv              for a spreadsheet
      """)

  @Argument(
    help: "Ids, globs or selectors. Default: everything.", completion: .custom { words, _, _ in Completions.ids(words) }
  )
  var selectors: [String] = []

  @Option(
    help: ArgumentHelp("The columns, separated by commas, or all.", valueName: "names"),
    completion: .list(ComponentListing.Column.all.map(\.name)), transform: ListColumns.init(text:))
  var columns: ListColumns?

  @Option(
    help: ArgumentHelp(
      "Sort by this column: texts from a to z, tiers from 0, other numbers with the greatest first.",
      valueName: "column"),
    completion: .list(ComponentListing.Column.all.map(\.name)), transform: ListColumn.init(text:))
  var sort: ListColumn?

  @OptionGroup(title: "Model options") var model: ModelOptions
  @OptionGroup(title: "Output options") var output: ListOutput
  @OptionGroup(title: "Output options") var time: TimeOption
  @OptionGroup(title: "Output options") var console: ConsoleOptions

  func run() throws {
    _ = time.start(hasPartialAnswers: false)
    let loaded = try model.load()
    let chosen = selectors.isEmpty ? nil : try ComponentChoice(selectors, in: loaded.model).components
    let listing = Progress.during("making the list") {
      ComponentListing(
        loaded.model, of: chosen, selection: selectors, columns: columns?.columns, sortedBy: sort?.column)
    }
    try output.write(listing)
  }
}

/// The columns of a table on the command line.
struct ListColumns {
  let columns: [ComponentListing.Column]

  init(text: String) throws {
    if text == "all" {
      columns = ComponentListing.Column.all
      return
    }
    columns = try columnList(text, name: \.name) { try ListColumn(text: $0.trimmed).column }
  }
}

/// A column of a table on the command line.
struct ListColumn {
  let column: ComponentListing.Column

  init(text: String) throws {
    // Names as JSON and models have them are understood, too.
    let others: [String: ComponentListing.Column] = [
      "in": .domain, "domains": .domain, "needed": .requiredBy(.needs), "neededBy": .requiredBy(.needs),
      "usedBy": .requiredBy(.uses), "at": .location, "place": .location,
    ]
    guard let column = ComponentListing.Column(name: text) ?? others[text] else {
      let names = ComponentListing.Column.all.map(\.name)
      let meant = spellingSuggestion(for: text, among: names).map { "did you mean '\($0)'?" }
      throw ValidationError("'\(text)' is not a column; \(meant ?? "the columns are \(names.joined(separator: ", "))")")
    }
    self.column = column
  }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

/// The formats of `list`: those of every answer, and comma-separated values.
enum ListFormat: String, NamedValue {
  case text, json, markdown, csv

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

  init?(fileName: String) {
    if fileName.lowercased().hasSuffix(".csv") {
      self = .csv
    } else {
      guard let format = AnswerFormat(fileName: fileName) else { return nil }
      self.init(rawValue: format.rawValue)
    }
  }
}

/// Where a table goes, and in which form.
struct ListOutput: ParsableArguments {
  @Option(help: "The format of the table.")
  var format: ListFormat?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the table to this file; its extension chooses the format.", valueName: "file"))
  var output: String?

  @Flag(help: "Show every row.")
  var all = false

  func validate() throws {
    try AnswerOptions.checkExtension(
      of: output, isKnown: { ListFormat(fileName: $0) != nil }, isFormatStated: format != nil,
      known: ".txt, .json, .md and .csv")
  }

  func write(_ listing: ComponentListing) throws(CommandFailure) {
    let destination = AnswerOutput(file: output)
    let options = ReportOptions(style: destination.style, isComplete: all)
    switch format ?? output.flatMap({ ListFormat(fileName: $0) }) ?? .text {
    case .text: try destination.write(listing, as: .text, options)
    case .json: try destination.write(listing, as: .json, options)
    case .markdown: try destination.write(listing, as: .markdown, options)
    case .csv: try destination.write(listing.csv)
    }
  }
}

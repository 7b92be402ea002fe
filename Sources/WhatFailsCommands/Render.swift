internal import ArgumentParser
internal import DependencyModel
internal import Diagrams
internal import ModelFormats
internal import ResilienceAnalysis

/// `whatfails render`: the picture.
struct Render: ParsableCommand {
  /// The most components of which all are drawn where there is a fault or a comparison.
  static let wholeLimit = 40

  static let configuration = CommandConfiguration(
    abstract: "Draws the model, or a fault and what it leads to.",
    usage: "whatfails render [<options>]",
    discussion: """
      Similar components are drawn as one mark, and more of them the larger the model is, so that a picture stays near \
      60 marks; the legend counts what is folded or hidden. With --if and --diff, the picture of a model of more than \
      \(wholeLimit) components shows only what is affected, unless --whole or --focus asks for more.

      Examples:
        whatfails render -o system.svg
        whatfails render --if zone-a --only-affected -o zone-a.png
        whatfails render --focus checkout --depth 1 -o checkout.svg
        whatfails render --diff main:whatfails.yaml -o change.svg
        whatfails render --plan -m plan.json -o plan.svg
      """)

  @Option(
    name: .customLong("if"), parsing: .singleValue,
    help: ArgumentHelp("The fault, as for 'whatfails if'; may be given more than once.", valueName: "fault"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var faults: [String] = []

  @Option(
    help: ArgumentHelp(
      "Draw what changed since this older model, or a file of a git revision as in main:whatfails.yaml: added, removed, changed, newly fragile.",
      valueName: "old"), completion: .file())
  var diff: String?

  @Flag(
    help:
      "Draw only what an imported plan creates, updates, replaces and destroys, what that depends on directly, and what depends on it directly."
  )
  var plan = false

  @OptionGroup(title: "Model options") var model: ModelOptions
  @OptionGroup(title: "Question options") var question: QuestionOptions
  @OptionGroup(title: "Output options") var time: TimeOption

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write the picture to this file; its extension (.svg, .png, .pdf, .dot, .mmd, .d2) chooses the format. - is standard output.",
      valueName: "file"))
  var output: String?

  @Option(
    help: "The picture's form: dot, svg, png, pdf, mermaid or d2. Default: by the file's extension, otherwise dot.")
  var format: PictureFormat?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Show only what this matches, an id or a selector, and what is near it; may be given more than once.",
      valueName: "selector"),
    completion: .custom { words, _, _ in Completions.ids(words) })
  var focus: [String] = []

  @Option(help: "How many steps from the focus are shown, in both directions.")
  var depth = 2

  @Flag(help: "Show only what the fault names, what is not up, and what has lost its redundancy.")
  var onlyAffected = false

  @Flag(help: "With --if or --diff, show the whole model, however large.")
  var whole = false

  @Flag(help: "Show settings too, that is, what only configures others.")
  var settings = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Leave out what this matches; may be given more than once.", valueName: "selector"))
  var hide: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Draw as one mark: a domain with all that is in it, or 'kind' for the components of one kind in one domain.",
      valueName: "id|kind"))
  var collapse: [String] = []

  @Flag(inversion: .prefixedNo, help: "Draw similar components as one mark.")
  var fold = true

  @Option(help: "Draw dependencies down or to the right. Default: whatever gives the better proportions.")
  var direction: DiagramOptions.Direction?

  @Option(help: "Dots per inch of a PNG.")
  var resolution = GraphvizRenderer.defaultResolution

  @Option(help: ArgumentHelp("The title; the model's name unless stated.", valueName: "text"))
  var title: String?

  @Flag(help: "Draw whatever the size, for as long as --time allows.")
  var force = false

  @OptionGroup(title: "Output options") var console: ConsoleOptions

  func validate() throws {
    if plan, diff != nil || !faults.isEmpty {
      throw ValidationError("--plan can't be combined with \(diff != nil ? "--diff" : "--if")")
    }
    if onlyAffected, faults.isEmpty, diff == nil {
      throw ValidationError("--only-affected needs a fault, --if FAULT, or a comparison, --diff OLD")
    }
    if whole, onlyAffected { throw ValidationError("--whole and --only-affected can't be combined") }
    if whole, faults.isEmpty, diff == nil, !plan {
      throw ValidationError("--whole needs a fault, --if FAULT, a comparison, --diff OLD, or --plan")
    }
    if diff != nil, !faults.isEmpty { throw ValidationError("--diff and --if can't be combined") }
    try CommandWords.require("--focus", for: ["--depth"])
    try CommandWords.require("--if", for: ["--within"])
    if depth < 0 { throw ValidationError("--depth must not be below 0") }
    if !(10...1200).contains(resolution) { throw ValidationError("--resolution is a number from 10 to 1200") }
    if format == nil, let output, output != "-", PictureFormat(fileName: output) == nil {
      throw ValidationError(
        "'\(output)' has no extension that names a format (.svg, .png, .pdf, .dot, .mmd, .d2); state --format")
    }
  }

  private var chosenFormat: PictureFormat {
    format ?? output.flatMap { PictureFormat(fileName: $0) } ?? .dot
  }

  func run() throws {
    try refuseTerminal()
    let limit = time.start(hasPartialAnswers: false)
    let loaded = try model.load()
    let faults = self.faults.isEmpty ? nil : try FaultSet(self.faults, in: loaded.model)
    let compiled = question.compile(loaded.model, for: faults, within: limit)
    let impact = faults.map { compiled.impact(of: $0, within: question.within?.duration) }
    if let impact { try LoadsOption.require(impact.loads, in: loaded.model) }
    do {
      let diagram = try Progress.during("arranging the picture") {
        try self.diagram(of: loaded.model, compiled, impact)
      }
      let picture = try Progress.during("drawing") {
        try GraphvizRenderer.render(diagram, as: chosenFormat, resolution: resolution, force: force)
      }
      for warning in picture.warnings { Console.printError("warning: \(warning.rawValue)") }
      if let output, output != "-" {
        try OutputFile.replace(output, with: picture.bytes)
      } else {
        try Console.write(picture.bytes, to: Console.standardOutput)
      }
    } catch let error as DiagramError {
      throw CommandFailure(message: "error: \(error.messageWithOptions)")
    }
  }

  /// A picture is no text to read: on a terminal it is written only if that is asked for.
  private func refuseTerminal() throws(CommandFailure) {
    guard Console.isTerminal(Console.standardOutput), output == nil || output == "-" else { return }
    if [.png, .pdf].contains(chosenFormat) {
      throw CommandFailure(
        message: "error: a \(chosenFormat.rawValue) can't be shown on a terminal; name a file with -o",
        exitCode: ExitStatus.usage)
    }
    guard output == nil, format == nil else { return }
    throw CommandFailure(
      message:
        "error: name the picture's file, for example -o picture.svg; --format dot prints it in Graphviz's language",
      exitCode: ExitStatus.usage)
  }

  /// What each component carries; `nil` where the picture is not about loads.
  private func carriedLoads(_ compiled: CompiledModel, _ impact: Impact?) throws -> CarriedLoads? {
    guard impact?.within == nil else { return nil }
    do {
      return try compiled.carriedLoads(under: impact?.fault)
    } catch {
      throw LoadsOption.failure(error, in: compiled.model)
    }
  }

  private func diagram(of model: Model, _ compiled: CompiledModel, _ impact: Impact?) throws -> Diagram {
    let options = try options(for: model)
    // What is affected, unless that is nothing.
    var narrowed = options
    narrowed.onlyAffected = true
    let isLarge = model.componentIndices.count > Self.wholeLimit && !whole && focus.isEmpty
    if plan {
      var options = options
      options.onlyAffected = !whole && focus.isEmpty
      guard let diagram = try Diagram(ofPlanIn: model, options: options) else {
        throw CommandFailure(
          message: "error: there is nothing to draw: the model is not of a plan, or the plan changes nothing")
      }
      return diagram
    }
    guard let diff else {
      let loads = try carriedLoads(compiled, impact)
      if let impact, isLarge, impact.blastRadius.count > 0 || !impact.redundancyLost.isEmpty,
        let diagram = try? Diagram(model, impact: impact, loads: loads, options: narrowed)
      {
        return diagram
      }
      return try Diagram(model, impact: impact, loads: loads, options: options)
    }
    let old = try RevisionLoader.load(diff, sources: self.model.sources)
    let comparison = Progress.during("comparing") {
      ModelDiff(from: question.compile(old.model, for: nil, within: compiled.limit), to: compiled)
    }
    if isLarge, let diagram = try? Diagram(of: comparison, options: narrowed) { return diagram }
    return try Diagram(of: comparison, options: options)
  }

  private func options(for model: Model) throws -> DiagramOptions {
    var options = DiagramOptions(
      depth: depth, onlyAffected: onlyAffected, settings: settings, fold: fold, title: title, direction: direction)
    options.focus = focus.isEmpty ? [] : try ComponentChoice(focus, in: model).components
    options.hide = try hide.map { text in
      guard let selector = ComponentSelector(commandLine: text) else {
        throw CommandFailure(message: "error: --hide '\(text)' is not a selector, such as kind=aws/*,in=zone-a")
      }
      return selector
    }
    options.collapse = try collapse.map { text in
      guard let collapse = DiagramOptions.Collapse(commandLine: text) else {
        throw CommandFailure(message: "error: --collapse '\(text)' is neither a domain nor 'kind'")
      }
      return collapse
    }
    return options
  }
}

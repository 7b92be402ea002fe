internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// What a user should know about the templates, each once.
extension CloudFormationSet {
  func isNew(_ text: String) -> Bool { known.insert(text).inserted }

  /// Notes a macro that only the service can expand.
  func unexpanded(_ name: String) { if isNew("macro \(name)") { macros.append(name) } }

  /// Notes what a user should know.
  func remark(_ text: String) { if isNew("remark \(text)") { remarks.append(text) } }

  /// Notes a name that refers to nothing. A name that is not a logical id may be anything, so only its place is reported.
  func undefined(_ name: String, at place: Place) {
    let file = ImportDraft.fileName(place.file)
    let text =
      ForeignName.isPlain(name, signs: "")
      ? "\(file): \(name) is neither a resource nor a parameter"
      : "\(file):\(place.line): a reference names neither a resource nor a parameter, and is not a logical id"
    if isNew(text) { undefinedNames.append(text) }
  }

  /// Notes a choice that nothing decides.
  func undecided(_ name: String, in stack: CloudFormationStack) {
    if isNew("choice \(stack.file) \(name)") { undecidedChoices.append((name, stack)) }
  }

  /// Notes what a user should know about the templates.
  func note(in notes: inout ImportNotes) {
    for text in missingImports { notes.addUnresolved("\(text): no template named here exports it") }
    for text in undefinedNames { notes.addUnresolved(text) }
    for name in macros.map({ ForeignName.quoted($0, or: "without a plain name", signs: ":._-") }) {
      notes.remark("the macro \(name) cannot be expanded here: what it adds is not in the model")
    }
    for text in remarks { notes.remark(text) }
    for (name, stack) in undecidedChoices {
      let told = "condition \(stack.quoted(condition: name)) \(stack.reasonUndecided(name))"
      notes.remark("\(told); both of its alternatives are used")
    }
    // How many they are, not which: that may be secret, too.
    for (service, title) in [
      ("secretsmanager", "of Secrets Manager"), ("ssm", "of SSM parameters"),
      ("ssm-secure", "of secure SSM parameters"),
    ] {
      guard let count = elsewhere[service]?.count else { continue }
      notes.remark(
        "\(count) \(count == 1 ? "value" : "values") \(title) that no template here makes \(count == 1 ? "is" : "are") read when a stack is made, and not in the model"
      )
    }
    for stack in stacks where !stack.missingParameters.isEmpty {
      notes.remark(
        "\(ImportDraft.fileName(stack.file)): parameters without a value: \(CloudMeaning.list(stack.missingParameters)); what they decide is unknown"
      )
    }
  }
}

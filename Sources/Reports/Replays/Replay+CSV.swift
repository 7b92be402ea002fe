public import CascadeReplay
internal import DependencyModel

extension Replay {
  /// Every change as comma-separated values (RFC 4180), with the names of the columns in the first line: seconds since the
  /// beginning, the time as the scenario writes it, the component, its level and the one before, the kind of relation or
  /// fault that caused it, and the components behind that, separated by `; `.
  public var csv: String {
    var text = CSVText.line(["seconds", "time", "id", "level", "before", "cause", "by"])
    for change in changes {
      let cause = ReplayAnswer.Cause(change, in: model)
      text += CSVText.line([
        DocumentNumber.text(change.time.inSeconds), scenario.text(of: change.time),
        model.outline(change.component).id.text, change.level.name, change.old.name, cause.kind,
        cause.by.joined(separator: "; "),
      ])
    }
    return text
  }
}

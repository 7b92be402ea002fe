internal import DependencyModel
internal import SourceReading

/// How a resource of a type calls what one of its attributes names: the attributes that state how long it waits for an answer
/// and how often it asks again.
struct CloudCalls: Sendable {
  /// The form in which an attribute states a time.
  enum Form: String, Sendable {
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "m"
    /// A text with its unit, such as `320s`.
    case text = ""
    /// A value and a unit beside it.
    case valueAndUnit
  }

  /// How an attribute counts.
  enum Counting: Sendable {
    /// What is made again after a failure.
    case retries
    /// All tries, the first included.
    case tries
  }

  let type: String
  /// The attributes that name what is called, or what else the source of a requirement says after the resource.
  let targets: [String]
  /// The attributes with the time that one call may take, the one that counts most first.
  let timeouts: [(path: String, form: Form)]
  /// The attributes with the number of calls, the one that counts most first.
  let counts: [(path: String, counting: Counting)]
  let condition: CloudLimit.Condition
  /// The attribute that names the resources that call, and their types; the resource itself if there is none.
  let owner: (path: String, type: String)?

  init(
    _ type: String, _ targets: [String], timeout timeouts: [(path: String, form: Form)] = [],
    _ counts: (path: String, counting: Counting)..., where condition: CloudLimit.Condition = .always,
    by owner: (path: String, type: String)? = nil
  ) {
    self.type = type
    self.targets = targets
    self.timeouts = timeouts
    self.counts = counts
    self.condition = condition
    self.owner = owner
  }

  private static let byType = Dictionary(
    grouping: AWSService.all.flatMap(\.callTerms) + CloudService.all.flatMap(\.callTerms), by: \.type)

  /// The lines of a type.
  static func of(_ type: String) -> [CloudCalls] { byType[type] ?? [] }

  /// What attributes state.
  func stated(by attributes: CloudValue) -> StatedCalls {
    guard condition.holds(for: attributes) else { return StatedCalls() }
    let timeout = timeouts.lazy.compactMap { Self.time(at: $0.path, $0.form, of: attributes) }.first
    for (path, counting) in counts {
      guard let count = attributes.stated(at: path).flatMap({ Int($0) }) else { continue }
      switch counting {
      case .retries: return StatedCalls(retries: count, timeout: timeout)
      case .tries: return StatedCalls(tries: count, timeout: timeout)
      }
    }
    return StatedCalls(timeout: timeout)
  }

  /// The time that an attribute states.
  static func time(at path: String, _ form: Form, of attributes: CloudValue) -> Duration? {
    switch form {
    case .valueAndUnit:
      guard let value = attributes.stated(at: "\(path).value"), let unit = attributes.stated(at: "\(path).unit") else {
        return nil
      }
      return ForeignDuration.read(value, unit: unit)
    case .text: return attributes.stated(at: path).flatMap { ForeignDuration.read($0) }
    case .milliseconds, .seconds, .minutes:
      return attributes.stated(at: path).flatMap { ForeignDuration.read($0, unit: form.rawValue) }
    }
  }
}

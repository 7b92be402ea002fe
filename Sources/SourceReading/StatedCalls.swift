package import DependencyModel
internal import ModelFormats

/// How something is called, as far as a source states it.
package struct StatedCalls: Hashable, Sendable {
  /// How often a failed call is made again, at least once; `nil` where it is not, or nothing is stated.
  package private(set) var retries: Int?
  /// How long a caller waits for an answer; `nil` where nothing is stated.
  package private(set) var timeout: Duration?

  /// What is stated of calls. Values that no model may state are left out.
  ///
  /// - Parameters:
  ///   - retries: how often a failed call is made again.
  ///   - timeout: how long a caller waits for an answer.
  package init(retries: Int? = nil, timeout: Duration? = nil) {
    self.retries = retries.flatMap { 1...CallTermsReader.retryLimit ~= $0 ? $0 : nil }
    self.timeout = timeout.flatMap { $0 > .zero && $0 <= .longestInModel ? $0 : nil }
  }

  /// What is stated of calls by how often they are tried at all: the first try included.
  ///
  /// - Parameters:
  ///   - tries: how often a call is tried.
  ///   - timeout: how long a caller waits for an answer.
  package init(tries: Int?, timeout: Duration? = nil) {
    self.init(retries: tries.flatMap { $0 > 0 ? $0 - 1 : nil }, timeout: timeout)
  }

  /// Whether nothing is stated.
  package var isEmpty: Bool { retries == nil && timeout == nil }

  /// What two say alike.
  package func common(with other: StatedCalls) -> StatedCalls {
    StatedCalls(
      retries: retries == other.retries ? retries : nil, timeout: timeout == other.timeout ? timeout : nil)
  }

  /// What two say of the same call: the shorter time counts, and the retries that were stated first.
  package func united(with other: StatedCalls) -> StatedCalls {
    StatedCalls(retries: retries ?? other.retries, timeout: [timeout, other.timeout].compactMap(\.self).min())
  }

  /// Adds this to what a requirement states: the shorter time counts, and the retries that were stated first.
  fileprivate func add(to requirement: inout Requirement) {
    var terms = requirement.terms
    if let timeout { terms.timeout = terms.timeout.map { min($0, timeout) } ?? timeout }
    if terms.retries == 0, terms.units == 1, let retries { terms.retries = retries }
    requirement.terms = terms
  }
}

extension ImportDraft {
  /// States how a component calls some of what it requires.
  ///
  /// - Parameters:
  ///   - calls: what is stated.
  ///   - owner: the component.
  ///   - isMeant: whether a requirement is called so.
  package mutating func state(
    _ calls: StatedCalls, of owner: String, where isMeant: (Component.Relation) -> Bool
  ) {
    guard !calls.isEmpty else { return }
    state(of: owner) { isMeant($0) ? calls : nil }
  }

  /// States how a component calls what it requires.
  ///
  /// A loss of each of several of which any is enough is a requirement of its own. It carries no calls: those are made to
  /// the group already, as the model says in the end (`Component.countCallsOnce()`).
  ///
  /// - Parameters:
  ///   - owner: the component.
  ///   - calls: what is stated of a requirement, if anything is.
  /// - Complexity: O(members of its requirements).
  package mutating func state(of owner: String, by calls: (Component.Relation) -> StatedCalls?) {
    update(owner) { component in
      var called: Set<ComponentID> = []
      let kinds: [Kind] = [.needs, .uses, .degradedBy]
      for kind in kinds {
        for position in component.relations.indices where component.relations[position].kind == kind {
          guard let calls = calls(component.relations[position]), !calls.isEmpty else { continue }
          let isRepeated = kind != .needs && component.relations[position].requirement.names(only: called)
          if isRepeated { continue }
          calls.add(to: &component.relations[position].requirement)
          if kind == .needs, case .group = component.relations[position].requirement.target {
            component.relations[position].requirement.forEachComponent { called.insert($0) }
          }
        }
      }
    }
  }

  /// States how long calls of some components last at most, whoever makes them by itself.
  ///
  /// - Parameter longest: by component the longest time.
  /// - Complexity: O(relations).
  package mutating func limitCalls(_ longest: [ComponentID: StatedCalls]) {
    guard !longest.isEmpty else { return }
    for id in components.map(\.id.text) {
      update(id) { component in
        for position in component.relations.indices where component.relations[position].kind.carriesCalls {
          guard case .component(let called) = component.relations[position].requirement.target,
            let calls = longest[called]
          else { continue }
          calls.add(to: &component.relations[position].requirement)
        }
      }
    }
  }
}

extension Component.Relation.Kind {
  /// Whether a relation of this kind carries calls.
  package var carriesCalls: Bool { self == .needs || self == .uses || self == .degradedBy }
}

extension Requirement {
  /// Whether it is a group that names nothing but some components.
  fileprivate func names(only components: Set<ComponentID>) -> Bool {
    guard !components.isEmpty, case .group = target else { return false }
    var isOnly = true
    forEachComponent { isOnly = isOnly && components.contains($0) }
    return isOnly
  }
}

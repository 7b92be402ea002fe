internal import DependencyModel

/// One component or domain of a draft: of a document, `each` expanded, or of a source.
struct ModelEntry {
  typealias Pairs = [(key: SyntaxNode, value: SyntaxNode)]

  /// The body of an entry that is written.
  enum Body {
    case written(SyntaxNode)
    /// One of the entries that an entry with `each` makes, by its number.
    case repeated(EachExpansion, Int)
  }

  private enum Content {
    case document(Body)
    indirect case source(Component, restated: Pairs)
  }

  let id: ComponentID
  let isDomain: Bool
  /// The domain it is nested in.
  let parent: ComponentID?
  /// Where its id is written.
  let place: Place
  private let content: Content

  /// An entry of a document.
  init(id: ComponentID, isDomain: Bool, parent: ComponentID?, place: Place, body: Body) {
    self.id = id
    self.isDomain = isDomain
    self.parent = parent
    self.place = place
    content = .document(body)
  }

  /// An entry of a source.
  ///
  /// - Parameters:
  ///   - component: the component, its relations without the one to `parent`, those of one kind together.
  ///   - parent: the domain it is nested in.
  ///   - place: where it is.
  ///   - restated: the keys that amendments state, which are in place of those of the component.
  init(_ component: Component, parent: ComponentID?, place: Place, restated: Pairs = []) {
    id = component.id
    isDomain = component.isDomain
    self.parent = parent
    self.place = place
    content = .source(component, restated: restated)
  }

  /// The component as its importer made it; `nil` if the entry is of a document.
  var imported: Component? { if case .source(let component, _) = content { component } else { nil } }

  /// Whether it is one of the entries that an entry with `each` makes.
  var isRepeated: Bool { if case .document(.repeated) = content { true } else { false } }

  /// The keys that are written, made anew each time where `each` repeats them; of an imported component, those that
  /// amendments restate.
  var body: SyntaxNode {
    switch content {
    case .document(let body): body.node
    case .source(_, let restated): SyntaxNode(.mapping(restated), at: place)
    }
  }
}

extension ModelEntry.Body {
  /// Whether it may have a key.
  func mayState(_ key: String) -> Bool {
    switch self {
    case .written: true
    case .repeated(let expansion, _): expansion.mayState(key)
    }
  }

  /// The body as a node.
  var node: SyntaxNode {
    switch self {
    case .written(let node): node
    case .repeated(let expansion, let number): expansion.body(number)
    }
  }
}

/// Components in flat arrays: some bytes for each component and requirement where values would take hundreds.
///
/// It holds what plain graphs state: ids, names, kinds, places; requirements of components and of groups of
/// components. A ``Component`` is made of it when it is asked for. Made by ``ComponentTableBuilder``.
public struct ComponentTable: Sendable {
  struct Group: Sendable {
    var threshold: DependencyModel.Group.Threshold
    /// The positions of at least two components.
    var members: [UInt32]
  }

  /// Where the lines of a file start in the count of lines over all files.
  struct File: Sendable {
    var name: String
    /// The last part of the path.
    var shortName: String
    var firstLine: Int
  }

  static let groupMark: UInt32 = 1 << 31
  static let relationKinds = Component.Relation.Kind.allCases

  let ids: IDIndex
  /// The number of the id at a position, and the position of an id's number; both empty where they are the same.
  let numbers: [UInt32]
  let positions: [UInt32]
  /// How many of them are domains; they come first.
  public let domainCount: Int
  /// Per position.
  let lines: [UInt32]
  let names: [UInt32: String]
  /// Per position the place of its kind in `kindTexts`, of which the first is none; empty where there is no kind at all.
  let kinds: [UInt32]
  let kindTexts: [String]
  /// Per position where its relations start.
  let offsets: [UInt32]
  /// Per relation the position of a component, or the mark and the number of a group.
  let targets: [UInt32]
  let relationKindNumbers: [UInt8]
  let relationLines: [UInt32]
  let groups: [Group]
  let files: [File]

  /// How many components and domains there are.
  public var count: Int { lines.count }

  /// How many relations there are.
  public var relationCount: Int { targets.count }

  /// The position of a component or domain.
  func index(of id: ComponentID) -> Int? {
    ids.number(of: id.text).map { positions.isEmpty ? $0 : Int(positions[$0]) }
  }

  /// The id at a position.
  func id(_ position: Int) -> ComponentID {
    ComponentID(ids.text(numbers.isEmpty ? position : Int(numbers[position])))
  }

  /// The component or domain at a position.
  subscript(position: Int) -> Component {
    var component = outline(position)
    component.relations = relationRange(of: position).map(relation)
    return component
  }

  /// The component or domain at a position without its relations.
  func outline(_ position: Int) -> Component {
    let place = place(ofLine: lines[position])
    var component = Component(id(position), isDomain: position < domainCount, at: place)
    component.name = names[UInt32(position)]
    if !kinds.isEmpty, kinds[position] != 0 { component.kind = kindTexts[Int(kinds[position])] }
    component.source = source(ofLine: lines[position])
    return component
  }

  /// A relation, by its number.
  func relation(_ number: Int) -> Component.Relation {
    Component.Relation(kind(ofRelation: number), requirement(number))
  }

  /// The numbers of a component's relations, in the order written.
  package func relationRange(of position: Int) -> Range<Int> {
    Int(offsets[position])..<Int(offsets[position + 1])
  }

  /// The kind of a relation, by its number.
  package func kind(ofRelation number: Int) -> Component.Relation.Kind {
    Self.relationKinds[Int(relationKindNumbers[number])]
  }

  /// The position of the one component that a relation names; `nil` where it names a group.
  package func plainTarget(ofRelation number: Int) -> Int? {
    targets[number] & Self.groupMark == 0 ? Int(targets[number]) : nil
  }

  /// The other end of a relation, by its number.
  package func requirement(_ number: Int) -> Requirement {
    let place = place(ofLine: relationLines[number])
    let target: Requirement.Target
    if let position = plainTarget(ofRelation: number) {
      target = .component(id(position))
    } else {
      let group = groups[Int(targets[number] & ~Self.groupMark)]
      let members = group.members.map {
        DependencyModel.Group.Member(Requirement(.component(id(Int($0))), at: place))
      }
      target = .group(DependencyModel.Group(group.threshold, of: members))
    }
    let kind = kind(ofRelation: number)
    return Requirement(
      target, source: kind.traits.targets != .requirements ? nil : source(ofLine: relationLines[number]), at: place)
  }

  /// The positions of the components that a relation names, by its number.
  func forEachTarget(ofRelation number: Int, _ body: (Int) -> Void) {
    if let position = plainTarget(ofRelation: number) { return body(position) }
    for member in groups[Int(targets[number] & ~Self.groupMark)].members { body(Int(member)) }
  }

  package func forEachRequired(_ body: (Int) -> Void) {
    for target in targets where target & Self.groupMark == 0 { body(Int(target)) }
    for group in groups { for member in group.members { body(Int(member)) } }
  }

  private func file(ofLine line: UInt32) -> File { files.last { $0.firstLine <= line } ?? files[0] }

  private func place(ofLine line: UInt32) -> Place {
    let file = file(ofLine: line)
    return Place(file: file.name, line: Int(line) - file.firstLine + 1, column: 1)
  }

  /// The file's own name and the line, which is enough to find it.
  private func source(ofLine line: UInt32) -> String {
    let file = file(ofLine: line)
    return "\(file.shortName):\(Int(line) - file.firstLine + 1)"
  }
}

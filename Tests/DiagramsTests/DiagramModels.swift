import DependencyModel
import Diagrams
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Models to draw, by YAML or at random, and ways to look at what was drawn.
enum DiagramModels {
  static func model(_ yaml: String) throws -> Model {
    try ModelLoader.load(Array(yaml.utf8), file: "model.yaml").model
  }

  static func shipped(_ name: String) throws -> Model {
    try ModelLoader.load([Repository.root.appending(path: "Models/\(name).yaml").path]).model
  }

  static func impact(_ model: Model, _ faults: String..., within: Duration? = nil) throws -> Impact {
    CompiledModel(model).impact(of: try FaultSet(faults, in: model), within: within)
  }

  /// One component in no domain for each id; each needs the one after it.
  static func chain(_ ids: [String]) -> Model {
    Model(
      name: "chain",
      components: ids.enumerated().map { index, id in
        Component(
          ComponentID(id),
          relations: index + 1 < ids.count ? [.init(.needs, Requirement(on: ComponentID(ids[index + 1])))] : [])
      })
  }

  static let kinds: [String?] = ["service", "aws/ec2-instance", "database", "queue", "network/router", nil]

  /// A random model of that many components in zones, most with two requirements on later components.
  static func random(_ count: Int, zones: Int, seed: UInt64 = 1) -> Model {
    var random = SplitMix64(seed: seed)
    var components = (0..<zones).map { Component(ComponentID("zone-\($0)"), isDomain: true) }
    for index in 0..<count {
      var component = Component(ComponentID("random-\(index)"))
      component.kind = kinds.randomElement(using: &random)!
      if zones > 0 {
        component.relations.append(
          .init(.in, Requirement(on: ComponentID("zone-\(Int.random(in: 0..<zones, using: &random))"))))
      }
      for _ in 0..<2 where index + 1 < count {
        let others = (0..<2).map { _ in
          Requirement(on: ComponentID("random-\(Int.random(in: index + 1..<count, using: &random))"))
        }
        let requirement =
          Bool.random(using: &random) ? others[0] : Requirement(.group(.init(.any, of: others.map { .init($0) })))
        component.relations.append(.init(Bool.random(using: &random) ? .needs : .uses, requirement))
      }
      components.append(component)
    }
    return Model(name: "random", components: components)
  }

  /// A square grid: each needs its right and its lower neighbour.
  static func grid(_ count: Int, zones: Int) -> Model {
    let side = Int(Double(count).squareRoot())
    var components = (0..<zones).map { Component(ComponentID("zone-\($0)"), isDomain: true) }
    for index in 0..<count {
      var component = Component(ComponentID("grid-\(index)"))
      component.kind = "service"
      if zones > 0 {
        component.relations.append(.init(.in, Requirement(on: ComponentID("zone-\(index * zones / count)"))))
      }
      let neighbours = [index % side < side - 1 ? index + 1 : count, index + side].filter { $0 < count }
      component.relations += neighbours.map { .init(.needs, Requirement(on: ComponentID("grid-\($0)"))) }
      components.append(component)
    }
    return Model(name: "grid", components: components)
  }
}

extension Diagram {
  /// The mark that shows a title.
  func mark(_ title: String) -> Mark? { marks.first { $0.title == title } }

  var titles: [String] { marks.filter { $0.role != .group }.map(\.title) }

  /// The edges in words: `a -needs-> b`.
  var arrows: [String] {
    edges.map { "\(marks[$0.from].title) -\($0.kind.rawValue)-> \(marks[$0.to].title)" }
  }
}

/// The elements of an XML document, or what is wrong with it.
final class ElementCollector: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var texts: [String] = []
  private(set) var problem: String?
  private var isText = false

  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(stream: InputStream(data: Data(bytes)))
    parser.delegate = self
    _ = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append((name, attributes))
    isText = name == "text"
    if isText { texts.append("") }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    isText = false
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isText { texts[texts.count - 1] += string }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { problem = "\(error)" }
}

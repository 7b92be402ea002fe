import DependencyModel
import Foundation
import ModelFormats
import ResilienceAnalysis
import TestSupport
import Testing

@testable import Diagrams

/// Pictures can be read at 1,600 pixels of width: measured in the coordinates of the layout, for every kind of model.
@Suite(.serialized) struct LegibilityTests {
  @Test("Pictures can be read at a width of 1,600 pixels", arguments: FixturePictures.all)
  func pictures(of source: FixturePictures.Source) throws {
    for (name, diagram) in try FixturePictures.diagrams(of: source.model()) {
      let measure = try Legibility(diagram)
      let exception = Self.exceptions["\(source.name), \(name)"]
      print("legibility | \(source.name) | \(name) | \(measure)")
      #expect(measure.smallestText >= exception?.text ?? 9, "\(name)")
      #expect(measure.proportion <= exception?.proportion ?? 2, "\(name)")
      #expect(measure.crossedTexts <= exception?.texts ?? 0, "\(name)")
      #expect(measure.crossedTitles <= exception?.titles ?? 0, "\(name)")
      #expect(measure.crossedMarks <= exception?.marks ?? 0, "\(name)")
      #expect(measure.framedTexts == 0, "\(name)")
      #expect(measure.crossingsPerEdge <= exception?.crossings ?? 2.6, "\(name)")
      #expect(measure.emptyShare <= 0.98, "\(name)")
    }
  }

  /// A limit that a picture misses, with its measured value.
  struct Exception {
    var text: Double?
    var proportion: Double?
    var crossings: Double?
    /// Marks that an edge runs behind.
    var marks: Int?
    var texts: Int?
    var titles: Int?
  }

  /// What was measured where no layout that was tried holds the limits.
  static let exceptions: [String: Exception] = [
    // Measured 8.04: 53 marks with 212 edges.
    "aralia/edf9203.xml, e104, whole": Exception(crossings: 8.1),
    // Measured 2.27: ten marks with 20 edges.
    "tiers 200, zone-b, whole": Exception(proportion: 2.3),
    // One edge runs behind one mark: 13 marks with 38 edges were the best within the limit of layouts.
    "tiers 2,000, s1915": Exception(marks: 1, texts: 4),
    // Three edges run through titles: ten marks with 37 edges.
    "random zones 300, az-1": Exception(titles: 3),
    // Measured 2.15: ten marks with 17 edges, and fewer marks would say nothing of 2,000 components.
    "random zones 2,000, az-1, whole": Exception(proportion: 2.2),
  ]

  /// That many components in eight layers, each of which needs two of the next.
  static func layered(_ count: Int) -> Model {
    var random = SplitMix64(seed: 1)
    let width = count / 8
    return Model(
      name: "Layered",
      components: (0..<count).map { index in
        let layer = index / width
        var component = Component(ComponentID("l\(layer)-\(index % width)"))
        component.kind = "service"
        guard layer < 7 else { return component }
        for target in Set((0..<2).map { _ in Int.random(in: 0..<width, using: &random) }).sorted() {
          component.relations.append(.init(.needs, Requirement(on: ComponentID("l\(layer + 1)-\(target)"))))
        }
        return component
      })
  }

  /// That many components with tiers, owners, kinds and zones, each of which needs up to three further down.
  static func tiers(_ count: Int) -> Model {
    var random = SplitMix64(seed: 2)
    let kinds = ["service", "service", "service", "database", "cache", "queue", "external"]
    let zones = ["zone-a", "zone-b", "zone-c"].map { id in
      var zone = Component(ComponentID(id), isDomain: true)
      zone.kind = "zone"
      return zone
    }
    let components = (0..<count).map { index in
      var component = Component(ComponentID("s\(index)"))
      component.tier = min(4, index * 5 / count)
      component.kind = component.tier! > 1 ? kinds.randomElement(using: &random)! : "service"
      component.owner = ["web", "pay", "data", "core", "ops"].randomElement(using: &random)!
      component.relations = [.init(.in, Requirement(on: zones.randomElement(using: &random)!.id))]
      guard index + 1 < count else { return component }
      let targets = Set(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          Int.random(in: index + 1..<min(count, index + 1 + count / 3), using: &random)
        })
      component.relations += targets.sorted().map { .init(.needs, Requirement(on: ComponentID("s\($0)"))) }
      return component
    }
    return Model(name: "Tiers", components: zones + components)
  }

  /// That many components, each in one of three zones at random and needing one to three of those before it.
  static func randomZones(_ count: Int) -> Model {
    var random = SplitMix64(seed: 3)
    let kinds = ["service", "service", "service", "database", "cache", "queue", "job"]
    let teams = ["pay", "search", "core", "infra", "web", "data"]
    let zones = (0..<3).map { number in
      var zone = Component(ComponentID("az-\(number)"), isDomain: true)
      zone.kind = "zone"
      return zone
    }
    func id(_ index: Int) -> ComponentID { ComponentID("\(teams[index % 6])-\(index)") }
    let components = (0..<count).map { index in
      var component = Component(id(index))
      component.kind = kinds.randomElement(using: &random)!
      component.owner = teams[index % 6]
      if index > count - 4 { component.tier = 0 }
      component.relations = [.init(.in, Requirement(on: zones.randomElement(using: &random)!.id))]
      guard index > 5 else { return component }
      let targets = Set(
        (0..<[1, 1, 2, 3].randomElement(using: &random)!).map { _ in
          Int.random(in: 0..<index, using: &random)
        })
      component.relations += targets.sorted().map { .init(.needs, Requirement(on: id($0))) }
      return component
    }
    return Model(name: "Random zones", components: zones + components)
  }

  /// A shop over three zones as an importer describes it: 90 components, many of them settings.
  static func cloudShop() throws -> Model {
    try DiagramModels.model(
      """
      model: Cloud shop
      domains:
        region: { kind: aws/region }
        zone-a: { kind: zone, in: region }
        zone-b: { kind: zone, in: region }
        zone-c: { kind: zone, in: region }
      components:
        "subnet-public-{z}": { each: { z: [a, b, c] }, kind: aws/subnet, in: "zone-{z}", needs: vpc }
        "subnet-app-{z}": { each: { z: [a, b, c] }, kind: aws/subnet, in: "zone-{z}", needs: vpc }
        "subnet-data-{z}": { each: { z: [a, b, c] }, kind: aws/subnet, in: "zone-{z}", needs: vpc }
        "nat-{z}": { each: { z: [a, b, c] }, kind: aws/nat-gateway, in: "zone-{z}", needs: ["subnet-public-{z}", internet-gateway] }
        "route-{z}": { each: { z: [a, b, c] }, kind: aws/route-table, in: "zone-{z}", needs: "nat-{z}" }
        "group-{n}": { each: { n: [web, app, data, cache, batch] }, kind: aws/security-group, in: region }
        "role-{n}": { each: { n: [web, app, batch] }, kind: aws/iam-role }
        vpc: { kind: aws/vpc, in: region }
        internet-gateway: { kind: aws/internet-gateway, in: region, needs: vpc }
        "web-{z}": { each: { z: [a, b, c] }, kind: aws/ec2-instance, in: "zone-{z}", needs: ["subnet-app-{z}", orders-db, sessions, "volume-{z}"], startNeeds: [key, image], configuredBy: [group-web, role-web], uses: ["route-{z}", search] }
        "volume-{z}": { each: { z: [a, b, c] }, kind: aws/ebs-volume, in: "zone-{z}", needs: key }
        "app-{z}": { each: { z: [a, b, c] }, kind: aws/ec2-instance, in: "zone-{z}", needs: ["subnet-app-{z}", orders-db, carts, queue], startNeeds: [key, image, secret], configuredBy: [group-app, role-app], uses: "route-{z}" }
        batch: { kind: aws/ec2-instance, in: zone-a, needs: [subnet-app-a, catalog-db], configuredBy: [group-batch, role-batch] }
        front: { kind: aws/load-balancer, in: region, needs: [{ any: "subnet-public-*" }, { atLeast: 2, of: "web-*" }], configuredBy: group-web }
        inner: { kind: aws/load-balancer, in: region, needs: [{ any: "subnet-app-*" }, { any: "app-*" }], configuredBy: group-app }
        "web-calls-{z}": { each: { z: [a, b, c] }, kind: container, in: "zone-{z}", needs: ["web-{z}", inner] }
        calls: { kind: service, needs: { any: "web-calls-*" } }
        cdn: { kind: cdn, needs: front, uses: assets }
        assets: { kind: aws/s3-bucket, in: region }
        name: { kind: dns, needs: [cdn, zone-file] }
        zone-file: { kind: dns }
        shop: { kind: app, tier: 0, needs: [name, calls] }
        orders-db: { kind: database, in: region, needs: [{ any: [orders-db-a, orders-db-b] }, key], configuredBy: group-data }
        orders-db-a: { kind: database, in: zone-a, needs: subnet-data-a }
        orders-db-b: { kind: database, in: zone-b, needs: subnet-data-b }
        catalog-db: { kind: database, in: zone-b, needs: subnet-data-b, configuredBy: group-data }
        catalog-replica: { kind: database, in: zone-c, needs: subnet-data-c, uses: catalog-db }
        carts: { kind: database, in: region }
        sessions: { kind: cache, in: region, needs: { atLeast: 2, of: "cache-*" }, configuredBy: group-cache }
        "cache-{z}": { each: { z: [a, b, c] }, kind: cache, in: "zone-{z}", needs: "subnet-data-{z}" }
        queue: { kind: queue, in: region, uses: [dead-letters, events] }
        dead-letters: { kind: queue, in: region }
        events: { kind: queue, in: region }
        mailer: { kind: function, in: region, needs: [queue, mail-provider, { any: "subnet-app-*" }], startNeeds: secret }
        mail-provider: { kind: external }
        search: { kind: service, needs: { any: [search-a, search-b] } }
        search-a: { kind: aws/ec2-instance, in: zone-a, needs: [subnet-data-a, catalog-db] }
        search-b: { kind: aws/ec2-instance, in: zone-b, needs: [subnet-data-b, catalog-db] }
        key: { kind: aws/kms-key, in: region }
        secret: { kind: secret, in: region, needs: key }
        image: { kind: registry, in: region }
        alarm: { kind: monitoring, in: region, uses: [queue, events] }
        log: { kind: monitoring, in: region }
        parameter: { kind: configuration, in: region }
      """)
  }
}

/// How well a picture can be read, from the coordinates of its layout.
struct Legibility: CustomStringConvertible {
  /// The height of the smallest letters, in pixels, where the picture is 1,600 pixels wide, or at 110 dots per inch if it is
  /// smaller then.
  private(set) var smallestText = Double.infinity
  /// The longer side as a multiple of the shorter one.
  let proportion: Double
  let width: Double
  /// Texts of marks that an edge runs through which neither begins nor ends there.
  private(set) var crossedTexts = 0
  /// Titles of clusters, and of the picture, that an edge runs through.
  private(set) var crossedTitles = 0
  /// Texts that the frame of their own mark, or a bar in it, runs through.
  private(set) var framedTexts = 0
  /// Marks that an edge runs behind which neither begins nor ends there.
  private(set) var crossedMarks = 0
  /// Crossings of edges that have no mark in common.
  let crossingsPerEdge: Double
  /// The share of the picture that no mark covers.
  let emptyShare: Double
  let marks: Int
  let edges: Int

  var description: String {
    func short(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
    return
      "\(short(width)) pt wide | \(short(smallestText)) px | \(short(proportion)):1 | texts \(max(crossedTexts, crossedMarks)) | titles "
      + "\(crossedTitles) | crossings \(short(crossingsPerEdge)) | empty \(short(emptyShare)) | \(marks) marks, \(edges) edges | framed \(framedTexts)"
  }

  private struct Text {
    let box: TitlePlacement.Box
    let size: Double
  }

  init(_ diagram: Diagram) throws {
    let data = Data(try GraphvizRenderer.layout(diagram))
    let layout = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let bounds = (layout["bb"] as? String ?? "").split(separator: ",").compactMap { Double($0) }
    // With the margin around it.
    let (width, height) = (bounds[2] - bounds[0] + 28.8, bounds[3] - bounds[1] + 28.8)
    self.width = width
    proportion = max(width / height, height / width)
    var markTexts: [(owner: Int, text: Text)] = []
    var titles = Self.texts(layout["_ldraw_"])
    var boxes: [(owner: Int, box: TitlePlacement.Box)] = []
    var covered = 0.0
    var marks = 0
    for object in layout["objects"] as? [[String: Any]] ?? [] {
      let texts = Self.texts(object["_ldraw_"])
      guard let width = Double(object["width"] as? String ?? ""), let height = Double(object["height"] as? String ?? "")
      else {
        titles += texts
        continue
      }
      marks += 1
      covered += width * height * 72 * 72
      let owner = object["_gvid"] as? Int ?? -1
      markTexts += texts.map { (owner, $0) }
      let frame = Self.frame(object["_draw_"])
      framedTexts += texts.count { text in frame.contains { Self.crosses($0, text.box) } }
      if let at = (object["pos"] as? String)?.split(separator: ",").compactMap({ Double($0) }), at.count == 2 {
        // The corners of some shapes are empty.
        let (x, y) = (width * 72 * 0.4, height * 72 * 0.36)
        boxes.append(
          (owner, TitlePlacement.Box(left: at[0] - x, bottom: at[1] - y, right: at[0] + x, top: at[1] + y)))
      }
    }
    var lines: [(ends: Set<Int>, pieces: [TitlePlacement.Line])] = []
    for edge in layout["edges"] as? [[String: Any]] ?? [] {
      let ends: Set = [edge["tail"] as? Int ?? -1, edge["head"] as? Int ?? -1]
      for operation in edge["_draw_"] as? [[String: Any]] ?? [] where "bB".contains(operation["op"] as? String ?? "-") {
        let points = (operation["points"] as? [[Double]] ?? []).map { TitlePlacement.Point($0[0], $0[1]) }
        lines.append((ends, TitlePlacement.straightPieces(of: points)))
      }
    }
    let scale = min(1_600 / width, 110 / 72)
    for text in titles + markTexts.map(\.text) { smallestText = min(smallestText, text.size * scale) }
    crossedTexts = markTexts.count { owner, text in
      lines.contains { line in !line.ends.contains(owner) && line.pieces.contains { Self.crosses($0, text.box) } }
    }
    crossedMarks = boxes.count { owner, box in
      lines.contains { line in !line.ends.contains(owner) && line.pieces.contains { Self.crosses($0, box) } }
    }
    crossedTitles = titles.count { text in
      lines.contains { line in line.pieces.contains { Self.crosses($0, text.box) } }
    }
    var crossings = 0
    for (number, line) in lines.enumerated() {
      for other in lines[..<number] where line.ends.isDisjoint(with: other.ends) {
        if line.pieces.contains(where: { piece in other.pieces.contains { Self.cross(piece, $0) } }) { crossings += 1 }
      }
    }
    crossingsPerEdge = Double(crossings) / Double(max(1, lines.count))
    emptyShare = 1 - covered / (width * height)
    self.marks = marks
    edges = lines.count
  }

  /// The texts that a list of drawing operations writes.
  private static func texts(_ operations: Any?) -> [Text] {
    var size = 10.0
    var texts: [Text] = []
    for operation in operations as? [[String: Any]] ?? [] {
      if operation["op"] as? String == "F" { size = operation["size"] as? Double ?? size }
      guard operation["op"] as? String == "T", let at = operation["pt"] as? [Double],
        let width = operation["width"] as? Double
      else { continue }
      let left =
        switch operation["align"] as? String {
        case "l": at[0]
        case "r": at[0] - width
        default: at[0] - width / 2
        }
      texts.append(
        Text(
          box: TitlePlacement.Box(
            left: left, bottom: at[1] - size * 0.2, right: left + width, top: at[1] + size * 0.75),
          size: size))
    }
    return texts
  }

  /// The straight lines of a shape, and of what is drawn in it.
  private static func frame(_ operations: Any?) -> [TitlePlacement.Line] {
    var lines: [TitlePlacement.Line] = []
    for operation in operations as? [[String: Any]] ?? [] {
      guard let kind = operation["op"] as? String, "pPL".contains(kind) else { continue }
      let points = (operation["points"] as? [[Double]] ?? []).map { TitlePlacement.Point($0[0], $0[1]) }
      lines += zip(points, points.dropFirst()).map { TitlePlacement.Line(from: $0, to: $1) }
      if kind != "L", let first = points.first, let last = points.last { lines.append(.init(from: last, to: first)) }
    }
    return lines
  }

  private static func crosses(_ line: TitlePlacement.Line, _ box: TitlePlacement.Box) -> Bool {
    line.crosses(box)
  }

  private static func cross(_ one: TitlePlacement.Line, _ other: TitlePlacement.Line) -> Bool {
    typealias Point = TitlePlacement.Point
    func side(_ a: Point, _ b: Point, _ c: Point) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
    return side(one.from, one.to, other.from) * side(one.from, one.to, other.to) < 0
      && side(other.from, other.to, one.from) * side(other.from, other.to, one.to) < 0
  }
}

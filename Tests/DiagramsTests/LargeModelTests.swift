import DependencyModel
import Diagrams
import ResilienceAnalysis
import Testing

/// Five thousand components: a folded picture within seconds, or a refusal that says what to do; never a hang.
@Suite(.serialized) struct LargeModelTests {
  static let models: [(String, Model)] = [
    ("grid", DiagramModels.grid(5_000, zones: 0)), ("grid in zones", DiagramModels.grid(5_000, zones: 3)),
    ("random", DiagramModels.random(5_000, zones: 0)), ("one big zone", DiagramModels.random(5_000, zones: 1)),
    ("forty zones", DiagramModels.random(5_000, zones: 40)),
    ("chain", DiagramModels.chain((0..<5_000).map { "link-\($0)" })),
    ("thousand domains", DiagramModels.random(5_000, zones: 1_000)),
  ]

  @Test("Models of 5,000 components are folded into a readable picture", arguments: models.indices)
  func foldedPictures(number: Int) throws {
    let (_, model) = Self.models[number]
    let fault = model.components[model.components.endIndex.advanced(by: -2_500)].id.text
    // Unoptimised code takes its time: each is tried either way, not both.
    for impact in number < 4 ? [try DiagramModels.impact(model, fault)] : [nil] {
      let diagram = try Diagram(model, impact: impact)
      #expect(diagram.marks.count <= 90)
      #expect(diagram.legend.shown + diagram.legend.folded == 5_000)
      let picture = try GraphvizRenderer.render(diagram, as: .svg)
      #expect(ElementCollector(picture.bytes).problem == nil)
    }
  }

  @Test("Unfolded pictures of 5,000 components are refused with advice", arguments: models.indices)
  func unfoldedPicturesAreRefused(number: Int) throws {
    let (_, model) = Self.models[number]
    let diagram = try Diagram(model, options: DiagramOptions(fold: false))
    #expect(diagram.marks.count >= 5_000)
    #expect { try GraphvizRenderer.render(diagram, as: .svg) } throws: { error in
      let message = "\(error)"
      return message.contains(" marks and ") && message.hasSuffix("; draw fewer components, or write DOT")
    }
    // DOT text needs no layout.
    #expect(try GraphvizRenderer.render(diagram, as: .dot).bytes.count > 1_000_000)
  }

  /// Dense and circular: the worst for Graphviz.
  @Test(
    "Dense and circular graphs within the limit are drawn, and others are refused",
    arguments: [(60, 10), (150, 3), (300, 2)])
  func denseGraphsWithinTheLimit(
    count: Int, degree: Int
  ) throws {
    let components = (0..<count).map { index in
      Component(
        ComponentID("c\(index)"),
        relations: (0..<degree).map { step in
          .init(.needs, Requirement(on: ComponentID("c\((index * 7_919 + step * 104_729 + step * step * 31) % count)")))
        })
    }
    let diagram = try Diagram(Model(name: "dense", components: components), options: DiagramOptions(fold: false))
    if diagram.effort <= Diagram.effortLimit {
      _ = try GraphvizRenderer.render(diagram, as: .svg)
    } else {
      #expect(throws: DiagramError.self) { try GraphvizRenderer.render(diagram, as: .svg) }
    }
  }
}

public import DependencyModel
import ModelFormats

/// A small model with something of everything, for what is read for a model: policies, selectors, faults.
public enum SampleModel {
  /// As text.
  public static let text = """
    model: M
    domains: { zone-a: {}, zone-b: {} }
    components:
      web: { kind: service, tier: 1, tags: [x], owner: team, needs: { any: [db-1, db-2] }, uses: { on: cache, tolerates: 5m } }
      "db-{n}": { each: { n: [1, 2] }, kind: aws/rds-database, in: zone-a, unavailability: 1e-3 }
      cache: { in: zone-b, degradedBy: { any: [db-1, db-2], coverage: 97.5% } }
      both: { logical: true, needs: { all: [web, cache] } }
    faults: { storm: { down: zone-a }, release: { down: cache, change: true } }

    """

  /// Read.
  public static let model: Model = {
    do throws(InvalidInput) { return try ModelLoader.load(Array(text.utf8), file: "sample.yaml").model } catch {
      fatalError("\(error.diagnostics)")
    }
  }()
}

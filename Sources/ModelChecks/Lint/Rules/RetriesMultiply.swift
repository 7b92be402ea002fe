internal import DependencyModel
internal import ResilienceAnalysis

extension LintRule {
  static let retriesMultiply = LintRule(
    "retries-multiply", .excessiveLoad, .warning, lookingAt: .retries,
    title: "retries that multiply to ten calls or more along a chain",
    rationale: """
      If every step of a chain makes a failed call again, the retries multiply: with three at each of three steps, a \
      failure of the last one brings it 64 times the work, just when it needs less.
      """,
    advice: "retry at one step of the chain, and let the others pass the failure on",
    example: """
      model: Shop
      components:
        web: { needs: { on: api, retries: 3 } }
        api: { needs: { on: db, retries: 3 } }
        db: {}
      """,
    repaired: """
      model: Shop
      components:
        web: { needs: { on: api, retries: 3 } }
        api: { needs: db }
        db: {}
      """
  ) { context in
    guard context.subjects[.retries] > 0 else { return [] }
    let chains: [RetryChain]
    do throws(LoadProblem) {
      chains = try context.retryChains(from: 10, longest: 50)
    } catch {
      return [.undecided(.loads(.problem(error)), at: error.place(in: context.model))]
    }
    return chains.enumerated().map { number, chain in
      let first = chain.components[0]
      // The first findings show the chain, as far as anyone reads.
      let links = number < LintContext.explainedCount ? chain.components.dropFirst() : []
      return Finding(
        .load(.retriesMultiply(chain)), components: [first], at: context.model.outline(first).place,
        related: links.map {
          .init(.link($0), component: $0, at: context.model.outline($0).place)
        })
    }
  }
}

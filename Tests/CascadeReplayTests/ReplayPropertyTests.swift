import CascadeReplay
import DependencyModel
import ResilienceAnalysis
import TestSupport
import Testing

/// Runs of random scenarios against a formulation that steps through every second.
@Suite struct ReplayPropertyTests {
  /// Batches of a hundred models.
  private static let batches: Range<UInt64> = 0..<20

  @Test("Levels at every second are those of the literal definitions", arguments: batches)
  func levels(batch: UInt64) throws {
    for seed in batch * 100..<batch * 100 + 100 {
      let model = RandomScenario.model(seed: seed % 1_000 + batch)
      let scenario = model.scenarios[0]
      let replay = try CompiledModel(model).replay(scenario)
      var naive = NaiveReplay(model, scenario)
      naive.run()
      var levels = [Level](repeating: .up, count: model.components.count)
      var next = 0
      for (second, expected) in naive.levels.enumerated() {
        while next < replay.changes.count, replay.changes[next].time <= .seconds(second) {
          levels[replay.changes[next].component.position] = replay.changes[next].level
          next += 1
        }
        guard levels != expected else { continue }
        Issue.record("seed \(seed), second \(second): \(levels) instead of \(expected)")
        return
      }
      #expect(replay.happenings.map(\.event) == naive.happened.map(\.event), "seed \(seed)")
      #expect(replay.happenings.map(\.time) == naive.happened.map { .seconds($0.second) }, "seed \(seed)")
    }
  }

  @Test("Each cause is as bad as it must be, and is not later than what it brings about", arguments: batches)
  func causes(batch: UInt64) throws {
    for seed in batch * 100..<batch * 100 + 100 {
      let model = RandomScenario.model(seed: seed % 1_000 + batch)
      let replay = try CompiledModel(model).replay(model.scenarios[0])
      let isSimple =
        !model.components.contains { $0.relations.contains { $0.requirement.statesTolerance } }
        && model.scenarios[0].events.allSatisfy { if case .at = $0.trigger { true } else { false } }
      var levels = [Level](repeating: .up, count: model.components.count)
      // What was there at some moment of the present instant, in the order in which it came about.
      var worst = levels
      var time = Duration.zero
      for change in replay.changes {
        #expect(change.time >= time, "seed \(seed)")
        #expect(change.old == levels[change.component.position], "seed \(seed)")
        #expect(change.level != change.old, "seed \(seed)")
        if change.time > time { worst = levels }
        time = change.time
        if change.isWorse, case .relation(let number, let by) = change.cause {
          let kind = replay.relation(number, of: change.component).kind
          let needed = kind.requiredLevel(for: change.level)
          #expect(needed != nil, "seed \(seed)")
          #expect(!by.isEmpty, "seed \(seed)")
          // What is lost and back at one instant is no change, but may be a cause.
          for cause in by where isSimple {
            #expect(worst[cause.position] >= needed ?? .down, "seed \(seed): \(change)")
          }
        }
        #expect((change.cause == nil) == (change.level == .up), "seed \(seed)")
        #expect((change.returned == nil) == change.isWorse, "seed \(seed)")
        levels[change.component.position] = change.level
        worst[change.component.position] = max(worst[change.component.position], change.level)
      }
    }
  }

  @Test("Times of what was hit, and what is left at the end, follow from the changes", arguments: batches)
  func tallies(batch: UInt64) throws {
    for seed in batch * 100..<batch * 100 + 100 {
      let model = RandomScenario.model(seed: seed % 1_000 + batch)
      let scenario = model.scenarios[0]
      let replay = try CompiledModel(model).replay(scenario)
      let times = Set(replay.changes.map(\.time)).sorted() + [scenario.lasts]
      var down = [Duration](repeating: .zero, count: model.components.count)
      var notUp = down
      for (start, end) in zip(times, times.dropFirst()) {
        let levels = replay.levels(at: start)
        for component in model.components.indices {
          if levels[component.position] == .down { down[component.position] += end - start }
          if levels[component.position] > .up { notUp[component.position] += end - start }
        }
      }
      for component in model.componentIndices {
        #expect(replay.hit(component)?.down ?? .zero == down[component.position], "seed \(seed)")
        #expect(replay.hit(component)?.notUp ?? .zero == notUp[component.position], "seed \(seed)")
      }
      let end = replay.levels(at: scenario.lasts)
      #expect(
        replay.unrecovered.map(\.component) == model.components.indices.filter { end[$0.position] > .up },
        "seed \(seed)")
      let counts = times.dropLast().map { time in
        let levels = replay.levels(at: time)
        return model.componentIndices.count { levels[$0.position] > .up }
      }
      #expect((replay.worst == nil) == (counts.max() ?? 0 == 0), "seed \(seed)")
    }
  }

  @Test("What is stuck at the end stays down once every fault is over", arguments: batches)
  func stuck(batch: UInt64) throws {
    for seed in batch * 100..<batch * 100 + 100 {
      let model = RandomScenario.model(seed: seed % 1_000 + batch)
      var scenario = model.scenarios[0]
      // Conditions would go on making faults.
      scenario.events.removeAll { if case .when = $0.trigger { true } else { false } }
      guard !scenario.events.isEmpty else { continue }
      let compiled = CompiledModel(model)
      let stuck = try compiled.replay(scenario).unrecovered.filter(\.isStuck).map(\.component)
      let isTolerant = model.components.contains { component in
        component.relations.contains { $0.requirement.statesTolerance }
      }
      // A tolerance that ends after the end may stop more.
      guard !isTolerant else { continue }
      scenario.events.append(
        Scenario.Event("all", .at(scenario.lasts), [.restore(model.components.map(\.id))]))
      scenario.lasts += .seconds(1_000)
      let left = try compiled.replay(scenario).unrecovered.filter { $0.level == .down }.map(\.component)
      #expect(stuck == left, "seed \(seed)")
    }
  }
}

extension Requirement {
  /// Whether it or a member of it is tolerated for a while.
  fileprivate var statesTolerance: Bool {
    if tolerates > .zero { return true }
    guard case .group(let group) = target else { return false }
    return group.members.contains { $0.requirement.statesTolerance }
  }
}

internal import DependencyModel
internal import Synchronization

/// Models that were compiled with less trust, each once.
final class SurerModels: Sendable {
  private let models = Mutex<[Confidence: CompiledModel]>([:])

  /// The model with some trust; `make` compiles it the first time.
  func model(trusting trust: Confidence, _ make: () -> CompiledModel) -> CompiledModel {
    models.withLock { models in
      if let known = models[trust] { return known }
      let model = make()
      models[trust] = model
      return model
    }
  }
}

internal import DependencyModel
internal import ModelFormats

/// A workload that runs as pods: a deployment and the like, or a pod that nothing makes again.
struct KubernetesWorkload {
  let id: String
  let kind: String
  let namespace: String
  let name: String
  /// Its labels are those of the pods that it makes.
  let labels: [String: String]
  /// The specification of its pods.
  let podSpec: SyntaxNode?
  var replicas: Int?
  let source: String
  let place: Place
  /// The least number of pods that what scales it leaves.
  var scaledTo: Int?
  /// Whether something makes pods of it as they are asked for, so that it may have none and is not absent.
  var isOnDemand = false
  /// How many pods a daemon set has, as the cluster counts.
  var scheduled: Int?
  /// How many pods it has for sure; `nil` if that is not known.
  var count: Int?
  /// The pods that were seen, of `KubernetesBuilder.pods`.
  var pods: [Int] = []
  /// Where an annotation says how many of its pods must be there.
  var stated: String?
  /// The templates of claims that each of its pods has one of, by name.
  var claimTemplates: [SyntaxNode] = []

  /// Whether it runs from time to time only.
  var isJob: Bool { kind == "Job" || kind == "CronJob" || kind == "ScaledJob" }
  var isPod: Bool { kind == "Pod" }
  /// Whether it is scaled to no pods, and stays so until somebody changes it.
  var isScaledToNone: Bool { replicas == 0 && scaledTo == nil && !isOnDemand }
}

/// A pod that was seen, or of which the name is known.
struct KubernetesPod {
  let id: String
  let name: String
  let namespace: String
  let labels: [String: String]
  let podSpec: SyntaxNode?
  /// Whether it serves, as far as is known.
  var isReady: Bool
  let source: String
  let place: Place
  let confidence: Confidence
}

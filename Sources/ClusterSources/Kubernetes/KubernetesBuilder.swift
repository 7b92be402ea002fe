internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Makes a model of the objects of a cluster.
struct KubernetesBuilder {
  let inventory: KubernetesInventory
  var draft = ImportDraft()
  var workloads: [KubernetesWorkload] = []
  var workloadByID: [String: Int] = [:]
  var workloadIndex = KubernetesLabelIndex()
  var pods: [KubernetesPod] = []
  var podByID: [String: Int] = [:]
  /// The workloads behind each Service that selects.
  var membership = ServiceMembership()
  /// The routes that decide where the traffic to a Service goes.
  var routesOfService: [String: [String]] = [:]
  /// The endpoints that the cluster saw behind each Service.
  var endpoints: [String: [Endpoint]] = [:]
  /// The workloads that Services with one selector select, by name.
  var ownersBySelector: [SelectedBy: [String: Int]] = [:]
  /// The workload that each pod is of, by the id of the pod.
  var ownerOfPod: [String: Int] = [:]
  /// The workloads that are scaled to no pods, and the Services that select nothing else.
  var absent: Set<String> = []
  /// Whether some workload names another one.
  var isConnected = false
  /// The hints that only permissions give.
  var hints: [AddressHint] = []
  var settings = KubernetesSettings()
  /// How many bytes variables may add to the values that they are in.
  var roomForVariables = 2_000_000
  let hosts: KubernetesHosts
  /// What distinguishes the disks and servers that volumes are on, by their ids.
  var diskKeys: [String: String] = [:]
  let clouds: KubernetesClouds
  /// The project of Google's that the nodes are of.
  let googleProject: String?
  /// About how much text may be written of relations of the sort that one object has with many.
  private var room = 12_000_000
  private var lists: [String: [String]] = [:]
  private var listOrder: [String] = []

  init(_ inventory: KubernetesInventory, budget: ExpansionBudget = ExpansionBudget()) {
    self.inventory = inventory
    draft.budget = budget
    draft.deploysServices = true
    hosts = KubernetesHosts(of: inventory)
    clouds = KubernetesClouds(of: inventory)
    googleProject = KubernetesBuilder.googleProject(of: inventory)
    draft.notes = inventory.notes
    for id in inventory.repeated {
      note(id, under: "is in the files more than once, and the last one counts, as with 'kubectl apply'")
    }
    for id in inventory.respelled.sorted() {
      note(
        id, under: "is written in several ways, which differ only in how Unicode composes characters, and is one object"
      )
    }
  }

  /// The model of all the objects.
  ///
  /// - Throws: `InvalidInput` where nothing comes out.
  mutating func model(name: String, start: Place) throws(InvalidInput) -> ImportedModel {
    collectWorkloads()
    collectPods()
    addComponents()
    readScaling()
    collectEndpoints()
    addPlaces()
    addOrdinals()
    countPods()
    relateWorkloads()
    addSpread()
    addVolumes()
    collectServices()
    findAbsentServices()
    addRoutes()
    relateServices()
    stateServiceCalls()
    addLimits()
    addIngresses()
    addAddresses()
    addOperated()
    addSettings()
    addPolicies()
    addHints()
    addClusterServices()
    identifyWorkloads()
    noteSilence()
    addRemarks()
    return try draft.model(name: name, format: "Kubernetes", things: "objects", start: start)
  }

  /// Adds a component for each object that becomes one by itself.
  private mutating func addComponents() {
    for object in inventory.objects {
      switch object.role {
      case .node:
        addNode(object.name, source: object.source, at: object.place)
        draft.notes.understand(of: object.kind)
      case .pod, .workload, .endpoints, .endpointSlice:
        // Whether these become components is seen when owners are known.
        break
      default:
        guard let kind = object.line.component else { continue }
        draft.add(object.id, kind: kind, source: object.source, at: object.place)
        draft.notes.understand(of: object.kind)
      }
    }
  }

  // MARK: Parts

  /// The least length of a written relation around an id and a source.
  private static let shortestRelation = 60

  /// About how many bytes a relation to an object takes when it is written.
  static func length(of object: KubernetesObject) -> Int {
    object.id.utf8.count + object.source.utf8.count + shortestRelation
  }

  /// Whether there is room for more relations of the sort that one object has with many: what selects everything,
  /// many times over, says nothing that a model could hold.
  ///
  /// - Parameters:
  ///   - count: how many relations.
  ///   - length: about how many bytes each takes when it is written.
  mutating func hasRoom(for count: Int, of length: Int) -> Bool {
    let (count, isTooMany) = count.multipliedReportingOverflow(by: max(length, 8))
    guard !isTooMany, count <= room else {
      draft.notes.remark("labels select so many objects that not all of them are in the model")
      return false
    }
    room -= count
    return true
  }

  /// The workloads that a selector matches, as long as there is room for what follows from it.
  ///
  /// - Parameters:
  ///   - selector: what is selected.
  ///   - namespace: where.
  ///   - object: what selects; a relation to it follows of each.
  mutating func selected(_ selector: KubernetesSelector, in namespace: String, by object: KubernetesObject) -> [Int] {
    let count = workloadIndex.candidates(selector, in: namespace).count
    // A setting of others is written by its id alone.
    guard hasRoom(for: count, of: object.id.utf8.count + 4) else { return [] }
    return workloads(selector, in: namespace)
  }

  /// Says that nothing will fail by another, where no workload names one.
  private mutating func noteSilence() {
    let count = workloads.count { !$0.isJob && !$0.isPod }
    guard count > 3, !isConnected else { return }
    draft.notes.remark(
      "none of the \(count) workloads names another one: the files hold no addresses, so answers will say that nothing "
        + "else fails with a workload but its Services")
  }

  /// Adds an object to those that a remark is about.
  mutating func note(_ id: String, under text: String) {
    if lists[text] == nil { listOrder.append(text) }
    lists[text, default: []].append(id)
  }

  /// Adds the remarks that were noted of objects, one line for each.
  private mutating func addRemarks() {
    for text in listOrder {
      let ids = lists[text] ?? []
      let more = ids.count > 4 ? " and \(ids.count - 4) more" : ""
      draft.notes.remark("\(text): \(ids.prefix(4).joined(separator: ", "))\(more)")
    }
  }

  static func target(_ id: String) -> Requirement.Target { .component(ComponentID(ImportDraft.cleaned(id))) }

  /// The workloads in a namespace whose pods a selector matches.
  func workloads(_ selector: KubernetesSelector, in namespace: String) -> [Int] {
    workloadIndex.candidates(selector, in: namespace).filter { selector.matches(workloads[$0].labels) }
  }
}

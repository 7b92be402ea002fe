internal import DependencyModel

/// What is behind the Services of a cluster: a list of workloads for each selector, which all Services with it share.
///
/// Thousands of Services may select the same thousands of pods, so nothing here grows with their product.
struct ServiceMembership {
  /// A member of the group behind a Service: a workload, or some of its pods.
  struct Member {
    let workload: Int
    let target: Requirement.Target
  }

  /// What is behind Services that select the same.
  struct List {
    let members: [Member]
    /// The Services, in the order added.
    fileprivate(set) var services: [String]
    /// The component that stands for all the members, where several Services have them.
    var sharedID: String?
    fileprivate let workloads: Set<Int>

    var targets: [Requirement.Target] { members.map(\.target) }
  }

  private(set) var lists: [List] = []
  /// The place in `lists` of what is behind a Service.
  private var listOfService: [String: Int] = [:]
  private var listsOfWorkload: [Int: [Int]] = [:]

  /// Adds a Service with a list of its own, and gives its place.
  @discardableResult mutating func add(_ service: String, _ members: [Member]) -> Int {
    let workloads = Set(members.map(\.workload))
    for workload in workloads { listsOfWorkload[workload, default: []].append(lists.count) }
    listOfService[service] = lists.count
    lists.append(List(members: members, services: [service], workloads: workloads))
    return lists.count - 1
  }

  /// Adds a Service that has the same behind it as others.
  mutating func add(_ service: String, toList list: Int) {
    listOfService[service] = list
    lists[list].services.append(service)
  }

  /// Gives a list the component that stands for its members.
  mutating func share(_ list: Int, as id: String) { lists[list].sharedID = id }

  /// What is behind a Service; `nil` for one that selects nothing.
  subscript(service: String) -> List? {
    guard let list = listOfService[service].map({ lists[$0] }), !list.members.isEmpty else { return nil }
    return list
  }

  /// The members behind a Service.
  func members(of service: String) -> [Member] { self[service]?.members ?? [] }

  /// Whether a workload is behind a Service.
  func isBehind(_ service: String, _ workload: Int) -> Bool {
    listOfService[service].map { lists[$0].workloads.contains(workload) } ?? false
  }

  /// How many Services a workload is behind.
  func serviceCount(of workload: Int) -> Int {
    (listsOfWorkload[workload] ?? []).reduce(0) { $0 + lists[$1].services.count }
  }

  /// The Services that a workload is behind, in the order of their ids.
  func services(of workload: Int) -> [String] {
    (listsOfWorkload[workload] ?? []).flatMap { lists[$0].services }.sorted()
  }
}

internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Queues, topics, buckets and the like of clouds that workloads are given by ARNs, URLs and paths.
extension KubernetesBuilder {
  /// Adds what the addresses in a text name, and relates the workload that is given the text to it.
  mutating func relate(_ found: CloudAddress.Found, _ use: AddressUse) {
    guard !draft.isFull else { return }
    let owner = workloads[use.workload].id
    for address in found.addresses {
      draft.add(address, source: use.source, at: use.place)
      let kind: Component.Relation.Kind =
        switch address.use {
        case .calls: use.kind
        case .starts: .startNeeds
        case .reports: use.kind == .needs ? .uses : use.kind
        }
      draft.relate(
        owner, kind, address.id, confidence: .inferred, source: use.source, at: use.place
      )
    }
    for service in found.unknownServices.sorted() {
      draft.notes.addUnresolved("\(owner) → an ARN of the service '\(service)' of AWS (\(use.source))")
    }
  }
}

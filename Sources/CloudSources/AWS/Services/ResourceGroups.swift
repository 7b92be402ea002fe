extension AWSService {
  /// Tags of resources of all services.
  static let tagging = AWSService(
    answers: [
      .list("ResourceTagMappingList")
    ])
}

extension AWSService {
  /// Which account the credentials belong to.
  static let sts = AWSService(
    answers: [
      .list("Account", mark: "UserId", isAtTop: true)
    ])
}

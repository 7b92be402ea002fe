internal import DependencyModel
internal import SourceReading

/// Event flows: subscriptions, notifications, dead letters.
extension CloudMeaning {
  func addMessaging(to draft: inout ImportDraft) {
    addAccelerators(to: &draft)
    addLinks(of: [.sns, .s3, .sqs], to: &draft)
  }

  /// An accelerator holds as long as one of its groups of endpoints does: it sends traffic to the next that answers.
  private func addAccelerators(to draft: inout ImportDraft) {
    var groups: [String: [String]] = [:]
    for group in resources("aws_globalaccelerator_endpoint_group") where isComponent(group.id) {
      // A dial of 0 lets nothing through.
      guard group.attributes.int(at: "traffic_dial_percentage") != 0 else { continue }
      var accelerators = ids(of: group, "accelerator_arn", "aws_globalaccelerator_accelerator")
      for listener in ids(of: group, "listener_arn", "aws_globalaccelerator_listener") {
        guard let listener = inventory[listener] else { continue }
        accelerators += ids(of: listener, "accelerator_arn", "aws_globalaccelerator_accelerator")
      }
      for accelerator in accelerators { groups[accelerator, default: []].append(group.id) }
    }
    for accelerator in resources("aws_globalaccelerator_accelerator") {
      guard let own = groups[accelerator.id], isComponent(accelerator.id) else { continue }
      let source = "\(accelerator.source): its endpoint groups"
      draft.relateRedundant(accelerator.id, of: own, source: source, at: accelerator.place)
    }
  }
}

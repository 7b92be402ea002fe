internal import DependencyModel
internal import SourceReading

/// Event flows: subscriptions, notifications, dead letters.
extension CloudMeaning {
  func addMessaging(to draft: inout ImportDraft) {
    addAccelerators(to: &draft)
    for subscription in resources("aws_sns_topic_subscription") {
      let topics = targets(of: subscription, "topic_arn", ["aws_sns_topic"])
      for endpoint in ids(
        of: subscription, "endpoint", "aws_sqs_queue", "aws_lambda_function", "aws_kinesis_firehose_delivery_stream")
      where isComponent(endpoint) {
        // Without its topic nothing new comes; what is there is still served.
        relate(endpoint, .soft, topics, of: subscription, "topic_arn", &draft)
      }
    }
    for notification in resources("aws_s3_bucket_notification") {
      let buckets = targets(of: notification, "bucket", ["aws_s3_bucket"])
      for path in ["lambda_function.lambda_function_arn", "queue.queue_arn", "topic.topic_arn"] {
        for fed in ids(of: notification, path, "aws_lambda_function", "aws_sqs_queue", "aws_sns_topic")
        where isComponent(fed) {
          relate(fed, .soft, buckets, of: notification, "bucket", &draft)
        }
      }
    }
    for policy in resources("aws_sqs_queue_redrive_policy") {
      for queue in ids(of: policy, "queue_url", "aws_sqs_queue") where isComponent(queue) {
        relate(
          queue, .soft, targets(of: policy, "redrive_policy", ["aws_sqs_queue"]), of: policy, "redrive_policy", &draft)
      }
    }
  }

  /// An accelerator holds as long as one of its groups of endpoints does: it sends traffic to the next that answers.
  private func addAccelerators(to draft: inout ImportDraft) {
    var groups: [String: [String]] = [:]
    for group in resources("aws_globalaccelerator_endpoint_group") where isComponent(group.id) {
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
      draft.relate(accelerator.id, .needs, .any, of: own, source: source, at: accelerator.place)
      if own.count > 1 { draft.relate(accelerator.id, .uses, .all, of: own, source: source, at: accelerator.place) }
    }
  }
}

internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// The states of a state machine: what they call by a plain name.
extension CloudMeaning {
  /// By the name of a parameter of a state, the types that its value names.
  private static let typesByParameter: [String: [String]] = [
    "FunctionName": ["aws_lambda_function", "aws_lambda_alias"], "TableName": ["aws_dynamodb_table"],
    "Bucket": ["aws_s3_bucket"], "BucketName": ["aws_s3_bucket"], "StreamName": ["aws_kinesis_stream"],
    "DeliveryStreamName": ["aws_kinesis_firehose_delivery_stream"], "QueueUrl": ["aws_sqs_queue"],
    "TopicArn": ["aws_sns_topic"], "StateMachineArn": ["aws_sfn_state_machine"],
    "EventBusName": ["aws_cloudwatch_event_bus"], "Cluster": ["aws_ecs_cluster"],
    "TaskDefinition": ["aws_ecs_task_definition"], "JobQueue": ["aws_batch_job_queue"],
    "JobDefinition": ["aws_batch_job_definition"], "ClusterId": ["aws_emr_cluster"],
    "ClusterName": ["aws_eks_cluster"], "ProjectName": ["aws_codebuild_project"], "JobName": ["aws_glue_job"],
  ]

  /// Adds what the states of a machine call.
  func addStates(of machine: CloudResource, to draft: inout ImportDraft) {
    var found: [(parameter: String, value: CloudValue)] = []
    func visit(_ value: CloudValue, depth: Int) {
      guard depth < 64, found.count < 10_000 else { return }
      switch value {
      case .list(let items): for item in items { visit(item, depth: depth + 1) }
      case .map(let pairs):
        for pair in pairs {
          // A name in the style of the other form is the same.
          let name = pair.key.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
          if Self.typesByParameter[name] != nil { found.append((name, pair.value)) }
          visit(pair.value, depth: depth + 1)
        }
      case .text(let text):
        guard text.first == "{", text.utf8.count < 1 << 22,
          let document = JSONReader(quotesText: false).read(Array(text.utf8), file: "").document
        else { return }
        visit(AWSTranslation.whole(document), depth: depth + 1)
      default: break
      }
    }
    for value in machine.attributes.values(at: "definition") { visit(value, depth: 0) }
    for (parameter, value) in found {
      var holder = machine
      holder.attributes = .map([(parameter, value)])
      let types = Self.typesByParameter[parameter] ?? []
      let path = "definition \(parameter)"
      for target in targets(of: holder, parameter, types) {
        for id in target.ids {
          if let task = inventory[id], task.type == "aws_ecs_task_definition" {
            addTask(task, to: machine.id, &draft)
          }
          relateAddress(machine.id, to: id, source: "\(machine.source).\(path)", at: machine.place, &draft)
        }
      }
    }
  }
}

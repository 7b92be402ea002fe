import CloudSources
import Foundation
import ModelFormats
import TestSupport
import Testing

/// Which calls are made: only such as read, each after those that it needs, and none that an answer makes up.
@Suite struct AWSCallPlanTests {
  /// Every call that follows from some answers, by the name of the call's file.
  private func calls(_ answers: [String: String], includesGlobal: Bool = true) -> [AWSCall] {
    var plan = AWSCallPlan(includesGlobal: includesGlobal)
    var open = plan.firstCalls()
    var made: [AWSCall] = []
    while let call = open.first {
      open.removeFirst()
      made.append(call)
      if let answer = answers[call.file] { open += plan.calls(after: call, answer: Array(answer.utf8)) }
    }
    return made
  }

  @Test("The plan's first calls only read, and their answers have safe file names")
  func onlyReading() {
    let first = calls([:]) + [AWSCallPlan.identity]
    #expect(first.count > 50)
    for call in first {
      #expect(["describe-", "list-", "get-", "search-"].contains { call.arguments[1].hasPrefix($0) }, "\(call.title)")
      #expect(call.file.hasSuffix(".json"))
      #expect(call.file.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." })
    }
    #expect(Set(first.map(\.file)).count == first.count)
    #expect(
      calls([:], includesGlobal: false).allSatisfy { !["route53", "cloudfront", "s3api"].contains($0.arguments[0]) })
  }

  @Test("The saved answers of the shop ask for exactly the files that are saved")
  func theShop() throws {
    var answers: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: AWSLive.shop.path) {
      answers[file] = try String(contentsOf: AWSLive.shop.appending(path: file), encoding: .utf8)
    }
    let made = calls(answers)
    let files = Set(made.map(\.file))
    // Of no use here, or asked for in another way.
    let others: Set<String> = [
      "autoscaling-instances.json", "ec2-network-acls.json", "ecs-task-definition-list.json",
      "resourcegroupstagging.json",
      "sts-caller-identity.json",
    ]
    #expect(Set(answers.keys).subtracting(others).subtracting(files).isEmpty)
    let health = try #require(made.first { $0.file == "elbv2-target-health.web.json" })
    #expect(
      health.arguments == [
        "elbv2", "describe-target-health", "--target-group-arn",
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/bac259982561436a",
      ])
    #expect(health.title == "elbv2 describe-target-health bac259982561436a")
    let services = try #require(made.first { $0.file == "ecs-services.shop.json" })
    #expect(
      services.arguments == [
        "ecs", "describe-services", "--cluster", "arn:aws:ecs:eu-west-1:123456789012:cluster/shop", "--services",
        "arn:aws:ecs:eu-west-1:123456789012:service/shop/checkout",
      ])
    // What an Auto Scaling group started is made from its template: no script of its own is asked for.
    #expect(made.count { $0.file.hasPrefix("ec2-instance-user-data.") } == 5)
  }

  @Test("Calls about many resources are made in batches, and each only once")
  func inBatchesAndOnce() {
    let services = (0..<23).map { #""arn:aws:ecs:eu-west-1:1:service/c/s\#($0)""# }.joined(separator: ",")
    let made = calls([
      "ecs-clusters.json": #"{"clusterArns":["arn:aws:ecs:eu-west-1:1:cluster/c"]}"#,
      "ecs-service-list.c.json": #"{"serviceArns":[\#(services)]}"#,
      "ecs-services.c.json": #"{"services":[{"taskDefinition":"t:1"},{"taskDefinition":"t:1"}]}"#,
      "ecs-services.c.2.json": #"{"services":[{"taskDefinition":"t:1"},{"taskDefinition":"u:2"}]}"#,
    ])
    let files = made.map(\.file).filter { $0.hasPrefix("ecs-") }
    #expect(
      files == [
        "ecs-clusters.json", "ecs-capacity-providers.json", "ecs-cluster.json", "ecs-service-list.c.json",
        "ecs-services.c.json", "ecs-services.c.2.json",
        "ecs-services.c.3.json", "ecs-task-definition.t-1.json", "ecs-task-definition.u-2.json",
      ])
    #expect(made.first { $0.file == "ecs-services.c.3.json" }?.arguments.count == 8)
  }

  /// The command line would read a file for `file://…`, and take `--…` for an option.
  @Test(
    "Names that the command line would read as files or options are not asked about",
    arguments: ["file:///etc/passwd", "FileB://x", "--endpoint-url", "-x", "", "a b", "a;b", "$(a)", "a\nb", "ä"])
  func unsafeNames(_ name: String) throws {
    let text = String(decoding: try JSONEncoder().encode(["TableNames": [name, "good"]]), as: UTF8.self)
    let made = calls(["dynamodb-tables.json": text])
    #expect(
      made.filter { $0.file.hasPrefix("dynamodb-table.") }.map(\.arguments) == [
        ["dynamodb", "describe-table", "--table-name", "good"]
      ])
  }

  @Test("Broken answers lead to no further calls")
  func brokenAnswersAskForNothing() {
    for text in ["", "{", "[]", "null", #"{"TableNames": [[7]]}"#, #"{"TableNames": {"a": 1}}"#, "An error occurred"] {
      #expect(calls(["dynamodb-tables.json": text]).count == calls([:]).count, "\(text)")
    }
  }
}

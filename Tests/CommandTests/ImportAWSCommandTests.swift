import Foundation
import TestSupport
import Testing

/// `whatfails import aws`, with a program in place of the aws command that answers from the saved answers of the shop.
@Suite struct ImportAWSCommandTests {
  private static let answers = Repository.root.appending(path: "Tests/Fixtures/aws-live/shop-3az").path

  /// A folder with a program `aws` that does what a shell script says, and notes what it is told.
  private func folder(_ cases: String) throws -> (folder: TemporaryFolder, environment: [String: String]) {
    let folder = try TemporaryFolder()
    let script = """
      #!/bin/sh
      echo "$*" >> "\(folder.file("calls").path)"
      case "$1 $2" in
      \(cases)
      "sts get-caller-identity") cat "\(Self.answers)/sts-caller-identity.json";;
      *) echo '{}';;
      esac
      """
    let program = folder.file("aws")
    try Data(script.utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return (folder, ["PATH": "\(program.deletingLastPathComponent().path):\(path)"])
  }

  private static let part = """
    "ec2 describe-instances") cat "\(answers)/ec2-instances.json";;
    "ec2 describe-volumes") cat "\(answers)/ec2-volumes.json";;
    "elbv2 describe-target-groups") cat "\(answers)/elbv2-target-groups.json";;
    "elbv2 describe-target-health") case "$4" in
      */search/*) cat "\(answers)/elbv2-target-health.search.json";; *) echo '{"TargetHealthDescriptions": []}';; esac;;
    """

  @Test("import aws asks each question once, reports what failed, and keeps the answers")
  func asksAndKeeps() throws {
    let (folder, environment) = try folder(
      Self.part + """

        "kms list-keys") echo 'An error occurred (AccessDeniedException) when calling the ListKeys operation' >&2; exit 254;;
        "rds describe-db-instances") echo 'Could not connect to the endpoint URL' >&2; exit 255;;
        "sqs list-queues") ;;
        "ecs list-clusters") echo '{"strange": [1]}';;
        """)
    let kept = folder.file("kept").path
    let model = folder.file("model.yaml").path
    try CLI("import aws --region eu-west-1 --profile reader").arguments("--save", kept, "-o", model)
      .environment(environment).succeeds().printsNothing()
      .reports(
        "partial, because 3 failed or were not permitted:", "  kms list-keys: not permitted\n",
        "  rds describe-db-instances: Could not connect to the endpoint URL\n",
        "  ecs list-clusters: an answer in an unknown form\n")
    // Every call reads, says the region, and was made once.
    let calls = try folder.text(of: "calls").split(separator: "\n").map(String.init)
    #expect(Set(calls).count == calls.count)
    #expect(calls.count > 60)
    // One region answers for the accelerators of all.
    #expect(
      calls.allSatisfy {
        $0.hasSuffix(
          " --output json --region \($0.hasPrefix("globalaccelerator ") ? "us-west-2" : "eu-west-1") --profile reader")
      })
    #expect(calls.allSatisfy { $0.contains(/^[a-z0-9-]+ (describe|list|get)-/) })
    let files = try FileManager.default.contentsOfDirectory(atPath: kept).sorted()
    #expect(
      files == [
        "ec2-instances.json", "ec2-volumes.json", "elbv2-target-groups.json", "elbv2-target-health.checkout.json",
        "elbv2-target-health.search.json", "elbv2-target-health.web.json",
      ])
    // The kept answers are a model like any other, and give the same answer.
    let live = try CLI("if eu-west-1a --format json").arguments("-m", model).succeeds().prints("\"search\"")
    let again = try CLI("if eu-west-1a --format json").arguments("-m", kept).run()
    let places = /"at" : "[^"]*"/
    #expect(live.output.replacing(places, with: "") == again.output.replacing(places, with: ""))
    // A second time into the same folder would mix two times.
    try CLI("import aws").arguments("--save", kept).environment(environment).fails(2, "is not empty")
  }

  @Test("Several regions are asked one by one, and global services once")
  func severalRegions() throws {
    let (folder, environment) = try folder(
      """
      "ec2 describe-volumes") case "$*" in
        *us-east-1*) echo '{"Volumes": [{"VolumeId": "vol-us", "AvailabilityZone": "us-east-1a"}]}';;
        *) echo '{"Volumes": [{"VolumeId": "vol-eu", "AvailabilityZone": "eu-west-1a"}]}';; esac;;
      "s3api list-buckets") echo '{"Buckets": [{"Name": "assets", "CreationDate": "1"}]}';;
      """)
    let kept = folder.file("kept").path
    try CLI("import aws --region eu-west-1 --region us-east-1").arguments("--save", kept)
      .environment(environment).succeeds().prints("vol-us", "vol-eu")
    #expect(FileManager.default.fileExists(atPath: kept + "/us-east-1/ec2-volumes.json"))
    #expect(try folder.text(of: "calls").split(separator: "\n").count { $0.hasPrefix("s3api") } == 1)
    try CLI("validate").arguments("-m", kept + "/eu-west-1", "-m", kept + "/us-east-1").succeeds()
      .prints("3 components, 4 domains")
  }

  @Test("Several profiles are asked one by one, and their accounts are kept apart")
  func severalProfiles() throws {
    let (folder, environment) = try folder(
      """
      "sts get-caller-identity") case "$*" in
        *--profile\\ one*) echo '{"UserId": "u", "Account": "111111111111", "Arn": "a"}';;
        *) echo '{"UserId": "u", "Account": "222222222222", "Arn": "a"}';; esac;;
      "ec2 describe-subnets") case "$*" in
        *--profile\\ one*) echo '{"Subnets": [{"SubnetId": "subnet-1", "AvailabilityZone": "eu-west-1a", "AvailabilityZoneId": "euw1-az1"}]}';;
        *) echo '{"Subnets": [{"SubnetId": "subnet-2", "AvailabilityZone": "eu-west-1a", "AvailabilityZoneId": "euw1-az2"}]}';; esac;;
      """)
    let kept = folder.file("kept").path
    try CLI("import aws --region eu-west-1 --profile one --profile two").arguments("--save", kept)
      .environment(environment).succeeds().prints("euw1-az1", "euw1-az2", "subnet-1", "subnet-2")
    #expect(FileManager.default.fileExists(atPath: kept + "/one/ec2-subnets.json"))
    #expect(FileManager.default.fileExists(atPath: kept + "/two/sts-caller-identity.json"))
    try CLI("import aws --profile one --profile one").fails(64)
  }

  @Test("A call that hangs is ended with all that it started")
  func whatHangsIsEnded() throws {
    let (folder, environment) = try folder(
      Self.part + "\n\"ec2 describe-subnets\") (sleep 600; : >\"${0%/*}/ended\") & wait;;")
    try CLI("import aws --region eu-west-1 --timeout 10s").environment(environment).succeeds()
      .reports("  ec2 describe-subnets: no answer within 10 s\n")
    // What it started has been ended with it, not waited for.
    #expect(!folder.names.contains("ended"))
    #expect(try folder.text(of: "calls").contains("ec2 describe-subnets"))
  }

  @Test("Without credentials, or without an answer, there is no model")
  func withoutCredentialsOrAnswers() throws {
    let none = try folder(#""sts get-caller-identity") echo 'Unable to locate credentials' >&2; exit 253;;"#)
    try CLI("import aws --region eu-west-1").environment(none.environment).fails(2)
      .reports(exactly: "error: the aws command can't sign in: Unable to locate credentials\n")
    #expect(try none.folder.text(of: "calls").split(separator: "\n").count == 1)
    let empty = try folder("")
    try CLI("import aws --region eu-west-1").environment(empty.environment)
      .fails(2, "error: the aws command gave no answer")
  }

  @Test("Without the aws command, the error says that it is not installed")
  func withoutTheCommand() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("x").deletingLastPathComponent().path
    try CLI("import aws").environment(["PATH": path]).fails(2)
      .reports(exactly: "error: can't run 'aws': it is not installed, or not in PATH\n")
  }

  @Test("Wrong options of import aws are refused, and a file named aws is a file")
  func usage() throws {
    try CLI("import aws --region --endpoint-url").fails(64)
    try CLI("import aws --region").arguments("eu west").fails(64)
    try CLI("import aws --region a --region a").fails(64)
    try CLI("import aws --profile=-x").fails(64)
    try CLI("import aws --help").run().prints("USAGE: whatfails import aws")
    try CLI("import ./aws").fails(2)
  }
}

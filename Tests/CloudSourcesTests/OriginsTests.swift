import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// What something was made from, and the copies that a cloud lists of it: neither is needed.
@Suite struct OriginsTests {
  private static let source = "arn:aws:rds:us-east-1:222222222222:cluster:old"

  @Test("A table with a copy in another region is only degraded by the loss of that region")
  func tables() throws {
    let answer = try States.answer([
      (
        "aws_dynamodb_table.t",
        #""id":"t","name":"t","arn":"arn:aws:dynamodb:eu-west-1:111111111111:table/t","replica":[{"region_name":"us-east-1","arn":"arn:aws:dynamodb:us-east-1:111111111111:table/t","kms_key_arn":"arn:aws:kms:us-east-1:111111111111:key/k"}]"#
      )
    ])
    #expect(try answer.impact("us-east-1")["aws_dynamodb_table.t"] == .degraded)
    #expect(!answer.ids.contains("arn:aws:dynamodb:us-east-1:111111111111:table/t"))
  }

  @Test(
    "Nothing needs its replicas, its snapshot or what it was restored from",
    arguments: [
      ("aws_db_instance.x", #""replicas":["arn:aws:rds:us-east-1:111111111111:db:rep"]"#),
      ("aws_rds_cluster.x", #""restore_to_point_in_time":[{"source_cluster_identifier":"\#(source)"}]"#),
      ("aws_rds_cluster.x", #""snapshot_identifier":"arn:aws:rds:us-east-1:222222222222:cluster-snapshot:old""#),
      ("aws_dynamodb_table.x", #""restore_source_table_arn":"arn:aws:dynamodb:us-east-1:222222222222:table/old""#),
      ("aws_new_database.x", #""read_replica_identifiers":["\#(source)"]"#),
      ("aws_new_database.x", #""source_snapshot_arn":"\#(source)""#),
      ("aws_new_database.x", #""restore":{"from":"\#(source)"}"#),
    ])
  func origins(resource: States.Resource) throws {
    let answer = try States.answer([(resource.address, #""id":"x",\#(resource.attributes)"#)])
    #expect(answer.model[ComponentID(resource.address)]?.requirements(.needs).isEmpty == true)
    #expect(!answer.ids.contains { $0.hasPrefix("arn:") })
  }

  @Test("A cluster that was restored from another does not need it, and one that follows another uses it")
  func templates() throws {
    let answer = try Templates.answer(
      """
      Resources:
        Cluster: {Type: "AWS::RDS::DBCluster", Properties: {Engine: mysql}}
        Restored: {Type: "AWS::RDS::DBCluster", Properties: {SourceDBClusterIdentifier: !Ref Cluster}}
        Follower: {Type: "AWS::RDS::DBCluster", Properties: {ReplicationSourceIdentifier: !Ref Cluster}}
      """)
    #expect(try answer.impact("Cluster") == ["Follower": .degraded])
  }
}

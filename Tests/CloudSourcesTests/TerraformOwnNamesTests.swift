import DependencyModel
import ImportTestSupport
import Testing

@testable import CloudSources

/// Addresses that a resource has, and names that it has under an attribute that is called after its type.
@Suite struct TerraformOwnNamesTests {
  private static func record(_ records: String, _ name: String = "r") -> States.Resource {
    ("aws_route53_record.\(name)", #""zone_id":"Z1","name":"\#(name)","type":"A","records":[\#(records)]"#)
  }

  @Test(
    "A record leads to what has the address",
    arguments: [
      ("aws_eip.x", #""id":"eipalloc-1","public_ip":"198.51.100.7""#),
      ("aws_instance.x", #""id":"i-1","public_ip":"198.51.100.7","availability_zone":"eu-west-1a""#),
      ("aws_instance.x", #""id":"i-1","ipv6_addresses":["198.51.100.7"]"#),
      ("aws_nat_gateway.x", #""id":"nat-1","public_ip":"198.51.100.7""#),
      ("aws_globalaccelerator_accelerator.x", #""id":"a","ip_sets":[{"ip_addresses":["192.0.2.1","198.51.100.7"]}]"#),
      ("aws_lightsail_static_ip.x", #""id":"s","ip_address":"198.51.100.7""#),
      (
        "azurerm_public_ip.x",
        #""id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/x","ip_address":"198.51.100.7""#
      ),
      (
        "azurerm_linux_virtual_machine.x",
        #""id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/x","public_ip_address":"198.51.100.7""#
      ),
      ("google_compute_address.x", #""id":"projects/p/regions/europe-west1/addresses/x","address":"198.51.100.7""#),
      (
        "google_compute_instance.x",
        #""id":"projects/p/zones/europe-west1-b/instances/x","network_interface":[{"access_config":[{"nat_ip":"198.51.100.7"}]}]"#
      ),
    ])
  func addresses(resource: States.Resource) throws {
    let answer = try States.answer([resource, Self.record(#""198.51.100.7""#)])
    #expect(answer.relations("aws_route53_record.r", .needs) == [resource.address])
    #expect(!answer.ids.contains("host/198.51.100.7"))
  }

  @Test("An address of a machine or a load balancer fails with it, and several addresses are several")
  func elasticAddresses() throws {
    let answer = try States.answer([
      ("aws_instance.i", #""id":"i-0a","availability_zone":"eu-west-1a","public_ip":"198.51.100.1""#),
      ("aws_eip.i", #""id":"eipalloc-1","allocation_id":"eipalloc-1","public_ip":"198.51.100.1","instance":"i-0a""#),
      (
        "aws_lb.n",
        #""id":"n","load_balancer_type":"network","internal":true,"subnet_mapping":[{"subnet_id":"subnet-0a","allocation_id":"eipalloc-2"}]"#
      ),
      ("aws_eip.n", #""id":"eipalloc-2","allocation_id":"eipalloc-2","public_ip":"198.51.100.2""#),
      Self.record(#""198.51.100.1""#, "one"), Self.record(#""198.51.100.2""#, "two"),
      Self.record(#""198.51.100.1","198.51.100.2""#, "both"), Self.record(#""198.51.100.1","203.0.113.9""#, "other"),
    ])
    #expect(try answer.down("eu-west-1a").contains("aws_route53_record.one"))
    #expect(try answer.down("aws_lb.n") == ["aws_route53_record.two"])
    #expect(try answer.impact("aws_instance.i")["aws_route53_record.both"] == .degraded)
    #expect(try answer.down(["aws_instance.i", "aws_lb.n"]).contains("aws_route53_record.both"))
    #expect(try answer.impact("aws_instance.i")["aws_route53_record.other"] == .degraded)
    #expect(answer.ids.contains("host/203.0.113.9"))
  }

  @Test("A task that copies a database fails with its ends, its machine and the database")
  func migration() throws {
    func arn(_ rest: String) -> String { "arn:aws:dms:eu-west-1:111111111111:\(rest)" }
    let answer = try States.answer([
      (
        "aws_db_instance.d",
        #""id":"db-X","identifier":"d","address":"d.abc.eu-west-1.rds.amazonaws.com","availability_zone":"eu-west-1a""#
      ),
      (
        "aws_dms_endpoint.source",
        #""id":"source","endpoint_id":"source","endpoint_arn":"\#(arn("endpoint:AAAAAAAAAA"))","endpoint_type":"source","server_name":"d.abc.eu-west-1.rds.amazonaws.com""#
      ),
      (
        "aws_dms_endpoint.target",
        #""id":"target","endpoint_id":"target","endpoint_arn":"\#(arn("endpoint:BBBBBBBBBB"))","endpoint_type":"target""#
      ),
      (
        "aws_dms_replication_instance.m",
        #""id":"m","replication_instance_id":"m","replication_instance_arn":"\#(arn("rep:CCCCCCCCCC"))","availability_zone":"eu-west-1b""#
      ),
      (
        "aws_dms_replication_task.t",
        #""id":"t","replication_task_id":"t","replication_task_arn":"\#(arn("task:DDDDDDDDDD"))","source_endpoint_arn":"\#(arn("endpoint:AAAAAAAAAA"))","target_endpoint_arn":"\#(arn("endpoint:BBBBBBBBBB"))","replication_instance_arn":"\#(arn("rep:CCCCCCCCCC"))""#
      ),
    ])
    #expect(
      Set(answer.relations("aws_dms_replication_task.t", .needs).map { $0.split(separator: " ")[0] }) == [
        "aws_dms_endpoint.source", "aws_dms_endpoint.target", "aws_dms_replication_instance.m",
      ])
    #expect(answer.relations("aws_dms_endpoint.target", .needs) == [])
    #expect(try answer.down("eu-west-1a").contains("aws_dms_replication_task.t"))
    #expect(try answer.down("eu-west-1b") == ["aws_dms_replication_instance.m", "aws_dms_replication_task.t"])
    #expect(answer.model["aws_dms_endpoint.target"]?.domains.map(\.text) == ["eu-west-1"])
    #expect(answer.ids.count == 5)
  }

  @Test("An endpoint of a model fails with its configuration and with the model, by their names")
  func namesOfTheLongTail() throws {
    let answer = try States.answer([
      ("aws_sagemaker_model.m", #""id":"shop-model","name":"shop-model""#),
      (
        "aws_sagemaker_endpoint_configuration.c",
        #""id":"shop-config","name":"shop-config","production_variants":[{"model_name":"shop-model"}]"#
      ),
      ("aws_sagemaker_endpoint.e", #""id":"shop","name":"shop","endpoint_config_name":"shop-config""#),
      ("aws_glue_connection.c", #""id":"1:shop","name":"shop","connection_type":"JDBC""#),
      ("aws_glue_crawler.k", #""id":"k","name":"k","database_name":"shop","jdbc_target":[{"connection_name":"shop"}]"#),
      ("aws_glue_catalog_database.db", #""id":"1:shop","name":"shop""#),
    ])
    #expect(
      try answer.down("aws_sagemaker_model.m") == [
        "aws_sagemaker_endpoint_configuration.c", "aws_sagemaker_endpoint.e",
      ])
    #expect(try answer.down("aws_glue_connection.c") == ["aws_glue_crawler.k"])
  }
}

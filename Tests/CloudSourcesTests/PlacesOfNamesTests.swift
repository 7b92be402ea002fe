import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// Regions in the names of hosts and zones, and buckets by the addresses of objects.
@Suite struct PlacesOfNamesTests {
  @Test(
    "The name of a host says its region",
    arguments: [
      ("b-1.mq.eu-west-1.amazonaws.com", "eu-west-1"), ("bk.s3.sa-east-1.amazonaws.com", "sa-east-1"),
      ("us-west-1.s3.us-gov-west-1.amazonaws.com", "us-gov-west-1"), ("acme-prod-1.s3.amazonaws.com", nil),
      ("bk.s3-website-eu-west-1.amazonaws.com", "eu-west-1"), ("a.rds.cn-north-1.amazonaws.com.cn", "cn-north-1"),
      ("shop.westeurope.cloudapp.azure.com", "westeurope"), ("shop-1.europe-west1.run.app", "europe-west1"),
      ("us-central1-shop.cloudfunctions.net", "us-central1"), ("shop.run.app", nil), ("db.example.com", nil),
    ])
  func hosts(host: String, region: String?) {
    #expect(CloudMeaning.place(ofHost: host)?.region == region)
  }

  @Test("A host outside of the files fails with the region in its name")
  func outside() throws {
    let answer = try States.answer([
      (
        "aws_lambda_function.f",
        #""id":"f","function_name":"f","environment":[{"variables":{"BROKER_HOST":"b-1.mq.eu-west-1.amazonaws.com"}}]"#
      )
    ])
    #expect(try answer.down("eu-west-1") == ["aws_lambda_function.f", "host/b-1.mq.eu-west-1.amazonaws.com"])
  }

  @Test("A subnet that no file has is in the region of what names it")
  func subnets() throws {
    let answer = try States.answer([
      (
        "aws_transfer_server.s",
        #""id":"s-1","arn":"arn:aws:transfer:eu-west-1:1:server/s-1","endpoint_details":[{"subnet_ids":["subnet-0000000a"]}]"#
      )
    ])
    #expect(try answer.down("eu-west-1").contains("subnet-0000000a"))
  }

  @Test(
    "The name of a zone says its region",
    arguments: [
      ("scaleway", "fr-par-1", "fr-par"), ("ibm", "us-south-2", "us-south"), ("yandex", "ru-central1-a", "ru-central1"),
      ("tencentcloud", "ap-guangzhou-3", "ap-guangzhou"), ("openstack", "nova-1", nil), ("scaleway", "fr-par", nil),
    ])
  func zones(cloud: String, zone: String, region: String?) {
    #expect(CloudProvider.named(cloud).region(ofZone: zone) == region)
  }

  @Test(
    "The address of an object leads to its bucket, in the files or not",
    arguments: [
      ("aws_synthetics_canary.x", #""artifact_s3_location":"s3://BUCKET/x""#, Level.down),
      ("aws_new_store.x", #""place":{"path":"s3a://BUCKET/x"}"#, .down),
      ("aws_emr_cluster.x", #""log_uri":"s3://BUCKET/logs/""#, .degraded),
      ("aws_lambda_function.x", #""environment":[{"variables":{"DATA":"s3://BUCKET/in"}}]"#, .down),
    ])
  func buckets(address: String, attributes: String, level: Level) throws {
    for (name, id) in [("assets-1", "aws_s3_bucket.b"), ("other-1", "arn:aws:s3:::other-1")] {
      let named = attributes.replacing("BUCKET", with: name)
      let answer = try States.answer([
        ("aws_s3_bucket.b", #""id":"assets-1","bucket":"assets-1""#), (address, #""id":"x","name":"x",\#(named)"#),
      ])
      #expect(try answer.impact(id)[address] == level, "\(name)")
    }
  }

  @Test("A script in a bucket is needed to start only, and a template's address leads to the bucket too")
  func templates() throws {
    let answer = try Templates.answer(
      """
      Resources:
        Bucket: {Type: "AWS::S3::Bucket", Properties: {}}
        Job: {Type: "AWS::Glue::Job", Properties: {Command: {ScriptLocation: !Sub "s3://${Bucket}/s.py"}}}
        Canary: {Type: "AWS::Synthetics::Canary", Properties: {ArtifactS3Location: !Join ["", ["s3://", !Ref Bucket, "/x"]]}}
        Logged: {Type: "AWS::EMR::Cluster", Properties: {LogUri: !Sub "s3://${Bucket}/logs"}}
      """)
    #expect(answer.relations("Job", .startNeeds) == ["Bucket"])
    #expect(answer.relations("Canary", .needs) == ["Bucket"])
    #expect(answer.relations("Logged", .uses) == ["Bucket"])
  }

  @Test("A record leads to the balancer that has its address, or to a host that no file has")
  func records() throws {
    let answer = try States.answer([
      ("hcloud_load_balancer.lb", #""id":"991234","name":"lb","ipv4":"116.203.9.9""#),
      ("cloudflare_record.a", #""id":"a","name":"a","type":"A","value":"116.203.9.9""#),
      ("cloudflare_record.c", #""id":"c","name":"c","type":"CNAME","value":"shop.example.net""#),
      ("cloudflare_record.t", #""id":"t","name":"t","type":"TXT","value":"mail.example.net""#),
    ])
    #expect(answer.relations("cloudflare_record.a", .needs) == ["hcloud_load_balancer.lb"])
    #expect(answer.relations("cloudflare_record.c", .needs) == ["host/shop.example.net"])
    #expect(answer.relations("cloudflare_record.t", .needs) == [])
  }

  @Test("A short id names what its attribute is called after, and a number does not")
  func shortIDs() throws {
    let answer = try States.answer([
      ("vsphere_host.h", #""id":"host-10","hostname":"esx1""#),
      ("vsphere_compute_cluster.c", #""id":"domain-c8","name":"c","resource_pool_id":"resgroup-9""#),
      (
        "vsphere_virtual_machine.v",
        #""id":"420a","name":"v","resource_pool_id":"resgroup-9","host_system_id":"host-10""#
      ),
      ("hcloud_server.s", #""id":"3","name":"s""#), ("hcloud_volume.n", #""id":"7","name":"n","server_type_id":"3""#),
    ])
    #expect(
      Set(answer.relations("vsphere_virtual_machine.v", .needs)) == ["vsphere_host.h", "vsphere_compute_cluster.c"])
    #expect(answer.relations("hcloud_volume.n", .needs) == [])
  }
}

import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Lists in types without a row: each value is a member, whether a file has it or not.
@Suite struct NamedMembersTests {
  @Test("A list of which the files have one machine keeps the other as a member")
  func machines() throws {
    let answer = try States.answer([
      ("digitalocean_droplet.d", #""id":"371120001","name":"d","region":"fra1""#),
      ("digitalocean_loadbalancer.l", #""id":"9","name":"l","droplet_ids":[371120001,371120002],"region":"fra1""#),
    ])
    #expect(try answer.impact("digitalocean_droplet.d")["digitalocean_loadbalancer.l"] == .degraded)
    #expect(answer.model["droplet/371120002"]?.kind == "digitalocean/droplet")
    #expect(
      answer.notes.incomplete == ["digitalocean_loadbalancer.l droplet_ids: 1 of 2 members is in the files"])
  }

  @Test("A list of addresses of which the files have two keeps the third")
  func addresses() throws {
    let answer = try States.answer([
      ("scaleway_lb_backend.b", #""id":"fr-par-1/1","server_ips":["10.1.0.1","10.1.0.2","10.1.0.3"]"#),
      ("scaleway_instance_server.a", #""id":"fr-par-1/2","zone":"fr-par-1","private_ip":"10.1.0.1""#),
      ("scaleway_instance_server.b", #""id":"fr-par-2/3","zone":"fr-par-2","private_ip":"10.1.0.2""#),
    ])
    let machines: Set<ComponentID> = ["scaleway_instance_server.a", "scaleway_instance_server.b"]
    #expect(try !answer.down(machines.map(\.text)).contains("scaleway_lb_backend.b"))
    #expect(try answer.down(machines.map(\.text) + ["address/10.1.0.3"]).contains("scaleway_lb_backend.b"))
    #expect(try answer.down("fr-par").isSuperset(of: machines.map(\.text)))
  }

  @Test("A list of which nothing is known names no members")
  func unknown() throws {
    let answer = try States.answer([("new_balancer.l", #""id":"9","targets":["all","none"]"#)])
    #expect(answer.ids == ["new_balancer.l"])
  }

  @Test("A list of ARNs of subnets is any of them")
  func subnets() throws {
    let arn = "arn:aws:ec2:eu-west-1:111111111111:subnet"
    let answer = try States.answer([
      States.subnet("a", id: "subnet-0000000a", zone: "a"), States.subnet("b", id: "subnet-0000000b", zone: "b"),
      (
        "aws_networkmanager_vpc_attachment.n",
        #""id":"n","subnet_arns":["\#(arn)/subnet-0000000a","\#(arn)/subnet-0000000b"]"#
      ),
    ])
    #expect(try answer.impact("eu-west-1a")["aws_networkmanager_vpc_attachment.n"] == .degraded)
  }

  @Test(
    "An access point of several regions serves from any of its buckets",
    arguments: ["details", "regions"])
  func buckets(form: String) throws {
    let known = #"{"bucket":"bk","region":"eu-west-1"},{"bucket":"bk-us","region":"us-east-1"}"#
    let answer = try States.answer([
      ("aws_s3_bucket.b", #""id":"bk","bucket":"bk","arn":"arn:aws:s3:::bk","region":"eu-west-1""#),
      (
        "aws_s3control_multi_region_access_point.m",
        form == "details"
          ? #""id":"1:m","details":[{"name":"m","region":[\#(known)]}]"# : #""id":"1:m","regions":[\#(known)]"#
      ),
    ])
    #expect(try answer.impact("eu-west-1")["aws_s3control_multi_region_access_point.m"] == .degraded)
    #expect(answer.model["s3-bucket/bk-us"]?.kind == "aws/s3-bucket")
  }

  @Test("One subnet is one component, whether its id or its ARN names it")
  func oneName() throws {
    let arn = "arn:aws:ec2:eu-west-1:111111111111"
    let answer = try States.answer([
      ("aws_vpc_endpoint.e", #""id":"vpce-1","subnet_ids":["subnet-0000000b"],"vpc_id":"vpc-0000000b""#),
      (
        "aws_new_attachment.n",
        #""id":"n","subnet_arns":["\#(arn):subnet/subnet-0000000b"],"net":"\#(arn):vpc/vpc-0000000b""#
      ),
    ])
    #expect(answer.ids.filter { $0.contains("subnet") } == ["subnet-0000000b"])
    #expect(answer.ids.filter { $0.contains("vpc-0") } == ["vpc-0000000b"])
    #expect(try answer.impact("subnet-0000000b").keys.sorted() == ["aws_new_attachment.n", "aws_vpc_endpoint.e"])
    #expect(try answer.down("eu-west-1").contains("subnet-0000000b"))
  }
}

import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// The ways out of subnets: through endpoints, transit gateways, firewalls, machines and tunnels.
@Suite struct WaysOutTests {
  @Test("A route to an endpoint of a firewall needs the subnet that this endpoint is in")
  func endpointsOfFirewalls() throws {
    let answer = try States.answer([
      States.subnet("a", id: "subnet-0a", zone: "a"), States.subnet("b", id: "subnet-0b", zone: "b"),
      States.subnet("own", id: "subnet-0c", zone: "b"),
      (
        "aws_networkfirewall_firewall.w",
        #""id":"w","arn":"arn:aws:network-firewall:eu-west-1:123456789012:firewall/w","subnet_mapping":[{"subnet_id":"subnet-0a"},{"subnet_id":"subnet-0b"}],"firewall_status":[{"sync_states":[{"availability_zone":"eu-west-1a","attachment":[{"endpoint_id":"vpce-0a","subnet_id":"subnet-0a"}]},{"availability_zone":"eu-west-1b","attachment":[{"endpoint_id":"vpce-0b","subnet_id":"subnet-0b"}]}]}]"#
      ),
      (
        "aws_route_table.r",
        #""id":"rtb-0a","vpc_id":"vpc-1","route":[{"cidr_block":"0.0.0.0/0","vpc_endpoint_id":"vpce-0a"}]"#
      ),
      ("aws_route_table_association.r", #""id":"rtbassoc-1","subnet_id":"subnet-0c","route_table_id":"rtb-0a""#),
    ])
    // It is in the other zone: the one that is nearer is not the one that the route leads to.
    #expect(try answer.down("eu-west-1a").contains("egress:aws_subnet.own"))
    #expect(answer.model["vpce-0a"] == nil)
  }

  private static func subnet(_ name: String, vpc: String, zone: String = "a") -> States.Resource {
    ("aws_subnet.\(name)", #""id":"subnet-\#(name)","vpc_id":"vpc-\#(vpc)","availability_zone":"eu-west-1\#(zone)""#)
  }
  private static func table(_ name: String, vpc: String, _ routes: String...) -> [States.Resource] {
    [
      (
        "aws_route_table.\(name)",
        #""id":"rtb-\#(name)","vpc_id":"vpc-\#(vpc)","route":[\#(routes.joined(separator: ","))]"#
      ),
      (
        "aws_route_table_association.\(name)",
        #""id":"as\#(name)","subnet_id":"subnet-\#(name)","route_table_id":"rtb-\#(name)""#
      ),
    ]
  }
  private static func route(_ attribute: String, _ target: String, to: String = "0.0.0.0/0") -> String {
    #"{"cidr_block":"\#(to)","\#(attribute)":"\#(target)"}"#
  }
  private static let shared: [States.Resource] =
    [
      ("aws_internet_gateway.main", #""id":"igw-1","vpc_id":"vpc-1""#),
      ("aws_nat_gateway.main", #""id":"nat-1","subnet_id":"subnet-public""#),
      subnet("public", vpc: "1"), subnet("app", vpc: "1"),
    ] + table("public", vpc: "1", route("gateway_id", "igw-1"))

  @Test("Two routes to a half of everywhere are the way out, which needs both")
  func halves() throws {
    func answer(_ routes: String...) throws -> ImportedAnswer {
      let inline = routes.joined(separator: ",")
      return try States.answer(
        Self.shared + Self.table("app", vpc: "1", inline) + [
          ("aws_nat_gateway.other", #""id":"nat-2","subnet_id":"subnet-public""#)
        ])
    }
    let lower = Self.route("nat_gateway_id", "nat-1", to: "0.0.0.0/1")
    let upper = Self.route("nat_gateway_id", "nat-2", to: "128.0.0.0/1")
    let way = "egress:aws_subnet.app"
    let split = try answer(lower, upper)
    #expect(try split.down("aws_nat_gateway.main").contains(way))
    #expect(try split.down("aws_nat_gateway.other").contains(way))
    // One half alone is no way out; a route to everywhere counts if the halves do not both come before it.
    #expect(try answer(lower).model[ComponentID(way)] == nil)
    let whole = try answer(upper, Self.route("nat_gateway_id", "nat-1"))
    #expect(try !whole.down("aws_nat_gateway.other").contains(way))
    let hidden = try answer(lower, upper, Self.route("gateway_id", "igw-1"))
    #expect(!hidden.relations(way, .needs).contains("aws_internet_gateway.main"))
  }

  @Test("A gateway endpoint is the way to its service, and not the way out")
  func gatewayEndpoint() throws {
    let answer = try States.answer(
      Self.shared + Self.table("app", vpc: "1") + [
        (
          "aws_vpc_endpoint.s3",
          #""id":"vpce-1","vpc_id":"vpc-1","vpc_endpoint_type":"Gateway","service_name":"com.amazonaws.eu-west-1.s3","route_table_ids":["rtb-app"]"#
        ),
        (
          "aws_route.s3",
          #""id":"r","route_table_id":"rtb-app","destination_prefix_list_id":"pl-1","gateway_id":"vpce-1""#
        ),
        ("aws_lambda_function.f", #""id":"f","vpc_config":[{"subnet_ids":["subnet-app"]}]"#),
      ])
    #expect(!answer.ids.contains("egress:aws_subnet.app"))
    #expect(answer.ids.contains("path:s3:aws_subnet.app"))
    #expect(answer.relations("aws_lambda_function.f", .startNeeds).isEmpty)
  }

  @Test("In answers, too, a route by a list of addresses is no way out")
  func gatewayEndpointLive() throws {
    let found = try AWSLive.load([
      "s.json": #"{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1"}]}"#,
      "e.json":
        #"{"VpcEndpoints":[{"VpcEndpointId":"vpce-1","VpcId":"vpc-1","VpcEndpointType":"Gateway","ServiceName":"com.amazonaws.eu-west-1.s3","RouteTableIds":["rtb-1"]}]}"#,
      "t.json":
        #"{"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","Associations":[{"SubnetId":"subnet-1"}],"Routes":[{"DestinationPrefixListId":"pl-1","GatewayId":"vpce-1"}]}]}"#,
    ])
    #expect(found.model["egress:subnet-1"] == nil)
    #expect(found.model["path:s3:subnet-1"] != nil)
  }

  private static let transit: [States.Resource] =
    [
      subnet("spoke", vpc: "2"), ("aws_ec2_transit_gateway.hub", #""id":"tgw-1""#),
      (
        "aws_ec2_transit_gateway_vpc_attachment.spoke",
        #""id":"tgw-attach-2","transit_gateway_id":"tgw-1","vpc_id":"vpc-2","subnet_ids":["subnet-spoke"]"#
      ),
      (
        "aws_ec2_transit_gateway_vpc_attachment.exit",
        #""id":"tgw-attach-1","transit_gateway_id":"tgw-1","vpc_id":"vpc-1","subnet_ids":["subnet-app"]"#
      ),
      ("aws_vpc.two", #""id":"vpc-2""#), ("aws_vpc.one", #""id":"vpc-1""#),
    ] + table("spoke", vpc: "2", route("transit_gateway_id", "tgw-1"))

  @Test("A default route to a transit gateway goes on to the network that has the way out")
  func transitGateway() throws {
    let answer = try States.answer(
      Self.shared + Self.transit + Self.table("app", vpc: "1", Self.route("nat_gateway_id", "nat-1")) + [
        ("aws_ec2_transit_gateway_route_table.t", #""id":"tgw-rtb-1","transit_gateway_id":"tgw-1""#),
        (
          "aws_ec2_transit_gateway_route.default",
          #""id":"d","destination_cidr_block":"0.0.0.0/0","transit_gateway_attachment_id":"tgw-attach-1","transit_gateway_route_table_id":"tgw-rtb-1""#
        ),
      ])
    let egress = "egress:aws_subnet.spoke"
    for fault in [
      "aws_nat_gateway.main", "aws_internet_gateway.main", "aws_ec2_transit_gateway.hub",
      "aws_ec2_transit_gateway_vpc_attachment.spoke", "aws_ec2_transit_gateway_vpc_attachment.exit",
    ] {
      #expect(try answer.down(fault).contains(egress), "\(fault)")
    }
  }

  @Test("A default route to a transit gateway that leads on unseen is reported")
  func transitGatewayUnseen() throws {
    let answer = try States.answer(Self.shared + Self.transit)
    #expect(
      Set(answer.relations("egress:aws_subnet.spoke", .needs)) == [
        "aws_ec2_transit_gateway.hub", "aws_ec2_transit_gateway_vpc_attachment.spoke",
      ])
    #expect(answer.remarks.contains { $0.contains("leads to aws_ec2_transit_gateway.hub") })
  }

  @Test("The networks of attachments are told apart by their ids, where no file has the networks")
  func transitBetweenNetworksElsewhere() throws {
    let answer = try States.answer(
      Self.shared + Self.transit.filter { !$0.address.hasPrefix("aws_vpc.") }
        + Self.table("app", vpc: "1", Self.route("nat_gateway_id", "nat-1")) + [
          Self.subnet("third", vpc: "1", zone: "c"),
          (
            "aws_ec2_transit_gateway_route.default",
            #""id":"d","destination_cidr_block":"0.0.0.0/0","transit_gateway_attachment_id":"tgw-attach-1","transit_gateway_route_table_id":"tgw-rtb-1""#
          ),
        ])
    #expect(try answer.down("aws_nat_gateway.main").contains("egress:aws_subnet.spoke"))
    #expect(
      !answer.remarks.contains { $0.contains("has no way out by it") || $0.contains("not in the files, so only") })
  }

  @Test("A state without ARNs and the answers of AWS have one way out of a subnet")
  func joinedByID() throws {
    let id = "subnet-0123456789abcdea2"
    let state = States.text(
      Self.shared + [
        ("aws_subnet.private", #""id":"\#(id)","vpc_id":"vpc-1","availability_zone":"eu-west-1a""#),
        ("aws_route_table.r", #""id":"rtb-1","vpc_id":"vpc-1","route":[\#(Self.route("nat_gateway_id", "nat-1"))]"#),
        ("aws_route_table_association.r", #""id":"a","subnet_id":"\#(id)","route_table_id":"rtb-1""#),
      ])
    let answer = try ImportedAnswer(files: [
      ("t.tfstate", state),
      (
        "ec2-subnets.json",
        #"{"Subnets":[{"SubnetId":"\#(id)","SubnetArn":"arn:aws:ec2:eu-west-1:1:subnet/\#(id)","VpcId":"vpc-1","AvailabilityZone":"eu-west-1a"}]}"#
      ),
      (
        "ec2-route-tables.json",
        #"{"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","Associations":[{"SubnetId":"\#(id)"}],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","NatGatewayId":"nat-1"}]}]}"#
      ),
    ])
    #expect(answer.ids.filter { $0.hasPrefix("egress:") && !$0.contains("public") } == ["egress:aws_subnet.private"])
  }

  @Test("A default route to a gateway that no file has needs it all the same")
  func gatewayOfAnotherStack() throws {
    let answer = try States.answer(
      Self.shared + Self.table("app", vpc: "1", Self.route("transit_gateway_id", "tgw-0shared")))
    #expect(answer.relations("egress:aws_subnet.app", .needs) == ["tgw-0shared"])
    #expect(answer.model["tgw-0shared"]?.kind == "aws/transit-gateway")
  }

  @Test("A default route through a firewall goes on by the table of the firewall's subnet")
  func firewall() throws {
    let answer = try States.answer(
      Self.shared + [Self.subnet("wall", vpc: "1")]
        + Self.table("wall", vpc: "1", Self.route("nat_gateway_id", "nat-1"))
        + Self.table("app", vpc: "1", Self.route("vpc_endpoint_id", "vpce-9")) + [
          (
            "aws_networkfirewall_firewall.wall",
            #""id":"arn:aws:network-firewall:eu-west-1:1:firewall/w","vpc_id":"vpc-1","subnet_mapping":[{"subnet_id":"subnet-wall"}],"firewall_status":[{"sync_states":[{"availability_zone":"eu-west-1a","attachment":[{"endpoint_id":"vpce-9","subnet_id":"subnet-wall"}]}]}]"#
          )
        ])
    for fault in ["aws_networkfirewall_firewall.wall", "aws_nat_gateway.main", "aws_subnet.wall"] {
      #expect(try answer.down(fault).contains("egress:aws_subnet.app"), "\(fault)")
    }
  }

  @Test("A machine that translates addresses is needed, by itself or by its interface", arguments: [true, false])
  func machine(byInterface: Bool) throws {
    let route =
      byInterface ? Self.route("network_interface_id", "eni-7") : Self.route("instance_id", "i-0aaa")
    let answer = try States.answer(
      Self.shared + Self.table("app", vpc: "1", route) + [
        (
          "aws_instance.nat",
          #""id":"i-0aaa","subnet_id":"subnet-public","primary_network_interface_id":"eni-7","source_dest_check":false"#
        )
      ])
    #expect(try answer.down("aws_instance.nat").contains("egress:aws_subnet.app"))
    #expect(try answer.down("aws_internet_gateway.main").contains("egress:aws_subnet.app"))
  }

  @Test("A tunnel out needs any of its connections, and the newer protocol has a way of its own")
  func others() throws {
    let answer = try States.answer(
      Self.shared + [Self.subnet("v6", vpc: "1")] + Self.table("app", vpc: "1", Self.route("gateway_id", "vgw-1"))
        + [
          ("aws_vpn_gateway.gw", #""id":"vgw-1","vpc_id":"vpc-1""#),
          ("aws_vpn_connection.one", #""id":"vpn-1","vpn_gateway_id":"vgw-1""#),
          ("aws_vpn_connection.two", #""id":"vpn-2","vpn_gateway_id":"vgw-1""#),
          ("aws_egress_only_internet_gateway.e", #""id":"eigw-1","vpc_id":"vpc-1""#),
        ]
        + Self.table(
          "v6", vpc: "1", Self.route("nat_gateway_id", "nat-1"),
          #"{"ipv6_cidr_block":"::/0","egress_only_gateway_id":"eigw-1"}"#))
    #expect(
      Set(answer.relations("egress:aws_subnet.app", .needs)) == [
        "aws_vpn_gateway.gw", "any of aws_vpn_connection.one, aws_vpn_connection.two",
      ])
    #expect(answer.relations("egress:aws_subnet.v6", .needs) == ["aws_nat_gateway.main"])
    #expect(answer.relations("egress:aws_subnet.v6", .uses) == ["aws_egress_only_internet_gateway.e"])
  }
}

import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// What comes to the entry of an imported system comes to each of its layers once, whatever else is stated of the same members.
@Suite struct CallsCountedTests {
  /// A load balancer with a listener, a rule, two target groups and three servers.
  private func balancer(_ type: String, rule: Bool) throws -> Model {
    let start = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:"
    func attachment(_ name: String, _ group: String, _ target: String) -> States.Resource {
      (
        "aws_lb_target_group_attachment.\(name)",
        #""target_group_arn":"\#(start)targetgroup/\#(group)/1","target_id":"i-0123456789abcde\#(target)""#
      )
    }
    var resources: [States.Resource] = [
      (
        "aws_lb.lb",
        #""name":"lb","arn":"\#(start)loadbalancer/app/lb/1","internal":true,"load_balancer_type":"\#(type)","idle_timeout":60"#
      ),
      ("aws_lb_target_group.g", #""name":"g","arn":"\#(start)targetgroup/g/1""#),
      ("aws_lb_target_group.h", #""name":"h","arn":"\#(start)targetgroup/h/1""#),
      ("aws_instance.a", #""id":"i-0123456789abcdea0""#), ("aws_instance.b", #""id":"i-0123456789abcdeb0""#),
      ("aws_instance.c", #""id":"i-0123456789abcdec0""#),
      attachment("a", "g", "a0"), attachment("b", "g", "b0"), attachment("c", "h", "c0"),
      (
        "aws_lb_listener.l",
        #""arn":"\#(start)listener/app/lb/1/1","load_balancer_arn":"\#(start)loadbalancer/app/lb/1","default_action":[{"type":"forward","target_group_arn":"\#(start)targetgroup/g/1"}]"#
      ),
      (
        "aws_route53_record.www",
        #""name":"www.example.org","zone_id":"z","type":"A","alias":[{"name":"lb-1.eu-west-1.elb.amazonaws.com","zone_id":"Z1"}]"#
      ),
    ]
    resources[0].attributes += #","dns_name":"lb-1.eu-west-1.elb.amazonaws.com""#
    if rule {
      resources.append(
        (
          "aws_lb_listener_rule.r",
          #""listener_arn":"\#(start)listener/app/lb/1/1","action":[{"type":"forward","target_group_arn":"\#(start)targetgroup/h/1"}]"#
        ))
    }
    return try States.answer(resources).model
  }

  @Test(
    "A listener, its load balancer, its target group and its servers carry the calls once",
    arguments: ["application", "network"])
  func listener(_ type: String) throws {
    let model = try balancer(type, rule: false)
    func load(_ ids: String...) throws -> Double {
      let loads = try model.loads(from: "aws_lb_listener.l")
      return ids.reduce(0) { $0 + (loads[$1] ?? 0) }.rounded()
    }
    #expect(try load("aws_lb.lb") == 1_000)
    #expect(try load("aws_lb_target_group.g") == 1_000)
    #expect(try load("aws_instance.a", "aws_instance.b") == 1_000)
    #expect(try load("aws_instance.a") == 500)
    #expect(try load("aws_instance.c") == 0)
  }

  @Test("A name before a load balancer shares its calls among the default way and the rules")
  func record() throws {
    let model = try balancer("application", rule: true)
    let entry = "aws_route53_record.www"
    #expect(try model.load(of: "aws_lb.lb", from: entry) == 1_000)
    #expect(try model.load(of: "aws_lb_listener.l", "aws_lb_listener_rule.r", from: entry) == 1_000)
    #expect(try model.load(of: "aws_lb_target_group.g", "aws_lb_target_group.h", from: entry) == 1_000)
    #expect(try model.load(of: "aws_instance.a", "aws_instance.b", from: entry) == 500)
    #expect(try model.load(of: "aws_instance.c", from: entry) == 500)
  }

  @Test("A template of a load balancer counts calls once")
  func template() throws {
    let model = try Templates.answer(
      """
      AWSTemplateFormatVersion: 2010-09-09
      Resources:
        A: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1 } }
        B: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1 } }
        Lb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internal } }
        G:
          Type: AWS::ElasticLoadBalancingV2::TargetGroup
          Properties: { Name: g, Targets: [{ Id: !Ref A }, { Id: !Ref B }] }
        L:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties: { LoadBalancerArn: !Ref Lb, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref G }] }
      """
    ).model
    #expect(try model.load(of: "Lb", from: "L") == 1_000)
    #expect(try model.load(of: "G", from: "L") == 1_000)
    #expect(try model.load(of: "A", "B", from: "L") == 1_000)
    #expect(model.calls("G", "A") == ["needs: ", "uses: 0 calls"])
  }

  @Test("The listeners of the shop, as AWS answers, give their load balancers and target groups what comes to them")
  func live() throws {
    let model = try AWSLive.loaded.get().model
    #expect(try model.load(of: "shop-public", from: "shop-public:80") == 1_000)
    #expect(try model.load(of: "lb-target-group/web", from: "shop-public:80") == 1_000)
    #expect(try model.load(of: "shop-search", from: "shop-search:9200") == 1_000)
    #expect(try model.load(of: "search", from: "shop-search:9200") == 1_000)
  }

  @Test("A rule of a load balancer of Azure gives each of its members its part")
  func azure() throws {
    let id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/loadBalancers/lb"
    func address(_ name: String) -> States.Resource {
      (
        "azurerm_network_interface_backend_address_pool_association.\(name)",
        #""network_interface_id":"/n/\#(name)","ip_configuration_name":"c","backend_address_pool_id":"\#(id)/backendAddressPools/p""#
      )
    }
    let model = try States.answer([
      ("azurerm_lb.lb", #""name":"lb","id":"\#(id)""#),
      (
        "azurerm_lb_backend_address_pool.p",
        #""name":"p","id":"\#(id)/backendAddressPools/p","loadbalancer_id":"\#(id)""#
      ),
      (
        "azurerm_lb_rule.r",
        #""name":"r","loadbalancer_id":"\#(id)","backend_address_pool_ids":["\#(id)/backendAddressPools/p"]"#
      ),
      ("azurerm_network_interface.a", #""name":"a","id":"/n/a""#),
      ("azurerm_network_interface.b", #""name":"b","id":"/n/b""#),
      ("azurerm_linux_virtual_machine.a", #""name":"a","id":"/v/a","network_interface_ids":["/n/a"]"#),
      ("azurerm_linux_virtual_machine.b", #""name":"b","id":"/v/b","network_interface_ids":["/n/b"]"#),
      address("a"), address("b"),
    ]).model
    let loads = try model.loads(from: "azurerm_lb_rule.r")
    #expect(loads["azurerm_lb.lb"] == 1_000)
    #expect(loads["azurerm_lb_backend_address_pool.p"] == 1_000)
    let machines = ["azurerm_linux_virtual_machine.a", "azurerm_linux_virtual_machine.b"]
    #expect(machines.compactMap { loads[$0] }.reduce(0, +) == 1_000, "\(loads)")
  }

  @Test("A backend service of Google gives its groups what comes to it")
  func google() throws {
    func group(_ zone: String) -> String { "projects/p/zones/europe-west1-\(zone)/instanceGroups/g" }
    let model = try States.answer([
      ("google_compute_instance_group.b", #""name":"g","id":"\#(group("b"))""#),
      ("google_compute_instance_group.c", #""name":"g","id":"\#(group("c"))""#),
      (
        "google_compute_backend_service.s",
        #""name":"s","id":"projects/p/global/backendServices/s","backend":[{"group":"\#(group("b"))"},{"group":"\#(group("c"))"}]"#
      ),
      ("google_compute_url_map.m", #""name":"m","default_service":"projects/p/global/backendServices/s""#),
    ]).model
    let entry = "google_compute_url_map.m"
    #expect(try model.load(of: "google_compute_backend_service.s", from: entry) == 1_000)
    #expect(
      try model.load(of: "google_compute_instance_group.b", "google_compute_instance_group.c", from: entry) == 1_000)
  }
}

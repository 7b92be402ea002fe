import DependencyModel
import ImportTestSupport
import Testing

@testable import CloudSources

/// Names by which services of ECS find each other.
@Suite struct ServiceNamesTests {
  private static func task(_ name: String, _ variables: [(name: String, value: String)] = []) -> States.Resource {
    let environment = variables.map { #"{\"name\":\"\#($0.name)\",\"value\":\"\#($0.value)\"}"# }.joined(separator: ",")
    return (
      "aws_ecs_task_definition.\(name)",
      #""family":"\#(name)","arn":"arn:aws:ecs:eu-west-1:111111111111:task-definition/\#(name):1","container_definitions":"[{\"name\":\"\#(name)\",\"environment\":[\#(environment)]}]""#
    )
  }

  private static func service(_ name: String, _ more: String) -> States.Resource {
    (
      "aws_ecs_service.\(name)",
      #""name":"\#(name)","cluster":"shop","desired_count":2,"task_definition":"arn:aws:ecs:eu-west-1:111111111111:task-definition/\#(name):1",\#(more)"#
    )
  }

  /// Two services with names in Cloud Map, and one that is given a setting.
  private static func discovery(_ value: String, more: [States.Resource] = []) throws -> ImportedAnswer {
    let arn = "arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-cart"
    return try States.answer(
      [
        ("aws_service_discovery_private_dns_namespace.n", #""id":"ns-1abc","name":"shop.local""#),
        (
          "aws_service_discovery_service.cart",
          #""id":"srv-cart","name":"cart","arn":"\#(arn)","dns_config":[{"namespace_id":"ns-1abc"}]"#
        ),
        task("cart"), service("cart", #""service_registries":[{"registry_arn":"\#(arn)"}]"#),
        task("web", [("CART", value)]), service("web", #""launch_type":"FARGATE""#),
      ] + more)
  }

  @Test(
    "A host of Cloud Map leads to the service that is registered under it",
    arguments: ["http://cart.shop.local:8080", "cart.shop.local:8080", "cart.shop.local", "http://CART.shop.local/x"])
  func cloudMap(value: String) throws {
    let answer = try Self.discovery(value)
    let needs = answer.relations("aws_ecs_service.web", .needs)
    #expect(needs.contains("aws_ecs_service.cart"))
    #expect(needs.contains("aws_service_discovery_service.cart"))
    #expect(try answer.down("aws_ecs_service.cart").contains("aws_ecs_service.web"))
    #expect(!needs.contains { $0.hasPrefix("host/") })
  }

  @Test("A host of another namespace does not lead to the service")
  func otherNamespace() throws {
    let answer = try Self.discovery("http://cart.other.local:8080")
    #expect(!answer.relations("aws_ecs_service.web", .needs).contains("aws_ecs_service.cart"))
  }

  @Test("A task that is given its own name does not need itself by it")
  func ownName() throws {
    let arn = "arn:aws:servicediscovery:eu-west-1:111111111111:service/srv-cart"
    let answer = try States.answer([
      ("aws_service_discovery_private_dns_namespace.n", #""id":"ns-1abc","name":"shop.local""#),
      (
        "aws_service_discovery_service.cart",
        #""id":"srv-cart","name":"cart","arn":"\#(arn)","dns_config":[{"namespace_id":"ns-1abc"}]"#
      ),
      Self.task("cart", [("SELF", "http://cart.shop.local:8080")]),
      Self.service("cart", #""service_registries":[{"registry_arn":"\#(arn)"}]"#),
    ])
    #expect(answer.relations("aws_ecs_service.cart", .needs) == ["ecs-cluster/shop"])
  }

  /// A service with names by Service Connect, and one that is given a setting.
  private static func connect(
    _ value: String, alias: String = #","client_alias":[{"port":8080,"dns_name":"cart"}]"#,
    client: String = #""service_connect_configuration":[{"enabled":true,"namespace":"shop"}]"#, key: String = "CART_URL"
  ) throws -> [String] {
    let answer = try States.answer([
      ("aws_service_discovery_http_namespace.n", #""id":"ns-1abc","name":"shop""#),
      task("cart"),
      service(
        "cart",
        #""service_connect_configuration":[{"enabled":true,"namespace":"shop","service":[{"port_name":"http","discovery_name":"cart-api"\#(alias)}]}]"#
      ),
      task("web", [(key, value)]), service("web", client),
    ])
    return answer.relations("aws_ecs_service.web", .needs).filter {
      $0.hasPrefix("aws_ecs_service") || $0.hasPrefix("host")
    }
  }

  @Test(
    "A name of Service Connect leads to the service within the namespace",
    arguments: [("CART_URL", "http://cart:8080"), ("CART", "cart:8080"), ("CART_HOST", "cart")])
  func alias(key: String, value: String) throws {
    #expect(try Self.connect(value, key: key) == ["aws_ecs_service.cart"])
  }

  @Test("A port without an alias has the name of its discovery in the namespace")
  func discoveryName() throws {
    #expect(try Self.connect("http://cart-api.shop:8080", alias: "") == ["aws_ecs_service.cart"])
  }

  @Test("A name of Service Connect is unknown outside of its namespace, and a plain word is no name")
  func unknownNames() throws {
    #expect(try Self.connect("http://cart:8080", client: #""launch_type":"FARGATE""#) == [])
    #expect(
      try Self.connect(
        "http://cart:8080", client: #""service_connect_configuration":[{"enabled":true,"namespace":"other"}]"#) == [])
    #expect(
      try Self.connect(
        "http://cart:8080", client: #""service_connect_configuration":[{"enabled":false,"namespace":"shop"}]"#) == [])
    #expect(try Self.connect("cart", key: "MODE") == [])
    #expect(try Self.connect("cart:8080", key: "DB_PASSWORD") == [])
  }

  @Test("A template names services by Cloud Map and by Service Connect")
  func templates() throws {
    let answer = try Templates.answer(
      """
      AWSTemplateFormatVersion: 2010-09-09
      Resources:
        Names: {Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: {Name: shop.local, Vpc: vpc-1}}
        CartName:
          Type: AWS::ServiceDiscovery::Service
          Properties: {Name: cart, DnsConfig: {NamespaceId: !Ref Names, DnsRecords: [{Type: A, TTL: 10}]}}
        Cluster: {Type: AWS::ECS::Cluster, Properties: {ServiceConnectDefaults: {Namespace: shop.local}}}
        CartTask: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: cart}]}}
        Cart:
          Type: AWS::ECS::Service
          Properties:
            Cluster: !Ref Cluster
            TaskDefinition: !Ref CartTask
            ServiceRegistries: [{RegistryArn: !GetAtt CartName.Arn}]
        Pay:
          Type: AWS::ECS::Service
          Properties:
            Cluster: !Ref Cluster
            TaskDefinition: !Ref CartTask
            ServiceConnectConfiguration:
              Enabled: true
              Services: [{PortName: http, ClientAliases: [{Port: 80, DnsName: pay}]}]
        WebTask:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: web
                Environment:
                  - {Name: CART_URL, Value: "http://cart.shop.local:8080"}
                  - {Name: PAY_URL, Value: "http://pay"}
        Web:
          Type: AWS::ECS::Service
          Properties:
            Cluster: !Ref Cluster
            TaskDefinition: !Ref WebTask
            ServiceConnectConfiguration: {Enabled: true}
      """)
    #expect(Set(answer.relations("Web", .needs)).isSuperset(of: ["Cart", "CartName", "Pay"]))
    #expect(!answer.relations("Cart", .needs).contains("Pay"))
  }
}

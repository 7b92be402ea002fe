extension AWSService {
  /// A mesh of services: which of them is sent to which, by share.
  static let appMesh = AWSService(
    types: [
      .setting("aws_appmesh_mesh", "aws/mesh", by: ["name"]),
      .part("aws_appmesh_virtual_service", "aws/mesh-service", by: ["name"], at: ["name"]),
      .part("aws_appmesh_virtual_router", "aws/mesh-service", by: ["name"]),
      .part("aws_appmesh_virtual_gateway", "aws/mesh-service", by: ["name"]),
      .part("aws_appmesh_virtual_node", "aws/mesh-node", by: ["name"]),
      .path("aws_appmesh_route", "aws/mesh-route"), .path("aws_appmesh_gateway_route", "aws/mesh-route"),
    ],
    rules: [
      .init("aws_appmesh_virtual_service", "spec.provider.virtual_node", .hard, "aws_appmesh_virtual_node"),
      .init("aws_appmesh_virtual_service", "spec.provider.virtual_router", .hard, "aws_appmesh_virtual_router"),
      .init("aws_appmesh_virtual_node", "spec.service_discovery.dns.hostname", .entry),
      .init("aws_appmesh_virtual_node", "spec.backend.virtual_service", .hard, "aws_appmesh_virtual_service"),
      .init("aws_appmesh_route", "virtual_router_name", .hard, "aws_appmesh_virtual_router"),
      .init("aws_appmesh_gateway_route", "virtual_gateway_name", .hard, "aws_appmesh_virtual_gateway"),
    ]
      + protocols.flatMap { start -> [CloudRule] in
        [
          .init(
            "aws_appmesh_route", "spec.\(start).action.weighted_target.virtual_node", .any, "aws_appmesh_virtual_node"),
          .init(
            "aws_appmesh_gateway_route", "spec.\(start).action.target.virtual_service", .hard,
            "aws_appmesh_virtual_service"),
        ]
      },
    callTerms: protocols.flatMap { start -> [CloudCalls] in
      [nil, (path: "virtual_router_name", type: "aws_appmesh_virtual_router")].map { owner in
        .init(
          "aws_appmesh_route", ["spec.\(start).action"],
          timeout: [
            ("spec.\(start).retry_policy.per_retry_timeout", .valueAndUnit),
            ("spec.\(start).timeout.per_request", .valueAndUnit),
          ], ("spec.\(start).retry_policy.max_retries", .retries), by: owner)
      }
    },
    links: protocols.flatMap { start -> [CloudLink] in
      [
        // Who calls a router is sent to one of the nodes of its route.
        .init(
          "aws_appmesh_route", "virtual_router_name", ["aws_appmesh_virtual_router"], .any,
          "spec.\(start).action.weighted_target.virtual_node", ["aws_appmesh_virtual_node"]),
        .init(
          "aws_appmesh_gateway_route", "virtual_gateway_name", ["aws_appmesh_virtual_gateway"], .soft,
          "spec.\(start).action.target.virtual_service", ["aws_appmesh_virtual_service"]),
      ]
    },
    cloudFormation: [
      .init("AWS::AppMesh::Mesh", "aws_appmesh_mesh", ["MeshName": "name"]),
      .init("AWS::AppMesh::VirtualService", "aws_appmesh_virtual_service", ["VirtualServiceName": "name"]),
      .init("AWS::AppMesh::VirtualRouter", "aws_appmesh_virtual_router", ["VirtualRouterName": "name"]),
      .init("AWS::AppMesh::VirtualGateway", "aws_appmesh_virtual_gateway", ["VirtualGatewayName": "name"]),
      .init(
        "AWS::AppMesh::VirtualNode", "aws_appmesh_virtual_node", ["VirtualNodeName": "name", "Backends": "backend"]),
      .init("AWS::AppMesh::Route", "aws_appmesh_route", ["WeightedTargets": "weighted_target"]),
      .init("AWS::AppMesh::GatewayRoute", "aws_appmesh_gateway_route"),
    ])

  /// The blocks of a route by what is spoken.
  private static let protocols = ["http_route", "http2_route", "grpc_route", "tcp_route"]
}

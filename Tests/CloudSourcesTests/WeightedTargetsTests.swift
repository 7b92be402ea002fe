import DependencyModel
import ImportTestSupport
import Testing

@testable import CloudSources

/// Targets that take a share of what is sent.
@Suite struct WeightedTargetsTests {
  private static func mesh(_ weights: (Int, Int)) throws -> ImportedAnswer {
    func node(_ name: String) -> States.Resource {
      ("aws_appmesh_virtual_node.\(name)", #""id":"vn-\#(name)","name":"\#(name)","mesh_name":"m""#)
    }
    return try States.answer([
      node("blue"), node("green"), ("aws_appmesh_virtual_router.r", #""id":"vr-r","name":"router","mesh_name":"m""#),
      (
        "aws_appmesh_virtual_service.s",
        #""id":"vs","name":"cart.shop.local","spec":[{"provider":[{"virtual_router":[{"virtual_router_name":"router"}]}]}]"#
      ),
      (
        "aws_appmesh_route.way",
        #""id":"way","virtual_router_name":"router","spec":[{"http_route":[{"action":[{"weighted_target":[{"virtual_node":"blue","weight":\#(weights.0)},{"virtual_node":"green","weight":\#(weights.1)}]}]}]}]"#
      ),
    ])
  }

  @Test("Each node that a route of a mesh sends a share to degrades it, and all of them are needed")
  func shares() throws {
    let answer = try Self.mesh((90, 10))
    #expect(try answer.impact("aws_appmesh_virtual_node.green")["aws_appmesh_virtual_router.r"] == .degraded)
    let both = ["aws_appmesh_virtual_node.green", "aws_appmesh_virtual_node.blue"]
    #expect(try answer.down(both).contains("aws_appmesh_virtual_service.s"))
  }

  @Test("A node of weight 0 is no spare for the other")
  func idle() throws {
    let answer = try Self.mesh((100, 0))
    #expect(try answer.down("aws_appmesh_virtual_node.blue").contains("aws_appmesh_virtual_service.s"))
    #expect(try answer.impact("aws_appmesh_virtual_node.green") == [:])
  }

  @Test("A target group of weight 0 is no spare behind a service of VPC Lattice")
  func lattice() throws {
    func answer(_ weight: Int) throws -> ImportedAnswer {
      try States.answer([
        ("aws_vpclattice_service.s", #""id":"svc-0123456789","name":"shop""#),
        ("aws_vpclattice_target_group.a", #""id":"tg-0123456789","name":"a""#),
        ("aws_vpclattice_target_group.b", #""id":"tg-9876543210","name":"b""#),
        (
          "aws_vpclattice_listener.l",
          #""id":"l","service_identifier":"svc-0123456789","default_action":[{"forward":[{"target_groups":[{"target_group_identifier":"tg-0123456789","weight":100},{"target_group_identifier":"tg-9876543210","weight":\#(weight)}]}]}]"#
        ),
      ])
    }
    #expect(try answer(0).down("aws_vpclattice_target_group.a").contains("aws_vpclattice_service.s"))
    #expect(try answer(0).impact("aws_vpclattice_target_group.b") == [:])
    #expect(try answer(50).impact("aws_vpclattice_target_group.a")["aws_vpclattice_service.s"] == .degraded)
  }
}

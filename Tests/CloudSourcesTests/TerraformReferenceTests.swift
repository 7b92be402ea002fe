import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport
import Testing

@testable import CloudSources

/// References of every provider by identity, and what follows from their names and order alone.
@Suite struct TerraformReferenceTests {
  private func state(_ resources: String...) throws -> ImportedAnswer {
    try ImportedAnswer(text: TerraformFiles.state(resources), file: "terraform.tfstate")
  }

  static let network = "/subscriptions/11-22/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"

  @Test("An id of Azure is a reference whatever its case, and with any subscription")
  func azureIDs() throws {
    let answer = try state(
      TerraformFiles.resource(
        "azurerm_virtual_network", "v", "\"id\":\"\(Self.network)\",\"name\":\"v\",\"location\":\"West Europe\""),
      TerraformFiles.resource(
        "azurerm_subnet", "s", "\"id\":\"\(Self.network)/subnets/s\",\"virtual_network_name\":\"v\""),
      TerraformFiles.resource(
        "azurerm_network_interface", "n",
        "\"id\":\"/subscriptions/11-22/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/n\",\"ip_configuration\":[{\"subnet_id\":\"\(Self.network.uppercased())/SUBNETS/S\"}]"
      ),
      TerraformFiles.resource("azurerm_some_new_thing", "t", "\"subnet\":\"\(Self.network.lowercased())/subnets/s\""))
    #expect(answer.relations("azurerm_network_interface.n", .needs) == ["azurerm_subnet.s"])
    #expect(answer.relations("azurerm_some_new_thing.t", .needs) == ["azurerm_subnet.s"])
    #expect(answer.model["azurerm_some_new_thing.t"]!.requirements(.needs).map(\.confidence) == [.inferred])
    #expect(try answer.down("westeurope").count == 4)
    #expect(answer.remarks.contains { $0.contains("azurerm_some_new_thing (1)") })
  }

  @Test(
    "A link, a path and the end of a path of Google name the same",
    arguments: [
      "https://www.googleapis.com/compute/v1/projects/p/zones/us-east4-b/disks/d",
      "https://compute.googleapis.com/compute/v1/projects/p/zones/us-east4-b/disks/d",
      "projects/p/zones/us-east4-b/disks/d", "zones/us-east4-b/disks/d", "d",
    ])
  func googleLinks(link: String) throws {
    let answer = try state(
      TerraformFiles.resource(
        "google_compute_disk", "d",
        "\"id\":\"projects/p/zones/us-east4-b/disks/d\",\"name\":\"d\",\"self_link\":\"https://www.googleapis.com/compute/v1/projects/p/zones/us-east4-b/disks/d\""
      ),
      TerraformFiles.resource(
        "google_compute_instance", "i",
        "\"id\":\"projects/p/zones/us-east4-b/instances/i\",\"zone\":\"us-east4-b\",\"attached_disk\":[{\"source\":\"\(link)\"}]"
      ))
    #expect(answer.relations("google_compute_instance.i", .needs) == ["google_compute_disk.d"])
    #expect(try answer.down("us-east4").contains("google_compute_disk.d"))
  }

  @Test("An address fails with the instance that it leads to, by itself and by an association")
  func addressesOfInstances() throws {
    let answer = try state(
      TerraformFiles.resource("aws_instance", "a", #""id":"i-0a""#),
      TerraformFiles.resource("aws_instance", "b", #""id":"i-0b""#),
      TerraformFiles.resource("aws_eip", "a", #""id":"eipalloc-0a","instance":"i-0a""#),
      TerraformFiles.resource("aws_eip", "b", #""id":"eipalloc-0b","allocation_id":"eipalloc-0b""#),
      TerraformFiles.resource(
        "aws_eip_association", "b", #""id":"eipassoc-1","allocation_id":"eipalloc-0b","instance_id":"i-0b""#))
    #expect(try answer.down("aws_instance.a").contains("aws_eip.a"))
    #expect(try answer.down("aws_instance.b").contains("aws_eip.b"))
  }

  @Test("A pool of OpenStack needs any of its members, and each member its machine")
  func openStackPools() throws {
    let answer = try state(
      TerraformFiles.resource(
        "openstack_lb_loadbalancer_v2", "lb",
        "\"id\":\"00000000-0000-4000-8000-00000000000a\",\"vip_address\":\"10.0.0.5\""),
      TerraformFiles.resource(
        "openstack_lb_listener_v2", "l",
        "\"id\":\"00000000-0000-4000-8000-00000000000b\",\"loadbalancer_id\":\"00000000-0000-4000-8000-00000000000a\",\"default_pool_id\":\"00000000-0000-4000-8000-00000000000c\""
      ),
      TerraformFiles.resource(
        "openstack_lb_pool_v2", "p",
        "\"id\":\"00000000-0000-4000-8000-00000000000c\",\"loadbalancer_id\":\"00000000-0000-4000-8000-00000000000a\""),
      TerraformFiles.resource(
        "openstack_compute_instance_v2", "a",
        "\"id\":\"00000000-0000-4000-8000-00000000000d\",\"access_ip_v4\":\"10.0.0.11\",\"availability_zone\":\"nova-1\""
      ),
      TerraformFiles.resource(
        "openstack_compute_instance_v2", "b",
        "\"id\":\"00000000-0000-4000-8000-00000000000e\",\"access_ip_v4\":\"10.0.0.12\",\"availability_zone\":\"nova-2\""
      ),
      TerraformFiles.resource(
        "openstack_lb_member_v2", "a",
        "\"id\":\"00000000-0000-4000-8000-0000000000f1\",\"pool_id\":\"00000000-0000-4000-8000-00000000000c\",\"address\":\"10.0.0.11\""
      ),
      TerraformFiles.resource(
        "openstack_lb_member_v2", "b",
        "\"id\":\"00000000-0000-4000-8000-0000000000f2\",\"pool_id\":\"00000000-0000-4000-8000-00000000000c\",\"address\":\"10.0.0.12\""
      ))
    #expect(
      answer.relations("openstack_lb_pool_v2.p", .needs) == [
        "any of openstack_lb_member_v2.a, openstack_lb_member_v2.b"
      ])
    #expect(try answer.down("nova-1") == ["openstack_compute_instance_v2.a", "openstack_lb_member_v2.a"])
    #expect(
      try answer.down(["nova-1", "nova-2"]).isSuperset(of: ["openstack_lb_pool_v2.p", "openstack_lb_listener_v2.l"]))
  }

  @Test("Of a type without a row, a list of subnets is any of them, and a single value is needed")
  func namesOfAttributes() throws {
    let answer = try state(
      TerraformFiles.resource(
        "digitalocean_droplet", "a", "\"id\":\"101\",\"ipv4_address\":\"203.0.113.1\",\"region\":\"fra1\""),
      TerraformFiles.resource(
        "digitalocean_droplet", "b", "\"id\":\"102\",\"ipv4_address\":\"203.0.113.2\",\"region\":\"fra1\""),
      TerraformFiles.resource(
        "digitalocean_loadbalancer", "lb", "\"id\":\"9\",\"droplet_ids\":[101,102],\"region\":\"fra1\""),
      TerraformFiles.resource("cloudflare_record", "www", "\"id\":\"x\",\"value\":\"203.0.113.1\""),
      TerraformFiles.resource(
        "aws_new_task", "t",
        "\"source_endpoint_arn\":\"arn:aws:dms:eu-west-1:1:endpoint:S\",\"subnets\":[\"subnet-0000000a\",\"subnet-0000000b\"]"
      ),
      TerraformFiles.resource(
        "aws_new_endpoint", "e",
        "\"arn\":\"arn:aws:dms:eu-west-1:1:endpoint:S\",\"server_name\":\"db.abc.eu-west-1.rds.amazonaws.com\""),
      TerraformFiles.resource(
        "aws_db_instance", "db", "\"identifier\":\"db\",\"address\":\"db.abc.eu-west-1.rds.amazonaws.com\""),
      TerraformFiles.resource("aws_subnet", "a", "\"id\":\"subnet-0000000a\",\"availability_zone\":\"eu-west-1a\""),
      TerraformFiles.resource("aws_subnet", "b", "\"id\":\"subnet-0000000b\",\"availability_zone\":\"eu-west-1b\""))
    #expect(
      answer.relations("digitalocean_loadbalancer.lb", .needs).contains(
        "any of digitalocean_droplet.a, digitalocean_droplet.b"))
    #expect(try answer.down("digitalocean_droplet.a") == ["cloudflare_record.www"])
    #expect(try answer.down("aws_db_instance.db") == ["aws_new_endpoint.e", "aws_new_task.t"])
    #expect(try answer.down("eu-west-1a") == ["aws_subnet.a"])
    #expect(answer.model["cloudflare_record.www"]?.domains == [])
  }

  @Test("What a state lists before a resource is the last resort, and what leads nowhere is reported")
  func order() throws {
    let answer = try state(
      TerraformFiles.resource("google_compute_network", "n", "\"id\":\"n-one\"", provider: "google"),
      TerraformFiles.resource(
        "google_compute_instance", "i", "\"zone\":\"us-east4-b\"", before: ["google_compute_network.n"],
        provider: "google"),
      TerraformFiles.resource(
        "google_dns_record_set", "r", "\"name\":\"r\"",
        before: ["google_compute_instance.i", "google_compute_network.n", "google_gone.x"], provider: "google"))
    #expect(answer.relations("google_compute_instance.i", .needs) == ["google_compute_network.n"])
    // The network is listed because of the instance.
    #expect(answer.relations("google_dns_record_set.r", .needs) == ["google_compute_instance.i"])
    #expect(answer.model["google_dns_record_set.r"]!.requirements(.needs).map(\.confidence) == [.inferred])
    #expect(answer.unresolved == ["google_dns_record_set.r → google_gone.x"])
  }

  @Test("A graph relates types without a row, with less certainty")
  func graphOfUnknownTypes() throws {
    let answer = try ImportedAnswer(
      text:
        "digraph G {\n  rankdir = \"RL\";\n  \"vendor_app.a\" [label=\"a\"];\n  \"vendor_store.s\" [label=\"s\"];\n  \"vendor_app.a\" -> \"vendor_store.s\";\n}\n",
      file: "graph.dot")
    #expect(answer.relations("vendor_app.a", .needs) == ["vendor_store.s"])
    #expect(answer.model["vendor_app.a"]!.requirements(.needs).map(\.confidence) == [.inferred])
  }

  @Test("What Azure or Google name outside of the files is a component, and members of a group stay members")
  func outsideOfTheFiles() throws {
    let other = "/subscriptions/11-22/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/s"
    let pool = "https://www.googleapis.com/compute/v1/projects/p/zones/us-east4-b/instanceGroups/far"
    let answer = try state(
      TerraformFiles.resource(
        "azurerm_network_interface", "n",
        "\"id\":\"\(Self.network)/n\",\"location\":\"westeurope\",\"ip_configuration\":[{\"subnet_id\":\"\(other)\"}]"),
      TerraformFiles.resource(
        "google_compute_instance_group", "near",
        "\"self_link\":\"https://www.googleapis.com/compute/v1/projects/p/zones/us-east4-a/instanceGroups/near\",\"zone\":\"us-east4-a\""
      ),
      TerraformFiles.resource(
        "google_compute_backend_service", "b",
        "\"backend\":[{\"group\":\"https://www.googleapis.com/compute/v1/projects/p/zones/us-east4-a/instanceGroups/near\"},{\"group\":\"\(pool)\"}]"
      ))
    #expect(answer.relations("azurerm_network_interface.n", .needs) == [other.lowercased()])
    #expect(answer.model[ComponentID(other.lowercased())]?.kind == "azure/subnet")
    #expect(try answer.down("us-east4-a") == ["google_compute_instance_group.near"])
    #expect(try answer.down("us-east4-b") == ["projects/p/zones/us-east4-b/instanceGroups/far"])
    #expect(try answer.down("us-east4").contains("google_compute_backend_service.b"))
    #expect(
      answer.loaded.imports[0].notes.incomplete
        == ["google_compute_backend_service.b backend.group: 1 of 2 members is in the files"])
  }

  // MARK: One of several

  private func plan(sources: Int, targets: Int, _ references: [String]) throws -> ImportedAnswer {
    let subnets = (0..<targets).map {
      TerraformFiles.change(
        "aws_subnet.p[\($0)]", "\"availability_zone\":\"eu-west-1\("abcdef".map(String.init)[$0])\"", unknown: ["id"])
    }
    let machines = (0..<sources).map { TerraformFiles.change("aws_instance.i[\($0)]", unknown: ["id", "subnet_id"]) }
    let text = TerraformFiles.plan(
      subnets + machines,
      [
        TerraformFiles.declaration("aws_subnet.p"),
        TerraformFiles.declaration("aws_instance.i", [("subnet_id", references)]),
      ])
    return try ImportedAnswer(text: text, file: "plan.json")
  }

  @Test(
    "A count is paired where both sides have as many, and is the rest of a division where there are several times as many"
  )
  func counts() throws {
    let index = ["aws_subnet.p", "count.index"]
    let equal = try plan(sources: 3, targets: 3, index)
    #expect(equal.relations("aws_instance.i[1]", .needs) == ["aws_subnet.p[1]"])
    let several = try plan(sources: 6, targets: 3, index)
    #expect(several.relations("aws_instance.i[5]", .needs) == ["aws_subnet.p[2]"])
    let all = (0..<3).map { "aws_subnet.p[\($0)]" }
    let other = try plan(sources: 4, targets: 3, index)
    for machine in ["aws_instance.i[0]", "aws_instance.i[3]"] {
      // One of them, and not known which: the loss of each may take it down, and the loss of all does.
      #expect(other.relations(machine, .needs) == ["any of \(all.joined(separator: ", "))"] + all)
    }
    #expect(try other.down("eu-west-1b").contains("aws_instance.i[3]"))
    #expect(
      other.model["aws_instance.i[3]"]!.requirements(.needs).map(\.confidence)
        == [.referenced, .assumed, .assumed, .assumed])
  }

  @Test("A value that is one of two by a condition has no spare")
  func conditions() throws {
    let text = TerraformFiles.plan(
      [
        TerraformFiles.change("aws_lb.l", unknown: ["id", "arn"]),
        TerraformFiles.change("aws_lb_target_group.blue", unknown: ["arn"]),
        TerraformFiles.change("aws_lb_target_group.green", unknown: ["arn"]),
        TerraformFiles.change(
          "aws_lb_listener.h", "\"default_action\":[{\"type\":\"forward\"}]",
          unknown: ["load_balancer_arn", "default_action"]),
      ],
      [
        "{\"address\":\"aws_lb_listener.h\",\"expressions\":{\"load_balancer_arn\":{\"references\":[\"aws_lb.l.arn\",\"aws_lb.l\"]},\"default_action\":[{\"target_group_arn\":{\"references\":[\"var.blue\",\"aws_lb_target_group.blue.arn\",\"aws_lb_target_group.blue\",\"aws_lb_target_group.green.arn\",\"aws_lb_target_group.green\"]}}]}}"
      ])
    let answer = try ImportedAnswer(text: text, file: "plan.json")
    #expect(try answer.down("aws_lb_target_group.blue").contains("aws_lb_listener.h"))
    #expect(try answer.down("aws_lb_target_group.green").contains("aws_lb_listener.h"))
    #expect(
      answer.loaded.imports[0].notes.ambiguous == [
        "aws_lb_listener.h default_action: one of aws_lb_target_group.blue, aws_lb_target_group.green"
      ])
  }

  @Test("A graph keeps the instances of a module with keys apart")
  func graphOfModules() throws {
    func module(_ key: String) -> [String] {
      [
        TerraformFiles.change(
          "module.m[\"\(key)\"].aws_subnet.s", "\"availability_zone\":\"eu-west-1\(key)\"", unknown: ["id"]),
        TerraformFiles.change("module.m[\"\(key)\"].aws_instance.i", unknown: ["id", "subnet_id"]),
      ]
    }
    let folder = try TemporaryFolder()
    let plan = try folder.write(
      TerraformFiles.plan(
        module("a") + module("b"), [],
        calls:
          "\"m\":{\"module\":{\"resources\":[{\"address\":\"aws_subnet.s\",\"expressions\":{}},{\"address\":\"aws_instance.i\",\"expressions\":{\"subnet_id\":{\"references\":[\"local.s\"]}}}]}}"
      ),
      to: "plan.json")
    let graph = try folder.write(
      "digraph G {\n  rankdir = \"RL\";\n  \"module.m.aws_instance.i\" [label=\"i\"];\n  \"module.m.aws_subnet.s\" [label=\"s\"];\n  \"module.m.aws_instance.i\" -> \"module.m.aws_subnet.s\";\n}\n",
      to: "graph.dot")
    let answer = ImportedAnswer(try ModelLoader.load([plan, graph], importers: ImportSources.all()))
    #expect(answer.relations("module.m[\"a\"].aws_instance.i", .needs) == ["module.m[\"a\"].aws_subnet.s"])
    #expect(try answer.down("eu-west-1b") == ["module.m[\"b\"].aws_subnet.s", "module.m[\"b\"].aws_instance.i"])
  }
}

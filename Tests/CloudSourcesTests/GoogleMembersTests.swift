import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

@testable import CloudSources

/// What names, pools and groups of Google's lead to, in the files and outside of them.
@Suite struct GoogleMembersTests {
  static let link = "https://www.googleapis.com/compute/v1/projects/p"

  /// A machine in a zone of europe-west1.
  static func machine(_ name: String, _ zone: String) -> States.Resource {
    (
      "google_compute_instance.\(name)",
      #""id":"projects/p/zones/europe-west1-\#(zone)/instances/\#(name)","self_link":"\#(link)/zones/europe-west1-\#(zone)/instances/\#(name)","name":"\#(name)","project":"p","zone":"europe-west1-\#(zone)","network_interface":[{"network_ip":"10.1.0.\#(name.utf8.count)"}]"#
    )
  }

  private static let machines = [machine("web", "b"), machine("webs", "c")]

  @Test(
    "The instances of a target pool are members however they are written",
    arguments: [
      #"["europe-west1-b/web","europe-west1-c/webs"]"#,
      #"["\#(link)/zones/europe-west1-b/instances/web","\#(link)/zones/europe-west1-c/instances/webs"]"#,
      #"["zones/europe-west1-b/instances/web","projects/p/zones/europe-west1-c/instances/webs"]"#,
      #"["europe-west1-b/web","europe-west1-c/elsewhere"]"#,
      #"["europe-west1-b/web","\#(link)/zones/europe-west1-c/instances/elsewhere"]"#,
    ])
  func targetPools(instances: String) throws {
    let answer = try States.answer(
      Self.machines + [
        (
          "google_compute_target_pool.pool",
          #""id":"projects/p/regions/europe-west1/targetPools/pool","name":"pool","project":"p","region":"europe-west1","instances":\#(instances)"#
        )
      ])
    let id = "google_compute_target_pool.pool"
    #expect(try answer.impact("europe-west1-b")[id] == .degraded)
    #expect(try answer.impact("europe-west1-c")[id] == .degraded)
    #expect(try answer.down(["europe-west1-b", "europe-west1-c"]).contains(id))
    #expect(answer.unresolved == [])
  }

  @Test("In a plan, a zone and a name are the instance that the plan makes there")
  func targetPoolsOfPlans() throws {
    let text = TerraformFiles.plan(
      [
        TerraformFiles.change(
          "google_compute_instance.one", "\"name\":\"web\",\"zone\":\"europe-west1-b\"", unknown: ["id", "self_link"]),
        TerraformFiles.change(
          "google_compute_instance.two", "\"name\":\"web\",\"zone\":\"europe-west1-c\"", unknown: ["id", "self_link"]),
        TerraformFiles.change(
          "google_compute_target_pool.p",
          "\"name\":\"p\",\"region\":\"europe-west1\",\"instances\":[\"europe-west1-b/web\"]", unknown: ["id"]),
      ], [])
    let answer = try ImportedAnswer(text: text, file: "plan.json")
    #expect(answer.relations("google_compute_target_pool.p", .needs) == ["google_compute_instance.one"])
  }

  static let endpoints: [(attributes: String, need: String)] = [
    (#""instance":"web","ip_address":"10.1.0.3","port":80"#, "google_compute_instance.web"),
    (
      #""instance":"\#(link)/zones/europe-west1-b/instances/web","ip_address":"10.1.0.3""#,
      "google_compute_instance.web"
    ),
    (#""ip_address":"10.1.0.3","port":80"#, "google_compute_instance.web"),
    (#""ip_address":"192.168.7.7","port":80"#, "address/192.168.7.7"),
    (#""instance":"elsewhere""#, "projects/p/zones/europe-west1-b/instances/elsewhere"),
  ]

  @Test("An endpoint needs its machine, or what has its address", arguments: endpoints.indices)
  func endpointsOfGroups(index: Int) throws {
    let (attributes, need) = Self.endpoints[index]
    let answer = try States.answer(
      Self.machines + [
        (
          "google_compute_network_endpoint_group.g",
          #""id":"projects/p/zones/europe-west1-b/networkEndpointGroups/g","name":"g","project":"p","zone":"europe-west1-b""#
        ),
        (
          "google_compute_network_endpoint.e",
          #""id":"e","project":"p","zone":"europe-west1-b","network_endpoint_group":"g",\#(attributes)"#
        ),
        (
          "google_compute_network_endpoints.all",
          #""id":"a","project":"p","zone":"europe-west1-b","network_endpoint_group":"other","network_endpoints":[{\#(attributes)},{"ip_address":"192.168.9.9"}]"#
        ),
      ])
    #expect(answer.relations("google_compute_network_endpoint.e", .needs) == [need])
    #expect(try answer.down(need).contains("google_compute_network_endpoint_group.g"))
    #expect(try answer.impact(need)["google_compute_network_endpoints.all"] == .degraded)
  }

  @Test("Groups of endpoints on the internet and without servers lead to what they name")
  func otherGroups() throws {
    let answer = try States.answer([
      (
        "google_compute_global_network_endpoint_group.i",
        #""id":"projects/p/global/networkEndpointGroups/i","name":"i","project":"p""#
      ),
      (
        "google_compute_global_network_endpoint.i",
        #""id":"x","project":"p","global_network_endpoint_group":"i","fqdn":"api.partner.example","port":443"#
      ),
      (
        "google_cloud_run_v2_service.api",
        #""id":"projects/p/locations/europe-west1/services/api","name":"api","project":"p","location":"europe-west1""#
      ),
      (
        "google_compute_region_network_endpoint_group.run",
        #""id":"projects/p/regions/europe-west1/networkEndpointGroups/run","name":"run","project":"p","region":"europe-west1","network_endpoint_type":"SERVERLESS","cloud_run":[{"service":"api"}]"#
      ),
      (
        "google_compute_region_network_endpoint_group.fn",
        #""id":"projects/p/regions/europe-west1/networkEndpointGroups/fn","name":"fn","project":"p","region":"europe-west1","cloud_function":[{"function":"far"}]"#
      ),
      (
        "google_compute_backend_service.b",
        #""id":"projects/p/global/backendServices/b","name":"b","project":"p","backend":[{"group":"projects/p/regions/europe-west1/networkEndpointGroups/run"},{"group":"projects/p/regions/us-east1/networkEndpointGroups/run"}]"#
      ),
    ])
    #expect(try answer.down("host/api.partner.example").contains("google_compute_global_network_endpoint_group.i"))
    #expect(
      answer.relations("google_compute_region_network_endpoint_group.run", .needs) == [
        "google_cloud_run_v2_service.api"
      ])
    #expect(answer.relations("google_compute_region_network_endpoint_group.fn", .needs) == ["function/far"])
    #expect(try answer.impact("google_cloud_run_v2_service.api")["google_compute_backend_service.b"] == .degraded)
    #expect(try answer.impact("us-east1")["google_compute_backend_service.b"] == .degraded)
    #expect(
      answer.notes.incomplete == ["google_compute_backend_service.b backend.group: 1 of 2 members is in the files"])
  }

  static let policies: [(policy: String, first: Level?, second: Level?, isChecked: Bool)] = [
    (
      #"{"wrr":[{"weight":1,"rrdatas":["203.0.113.1"]},{"weight":3,"rrdatas":["203.0.113.2"]}]}"#, .degraded, .degraded,
      false
    ),
    (
      #"{"geo":[{"location":"us-east1","rrdatas":["203.0.113.1"]},{"location":"europe-west1","rrdatas":["203.0.113.2"]}]}"#,
      .degraded, .degraded, false
    ),
    (
      #"{"health_check":"hc","wrr":[{"weight":1,"rrdatas":["203.0.113.1"]},{"weight":3,"rrdatas":["203.0.113.2"]}]}"#,
      .degraded, .degraded, true
    ),
    (
      #"{"primary_backup":[{"primary":[{"internal_load_balancers":[{"ip_address":"203.0.113.1"}]}],"backup_geo":[{"location":"us-east1","rrdatas":["203.0.113.2"]}]}]}"#,
      .degraded, nil, true
    ),
    (
      #"{"wrr":[{"weight":1,"rrdatas":["203.0.113.1"]},{"weight":0,"rrdatas":["203.0.113.2"]}]}"#, .down, nil, true
    ),
  ]

  @Test("A policy of a record means how callers are shared out", arguments: policies.indices)
  func routingPolicies(index: Int) throws {
    let (policy, first, second, isChecked) = Self.policies[index]
    let answer = try States.answer([
      ("google_compute_global_address.a", #""id":"projects/p/global/addresses/a","name":"a","address":"203.0.113.1""#),
      (
        "google_dns_record_set.www",
        #""id":"r","name":"www.shop.example.","type":"A","managed_zone":"shop","routing_policy":[\#(policy)]"#
      ),
    ])
    let id = "google_dns_record_set.www"
    let outside = "host/203.0.113.2"
    #expect(try answer.impact("google_compute_global_address.a")[id] == first)
    if second != nil || first != .down {
      #expect(try answer.impact(outside)[id] == second)
      #expect(try answer.down(["google_compute_global_address.a", outside]).contains(id))
    }
    #expect(answer.relations(id, .degradedBy).isEmpty == isChecked)
  }

  @Test("A record with several values needs any of them")
  func severalValues() throws {
    let answer = try States.answer([
      ("google_compute_global_address.a", #""id":"projects/p/global/addresses/a","name":"a","address":"203.0.113.1""#),
      (
        "google_dns_record_set.www",
        #""id":"r","name":"www.shop.example.","type":"A","managed_zone":"shop","rrdatas":["203.0.113.1","203.0.113.2"]"#
      ),
      (
        "google_dns_record_set.mx",
        #""id":"m","name":"shop.example.","type":"MX","managed_zone":"shop","rrdatas":["10 mx.partner.example."]"#
      ),
      (
        "google_dns_record_set.txt",
        #""id":"t","name":"shop.example.","type":"TXT","managed_zone":"shop","rrdatas":["v=spf1 partner.example"]"#
      ),
    ])
    #expect(try answer.impact("google_compute_global_address.a")["google_dns_record_set.www"] == .degraded)
    #expect(
      try answer.down(["google_compute_global_address.a", "host/203.0.113.2"]).contains("google_dns_record_set.www"))
    #expect(answer.relations("google_dns_record_set.mx", .needs) == ["dns-zone/shop", "host/mx.partner.example"])
    #expect(answer.relations("google_dns_record_set.txt", .needs) == ["dns-zone/shop"])
  }

  @Test("A group of which no file has a member is reported")
  func emptyGroups() throws {
    let answer = try States.answer([
      (
        "google_compute_network_endpoint_group.g",
        #""id":"projects/p/zones/europe-west1-b/networkEndpointGroups/g","name":"g","project":"p","zone":"europe-west1-b""#
      ),
      AzureMembersTests.resource(
        "azurerm_lb_backend_address_pool.p", "Microsoft.Network/loadBalancers/lb/backendAddressPools/p"),
    ])
    #expect(
      answer.notes.incomplete == [
        "azurerm_lb_backend_address_pool.p: none of its members is in the files",
        "google_compute_network_endpoint_group.g: none of its members is in the files",
      ])
  }

  @Test("A private address of a service leads to the service behind its attachment")
  func privateServiceConnect() throws {
    let attachment = "https://www.googleapis.com/compute/v1/projects/x/regions/europe-west1/serviceAttachments/a"
    let answer = try States.answer([
      (
        "google_sql_database_instance.db",
        #""id":"db","name":"db","project":"p","region":"europe-west1","psc_service_attachment_link":"\#(attachment)""#
      ),
      (
        "google_compute_forwarding_rule.psc",
        #""id":"projects/p/regions/europe-west1/forwardingRules/psc","name":"psc","project":"p","region":"europe-west1","target":"\#(attachment)","ip_address":"10.7.0.9""#
      ),
      (
        "google_compute_forwarding_rule.far",
        #""id":"projects/p/regions/europe-west1/forwardingRules/far","name":"far","project":"p","region":"europe-west1","target":"projects/y/regions/europe-west1/serviceAttachments/b""#
      ),
    ])
    #expect(answer.relations("google_compute_forwarding_rule.psc", .needs) == ["google_sql_database_instance.db"])
    #expect(
      answer.relations("google_compute_forwarding_rule.far", .needs) == [
        "projects/y/regions/europe-west1/serviceAttachments/b"
      ])
  }

  @Test("A subscription is degraded while the place that it pushes to is down")
  func pushes() throws {
    let answer = try States.answer([
      ("google_pubsub_topic.t", #""id":"projects/p/topics/t","name":"t","project":"p""#),
      (
        "google_cloud_run_v2_service.api",
        #""id":"projects/p/locations/europe-west1/services/api","name":"api","project":"p","location":"europe-west1","uri":"https://api-abc-ew.a.run.app""#
      ),
      (
        "google_pubsub_subscription.s",
        #""id":"projects/p/subscriptions/s","name":"s","project":"p","topic":"projects/p/topics/t","push_config":[{"push_endpoint":"https://api-abc-ew.a.run.app/push"}]"#
      ),
      (
        "google_pubsub_subscription.far",
        #""id":"projects/p/subscriptions/far","name":"far","project":"p","topic":"projects/p/topics/t","push_config":[{"push_endpoint":"https://hooks.partner.example/x"}]"#
      ),
    ])
    #expect(try answer.impact("google_cloud_run_v2_service.api")["google_pubsub_subscription.s"] == .degraded)
    #expect(answer.relations("google_pubsub_subscription.far", .uses) == ["host/hooks.partner.example"])
  }

  @Test("Machines that are put into a group one by one are its members")
  func memberships() throws {
    let answer = try States.answer(
      Self.machines + [
        (
          "google_compute_instance_group.g",
          #""id":"projects/p/zones/europe-west1-b/instanceGroups/g","name":"g","project":"p","zone":"europe-west1-b""#
        ),
        (
          "google_compute_instance_group_membership.a",
          #""id":"a","project":"p","zone":"europe-west1-b","instance_group":"g","instance":"web""#
        ),
        (
          "google_compute_instance_group_membership.b",
          #""id":"b","project":"p","zone":"europe-west1-b","instance_group":"g","instance":"far""#
        ),
      ])
    #expect(try answer.impact("google_compute_instance.web")["google_compute_instance_group.g"] == .degraded)
    #expect(answer.ids.contains("projects/p/zones/europe-west1-b/instances/far"))
  }
}

import DependencyModel
import TestSupport
import Testing

@testable import CloudSources

/// The rows of the clouds besides Amazon's fit together.
@Suite struct CloudServiceTests {
  @Test("Every kind that a row of Azure or Google gives is in the vocabulary") func kindsAreKnown() {
    let known = Set(KindVocabulary.all.map(\.name))
    let kinds = CloudService.all.flatMap(\.types).map(\.kind).filter { $0.hasPrefix("azure/") || $0.hasPrefix("gcp/") }
    #expect(kinds.filter { !known.contains($0) } == [])
  }

  @Test("Every type in a row of Azure or Google is known") func typesAreKnown() {
    let services = CloudService.all
    let rules = services.flatMap { $0.rules + $0.reversed }.flatMap { [$0.type] + $0.targets }
    let links = services.flatMap(\.links).flatMap { [$0.type] + $0.owner.types + $0.target.types }
    let named = (rules + links).filter { $0.hasPrefix("azurerm_") || $0.hasPrefix("google_") }
    #expect(Set(named.filter { !CloudType.isKnown($0) }) == [])
  }

  @Test("A star within a type stands for any text") func patternsWithinTypes() {
    #expect(CloudType.of("azurerm_dns_cname_record").kind == "azure/dns-record")
    #expect(CloudType.of("azurerm_subnet_nat_gateway_association").role == .glue)
    #expect(CloudType.of("google_storage_bucket_iam_member").role == .glue)
    #expect(!CloudType.isKnown("azurerm_dns_zone_of_nobody"))
  }

  @Test("A name of Azure's or Google's is one key however it is written")
  func keysOfNames() {
    let key = CloudName.key("/subscriptions/Shop/resourceGroups/RG/providers/Microsoft.Network/loadBalancers/lb/")
    #expect(key == "/subscriptions/shop/resourcegroups/rg/providers/microsoft.network/loadbalancers/lb")
    #expect(CloudName.owners(of: key + "/frontendipconfigurations/fe") == [key])
    for text in [
      "https://www.googleapis.com/compute/v1/projects/p/zones/z-a/instances/i",
      "https://compute.googleapis.com/compute/beta/projects/p/zones/z-a/instances/i",
      "//compute.googleapis.com/projects/p/zones/z-a/instances/i", "projects/p/zones/z-a/instances/i",
    ] {
      #expect(CloudName.key(text) == "projects/p/zones/z-a/instances/i")
    }
    #expect(CloudName.owners(of: "projects/p/secrets/s/versions/latest") == ["projects/p/secrets/s"])
  }

  static let places: [(cloud: String, text: String, region: String?)] = [
    ("azurerm", "West Europe", "westeurope"), ("azurerm", "global", nil), ("google", "EUROPE-WEST1", "europe-west1"),
    ("google", "EU", nil), ("google", "europe-west1-b", "europe-west1"),
    ("google", "https://www.googleapis.com/compute/v1/projects/p/regions/us-east4", "us-east4"),
    ("hcloud", "nbg1", "nbg1"), ("cloudflare", "shop.example", nil),
  ]

  @Test("A region is recognized in the way its cloud writes it", arguments: places)
  func regions(cloud: String, text: String, region: String?) {
    #expect(CloudProvider.named(cloud).region(text) == region)
  }
}

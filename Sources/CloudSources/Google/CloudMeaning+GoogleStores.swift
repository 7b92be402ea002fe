internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Where Google's stores are: a primary and its copy in another zone, or copies in several regions.
extension CloudMeaning {
  func addGoogleStores(to draft: inout ImportDraft) {
    let provider = CloudProvider.google
    for store in resources("google_sql_database_instance") where isComponent(store.id) {
      let zone = store.attributes.text(at: "settings.location_preference.zone")
        .flatMap { provider.zone($0, in: nil) }
      let other = store.attributes.text(at: "settings.location_preference.secondary_zone")
        .flatMap { provider.zone($0, in: nil) }
      if store.attributes.text(at: "settings.availability_type") == "REGIONAL" {
        addPair(zone, other, of: store, source: "\(store.source).settings.availability_type", to: &draft)
      } else if let zone {
        addZone(zone, of: store.cloud, to: &draft)
        draft.relate(store.id, .in, zone, confidence: .declared, source: store.source, at: store.place)
      }
    }
    for store in resources("google_redis_instance") where isComponent(store.id) {
      let zone = (store.attributes.text(at: "current_location_id") ?? store.attributes.text(at: "location_id"))
        .flatMap { provider.zone($0, in: nil) }
      let zones = [
        store.attributes.text(at: "location_id"), store.attributes.text(at: "alternative_location_id"),
      ].compactMap(\.self).compactMap { provider.zone($0, in: nil) }
      if store.attributes.text(at: "tier") == "STANDARD_HA" {
        addPair(
          zone, zones.first { $0 != zone }, of: store, source: "\(store.source).alternative_location_id", to: &draft)
      } else if let zone {
        addZone(zone, of: store.cloud, to: &draft)
        draft.relate(store.id, .in, zone, confidence: .declared, source: store.source, at: store.place)
      }
    }
    // A copy of a cluster that is not spread is in the zone that it names.
    for copy in resources("google_alloydb_instance")
    where isComponent(copy.id) && copy.attributes.text(at: "availability_type") != "REGIONAL" {
      guard let zone = copy.attributes.text(at: "gce_zone").flatMap({ provider.zone($0, in: nil) }) else { continue }
      addZone(zone, of: copy.cloud, to: &draft)
      draft.relate(copy.id, .in, zone, confidence: .declared, source: copy.source, at: copy.place)
    }
    addGoogleRegions(to: &draft)
  }

  /// Stores whose copies are in several regions of which they say the names.
  private func addGoogleRegions(to draft: inout ImportDraft) {
    for (type, path) in [
      ("google_secret_manager_secret", "replication.user_managed.replicas.location"),
      ("google_storage_bucket", "custom_placement_config.data_locations"),
    ] {
      for store in resources(type) where isComponent(store.id) {
        var seen: Set<String> = []
        let regions = store.attributes.values(at: path).flatMap(\.items).compactMap(\.text)
          .compactMap { CloudProvider.google.region($0) }.filter { seen.insert($0).inserted }
        for region in regions { addRegion(region, of: store.cloud, to: &draft) }
        draft.relateRedundant(
          store.id, of: regions, confidence: .declared, source: "\(store.source).\(path)", at: store.place)
      }
    }
  }
}

extension CloudResource {
  /// Whether it is one of Google's that says of itself that it is in more than one region: it survives the loss of each.
  var isOfManyGoogleRegions: Bool {
    guard cloud == "google" else { return false }
    switch type {
    case "google_secret_manager_secret": return attributes.values(at: "replication.user_managed").isEmpty
    case "google_spanner_instance":
      return attributes["config"]?.text.map { CloudProvider.googleRegion(ofSpanner: $0) == nil } ?? false
    // Without a place they are in all of the United States, or in none of one region.
    case "google_bigquery_dataset" where attributes["location"]?.isNull != false,
      "google_container_registry" where attributes["location"]?.isNull != false,
      "google_cloudbuild_trigger" where attributes["location"]?.isNull != false:
      return true
    default:
      // `EU`, `NAM4`, `eur3`, `global`
      guard let text = attributes["location"]?.text ?? attributes["location_id"]?.text else { return false }
      return CloudProvider.google.region(text) == nil && !text.contains("/")
    }
  }
}

extension CloudProvider {
  /// `europe-west1` of `regional-europe-west1`; `nil` of a configuration of several regions.
  static func googleRegion(ofSpanner config: String) -> String? {
    guard let name = config.split(separator: "/").last, name.hasPrefix("regional-") else { return nil }
    return google.region(String(name.dropFirst("regional-".count)))
  }
}

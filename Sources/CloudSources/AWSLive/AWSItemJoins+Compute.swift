internal import DependencyModel
internal import ModelFormats

/// What answers about machines say in several places: start scripts, templates, volumes.
extension AWSItemJoins {
  /// A start script is asked for one instance at a time.
  mutating func joinUserData() {
    var scripts: [String: CloudValue] = [:]
    for item in items where item.type == "user_data" { scripts[item.id] = item["user_data"] }
    forEach("aws_instance") { if let script = scripts[$0.id] { $0["user_data"] = script } }
    items.removeAll { $0.type == "user_data" }
  }

  /// The version of a launch template that a group starts from.
  mutating func chooseTemplateVersions() {
    var wanted: [String: String] = [:]
    for group in items where group.type == "aws_autoscaling_group" {
      for path in ["launch_template", "mixed_instances_policy.launch_template.launch_template_specification"] {
        let all = CloudValue.map(group.attributes)
        for template in all.values(at: path) {
          if let id = (template["id"] ?? template["launch_template_id"])?.text, wanted[id] == nil {
            wanted[id] = template["version"]?.text ?? "$Default"
          }
        }
      }
    }
    func rank(_ item: AWSItem) -> Int {
      let number = item["version_number"]?.int ?? -1
      switch wanted[item.id] ?? "$Latest" {
      case "$Default": return item["default_version"]?.bool == true ? Int.max : number
      case let version: return Int(version).map { $0 == number ? Int.max : number } ?? number
      }
    }
    var best: [String: Int] = [:]
    for (index, item) in items.enumerated() where item.type == "aws_launch_template" {
      if best[item.id].map({ rank(items[$0]) < rank(item) }) ?? true { best[item.id] = index }
    }
    // The answer that lists the templates has their tags.
    for item in items where item.type == "aws_launch_template" {
      if let index = best[item.id], items[index].title == nil { items[index].title = item.title }
    }
    let chosen = Set(best.values)
    items = items.enumerated().filter { $1.type != "aws_launch_template" || chosen.contains($0) }.map(\.element)
  }

  mutating func joinVolumes() {
    let titles = Dictionary(
      items.lazy.filter { $0.type == "aws_instance" }.map { ($0.id, $0.title ?? $0.id) },
      uniquingKeysWith: { first, _ in first })
    var attachments: [AWSItem] = []
    forEach("aws_ebs_volume") { volume in
      let attached =
        volume["attachments"]?.items.filter { $0["state"]?.text.map { $0 == "attached" || $0 == "busy" } ?? true } ?? []
      for listed in attached {
        guard let instance = listed["instance_id"]?.text else { continue }
        let device = listed["device"]?.text ?? ""
        if volume.title == nil, attached.count == 1 {
          volume.title = "\(device.isEmpty ? "volume" : device) of \(titles[instance] ?? instance)"
        }
        var attachment = volume
        attachment.type = "aws_volume_attachment"
        attachment.id = "\(volume.id) on \(instance)"
        attachment.names = [attachment.id]
        attachment.title = nil
        attachment.attributes = [("volume_id", .text(volume.id)), ("instance_id", .text(instance))]
        attachments.append(attachment)
      }
      volume["attachments"] = nil
    }
    items += attachments
    // Instances that are kept apart, on their way in or out, or found to be unhealthy serve nobody.
    forEach("aws_autoscaling_group") { group in
      let serving =
        group["instances"]?.items.filter { instance in
          let state = instance["lifecycle_state"]?.text ?? "InService"
          return state == "InService" && instance["health_status"]?.text?.lowercased() != "unhealthy"
        } ?? []
      group["instances"] = serving.isEmpty ? nil : .list(serving)
    }
  }
}

/// An attribute by which a resource is switched off: it is there and does nothing.
struct CloudSwitch: Sendable {
  let type: String
  let path: String
  /// The values that switch it off, in small letters.
  let off: Set<String>

  init(_ type: String, _ path: String, _ off: String...) {
    self.type = type
    self.path = path
    self.off = Set(off)
  }

  private static let all: [CloudSwitch] = [
    .init("aws_lambda_event_source_mapping", "enabled", "false"),
    .init("aws_cloudwatch_event_rule", "is_enabled", "false"), .init("aws_cloudwatch_event_rule", "state", "disabled"),
    .init("aws_scheduler_schedule", "state", "disabled"), .init("aws_pipes_pipe", "desired_state", "stopped"),
    .init("aws_cloudfront_distribution", "enabled", "false"),
    .init("aws_globalaccelerator_accelerator", "enabled", "false"), .init("aws_iot_topic_rule", "enabled", "false"),
    .init("aws_glue_trigger", "enabled", "false"), .init("azurerm_cdn_frontdoor_endpoint", "enabled", "false"),
    .init("azurerm_cdn_frontdoor_route", "enabled", "false"), .init("azurerm_linux_web_app", "enabled", "false"),
    .init("azurerm_windows_web_app", "enabled", "false"), .init("azurerm_linux_function_app", "enabled", "false"),
    .init("azurerm_windows_function_app", "enabled", "false"), .init("azurerm_app_service", "enabled", "false"),
    .init("azurerm_function_app", "enabled", "false"), .init("azurerm_logic_app_workflow", "enabled", "false"),
    .init("google_cloud_scheduler_job", "paused", "true"),
  ]

  private static let byType = Dictionary(grouping: all, by: \.type)

  /// Whether an attribute of a resource switches it off.
  static func isOff(_ resource: CloudResource) -> Bool {
    (byType[resource.type] ?? []).contains { line in
      resource.attributes.text(at: line.path).map { line.off.contains($0.lowercased()) } ?? false
    }
  }
}

extension CloudMeaning {
  /// What is switched off, and the targets of rules that are.
  func findSwitchedOff() -> Set<String> {
    var found = Set(inventory.resources.lazy.filter(CloudSwitch.isOff).map(\.id))
    guard !found.isEmpty else { return found }
    for target in resources("aws_cloudwatch_event_target") {
      let rules = ids(of: target, "rule", "aws_cloudwatch_event_rule")
      if !rules.isEmpty, rules.allSatisfy(found.contains) { found.insert(target.id) }
    }
    return found
  }

  /// Types of what does nothing but start others.
  private static let triggers: Set<String> = [
    "aws_cloudwatch_event_rule", "aws_iot_topic_rule", "aws_glue_trigger", "google_cloud_scheduler_job",
  ]

  /// Whether a resource is a trigger or one way through that is switched off: nothing comes by it, and it needs nothing.
  func isClosed(_ resource: CloudResource) -> Bool {
    guard switchedOff.contains(resource.id), let position = inventory.position(of: resource.id) else { return false }
    return types[position].role == .path || Self.triggers.contains(resource.type)
  }
}

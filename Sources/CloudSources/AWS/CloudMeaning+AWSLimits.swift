internal import DependencyModel
internal import SourceReading

/// What limits the work of Amazon's services and is stated elsewhere than at them.
extension CloudMeaning {
  func addAWSLimits(to draft: inout ImportDraft) {
    addRunnerLimits(to: &draft)
    addMethodThrottling(to: &draft)
    addRouteThrottling(to: &draft)
  }

  /// The requests at the same time of each instance, times the most instances.
  private func addRunnerLimits(to draft: inout ImportDraft) {
    let type = "aws_apprunner_auto_scaling_configuration_version"
    for service in resources("aws_apprunner_service") where isComponent(service.id) {
      for id in ids(of: service, "auto_scaling_configuration_arn", type) {
        guard let setting = inventory[id]?.attributes, let each = setting.int(at: "max_concurrency"),
          let most = setting.int(at: "max_size"), each > 0, most > 0
        else { continue }
        let (product, isTooLarge) = most.multipliedReportingOverflow(by: each)
        if !isTooLarge { limit(service.id, toSlots: product, in: &draft) }
      }
    }
  }

  // MARK: Interfaces

  /// What stages state of an interface: the limit of each of its ways, unless that states its own.
  private struct Throttling {
    /// The rates of all ways, one for each stage that states one.
    var common: Set<String> = []
    /// The rates of single ways, by their names; of REST interfaces it is not known which of the ways a name means.
    var single: [String: Set<String>] = [:]

    func rate(of way: String?) -> Quantity? {
      let rates = way.flatMap { single[$0] } ?? common
      guard rates.count == 1, let amount = rates.first.flatMap({ Amount(text: $0) }), amount > .zero else { return nil }
      return Quantity(amount, unit: "/s")
    }
  }

  /// The limits of a stage hold for each method by itself.
  private func addMethodThrottling(to draft: inout ImportDraft) {
    let api = "aws_api_gateway_rest_api"
    var found: [String: Throttling] = [:]
    func note(_ rate: CloudValue?, _ method: String?, _ apis: [String]) {
      guard let rate = rate?.text else { return }
      for id in apis {
        if method == "*/*" {
          found[id, default: Throttling()].common.insert(rate)
        } else {
          found[id, default: Throttling()].single[method ?? "", default: []].insert(rate)
        }
      }
    }
    for setting in resources("aws_api_gateway_method_settings") {
      let path = setting.attributes.text(at: "method_path")
      for settings in setting.attributes.values(at: "settings") {
        note(settings["throttling_rate_limit"], path, ids(of: setting, "rest_api_id", api))
      }
    }
    for stage in resources("aws_api_gateway_stage", api) {
      let apis = stage.type == api ? [stage.id] : ids(of: stage, "rest_api_id", api)
      for setting in stage.attributes.values(at: "method_settings") {
        let isAll = setting["http_method"]?.text == "*" && setting["resource_path"]?.text == "/*"
        note(setting["throttling_rate_limit"], isAll ? "*/*" : "", apis)
      }
    }
    for method in resources("aws_api_gateway_integration") where isComponent(method.id) && !found.isEmpty {
      for id in ids(of: method, "rest_api_id", api) {
        guard let throttling = found[id], throttling.single.isEmpty, let rate = throttling.rate(of: nil) else {
          continue
        }
        draft.update(method.id) { $0.capacity = rate }
      }
    }
  }

  private func addRouteThrottling(to draft: inout ImportDraft) {
    let api = "aws_apigatewayv2_api"
    var found: [String: Throttling] = [:]
    for stage in resources("aws_apigatewayv2_stage", api) {
      for id in stage.type == api ? [stage.id] : ids(of: stage, "api_id", api) {
        if let rate = stage.attributes.stated(at: "default_route_settings.throttling_rate_limit") {
          found[id, default: Throttling()].common.insert(rate)
        }
        for route in stage.attributes.values(at: "route_settings") {
          guard let key = route["route_key"]?.text, let rate = route["throttling_rate_limit"]?.text else { continue }
          found[id, default: Throttling()].single[key, default: []].insert(rate)
        }
      }
    }
    for route in resources("aws_apigatewayv2_route") where isComponent(route.id) && !found.isEmpty {
      for id in ids(of: route, "api_id", api) {
        guard let rate = found[id]?.rate(of: route.attributes.text(at: "route_key")) else { continue }
        draft.update(route.id) { $0.capacity = rate }
      }
    }
  }
}

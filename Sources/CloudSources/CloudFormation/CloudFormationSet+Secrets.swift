internal import DependencyModel
internal import ModelFormats
internal import SourceReading

/// Secrets and parameters that templates read by their names.
extension CloudFormationSet {
  /// The secret, or else the parameter, of a name that a template of the import makes.
  func secret(_ isSecret: Bool, _ name: String, for stack: CloudFormationStack) -> String? {
    guard isComplete else { return nil }
    if secrets == nil {
      secrets = [:]
      var found: [String: [(stack: CloudFormationStack, id: String)]] = [:]
      for stack in stacks {
        for (id, node, bindings) in stack.resources {
          guard let type = node["Type"]?.text, type == "AWS::SecretsManager::Secret" || type == "AWS::SSM::Parameter",
            let name = node["Properties"]?["Name"].flatMap({ stack.evaluate($0, bindings) })?.text
          else { continue }
          found["\(type) \(name)", default: []].append((stack, stack.id(id)))
        }
      }
      secrets = found
    }
    let found = secrets?[isSecret ? "AWS::SecretsManager::Secret \(name)" : "AWS::SSM::Parameter \(name)"] ?? []
    return (found.first { $0.stack === stack } ?? found.first)?.id
  }

  /// Notes that a secret or parameter of elsewhere is read.
  func readsElsewhere(_ service: String, _ name: String) { elsewhere[service, default: []].insert(name) }
}

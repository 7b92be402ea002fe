import DependencyModel
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport

/// Terraform's states for tests.
enum States {
  /// A resource: its address without a module, and the members of its attributes as JSON.
  typealias Resource = (address: String, attributes: String)

  /// The text of a state.
  static func text(_ resources: [Resource]) -> String {
    let items = resources.map { resource in
      let parts = resource.address.split(separator: ".", maxSplits: 1)
      return """
        {"mode":"managed","type":"\(parts[0])","name":"\(parts[1])","provider":"provider[\\"registry.terraform.io/hashicorp/aws\\"]",
         "instances":[{"schema_version":0,"attributes":{\(resource.attributes)}}]}
        """
    }
    return """
      {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"test","outputs":{},
       "resources":[\(items.joined(separator: ","))]}
      """
  }

  /// The answer to a state.
  static func answer(_ resources: [Resource]) throws -> ImportedAnswer {
    try ImportedAnswer(text: text(resources), file: "t.tfstate")
  }

  /// A subnet in a zone of eu-west-1.
  static func subnet(_ name: String, id: String, zone: String) -> Resource {
    ("aws_subnet.\(name)", #""id":"\#(id)","vpc_id":"vpc-1","availability_zone":"eu-west-1\#(zone)""#)
  }
}

extension ImportedAnswer {
  /// Imports several texts together.
  init(files: [(name: String, text: String)]) throws {
    let folder = try TemporaryFolder()
    self.init(
      try ModelLoader.load(try files.map { try folder.write($0.text, to: $0.name) }, importers: ImportSources.all()))
  }

  /// The notes of the one source.
  var notes: ImportNotes { loaded.imports[0].notes }

  /// How many alike a component stands for.
  func units(_ id: String) -> Int? { model[ComponentID(id)]?.units }
}

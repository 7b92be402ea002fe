internal import CloudSources
internal import ClusterSources
internal import FaultTreeSources
public import ModelFormats
public import ObservedSources
internal import SourceReading

/// The foreign sources that models are read from.
///
/// A source is a type in its own folder that conforms to `ModelImporter`: it recognizes its files by their content and
/// makes one model of all of them. What is in ``all(options:)`` can be named wherever a model can.
public enum ImportSources {
  /// Statements of a user about sources that the sources don't make themselves.
  public struct Options: Sendable {
    /// The mission time of Open-PSA models, in hours, not below 0.
    public var missionTime = OpenPSAImporter.usualMissionTime

    /// The direction of the edges of plain graphs (DOT, GraphML, CSV and others).
    public var edges = EdgeDirection.dependency

    /// The profiles of Compose files whose services exist; `*` for all.
    public var profiles: [String] = []

    /// The values of CloudFormation parameters, by name.
    public var parameters: [String: String] = [:]

    /// The usual options.
    public init() {}
  }

  /// Every source, in the order in which a file is offered to them; what is XML but of none of them is refused as such.
  public static func all(options: Options = Options()) -> [any ModelImporter] {
    [
      OpenPSAImporter(missionTime: options.missionTime),
      TerraformImporter(),
      CloudFormationImporter(parameters: options.parameters),
      AWSLiveImporter(),
      TracingImporter(),
      BackstageImporter(),
      KubernetesImporter(),
      ComposeImporter(profiles: options.profiles),
    ] + GraphFormats.importers(edges: options.edges) + [UnknownXML()]
  }
}

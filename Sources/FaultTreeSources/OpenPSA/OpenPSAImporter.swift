public import DependencyModel
public import ModelFormats
internal import SourceReading

/// Reads fault trees in the Open-PSA Model Exchange Format: gates and basic events become components.
///
/// A gate is a component of kind `open-psa/gate` that needs what keeps it from happening: all inputs of an `or`, any input
/// of an `and`, n − k + 1 of n inputs of an `atleast` k. A basic event is a component of kind `open-psa/basic-event` whose
/// unavailability is its probability. House events are constants and are folded in. Only coherent trees are read.
///
/// Source: Epstein, Rauzy (eds.), "Open-PSA Model Exchange Format", 2.0d, 2008, and its revision at open-psa.github.io/mef.
public struct OpenPSAImporter: ModelImporter {
  /// The mission time that counts where none is stated: the hours of a year.
  public static let usualMissionTime = 8_760.0

  /// `Open-PSA`.
  public let format = "Open-PSA"
  /// `.xml` and `.opsa`.
  public let fileEndings = [".xml", ".opsa"]
  /// The value of `<system-mission-time/>`, in hours; the files themselves can't state it.
  public let missionTime: Double

  /// An importer.
  ///
  /// - Parameter missionTime: in hours, not below 0.
  public init(missionTime: Double = usualMissionTime) {
    self.missionTime = missionTime
  }

  /// Whether the root element is `opsa-mef`.
  public func recognizes(_ file: SourceFile) -> Bool { XMLStart.rootName(of: file.bytes) == "opsa-mef" }

  /// The fault trees of all the files as one model.
  ///
  /// - Complexity: linear in the files, but for the search for what a misspelled name meant.
  public func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    var definitions = OpenPSADefinitions(files)
    for file in files {
      do throws(InvalidInput) {
        definitions.add(try XMLReader.root(of: file))
      } catch {
        definitions.problems.add(contentsOf: error.diagnostics)
        definitions.isIncomplete = true
      }
    }
    // The definitions of a file that can't be read are not known: diagnostics about them would mislead.
    guard !definitions.isIncomplete else { throw InvalidInput(definitions.problems.diagnostics) }
    var builder = OpenPSAModelBuilder(definitions, missionTime: missionTime)
    return try builder.model(start: Place(file: files[0].name, line: 1, column: 1))
  }
}

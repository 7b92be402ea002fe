import DependencyModel
import Foundation
import Importers
import ModelFormats

/// The inputs that mutation starts from: the fixtures of the tests and a few written for it, made small.
public enum Seeds {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  private static let root = tests.deletingLastPathComponent()

  /// The seeds of a reader, each with a name that tells where it is from, sorted by it.
  ///
  /// - Parameter limit: the most bytes; longer JSON loses elements of its lists, longer text its last lines, the rest is
  ///   left out.
  public static func seeds(for reader: Reader, limit: Int = 12_288) throws -> [(name: String, bytes: [UInt8])] {
    var files = try own(reader) + fixtures(of: reader)
    files += written(reader).map { (name: $0.name, bytes: Array($0.text.utf8)) }
    return files.compactMap { file in
      reduced(file.bytes, name: file.name, to: limit).map { (name: file.name, bytes: $0) }
    }
    .sorted { $0.name < $1.name }
  }

  /// The files in `Tests/Fuzz/Seeds`, which hold what no fixture has and what was once at fault.
  private static func own(_ reader: Reader) throws -> [(name: String, bytes: [UInt8])] {
    try files(below: tests.appending(path: "Fuzz/Seeds/\(reader.rawValue)"), endings: nil)
  }

  private static func fixtures(of reader: Reader) throws -> [(name: String, bytes: [UInt8])] {
    let fixtures = tests.appending(path: "Fixtures")
    func found(_ folder: String, _ endings: String...) throws -> [(name: String, bytes: [UInt8])] {
      try files(below: fixtures.appending(path: folder), endings: endings)
    }
    let yaml = [".yaml", ".yml"]
    let all = try files(below: fixtures, endings: nil).filter {
      !$0.name.hasSuffix(".txt") && !$0.name.hasSuffix(".md")
    }
    switch reader {
    case .yaml, .format, .sources:
      let models = try files(below: root.appending(path: "Models"), endings: yaml)
      return models + all.filter { file in reader == .sources || yaml.contains { file.name.hasSuffix($0) } }
    case .json: return all.filter { $0.name.hasSuffix(".json") }
    case .model: return try files(below: root.appending(path: "Models"), endings: yaml)
    case .policy:
      return [(name: "house.yaml", bytes: [UInt8](try Data(contentsOf: fixtures.appending(path: "house.yaml"))))]
    case .jsonModel, .baseline, .commandLine, .jsonLines, .gexf, .gml, .jsonGraph: return []
    case .terraform: return try found("terraform", ".json", ".tfstate", ".ndjson", ".dot")
    case .cloudFormation: return try found("cloudformation", ".json", ".yaml")
    case .aws: return try together(found("aws-live", ".json"))
    case .kubernetes: return try together(found("kubernetes", ".json", ".yaml", ".yml"))
    case .compose: return try together(found("compose", ".yaml", ".yml"))
    case .backstage: return try together(found("backstage", ".yaml"))
    case .traces: return try found("tracing", ".json")
    case .dot: return try found("graphs", ".dot")
    case .graphML: return try found("graphs", ".graphml")
    case .csv: return try found("graphs", ".csv")
    case .openPSA: return try found("aralia", ".xml")
    }
  }

  /// The files, and those of each folder as one input.
  private static func together(_ files: [(name: String, bytes: [UInt8])]) -> [(name: String, bytes: [UInt8])] {
    let folders = Dictionary(grouping: files) { $0.name.split(separator: "_").dropLast().joined(separator: "_") }
    let joined = folders.filter { $0.value.count > 1 }.map { folder in
      (name: "\(folder.key)_together", bytes: MemoryFiles.joined(folder.value.sorted { $0.name < $1.name }))
    }
    return files + joined.filter { $0.bytes.count < 65_536 }
  }

  /// What no file holds: the examples of the diagnostics, and models as JSON.
  private static func written(_ reader: Reader) -> [(name: String, text: String)] {
    switch reader {
    case .model, .format, .yaml:
      return (DiagnosticCode.ofTheLanguage + DiagnosticCode.ofSources).flatMap { code in
        [(name: "code-\(code.id)-wrong", text: code.wrong), (name: "code-\(code.id)-right", text: code.right)]
      } + [(name: "sample", text: SampleModel.text)]
    case .jsonModel:
      let names = ["aws-2011-04", "aws-kinesis-2020", "aws-s3-2017", "facebook-2021"]
      let models = names.compactMap { name -> (name: String, text: String)? in
        let path = root.appending(path: "Models/\(name).yaml").path
        guard let model = try? ModelLoader.load([path]).model, let text = try? ModelWriter.text(of: model, as: .json)
        else { return nil }
        return (name: name, text: text)
      }
      let sample = (try? ModelWriter.text(of: SampleModel.model, as: .json)) ?? ""
      return models + [(name: "sample", text: sample)]
    default: return []
    }
  }

  private static func files(below folder: URL, endings: [String]?) throws -> [(name: String, bytes: [UInt8])] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return try names.sorted().compactMap { name in
      let url = folder.appending(path: name)
      guard endings.map({ $0.contains { name.hasSuffix($0) } }) ?? true,
        try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
      else { return nil }
      return (name: name.replacing("/", with: "_"), bytes: [UInt8](try Data(contentsOf: url)))
    }
  }

  /// A text of the same form with at most `limit` bytes, if one can be made.
  private static func reduced(_ bytes: [UInt8], name: String, to limit: Int) -> [UInt8]? {
    guard bytes.count > limit else { return bytes }
    if let value = try? JSONSerialization.jsonObject(with: Data(bytes)) {
      for count in [12, 6, 3, 2, 1] {
        guard let data = try? JSONSerialization.data(withJSONObject: first(count, of: value), options: [.sortedKeys])
        else { return nil }
        if data.count <= limit { return [UInt8](data) }
      }
      return nil
    }
    guard !name.hasSuffix(".xml"), !name.hasSuffix(".graphml"), !name.hasSuffix(".dot") else { return nil }
    let lines = bytes[..<limit].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    return Array(lines.joined(separator: [0x0A])) + [0x0A]
  }

  /// The value with no more than the first few elements of each list.
  private static func first(_ count: Int, of value: Any) -> Any {
    if let list = value as? [Any] { return list.prefix(count).map { first(count, of: $0) } }
    if let object = value as? [String: Any] { return object.mapValues { first(count, of: $0) } }
    return value
  }
}

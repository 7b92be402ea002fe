import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import TestSupport

/// Reads CloudFormation templates for tests.
enum Templates {
  static func load(
    _ text: String, file: String = "t.yaml", parameters: [String: String] = [:]
  ) throws(InvalidInput) -> LoadedModel {
    var options = ImportSources.Options()
    options.parameters = parameters
    return try ModelLoader.load(Array(text.utf8), file: file, importers: ImportSources.all(options: options))
  }

  static func answer(
    _ text: String, file: String = "t.yaml", parameters: [String: String] = [:]
  ) throws -> ImportedAnswer {
    ImportedAnswer(try load(text, file: file, parameters: parameters))
  }

  /// Files that are named together, in this order.
  static func answer(
    files: [(name: String, text: String)], parameters: [String: String] = [:]
  ) throws -> ImportedAnswer {
    let folder = try TemporaryFolder()
    let paths = try files.map { try folder.write($0.text, to: $0.name) }
    var options = ImportSources.Options()
    options.parameters = parameters
    return ImportedAnswer(try ModelLoader.load(paths, importers: ImportSources.all(options: options)))
  }

  /// What a function reads the address of, where `value` is a setting of it: queues `A`, `B` and `C`, a database `Db`, and
  /// `Three`, which is called `orders-3`.
  ///
  /// - Parameter more: other sections of the template.
  static func read(_ value: String, more: String = "", parameters: [String: String] = [:]) throws -> Set<String> {
    let template = """
      AWSTemplateFormatVersion: 2010-09-09
      \(more)
      Resources:
        A: {Type: AWS::SQS::Queue}
        B: {Type: AWS::SQS::Queue}
        C: {Type: AWS::SQS::Queue}
        Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql}}
        Three: {Type: AWS::SQS::Queue, Properties: {QueueName: orders-3}}
        F:
          Type: AWS::Lambda::Function
          Properties: {Environment: {Variables: {QUEUE: \(value)}}}
      """
    return Set(try answer(template, parameters: parameters).relations("F", .needs))
  }
}

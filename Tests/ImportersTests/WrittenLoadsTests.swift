import DependencyModel
import Foundation
import ImportTestSupport
import Importers
import ModelFormats
import Reports
import TestSupport
import Testing

/// What imported models state of work and calls is written so that it is read again.
@Suite struct WrittenLoadsTests {
  /// Each component's terms as models write them.
  private func terms(_ model: Model) -> [String] {
    model.components.flatMap { component in
      let id = component.id.text
      let own = [component.capacity.map { "\(id): \($0.modelText)" }, component.slots.map { "\(id): \($0) slots" }]
      return own.compactMap(\.self)
        + component.relations.filter(\.requirement.statesTerms).map { relation in
          "\(id) \(relation.kind.rawValue) \(relation.requirement.text()): \(relation.requirement.terms)"
        }
    }
  }

  private func checkWritten(_ loaded: LoadedModel) throws {
    let text = try ModelWriter.text(of: loaded.model, as: .yaml)
    let again = try ModelLoader.load(Array(text.utf8), file: "written.yaml", importers: [])
    #expect(again.warnings.filter { $0.code == .unitsDiffer || $0.code == .callTerms } == [])
    #expect(terms(again.model) == terms(loaded.model))
  }

  static let sources = [
    "aws-live/shop-3az", "aws-live/documented", "terraform/azure-3az", "terraform/google-3az", "kubernetes/bookinfo",
    "kubernetes/online-boutique", "kubernetes/cluster-dump",
  ]

  @Test("The loads of an imported fixture are read again as they are, without a warning", arguments: sources)
  func fixtures(_ source: String) throws {
    let path = Repository.root.appending(path: "Tests/Fixtures/\(source)").path
    try checkWritten(ModelLoader.load([path], importers: ImportSources.all()))
  }

  @Test("Every form of what is stated is read again as it is")
  func allForms() throws {
    let text = """
      AWSTemplateFormatVersion: 2010-09-09
      Resources:
        Volume: { Type: AWS::EC2::Volume, Properties: { Iops: 3000 } }
        Table: { Type: AWS::DynamoDB::Table, Properties: { ProvisionedThroughput: { ReadCapacityUnits: 7, WriteCapacityUnits: 3 } } }
        F: { Type: AWS::Lambda::Function, Properties: { Timeout: 40, ReservedConcurrentExecutions: 9 } }
        Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 30, RedrivePolicy: { maxReceiveCount: 3 } } }
        M: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Q.Arn, FunctionName: !GetAtt F.Arn } }
        Line: { Type: AWS::DirectConnect::Connection, Properties: { Bandwidth: 10Gbps } }
        Lb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: internal, LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: "20" }] } }
        G: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Name: g } }
        H: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Name: h } }
        L:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties:
            LoadBalancerArn: !Ref Lb
            DefaultActions: [{ Type: forward, ForwardConfig: { TargetGroups: [{ TargetGroupArn: !Ref G }, { TargetGroupArn: !Ref H }] } }]
      """
    let loaded = try Importing.load(text, file: "t.yaml")
    #expect(terms(loaded.model).count == 9, "\(terms(loaded.model))")
    try checkWritten(loaded)
  }
}

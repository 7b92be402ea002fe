/// A description of one sort of answer of the AWS command line: where its items are, and what they are in Terraform's
/// names. Each `AWSService` has its own.
struct AWSAnswer: Sendable {
  /// By what people call a thing.
  enum Name: Sendable {
    /// By the id that AWS made up; a `Name` tag is shown beside it.
    case id
    /// By a field.
    case field(String)
    /// By the last part of a field that is an ARN or a URL.
    case end(of: String)
  }

  /// The keys from the top of the answer to its items; lists on the way are gone through.
  let path: [String]
  /// Terraform's type; `nil` where nothing is made of the items.
  var type: String?
  /// Why nothing is made of the items; empty where the answer only lists what other answers describe.
  var reason = ""
  /// The field by which AWS knows the thing; empty where the item itself is a text.
  var id = ""
  var name = Name.id
  /// A key that distinguishes the items from those of another answer with the same top key.
  var mark: String?
  var fields: [AWSField] = []
  /// A state in which it is gone: the field, and its values.
  var gone: (field: String, states: Set<String>)?
  /// A state in which it is there and serves nobody: the field, and its values.
  var down: (field: String, states: Set<String>)?
  /// The attribute that the argument of the call, in the file's name, is.
  var argument: String?
  /// Whether the answer is about one thing, and is at the top of it beside the key.
  var isAtTop = false
  /// Whether it is left out where no other resource names it.
  var isOnlyIfUsed = false
  /// Whether it belongs to no region.
  var isGlobal = false
  /// Whether it comes first among the lines with this top key, whatever the order of the services: an item that has the mark
  /// of none is counted as one of the first.
  var isUsual = false

  /// The key at the top of the answer.
  var topKey: String { path[0] }

  private init(path: String) { self.path = path.split(separator: ".").map(String.init) }

  /// Items that become resources.
  static func resource(
    _ path: String, _ type: String, id: String, name: Name = .id, mark: String? = nil, _ fields: [AWSField] = [],
    gone: (String, Set<String>)? = nil, down: (String, Set<String>)? = nil, argument: String? = nil,
    isAtTop: Bool = false, isOnlyIfUsed: Bool = false,
    isGlobal: Bool = false, isUsual: Bool = false
  ) -> AWSAnswer {
    var answer = AWSAnswer(path: path)
    answer.type = type
    answer.id = id
    answer.name = name
    answer.mark = mark
    answer.fields = fields
    answer.gone = gone.map { ($0.0, $0.1) }
    answer.down = down.map { ($0.0, $0.1) }
    answer.argument = argument
    answer.isAtTop = isAtTop
    answer.isOnlyIfUsed = isOnlyIfUsed
    answer.isGlobal = isGlobal
    answer.isUsual = isUsual
    return answer
  }

  /// Items of which nothing is made, and why.
  static func skipped(_ path: String, because reason: String) -> AWSAnswer {
    var answer = AWSAnswer(path: path)
    answer.reason = reason
    return answer
  }

  /// Items that add to those of other answers: they are not resources of their own, and are not counted.
  static func list(_ path: String, mark: String? = nil, isAtTop: Bool = false) -> AWSAnswer {
    var answer = AWSAnswer(path: path)
    answer.mark = mark
    answer.isAtTop = isAtTop
    return answer
  }
}

extension AWSAnswer {
  /// The lines of a key at the top of an answer, in the order of the services, the usual one first.
  static let byTopKey = Dictionary(grouping: AWSService.all.flatMap(\.answers), by: \.topKey)
    .mapValues { lines in lines.filter(\.isUsual) + lines.filter { !$0.isUsual } }

  /// Keys at the top of answers beside the items.
  static let besideItems: Set<String> = [
    "NextToken", "nextToken", "Marker", "NextMarker", "NextPageToken", "ContinuationToken", "IsTruncated", "MaxItems",
    "Owner", "Prefix", "failures", "CompositeAlarms", "tags", "Truncated", "TruncatedPartNames", "ResponseMetadata",
    "RequestId", "Quantity", "PaginationToken", "nextPageToken", "LastEvaluatedTableName", "HasMoreStreams",
    "StreamSummaries", "UserId", "Arn", "Account", "NextRecordName", "NextRecordType", "NextRecordIdentifier",
  ]

  /// The keys among them that say that more pages follow, where they hold something.
  static let pageMarks: Set<String> = [
    "NextToken", "nextToken", "Marker", "NextMarker", "NextPageToken", "ContinuationToken", "PaginationToken",
    "nextPageToken", "LastEvaluatedTableName", "NextRecordName",
  ]
}

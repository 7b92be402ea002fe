internal import ModelFormats
internal import SourceReading

/// A call of the AWS command line that only reads.
public struct AWSCall: Sendable {
  /// The name of the file that keeps the answer.
  public let file: String
  /// The arguments after `aws`: the service, the operation and its options.
  public let arguments: [String]
  /// The line of the table.
  let line: String
  /// The region to call, whatever region is being read; `nil` for the region being read.
  public let region: String?
  /// The subject of the call, if it is made for one thing.
  let subject: String?

  /// The service and the operation: `ec2 describe-instances`.
  public var title: String {
    arguments.prefix(2).joined(separator: " ") + (subject.map { " " + AWSCallTable.fileName(of: $0) } ?? "")
  }
}

/// Which calls of the AWS command line list what is in an account, each after those whose answers it needs.
public struct AWSCallPlan: Sendable {
  private var made: Set<[String]> = []
  private var files: Set<String> = []
  private let includesGlobal: Bool

  /// A plan for a region.
  ///
  /// - Parameter includesGlobal: whether what belongs to no region is asked for too; once is enough.
  public init(includesGlobal: Bool = true) { self.includesGlobal = includesGlobal }

  /// The call that shows whether there are credentials.
  public static var identity: AWSCall {
    AWSCall(
      file: AWSCallTable.identity.file + ".json", arguments: AWSCallTable.identity.words,
      line: AWSCallTable.identity.file, region: nil, subject: nil)
  }

  /// The calls that need no other answer.
  public mutating func firstCalls() -> [AWSCall] {
    AWSCallTable.all.filter { $0.each == nil && (includesGlobal || !$0.isGlobal) }
      .compactMap { call($0, arguments: [], subject: nil) }
  }

  /// The calls about the things that an answer lists.
  ///
  /// Text that can't be the name of a thing is never asked for: an answer does not decide what is on the command line.
  ///
  /// - Parameters:
  ///   - call: the call.
  ///   - bytes: what was answered.
  public mutating func calls(after call: AWSCall, answer bytes: [UInt8]) -> [AWSCall] {
    let lines = AWSCallTable.all.filter { $0.each?.file == call.line }
    guard !lines.isEmpty, let document = JSONReader(quotesText: false).read(bytes, file: call.file).document else {
      return []
    }
    var calls: [AWSCall] = []
    for line in lines {
      let subjects = Self.subjects(line, in: document)
      for start in stride(from: 0, to: subjects.count, by: line.batch) {
        let batch = Array(subjects[start..<min(start + line.batch, subjects.count)])
        let outer = line.outerOption.flatMap { option in call.subject.map { [option, $0] } } ?? []
        let subject = line.batch > 1 ? call.subject : batch[0]
        if let next = self.call(
          line, arguments: outer + [line.option] + batch, subject: subject,
          outer: line.outerOption != nil && line.batch == 1 ? call.subject : nil)
        {
          calls.append(next)
        }
      }
    }
    return calls
  }

  private static func subjects(_ line: AWSCallTable.Line, in document: SyntaxNode) -> [String] {
    guard let path = line.each?.path.split(separator: ".").map(String.init) else { return [] }
    var items = AWSTranslation.nodes(at: path.dropLast(), in: document)
    if let tag = line.exceptTag {
      items.removeAll { $0["Tags"]?.items.contains { $0["Key"]?.text == tag } ?? false }
    }
    var seen: Set<String> = []
    return items.flatMap { AWSTranslation.nodes(at: path.suffix(1), in: $0) }.compactMap(\.text)
      .filter { AWSCallTable.isSafe($0) && seen.insert($0).inserted }
  }

  /// A call that was not made yet, with a file of its own.
  private mutating func call(
    _ line: AWSCallTable.Line, arguments: [String], subject: String?, outer: String? = nil
  ) -> AWSCall? {
    let arguments = line.words + arguments
    guard made.insert(arguments).inserted else { return nil }
    let names = [outer, subject].compactMap {
      $0.map { AWSCallTable.fileName(of: $0, parts: $0 == subject ? line.parts : []) }
    }
    let name = ([line.file] + names).joined(separator: ".")
    var file = name + ".json"
    var number = 2
    while !files.insert(file.lowercased()).inserted {
      file = "\(name).\(number).json"
      number += 1
    }
    return AWSCall(file: file, arguments: arguments, line: line.file, region: line.region, subject: subject)
  }
}

/// A queue or topic by its ARN or URL: what tells queues of one name in several accounts and regions apart.
package struct QueueAddress {
  /// The name of the queue in its account and region.
  package let name: String
  /// What it is in: the host of its service, with the account.
  package let broker: String
  /// Its ARN, as far as the address says it.
  package let arn: String?

  /// Reads an ARN (`arn:aws:sqs:eu-west-1:123:jobs`) or the URL of a queue of SQS.
  package init?(_ text: String) {
    guard text.utf8.count <= 1_000 else { return nil }
    if text.hasPrefix("arn:") {
      let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      guard parts.count == 6, !parts[5].isEmpty, parts[1...4].allSatisfy(Self.isPlain) else { return nil }
      (name, arn) = (String(parts[5]), text)
      broker = "\(parts[2]).\(parts[3]).amazonaws.com/\(parts[4])"
      return
    }
    guard let scheme = text.firstRange(of: "://") else { return nil }
    let rest = text[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
    let parts = rest.split(separator: "/")
    guard parts.count == 3, !parts[0].contains("@"), parts[1].count == 12 || parts[1].allSatisfy(\.isNumber),
      parts[1].allSatisfy(\.isNumber), parts[2].allSatisfy({ Self.isSign($0) })
    else { return nil }
    let host = parts[0].prefix { $0 != ":" }.lowercased()
    let labels = host.split(separator: ".")
    guard let zone = labels.firstIndex(where: { $0.hasPrefix("amazonaws") || $0.hasPrefix("localhost") }) else {
      return nil
    }
    // `sqs.REGION.amazonaws.com`, `REGION.queue.amazonaws.com`, and `queue.amazonaws.com` of the first region.
    let region = labels[..<zone].first { $0 != "sqs" && $0 != "queue" }.map(String.init)
    let isOfAWS = labels[zone].hasPrefix("amazonaws")
    guard isOfAWS || region != nil || labels.count == 1 else { return nil }
    name = String(parts[2])
    if isOfAWS {
      let known = region ?? "us-east-1"
      broker = "sqs.\(known).amazonaws.com/\(parts[1])"
      let partition = host.hasSuffix(".cn") ? "aws-cn" : known.hasPrefix("us-gov") ? "aws-us-gov" : "aws"
      arn = "arn:\(partition):sqs:\(known):\(parts[1]):\(parts[2])"
    } else {
      (broker, arn) = ("\(host)/\(parts[1])", nil)
    }
  }

  private static func isPlain(_ text: Substring) -> Bool { text.allSatisfy(isSign) }

  private static func isSign(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-_.".contains(character)
  }
}

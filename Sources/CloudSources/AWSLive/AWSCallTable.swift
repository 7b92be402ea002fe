/// The calls of the AWS command line by which an account is looked at: all of them only read.
///
/// Each `AWSService` has its own: the name of the file, the words of the command, and for a call that is made for each thing
/// of another answer, where the thing is there and which option names it.
enum AWSCallTable {
  /// A call, or one for each thing that another answer lists.
  struct Line: Sendable {
    /// The name of the file, without the argument and the ending.
    let file: String
    /// The words after `aws`.
    let words: [String]
    /// The answer that lists the things, and the path to what names them.
    var each: (file: String, path: String)?
    /// The option that names the thing.
    var option = ""
    /// The option that names what the other call was about.
    var outerOption: String?
    /// How many things are named in one call.
    var batch = 1
    /// Which parts of the argument, between slashes, are in the name of the file; the last by itself where none is stated.
    var parts: [Int] = []
    /// Things with this tag are left out.
    var exceptTag: String?
    /// Whether the answer is the same in every region.
    var isGlobal = false
    /// The region that is asked, where only one can be.
    var region: String?

    init(_ file: String, _ command: String, isGlobal: Bool = false, region: String? = nil) {
      self.file = file
      words = command.split(separator: " ").map(String.init)
      self.isGlobal = isGlobal
      self.region = region
    }

    init(
      _ file: String, _ command: String, _ option: String, each path: String, of other: String, parts: [Int] = [],
      outer: String? = nil, batch: Int = 1, exceptTag: String? = nil, isGlobal: Bool = false, region: String? = nil
    ) {
      self.init(file, command, isGlobal: isGlobal, region: region)
      self.option = option
      each = (other, path)
      self.parts = parts
      outerOption = outer
      self.batch = batch
      self.exceptTag = exceptTag
    }
  }

  /// The call that shows whether there are credentials; made before all others.
  static let identity = Line("sts-caller-identity", "sts get-caller-identity")

  /// The calls of all services, in their order.
  static let all = AWSService.all.flatMap(\.calls)

  /// The form of an argument in the name of a file.
  static func fileName(of argument: String, parts: [Int] = []) -> String {
    let all = argument.split(separator: "/").map(String.init)
    let chosen = parts.isEmpty ? all.suffix(1) : parts.filter { $0 < all.count }.map { all[$0] }[...]
    let text = chosen.isEmpty ? argument : chosen.joined(separator: ".")
    let name = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
    return String(name.prefix(120))
  }

  /// Whether a text can safely be an argument: the AWS command line takes some texts for options, or reads a file.
  static func isSafe(_ argument: String) -> Bool {
    guard let first = argument.utf8.first, first != UInt8(ascii: "-"), argument.utf8.count <= 2_048 else {
      return false
    }
    let lowercased = argument.lowercased()
    guard !lowercased.hasPrefix("file:"), !lowercased.hasPrefix("fileb:") else { return false }
    return argument.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ":/._+=@,*-".contains($0)) }
  }
}

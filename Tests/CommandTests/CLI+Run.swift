import Foundation
import Testing

extension CLI {
  /// What the program did, and what is expected of that.
  struct Run: CustomStringConvertible {
    let line: String
    let status: Int32
    /// What it wrote on standard output.
    let bytes: Data
    /// What it wrote on standard error.
    let errors: String

    /// What it wrote on standard output, as text.
    var output: String { String(decoding: bytes, as: UTF8.self) }

    var description: String {
      "whatfails \(line)\nexit status \(status)\noutput: \(output.prefix(4_000))\nerrors: \(errors.prefix(4_000))"
    }

    @discardableResult func exits(_ status: Int32, at location: SourceLocation = #_sourceLocation) -> Run {
      #expect(self.status == status, "\(self)", sourceLocation: location)
      return self
    }

    // MARK: Standard output

    /// Each text is somewhere in the output.
    @discardableResult func prints(_ texts: String..., at location: SourceLocation = #_sourceLocation) -> Run {
      for text in texts { #expect(output.contains(text), "no '\(text)' in: \(self)", sourceLocation: location) }
      return self
    }

    /// No text is in the output.
    @discardableResult func doesNotPrint(_ texts: String..., at location: SourceLocation = #_sourceLocation) -> Run {
      for text in texts { #expect(!output.contains(text), "'\(text)' in: \(self)", sourceLocation: location) }
      return self
    }

    @discardableResult func prints(exactly text: String, at location: SourceLocation = #_sourceLocation) -> Run {
      #expect(output == text, "\(self)", sourceLocation: location)
      return self
    }

    @discardableResult func prints(first text: String, at location: SourceLocation = #_sourceLocation) -> Run {
      #expect(output.hasPrefix(text), "\(self)", sourceLocation: location)
      return self
    }

    @discardableResult func printsNothing(at location: SourceLocation = #_sourceLocation) -> Run {
      prints(exactly: "", at: location)
    }

    /// No line of the output is longer.
    @discardableResult func fits(columns: Int = 80, at location: SourceLocation = #_sourceLocation) -> Run {
      for line in output.split(separator: "\n") {
        #expect(line.count <= columns, "'\(line)' in: \(self)", sourceLocation: location)
      }
      return self
    }

    /// The output as an object of JSON.
    func json(at location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
      let value = try? JSONSerialization.jsonObject(with: bytes)
      return try #require(value as? [String: Any], "\(self)", sourceLocation: location)
    }

    // MARK: Standard error

    /// Each text is somewhere on standard error.
    @discardableResult func reports(_ texts: String..., at location: SourceLocation = #_sourceLocation) -> Run {
      for text in texts { #expect(errors.contains(text), "no '\(text)' in: \(self)", sourceLocation: location) }
      return self
    }

    /// No text is on standard error.
    @discardableResult func doesNotReport(_ texts: String..., at location: SourceLocation = #_sourceLocation) -> Run {
      for text in texts { #expect(!errors.contains(text), "'\(text)' in: \(self)", sourceLocation: location) }
      return self
    }

    @discardableResult func reports(exactly text: String, at location: SourceLocation = #_sourceLocation) -> Run {
      #expect(errors == text, "\(self)", sourceLocation: location)
      return self
    }

    @discardableResult func reports(first text: String, at location: SourceLocation = #_sourceLocation) -> Run {
      #expect(errors.hasPrefix(text), "\(self)", sourceLocation: location)
      return self
    }

    @discardableResult func reports(last text: String, at location: SourceLocation = #_sourceLocation) -> Run {
      #expect(errors.hasSuffix(text), "\(self)", sourceLocation: location)
      return self
    }

    @discardableResult func reportsNothing(at location: SourceLocation = #_sourceLocation) -> Run {
      reports(exactly: "", at: location)
    }

    @discardableResult func reportsSomething(at location: SourceLocation = #_sourceLocation) -> Run {
      #expect(!errors.isEmpty, "\(self)", sourceLocation: location)
      return self
    }
  }
}

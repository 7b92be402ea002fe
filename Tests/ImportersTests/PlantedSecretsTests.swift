import Foundation
import ImportTestSupport
import Testing

/// The helper itself: it finds what is there, and takes nothing for a secret that is not.
@Suite struct PlantedSecretsTests {
  private func tree(_ label: String) -> [(name: String, text: String)] {
    let gate = "<define-gate name=\"top\"><label>\(label)</label><basic-event name=\"e\"/></define-gate>"
    let event = "<define-basic-event name=\"e\"/>"
    return [("tree.xml", Importing.tree(gate + event))]
  }

  @Test("A planted secret is found in plain text and in base64, and one that was not planted is an issue")
  func findsWhatIsThere() throws {
    withKnownIssue {
      try expectNoSecrets([PlantedSecrets.secret()], inFiles: tree(PlantedSecrets.secret()))
    }
    withKnownIssue {
      let encoded = Data(PlantedSecrets.secret(1).utf8).base64EncodedString()
      try expectNoSecrets([PlantedSecrets.secret(1)], inFiles: tree(encoded))
    }
    // Nothing was planted.
    withKnownIssue { try expectNoSecrets([PlantedSecrets.secret()], inFiles: tree("top")) }
  }

  @Test("A secret that is not kept passes")
  func passesWhatIsKept() throws {
    try expectNoSecrets(
      [PlantedSecrets.secret()], inFiles: tree("top").map { ($0.name, $0.text + "<!-- \(PlantedSecrets.secret()) -->") }
    )
  }
}

/// Words in tables that are not the names of components.
enum CSVWords {
  /// How columns of secrets are called, in small letters without signs.
  private static let secrets = [
    "password", "passwd", "passphrase", "passcode", "pwd", "secret", "credential", "token", "apikey", "accesskey",
    "secretkey", "privatekey", "authkey", "sshkey", "rootkey", "masterkey", "licensekey", "signingkey", "encryptionkey",
    "sharedkey", "accountkey", "passwort", "kennwort", "contraseña", "motdepasse", "clave",
  ]
  private static let shortSecrets: Set<String> = ["pass", "pw", "pin", "otp", "totp"]
  private static let tails = ["ids", "id", "values", "value", "hash", "text", "name", "s", "1", "2"]

  /// Whether a column is called as secrets are.
  static func isSecret(_ word: String) -> Bool {
    if shortSecrets.contains(word) || secrets.contains(where: word.hasSuffix) { return true }
    return tails.contains { tail in
      word.hasSuffix(tail) && secrets.contains { word.dropLast(tail.count).hasSuffix($0) }
    }
  }

  /// Whether a column that is called so may be one of secrets, where no other column is one of targets.
  static func mayBeSecret(_ word: String) -> Bool { word.hasSuffix("key") || word.hasSuffix("keys") }

  /// What people write where there is nothing, in small letters, by length.
  private static let nothing: [[[UInt8]]] = {
    let words = [
      "-", "--", "---", "–", "—", "none", "(none)", "[none]", "nothing", "n/a", "n.a.", "#n/a", "null", "nil",
      "tbd",
      "tba", "unknown", "undefined", "not applicable", "[]", "{}", "keine", "kein", "aucun", "aucune", "ninguno",
      "ninguna",
    ].map { Array($0.utf8) }
    return (0...14).map { count in words.filter { $0.count == count } }
  }()

  /// Whether a cell says that there is nothing.
  @inline(__always)
  static func isNothing(_ bytes: some Collection<UInt8>) -> Bool {
    let count = bytes.count
    guard count < nothing.count, !nothing[count].isEmpty else { return false }
    return nothing[count].contains { word in
      zip(bytes, word).allSatisfy { byte, other in
        byte == other || byte &- UInt8(ascii: "A") < 26 && byte | 0x20 == other
      }
    }
  }
}

extension GraphTable {
  /// Counts a cell that says that there is nothing.
  mutating func countNothing(_ text: @autoclosure () -> String) {
    count("cells that say that there is nothing (#), such as @, name no component", example: text())
  }
}

public import DependencyModel

public enum ModelFormatter {
  public static func formatted(_ bytes: [UInt8], file: String) throws(InvalidInput) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

import Testing

@testable import ModelFormats

/// Which addresses mean something else in each network.
@Suite struct PrivateAddressTests {
  @Test(
    "An address of a private network, of the host itself or of one link is private",
    arguments: [
      "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "127.0.0.1", "127.1.2.3", "0.0.0.0",
      "169.254.169.254", "fd00::1", "FD12:3456::1", "fc00::", "fe80::1", "fe80::1%eth0", "febf::1", "::1", "::",
      "[fd00::1]", "::ffff:10.0.0.1", "0:0:0:0:0:0:0:1",
    ])
  func privateAddresses(text: String) { #expect(PrivateAddress.includes(text)) }

  @Test(
    "An address of the internet and a name are not private",
    arguments: [
      "8.8.8.8", "172.32.0.1", "172.15.0.1", "100.128.0.1", "192.169.0.1", "11.0.0.1", "1.2.3", "10.0.0.1.example.com",
      "256.0.0.1", "2001:db8::1", "2600:1f18::1", "::ffff:8.8.8.8", "fd.example.com", "fec0", "fd:80", "fcx::1",
      "shop", "",
    ])
  func others(text: String) { #expect(!PrivateAddress.includes(text)) }

  @Test("A host of a private address is no key of every estate, and one of the internet is")
  func keys() {
    #expect(!IdentityKey.isUniversal("host:127.0.0.1"))
    #expect(!IdentityKey.isUniversal("host:169.254.1.1"))
    #expect(IdentityKey.isUniversal("host:8.8.8.8"))
  }
}

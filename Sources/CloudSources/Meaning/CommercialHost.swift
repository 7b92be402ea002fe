internal import SourceReading

/// The hosts of the clouds for one country: the same services answer in them at hosts with another end.
enum CommercialHost {
  /// Ends of hosts and what they are elsewhere; a longer end comes before a shorter one that it has.
  private static let ends: [(end: String, commercial: String)] = [
    (".amazonaws.com.cn", ".amazonaws.com"),
    // Azure in China.
    (".postgres.database.chinacloudapi.cn", ".postgres.database.azure.com"),
    (".mysql.database.chinacloudapi.cn", ".mysql.database.azure.com"),
    (".mariadb.database.chinacloudapi.cn", ".mariadb.database.azure.com"),
    (".cloudapp.chinacloudapi.cn", ".cloudapp.azure.com"), (".chinacloudapi.cn", ".windows.net"),
    (".chinacloudsites.cn", ".azurewebsites.net"), (".vault.azure.cn", ".vault.azure.net"),
    (".documents.azure.cn", ".documents.azure.com"), (".search.azure.cn", ".search.windows.net"),
    (".azurecr.cn", ".azurecr.io"), (".azure-api.cn", ".azure-api.net"), (".trafficmanager.cn", ".trafficmanager.net"),
    // Azure for the government of the United States.
    (".postgres.database.usgovcloudapi.net", ".postgres.database.azure.com"),
    (".mysql.database.usgovcloudapi.net", ".mysql.database.azure.com"),
    (".mariadb.database.usgovcloudapi.net", ".mariadb.database.azure.com"),
    (".cloudapp.usgovcloudapi.net", ".cloudapp.azure.com"), (".vault.usgovcloudapi.net", ".vault.azure.net"),
    (".usgovcloudapi.net", ".windows.net"), (".usgovtrafficmanager.net", ".trafficmanager.net"),
    (".azurewebsites.us", ".azurewebsites.net"), (".documents.azure.us", ".documents.azure.com"),
    (".search.azure.us", ".search.windows.net"), (".azurecr.us", ".azurecr.io"), (".azure-api.us", ".azure-api.net"),
    (".azurefd.us", ".azurefd.net"),
  ]

  /// The host by which the same is known in the cloud for all; other texts as they are.
  ///
  /// - Complexity: O(1) for the ends of most texts, which are none of these.
  static func of(_ text: String) -> String {
    guard mayBeOther(text), let known = ends.first(where: { text.hasSuffix($0.end) }) else { return text }
    return text.dropLast(known.end.utf8.count) + known.commercial
  }

  /// Whether the last signs of a text are those of an end.
  private static func mayBeOther(_ text: String) -> Bool {
    let end = text.utf8.suffix(3)
    if end.elementsEqual(".cn".utf8) || end.elementsEqual(".us".utf8) { return true }
    return end.elementsEqual("net".utf8) && text.includes(".usgov")
  }
}

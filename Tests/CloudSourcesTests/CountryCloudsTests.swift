import DependencyModel
import ImportTestSupport
import Testing

@testable import CloudSources

/// Hosts of the clouds for one country.
@Suite struct CountryCloudsTests {
  @Test(
    "A host of a cloud for one country leads to the resource as that of the cloud for all does",
    arguments: [
      ("azurerm_key_vault", "https://shop-we.vault.azure.cn/"),
      ("azurerm_key_vault", "shop-we.vault.usgovcloudapi.net"),
      ("azurerm_key_vault", "https://shop-we.vault.azure.net/"),
      ("azurerm_mssql_server", "tcp:shop-we.database.chinacloudapi.cn,1433"),
      ("azurerm_mssql_server", "shop-we.database.usgovcloudapi.net"),
      ("azurerm_postgresql_flexible_server", "shop-we.postgres.database.usgovcloudapi.net"),
    ])
  func azure(type: String, host: String) throws {
    let answer = try States.answer([
      ("\(type).x", #""name":"shop-we","location":"chinanorth2""#),
      ("azurerm_linux_web_app.w", #""name":"w","location":"chinanorth2","app_settings":{"STORE_URL":"\#(host)"}"#),
    ])
    let found =
      answer.relations("azurerm_linux_web_app.w", .needs) + answer.relations("azurerm_linux_web_app.w", .startNeeds)
    #expect(found == ["\(type).x"])
  }

  @Test("A host of AWS in China is known by its type")
  func amazon() {
    #expect(CloudOutsider.type(ofHost: "a.b.rds.cn-north-1.amazonaws.com.cn") == "aws_db_instance")
    #expect(CloudOutsider.isOfCloud("shop.abc.rds.cn-north-1.amazonaws.com.cn"))
    #expect(!CloudOutsider.isHost("sqs.cn-north-1.amazonaws.com.cn"))
    let queue = CloudOutsider.arn(of: "https://sqs.cn-north-1.amazonaws.com.cn/111111111111/jobs")
    #expect(queue == "arn:aws-cn:sqs:cn-north-1:111111111111:jobs")
  }
}

import DependencyModel
import ImportTestSupport
import ModelFormats
import Testing

/// Records of DNS with several values, and sets of records.
@Suite struct RecordSetTests {
  private static let machines: [States.Resource] = [
    ("aws_instance.a", #""id":"i-0aaa","public_ip":"203.0.113.1","availability_zone":"eu-west-1a""#),
    ("aws_instance.b", #""id":"i-0bbb","public_ip":"203.0.113.2","availability_zone":"eu-west-1b""#),
  ]

  private static func record(_ name: String, _ more: String) -> States.Resource {
    ("aws_route53_record.\(name)", #""id":"\#(name)","zone_id":"Z1","name":"www.shop.example","type":"A",\#(more)"#)
  }

  @Test("A record with several values needs any of them, and is degraded by each")
  func severalValues() throws {
    let answer = try States.answer(
      Self.machines + [Self.record("www", #""records":["203.0.113.1","203.0.113.2","203.0.113.9"]"#)])
    #expect(
      answer.relations("aws_route53_record.www", .needs) == [
        "any of aws_instance.a, aws_instance.b, host/203.0.113.9"
      ])
    #expect(try answer.impact("aws_instance.a")["aws_route53_record.www"] == .degraded)
    #expect(try answer.down(["eu-west-1a", "eu-west-1b", "host/203.0.113.9"]).contains("aws_route53_record.www"))
  }

  @Test("A record with one value, and one with the same value twice, needs it")
  func oneValue() throws {
    let answer = try States.answer(
      Self.machines + [Self.record("www", #""records":["203.0.113.1","203.0.113.1"]"#)])
    #expect(answer.relations("aws_route53_record.www", .needs) == ["aws_instance.a"])
  }

  @Test(
    "A set without health checks needs any of its records, and is degraded by the loss of each",
    arguments: [
      #""weighted_routing_policy":[{"weight":1}]"#, #""multivalue_answer_routing_policy":true"#,
      #""latency_routing_policy":[{"region":"eu-west-1"}]"#, #""geolocation_routing_policy":[{"country":"DE"}]"#,
    ])
  func unchecked(policy: String) throws {
    let answer = try States.answer(
      Self.machines + [
        Self.record("one", #""records":["203.0.113.1"],"set_identifier":"one",\#(policy)"#),
        Self.record("two", #""records":["203.0.113.2"],"set_identifier":"two",\#(policy)"#),
        ("aws_lambda_function.f", #""id":"f","environment":[{"variables":{"API_URL":"https://www.shop.example/x"}}]"#),
      ])
    let set = "dns:www.shop.example A"
    #expect(answer.relations(set, .needs) == ["any of aws_route53_record.one, aws_route53_record.two"])
    #expect(answer.relations(set, .degradedBy) == ["all of aws_route53_record.one, aws_route53_record.two"])
    // Who is given the name needs the set, not each of its records.
    #expect(answer.relations("aws_lambda_function.f", .needs) == [set])
    #expect(try answer.impact("aws_instance.a")[set] == .degraded)
    #expect(try answer.down(["aws_instance.a", "aws_instance.b"]).contains(set))
  }

  @Test("A record of weight 0 is no spare")
  func weightZero() throws {
    let answer = try States.answer(
      Self.machines + [
        Self.record(
          "one", #""records":["203.0.113.1"],"set_identifier":"one","weighted_routing_policy":[{"weight":1}]"#),
        Self.record(
          "two", #""records":["203.0.113.2"],"set_identifier":"two","weighted_routing_policy":[{"weight":0}]"#),
      ])
    #expect(try answer.down("aws_instance.a").contains("dns:www.shop.example A"))
  }

  @Test("A failover pair with a check needs any of the two")
  func failover() throws {
    let answer = try Templates.answer(
      """
      Resources:
        Check: {Type: "AWS::Route53::HealthCheck", Properties: {HealthCheckConfig: {Type: HTTP}}}
        One:
          Type: AWS::Route53::RecordSet
          Properties:
            {Name: www.shop.example, Type: CNAME, HostedZoneId: Z1, SetIdentifier: one, Failover: PRIMARY,
             HealthCheckId: !Ref Check, ResourceRecords: [one.partner.example]}
        Two:
          Type: AWS::Route53::RecordSet
          Properties:
            {Name: www.shop.example., Type: CNAME, HostedZoneId: Z1, SetIdentifier: two, Failover: SECONDARY,
             ResourceRecords: [two.partner.example]}
      """)
    let set = "dns:www.shop.example CNAME"
    #expect(answer.relations(set, .needs) == ["any of One, Two"])
    #expect(answer.relations("One", .needs) == ["host/one.partner.example"])
    #expect(try answer.impact("host/one.partner.example")[set] == .degraded)
  }
}

import DependencyModel
import Importers
import ModelFormats
import TestSupport
import Testing

/// Requirements that only names speak for.
@Suite struct NamesAlikeTests {
  private func guesses(_ text: String) throws -> (lines: [String], ambiguous: [String], model: Model) {
    let model = try ModelLoader.load(Array("model: M\n\(text)".utf8), file: "m.yaml").model
    let alike = NamesAlike(model)
    return (alike.guesses.map { "\($0.owner) \($0.kind) \($0.target)" }, alike.ambiguous, alike.model)
  }

  @Test("Each known ending of a name leads to a guess of its kind", arguments: NamesAlike.endings.map(\.ending))
  func everyEnding(_ ending: String) throws {
    let kind = try #require(NamesAlike.endings.first { $0.ending == ending }?.kind)
    let (lines, _, model) = try guesses("components: { orders: {}, orders-\(ending): {}, other-\(ending): {} }")
    #expect(lines == ["orders \(kind) orders-\(ending)"])
    let requirement = try #require(model["orders"]?.requirements(kind).first)
    #expect(requirement.confidence == .assumed)
    #expect(requirement.source == "the names 'orders' and 'orders-\(ending)' are alike")
  }

  @Test("Nothing is guessed where a requirement is stated")
  func neverWhereSomethingIsSaid() throws {
    for relation in ["needs: a-db", "uses: { any: [a-db, x] }", "startNeeds: a-db", "configuredBy: a-db"] {
      #expect(try guesses("components: { a: { \(relation) }, a-db: {}, x: {} }").lines.isEmpty)
    }
    #expect(try guesses("components: { a: {}, a-db: { uses: a } }").lines.isEmpty)
    #expect(try guesses("domains: { a: {} }\ncomponents: { a-db: { in: a } }").lines.isEmpty)
    #expect(try guesses("components: { a: {}, a-queue: {}, b: { configuredBy: a-queue } }").lines.isEmpty)
  }

  @Test("A guess reaches a service in the same namespace only")
  func objectsOfOneName() throws {
    let text = """
      components:
        shop/Service/orders: { needs: shop/Deployment/orders }
        shop/Deployment/orders: {}
        shop/Service/orders-db: { needs: shop/StatefulSet/orders-db }
        shop/StatefulSet/orders-db: {}
        test/Deployment/orders: {}
      """
    #expect(try guesses(text).lines == ["shop/Deployment/orders needs shop/Service/orders-db"])
    // The Service says something of the database: so do its Deployments.
    let said = text.replacing("orders: { needs", with: "orders: { uses: shop/StatefulSet/orders-db, needs")
    #expect(try guesses(said).lines.isEmpty)
  }

  @Test("Addresses of Terraform are compared by their last names within a module")
  func addresses() throws {
    let (lines, _, _) = try guesses(
      """
      components:
        aws_ecs_service.orders: {}
        aws_db_instance.orders_db: {}
        module.a.aws_ecs_service.cart: {}
        module.b.aws_sqs_queue.cart_queue: {}
        module.a.aws_elasticache_cluster.cart_cache: {}
      """)
    #expect(
      lines == [
        "aws_ecs_service.orders needs aws_db_instance.orders_db",
        "module.a.aws_ecs_service.cart uses module.a.aws_elasticache_cluster.cart_cache",
      ])
  }

  @Test("An ambiguous name is not guessed")
  func severalOfOneNameAreNotGuessed() throws {
    let (lines, ambiguous, model) = try guesses("components: { \"web[0]\": {}, \"web[1]\": {}, web-db: {} }")
    #expect(lines.isEmpty)
    #expect(ambiguous == ["web and web-db"])
    #expect(model["web-db"] != nil)
  }

  @Test("Guessing twice changes nothing")
  func guessingTwiceChangesNothing() throws {
    let (_, _, model) = try guesses("components: { a: {}, a-db: {}, a-cache: {}, a-db-cache: {} }")
    #expect(NamesAlike(model).guesses.isEmpty)
    #expect(model.components.map(\.relations.count) == [2, 1, 0, 0])
  }

  @Test("A guess changes only requirements")
  func theRestOfTheModelStays() throws {
    let text = """
      model: M
      description: All of it
      components: { orders: {}, orders-db: {} }
      faults: { flood: { down: orders-db } }
      checks: { c: { given: flood, then: { up: orders } } }
      lint: { rules: { orphan: off } }
      """
    let before = try ModelLoader.load(Array(text.utf8), file: "model.yaml").model
    let after = NamesAlike(before).model
    #expect(after.components[0].relations.count == 1)
    #expect(after.lint.rules.map(\.rule) == ["orphan"])
    #expect(after.checks.map(\.id) == ["c"])
    #expect(after.faults.map(\.id) == ["flood"])
    #expect(after.description == "All of it")
  }
}

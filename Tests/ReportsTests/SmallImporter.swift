import DependencyModel
import ModelFormats

/// An importer of one tiny shop, with something of everything to report.
struct SmallImporter: ModelImporter {
  let format = "Shop"
  let fileEndings = [".txt"]
  /// How many servers there are beside the shop; they have nothing to do with each other.
  var servers = 0

  func recognizes(_ file: SourceFile) -> Bool { file.bytes.starts(with: Array("shop".utf8)) }

  func model(of files: [SourceFile]) throws(InvalidInput) -> ImportedModel {
    let place = Place(file: files[0].name, line: 1, column: 1)
    var notes = ImportNotes()
    notes.understand(1, of: "Shop")
    notes.understand(1 + servers, of: "Server")
    notes.skip("Sticker", because: "it is for people")
    notes.addUnresolved("shop → mail")
    notes.addAmbiguous("shop: one of a, b")
    notes.addIncomplete("shop: 1 of 3 servers is known")
    notes.addUnion("a.txt and b.txt: 1 component is the same, by id")
    notes.remark("prices are not read")
    let shop = Component(
      "shop", relations: servers > 0 ? [] : [.init(.needs, Requirement(.component("server"), at: place))], at: place)
    let others = (0..<servers).map { Component(ComponentID("server-\($0)"), at: place) }
    return ImportedModel(
      Model(name: "shop", components: [shop, Component("server", at: place)] + others), summary: "2 things",
      notes: notes)
  }
}

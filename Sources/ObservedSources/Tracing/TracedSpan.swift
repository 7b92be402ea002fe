/// A span as the calls are found from it, whichever format it was written in.
struct TracedSpan {
  /// The part of a call that a span is.
  enum Kind: UInt8 {
    case unknown, inner, server, client, producer, consumer

    /// By the number that OpenTelemetry gives it or the name that any format does; `unknown` for others.
    static func named(_ text: String) -> Kind {
      switch text.lowercased() {
      case "1", "span_kind_internal", "internal": .inner
      case "2", "span_kind_server", "server": .server
      case "3", "span_kind_client", "client": .client
      case "4", "span_kind_producer", "producer": .producer
      case "5", "span_kind_consumer", "consumer": .consumer
      default: .unknown
      }
    }
  }

  /// A span that this one follows from.
  struct Cause {
    var key: SpanKey
    /// Whether the other did not wait for this one.
    var isSoft = false
    /// Whether it is the span's parent; every other is a link.
    var isParent = true
  }

  /// Its trace's id and its own; `nil` where it has none.
  var key: SpanKey?
  /// The span that called it, and others that it follows from.
  var causes: [Cause] = []
  /// The position of its service.
  var service = -1
  var kind = Kind.unknown
  /// Whether it shares its id with the span of the caller.
  var isShared = false
  var isError = false
  /// The other end of its call.
  var peer = PeerAttributes()
  /// The file, and where in it the span starts.
  var origin = Origin(file: 0, offset: 0)

  /// Makes it as good as new, keeping its storage.
  mutating func reset(at origin: Origin) {
    key = nil
    causes.removeAll(keepingCapacity: true)
    service = -1
    kind = .unknown
    isShared = false
    isError = false
    peer = PeerAttributes()
    self.origin = origin
  }
}

/// Where something was read.
struct Origin {
  /// The position of the file.
  var file: Int
  /// In bytes.
  var offset: Int
}

// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

private typealias Required = Strategos_Test_Proto2_Required

@Suite("Required fields")
struct RequiredFieldTests {
    /// A message with all that it requires, and then `change`.
    private static func message(_ change: (inout Required) -> Void = { _ in }) -> Required {
        var message = Required()
        message.number = 1
        message.pair = Required.Pair()
        message.pair?.flag = true
        change(&message)
        return message
    }

    @Test("What is complete is read")
    func complete() throws {
        let message = Self.message {
            $0.list = [Self.message()]
            $0.byName = ["a": Self.message()]
            $0.choice = .chosen(Self.message())
        }
        #expect(try Required(serialized: message.serialized()) == message)
    }

    /// Messages that lack a field, by the path to it.
    private static let incomplete: [String: Required] = [
        "number": message { $0.number = nil },
        "pair": message { $0.pair = nil },
        "pair.flag": message { $0.pair?.flag = nil },
        "inner.number": message { $0.inner = message { $0.number = nil } },
        "list[1].pair": message { $0.list = [message(), message { $0.pair = nil }] },
        "by_name[\"a\"].number": message { $0.byName = ["a": message { $0.number = nil }] },
        #"by_name["a\"b"].number"#: message { $0.byName = ["a\"b": message { $0.number = nil }] },
        "by_number[7].pair.flag": message { $0.byNumber = [7: message { $0.pair?.flag = nil }] },
        "chosen.inner.number": message {
            $0.choice = .chosen(message { $0.inner = message { $0.number = nil } })
        },
    ]

    @Test("A missing field is an error with its path, unless partial messages are allowed", arguments: incomplete)
    private func missing(path: String, message: Required) throws {
        let bytes = message.serialized()
        let error = #expect(throws: DecodingError.self) { try Required(serialized: bytes) }
        #expect(error?.reason == .missingRequired)
        #expect(error?.fieldPath == path)
        #expect(error?.messageName == "strategos.test.proto2.Required")
        #expect(try Required(serialized: bytes, limits: .partial) == message)
        // By descriptor the same.
        let type = try #require(try DescriptorPool([.strategosTestProto2Proto2]).message(named: Required.fullName))
        let dynamic = #expect(throws: DecodingError.self) { try DynamicMessage(type, serialized: bytes) }
        #expect(dynamic == error)
    }

    @Test("A field may come in a later part of a message")
    func parts() throws {
        // `required` twice: each half of what it needs.
        let halves: [UInt8] = [0x0a, 2, 0x08, 1, 0x0a, 4, 0x43, 0x08, 1, 0x44]
        let message = try Strategos_Test_Proto2_HoldsRequired(serialized: halves)
        #expect(message.required == Self.message())
        #expect(throws: DecodingError.self) {
            try Strategos_Test_Proto2_HoldsRequired(serialized: Array(halves.prefix(4)))
        }
    }

    @Test("LEGACY_REQUIRED of editions is the same")
    func editions() throws {
        let error = #expect(throws: DecodingError.self) { try Strategos_Test_Edition2023_Edition(serialized: []) }
        #expect(error?.fieldPath == "required")
        #expect(try Strategos_Test_Edition2023_Edition(serialized: [0x18, 0]).required == 0)
    }
}

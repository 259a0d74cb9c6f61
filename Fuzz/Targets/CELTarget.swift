// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Parses, checks and evaluates an expression over variables of every type.
enum CELTarget {
    static func run(_ input: [UInt8]) {
        guard let program = try? CELProgram(String(decoding: input, as: UTF8.self)) else { return }
        _ = try? program.check(Names())
        // Less than usual: what is to be found shows within few steps.
        _ = try? program.evaluate(Names(), budget: 20_000)
    }

    /// `a` to `h` are values, one of each kind; `x` is text.
    struct Names: CELNames, CELDeclarations {
        private static let variables: [String: (CELValue, CELType)] = [
            "a": (.int(-1), .int), "b": (.uint(7), .uint), "c": (.double(0.5), .double),
            "d": (.bytes([0, 255]), .bytes), "e": (.list([.int(1), .int(2)]), .list(.int)), "f": (.bool(true), .bool),
            "g": (.string("1970-01-01T00:00:00Z"), .string), "x": (.string("some text äß€🜲"), .string),
        ]

        func celVariable(_ name: String) -> CELValue? { Self.variables[name]?.0 }
        func celType(ofVariable name: String) -> CELType? { Self.variables[name]?.1 }
        func celType(ofConstant name: String) -> CELType? { nil }
        func celType(ofField field: String, in message: String) -> CELType? { nil }
        func celType(ofMessage name: String) -> CELType? { nil }
    }
}

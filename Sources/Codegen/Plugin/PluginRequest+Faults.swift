// SPDX-License-Identifier: Apache-2.0

extension PluginRequest {
    /// What no compiler writes, but a damaged descriptor set may contain, and what the generators rely on.
    func faults() -> [Problem] {
        var problems: [Problem] = []
        for file in files {
            for message in file.messages { Self.check(message, file.name, &problems) }
            for name in file.package.split(separator: ".", omittingEmptySubsequences: false) where !file.package.isEmpty
            {
                Self.checkName(String(name), file.name, Origin(), &problems)
            }
            for enumeration in file.enums { Self.check(enumeration, file.name, &problems) }
            for service in file.services {
                Self.checkName(service.name, file.name, service.origin, &problems)
                for method in service.methods { Self.checkName(method.name, file.name, method.origin, &problems) }
            }
        }
        return problems
    }

    private static func check(_ message: MessageDescriptor, _ file: String, _ problems: inout [Problem]) {
        checkName(message.name, file, message.origin, &problems)
        for field in message.fields { checkName(field.name, file, field.origin, &problems) }
        for oneof in message.oneofs { checkName(oneof.name, file, oneof.origin, &problems) }
        for enumeration in message.enums { check(enumeration, file, &problems) }
        let used = Set(message.fields.filter { !$0.isProto3Optional }.compactMap(\.oneofIndex))
        for field in message.fields {
            if let index = field.oneofIndex, !message.oneofs.indices.contains(index) {
                problems.append(Problem(file, field.origin, "\(message.name).\(field.name): there is no such oneof"))
            }
            if field.isProto3Optional && field.oneofIndex == nil {
                problems.append(Problem(file, field.origin, "\(message.name).\(field.name): its own oneof is missing"))
            }
        }
        // Those of `optional` fields stand last; generators count on that.
        for index in message.oneofs.indices where !used.contains(index) && used.contains(where: { $0 > index }) {
            let oneof = message.oneofs[index]
            problems.append(Problem(file, oneof.origin, "\(message.name).\(oneof.name): a oneof without fields"))
        }
        if message.isMapEntry && message.fields.count != 2 {
            problems.append(Problem(file, message.origin, "\(message.name): an entry of a map without key or value"))
        }
        for nested in message.messages { check(nested, file, &problems) }
    }

    private static func check(_ enumeration: EnumDescriptor, _ file: String, _ problems: inout [Problem]) {
        checkName(enumeration.name, file, enumeration.origin, &problems)
        for value in enumeration.values { checkName(value.name, file, value.origin, &problems) }
    }

    /// Names go into code as they are, so they have to be identifiers.
    private static func checkName(_ name: String, _ file: String, _ origin: Origin, _ problems: inout [Problem]) {
        let isName = name.utf8.enumerated().allSatisfy { position, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): position > 0
            default: false
            }
        }
        if name.isEmpty || !isName { problems.append(Problem(file, origin, "'\(name)' is no name")) }
    }
}

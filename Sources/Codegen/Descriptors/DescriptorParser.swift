// SPDX-License-Identifier: Apache-2.0
import CProtobufC

/// Turns libprotobuf-c's descriptors into plain values. `path` leads from the file to an element by
/// field numbers and indices, as `SourceCodeInfo` writes it.
@safe
struct DescriptorParser {
    private let origins: [[Int32]: Origin]

    /// The file in `bytes`, or nothing if they are no file descriptor.
    static func file(_ bytes: [UInt8]) -> FileDescriptor? {
        guard NestingLimit.allows(bytes) else { return nil }
        let unpacked = unsafe Unpacked<Schema__FileDescriptor>(
            bytes, unpack: unsafe schema__file_descriptor__unpack,
            free: unsafe schema__file_descriptor__free_unpacked)
        guard let unpacked = unsafe unpacked else { return nil }
        let source = unsafe unpacked.pointer.pointee
        var file = unsafe DescriptorParser(origins: origins(in: source)).file(source)
        file.serialized = SourceInfo.removed(from: bytes)
        return file
    }

    @unsafe
    private static func origins(in file: Schema__FileDescriptor) -> [[Int32]: Origin] {
        guard let info = unsafe file.source_code_info else { return [:] }
        let pairs = unsafe list(info.pointee.location, info.pointee.n_location) { _, location in
            let value = unsafe location.pointee
            let path = unsafe numbers(value.path, value.n_path)
            let span = unsafe numbers(value.span, value.n_span)
            let origin = unsafe Origin(
                line: Int(span.first ?? -1) + 1, column: Int(span.dropFirst().first ?? -1) + 1,
                leadingComment: text(value.leading_comments) ?? "",
                trailingComment: text(value.trailing_comments) ?? "")
            return (path, origin)
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The comments of an element, and the place of its name, which has number 1 everywhere.
    private func origin(_ path: [Int32]) -> Origin {
        guard var origin = origins[path] else { return Origin() }
        if let name = origins[path + [1]] { (origin.line, origin.column) = (name.line, name.column) }
        return origin
    }

    @unsafe
    private func file(_ source: Schema__FileDescriptor) -> FileDescriptor {
        var file = FileDescriptor()
        unsafe file.name = text(source.name) ?? ""
        unsafe file.package = text(source.package) ?? ""
        if let names = unsafe source.dependency {
            file.dependencies = unsafe (0..<source.n_dependency).map { unsafe text(names[$0]) ?? "" }
        }
        unsafe file.publicDependencies = numbers(source.public_dependency, source.n_public_dependency).map { Int($0) }
        unsafe file.messages = list(source.message_type, source.n_message_type) {
            unsafe message($1.pointee, [4, Int32($0)])
        }
        unsafe file.enums = list(source.enum_type, source.n_enum_type) {
            unsafe enumeration($1.pointee, [5, Int32($0)])
        }
        unsafe file.services = list(source.service, source.n_service) {
            unsafe service($1.pointee, [6, Int32($0)])
        }
        unsafe file.extensions = list(source.extension, source.n_extension) {
            unsafe field($1.pointee, [7, Int32($0)])
        }
        unsafe file.syntax = text(source.syntax) ?? "proto2"
        unsafe file.edition = source.edition
        // Some compilers give an edition the place of the syntax.
        file.syntaxOrigin = origins[[14]] ?? origins[[12]] ?? Origin()
        file.dependencyOrigins = file.dependencies.indices.map { origins[[3, Int32($0)]] ?? Origin() }
        if let options = unsafe source.options {
            unsafe file.swiftPrefix = text(options.pointee.swift_prefix)
            unsafe file.features = features(options.pointee.features)
        }
        return file
    }

    @unsafe
    private func message(_ source: Schema__MessageDescriptor, _ path: [Int32]) -> MessageDescriptor {
        var message = MessageDescriptor()
        unsafe message.name = text(source.name) ?? ""
        message.origin = origin(path)
        unsafe message.fields = list(source.field, source.n_field) {
            unsafe field($1.pointee, path + [2, Int32($0)])
        }
        unsafe message.messages = list(source.nested_type, source.n_nested_type) {
            unsafe self.message($1.pointee, path + [3, Int32($0)])
        }
        unsafe message.enums = list(source.enum_type, source.n_enum_type) {
            unsafe enumeration($1.pointee, path + [4, Int32($0)])
        }
        unsafe message.oneofs = list(source.oneof_decl, source.n_oneof_decl) {
            unsafe OneofDescriptor(
                name: text($1.pointee.name) ?? "",
                options: $1.pointee.options.map { unsafe customOptions($0.pointee.base) } ?? CustomOptions(),
                origin: origin(path + [8, Int32($0)]))
        }
        unsafe message.extensions = list(source.extension, source.n_extension) {
            unsafe field($1.pointee, path + [6, Int32($0)])
        }
        unsafe message.isExtendable = source.n_extension_range > 0
        if let options = unsafe source.options {
            unsafe message.isMapEntry = options.pointee.map_entry != 0
            unsafe message.usesMessageSetFormat = options.pointee.message_set_wire_format != 0
            unsafe message.isDeprecated = options.pointee.deprecated != 0
            unsafe message.features = features(options.pointee.features)
            unsafe message.options = customOptions(options.pointee.base)
        }
        return message
    }

    @unsafe
    private func field(_ source: Schema__FieldDescriptor, _ path: [Int32]) -> FieldDescriptor {
        var field = FieldDescriptor()
        unsafe field.name = text(source.name) ?? ""
        unsafe field.jsonName = text(source.json_name) ?? JavaScriptNames.lowerCamel(field.name)
        unsafe field.number = UInt32(bitPattern: source.number)
        unsafe field.label = FieldDescriptor.Label(rawValue: source.label) ?? .optional
        unsafe field.kind = FieldDescriptor.Kind(rawValue: source.type) ?? .int32
        unsafe field.typeName = text(source.type_name) ?? ""
        unsafe field.extendee = text(source.extendee) ?? ""
        unsafe field.defaultValue = text(source.default_value)
        unsafe field.oneofIndex = source.has_oneof_index != 0 ? Int(source.oneof_index) : nil
        unsafe field.isProto3Optional = source.proto3_optional != 0
        field.origin = origin(path)
        if let options = unsafe source.options {
            unsafe field.isPacked = options.pointee.has_packed != 0 ? options.pointee.packed != 0 : nil
            unsafe field.isDeprecated = options.pointee.deprecated != 0
            unsafe field.features = features(options.pointee.features)
            unsafe field.options = customOptions(options.pointee.base)
        }
        return field
    }

    @unsafe
    private func enumeration(_ source: Schema__EnumDescriptor, _ path: [Int32]) -> EnumDescriptor {
        var enumeration = EnumDescriptor()
        unsafe enumeration.name = text(source.name) ?? ""
        enumeration.origin = origin(path)
        unsafe enumeration.values = list(source.value, source.n_value) { index, value in
            unsafe EnumValueDescriptor(
                name: text(value.pointee.name) ?? "", number: value.pointee.number,
                isDeprecated: value.pointee.options.map { unsafe $0.pointee.deprecated != 0 } ?? false,
                origin: origin(path + [2, Int32(index)]))
        }
        if let options = unsafe source.options {
            unsafe enumeration.isDeprecated = options.pointee.deprecated != 0
            unsafe enumeration.features = features(options.pointee.features)
        }
        return enumeration
    }

    @unsafe
    private func service(_ source: Schema__ServiceDescriptor, _ path: [Int32]) -> ServiceDescriptor {
        var service = ServiceDescriptor()
        unsafe service.name = text(source.name) ?? ""
        service.origin = origin(path)
        unsafe service.methods = list(source.method, source.n_method) {
            unsafe method($1.pointee, path + [2, Int32($0)])
        }
        unsafe service.isDeprecated = source.options.map { unsafe $0.pointee.deprecated != 0 } ?? false
        return service
    }

    @unsafe
    private func method(_ source: Schema__MethodDescriptor, _ path: [Int32]) -> MethodDescriptor {
        var method = MethodDescriptor()
        unsafe method.name = text(source.name) ?? ""
        unsafe method.input = text(source.input_type) ?? ""
        unsafe method.output = text(source.output_type) ?? ""
        unsafe method.streamsRequests = source.client_streaming != 0
        unsafe method.streamsResponses = source.server_streaming != 0
        method.origin = origin(path)
        if let options = unsafe source.options {
            unsafe method.isDeprecated = options.pointee.deprecated != 0
            unsafe method.hasNoSideEffects = options.pointee.idempotency_level == 1
            unsafe method.options = customOptions(options.pointee.base)
        }
        return method
    }

    @unsafe
    private func features(_ source: UnsafeMutablePointer<Schema__FeatureSet>?) -> FeatureSet {
        guard let source = unsafe source?.pointee else { return FeatureSet() }
        var features = unsafe FeatureSet(
            presence: FeatureSet.Presence(rawValue: source.field_presence),
            enumType: FeatureSet.EnumType(rawValue: source.enum_type),
            repeatedEncoding: FeatureSet.RepeatedEncoding(rawValue: source.repeated_field_encoding),
            messageEncoding: FeatureSet.MessageEncoding(rawValue: source.message_encoding))
        unsafe features.unknown = unknownFeatures(source)
        return features
    }

    /// What this generator does not know of a feature set. Features of one language, from 1000 on, are
    /// none of ours.
    @unsafe
    private func unknownFeatures(_ source: Schema__FeatureSet) -> [String] {
        let known: [(name: String, value: Int32, highest: Int32)] = unsafe [
            ("field_presence", source.field_presence, 3), ("enum_type", source.enum_type, 2),
            ("repeated_field_encoding", source.repeated_field_encoding, 2),
            ("utf8_validation", source.utf8_validation, 3), ("message_encoding", source.message_encoding, 2),
            ("json_format", source.json_format, 2),
        ]
        let values = known.filter { !(0...$0.highest).contains($0.value) }
            .map { "value \($0.value) of the feature \($0.name)" }
        let others = unsafe customOptions(source.base).entries.map { $0.tag >> 3 }.filter { $0 < 1000 }
        return values + others.map { "the feature of number \($0)" }
    }
}

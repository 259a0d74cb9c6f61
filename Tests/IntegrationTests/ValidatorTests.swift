// SPDX-License-Identifier: Apache-2.0

import Protobuf
import StrategosAPI
import Testing

@Suite("Validating messages by the rules in their schema")
struct ValidatorTests {
    @Test("Our own schema's rules hold: ranges, required fields, and the sum of an agent's attributes")
    func ownSchema() throws {
        let validator = Validator(try Schema.own())
        func attributes(_ values: [Int]) -> String {
            let names = ["speed", "health", "attack", "defense", "carryCapacity"]
            return "{" + zip(names, values).map { "\"\($0)PerMille\":\($1)" }.joined(separator: ",") + "}"
        }
        let valid = #"{"role":"AGENT_ROLE_EXPLORER","cost":{},"attributes":\#(attributes([1000, 1000, 1000]))}"#
        #expect(try findings(validator, "strategos.v1.AgentSpec", valid) == [])
        let heavy = try findings(validator, "strategos.v1.AgentAttributes", attributes([1000, 1000, 1000, 1, 1001]))
        #expect(heavy.contains { $0.hasPrefix("carry_capacity_per_mille uint32.lte uint32.lte") })
        #expect(heavy.count == 2)
        let empty = try findings(validator, "strategos.v1.AgentSpec", "{}")
        #expect(empty.contains("attributes required required: value is required"))
    }

    @Test(
        "A field's rules are checked, told by path, rule, id and message",
        arguments: [
            (
                "INT32", #"{"int32":{"gt":5,"lt":9}}"#, "9",
                "v int32.gt int32.gt_lt: must be greater than 5 and less than 9"
            ),
            (
                "INT32", #"{"int32":{"gt":9,"lt":5}}"#, "6",
                "v int32.gt int32.gt_lt_exclusive: must be greater than 9 or less than 5"
            ),
            ("DOUBLE", #"{"double":{"finite":true}}"#, #""NaN""#, "v double.finite double.finite: must be finite"),
            (
                "STRING", #"{"string":{"maxLen":1}}"#, #""é😀""#,
                "v string.max_len string.max_len: must be at most 1 characters"
            ),
            (
                "STRING", #"{"string":{"email":true}}"#, #""""#,
                "v string.email string.email_empty: value is empty, which is not a valid email address"
            ),
            (
                "STRING", #"{"string":{"pattern":"^a+$"}}"#, #""b""#,
                "v string.pattern string.pattern: does not match regex pattern `^a+$`"
            ),
            (
                "STRING", #"{"celExpression":["this != 'x'"]}"#, #""x""#,
                #"v cel_expression[0] this != 'x': "this != 'x'" returned false"#
            ),
            (
                "BYTES", #"{"bytes":{"prefix":"/w=="}}"#, #""AA==""#,
                "v bytes.prefix bytes.prefix: does not have prefix ff"
            ),
        ])
    func rules(_ kind: String, _ rules: String, _ value: String, _ expected: String) throws {
        let validator = Validator(try Schema.single(kind, rules))
        #expect(try findings(validator, "t.M", #"{"v":\#(value)}"#) == [expected])
    }

    @Test(
        "Rules that cannot be meant are errors of the schema, said before any message is judged",
        arguments: [
            (
                "INT32", #"{"string":{"minLen":1}}"#,
                "t.M.v: mismatched rule type and field type: string rules, int32 wanted"
            ),
            (
                "INT32", #"{"celExpression":["this.size() > 0"]}"#,
                #"t.M.v: CEL expression "this.size() > 0": 1:1: no such overload: size(int)"#
            ),
            (
                "INT32", #"{"celExpression":["this + 1"]}"#,
                #"t.M.v: CEL expression "this + 1" gives int, neither bool nor string"#
            ),
            (
                "INT32", #"{"celExpression":["this >"]}"#,
                #"t.M.v: CEL expression "this >": 1:7: expected an expression, found the end"#
            ),
            ("STRING", #"{"string":{"pattern":"("}}"#, "t.M.v: pattern: missing ): ("),
        ])
    func schemaErrors(_ kind: String, _ rules: String, _ expected: String) throws {
        let pool = try Schema.single(kind, rules)
        let error = #expect(throws: ValidationError.self) {
            try Validator(pool).violations(of: DynamicMessage(pool.message(named: "t.M")!))
        }
        #expect(error?.description == expected && error?.isInSchema == true)
    }

    @Test("The clock is the caller's")
    func clock() throws {
        let pool = try Schema.single("TIMESTAMP", #"{"timestamp":{"ltNow":true,"within":"60s"}}"#)
        func found(_ seconds: Int64) throws -> [String] {
            let validator = Validator(pool) { CELTimestamp(seconds: 1000) }
            let message = #"{"v":"\#(CELTimestamp(seconds: seconds).text)"}"#
            return try findings(validator, "t.M", message).map { String($0.split(separator: " ")[2]) }
        }
        #expect(try found(1000) == [] && found(940) == [])
        #expect(try found(1001) == ["timestamp.lt_now:"])
        #expect(try found(939) == ["timestamp.within:"])
        #expect(try found(1061) == ["timestamp.lt_now:", "timestamp.within:"])
    }

    @Test("One violation is enough where the caller says so; an endless rule is an error, not a hang")
    func limits() throws {
        let pool = try Schema.single("STRING", #"{"string":{"minLen":5,"prefix":"a"},"celExpression":["false"]}"#)
        let message = try DynamicMessage(pool.message(named: "t.M")!, json: #"{"v":"b"}"#)
        #expect(try Validator(pool).violations(of: message).count == 3)
        #expect(try Validator(pool).violations(of: message, stopsAtFirst: true).count == 1)

        let loop = "[0,1,2,3,4,5,6,7,8,9]"
        let endless = (0..<9).reduce("true") { body, depth in "\(loop).all(x\(depth), \(body))" }
        let slow = try Schema.single("STRING", #"{"celExpression":["\#(endless)"]}"#)
        let error = #expect(throws: ValidationError.self) {
            try Validator(slow).violations(of: DynamicMessage(slow.message(named: "t.M")!))
        }
        #expect(error?.reason.hasSuffix("evaluation took too long") == true)
    }

    private func findings(_ validator: Validator, _ type: String, _ json: String) throws -> [String] {
        let message = try DynamicMessage(try #require(validator.pool.message(named: type)), json: json)
        return try validator.violations(of: message)
            .map { "\($0.fieldPath) \($0.rulePath) \($0.ruleID): \($0.message)" }
    }
}

/// Schemas to validate by.
enum Schema {
    /// The files of strategos.v1.
    static func own() throws -> DescriptorPool {
        var files: [String: [UInt8]] = [:]
        func add(_ source: FileDescriptorSource) {
            if files.updateValue(source.serialized, forKey: source.name) == nil { source.dependencies.forEach(add) }
        }
        add(.strategosV1StrategyService)
        add(.strategosV1AgentService)
        return try DescriptorPool(serializedFiles: Array(files.values))
    }

    /// A message `t.M` with one field `v` and these rules, in JSON.
    static func single(_ kind: String, _ rules: String) throws -> DescriptorPool {
        let types: [String: Int32] = ["INT32": 5, "DOUBLE": 1, "STRING": 9, "BYTES": 12, "TIMESTAMP": 11]
        let validate = try DescriptorPool.decode(FileDescriptorSource.bufValidateValidate.serialized)
        let descriptor = try #require(try DescriptorPool([validate]).message(named: "buf.validate.FieldRules"))
        let bytes = try DynamicMessage(descriptor, json: rules).serialized()
        var field = Google_Protobuf_FieldDescriptorProto()
        field.name = "v"
        field.number = 1
        field.type = .init(rawValue: types[kind]!)
        if kind == "TIMESTAMP" { field.typeName = ".google.protobuf.Timestamp" }
        field.options = Google_Protobuf_FieldOptions()
        // Tag of the extension 1159, and a length of up to two bytes.
        let length = [UInt8(bytes.count & 0x7F) | 0x80, UInt8(bytes.count >> 7)]
        field.options?.unknownFields = UnknownFields(bytes: [0xBA, 0x48] + length + bytes)
        var message = Google_Protobuf_DescriptorProto()
        message.name = "M"
        message.field = [field]
        var file = Google_Protobuf_FileDescriptorProto()
        file.name = "t.proto"
        file.package = "t"
        file.syntax = "proto3"
        file.dependency = ["buf/validate/validate.proto", "google/protobuf/timestamp.proto"]
        file.messageType = [message]
        return try DescriptorPool([validate, file])
    }
}

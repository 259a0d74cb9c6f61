// SPDX-License-Identifier: Apache-2.0

/// The names of a message's fields, as JSON text has them, to be found by their bytes.
///
/// A table in memory of its own that is never freed: there is one for each type of message, and a
/// reference count would be touched at each object.
@safe
public struct JSONNames: @unchecked Sendable {
    /// One field's names.
    public struct Field: Sendable {
        let json: String
        let original: String
        let takesNull: Bool

        /// The JSON name, the name in the schema if it is another one, and whether `null` is a value
        /// of the field rather than its absence.
        public init(_ json: String, _ original: String? = nil, takesNull: Bool = false) {
            self.json = json
            self.original = original ?? json
            self.takesNull = takesNull
        }
    }

    private let table: UnsafePointer<NameTable>
    private let nulls: UInt64
    private let manyNulls: [Int]
    /// The fields, by their place.
    let fields: [Field]

    /// The names of the fields in the order in which they are counted.
    public init(_ fields: [Field]) {
        self.fields = fields
        var names: [(String, Int)] = []
        for (index, field) in fields.enumerated() { names.append((field.json, index)) }
        for (index, field) in fields.enumerated() where field.original != field.json {
            names.append((field.original, index))
        }
        unsafe table = NameTable.make(names)
        let taking = fields.indices.filter { fields[$0].takesNull }
        nulls = taking.reduce(0) { $0 | ($1 < 64 ? 1 << UInt64($1) : 0) }
        manyNulls = taking.filter { $0 >= 64 }
    }

    func takesNull(_ field: Int) -> Bool {
        field < 64 ? nulls & 1 << UInt64(field) != 0 : manyNulls.contains(field)
    }

    /// The place of the field of a name whose bytes are given; eight more must be readable behind them.
    @unsafe
    func field(named name: UnsafeRawPointer, count: Int, expecting next: Int) -> Int? {
        // Senders leave out what is not set, so one of the next is the likely one.
        var likely = next
        while likely < min(next + 3, fields.count) {
            if unsafe table.pointee.isName(likely, name, count) { return likely }
            likely += 1
        }
        return unsafe table.pointee.value(named: name, count: count).map(Int.init)
    }

    /// The place of the field of a name.
    func field(named name: [UInt8]) -> Int? {
        unsafe (name + [0, 0, 0, 0, 0, 0, 0, 0]).withUnsafeBytes { bytes in
            unsafe table.pointee.value(named: bytes.baseAddress!, count: name.count).map(Int.init)
        }
    }
}

/// The names of an enumeration's values.
@safe
public struct JSONEnumNames: @unchecked Sendable {
    private let table: UnsafePointer<NameTable>
    /// Whether it is `google.protobuf.NullValue`, which is `null` in JSON.
    let isNull: Bool
    /// Names by number for numbers from 0 on.
    private let dense: [String?]
    private let others: [Int32: String]

    /// The names of the values of a type; an alias is read, and the first name is written.
    public init(_ type: any ProtobufEnum.Type) {
        let values = type.values
        unsafe table = NameTable.make(values.map { ($0.name, Int($0.number)) })
        isNull = type.fullName == "google.protobuf.NullValue"
        let names = Dictionary(values.map { ($0.number, $0.name) }) { first, _ in first }
        dense = (0..<Int32(values.count)).map { names[$0] }
        others = names.filter { $0.key < 0 || $0.key >= values.count }
    }

    /// The name of a number, if it is declared.
    @inline(__always)
    func name(of number: Int32) -> String? {
        let index = Int(number)
        return index >= 0 && index < dense.count ? dense[index] : others[number]
    }

    /// The number of the name whose bytes are given; eight more must be readable behind them.
    @unsafe
    func number(named name: UnsafeRawPointer, count: Int) -> Int32? {
        unsafe table.pointee.value(named: name, count: count)
    }
}

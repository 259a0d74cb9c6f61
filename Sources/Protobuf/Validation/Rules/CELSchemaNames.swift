// SPDX-License-Identifier: Apache-2.0

/// The names of an expression over dynamic messages: variables, and the types and enum values of a
/// pool by their full names.
public struct CELSchemaNames: CELNames {
    private let pool: DescriptorPool
    private let variables: [String: CELValue]

    /// Names with these variables.
    public init(_ pool: DescriptorPool, variables: [String: CELValue]) {
        self.pool = pool
        self.variables = variables
    }

    /// The variable of that name.
    public func celVariable(_ name: String) -> CELValue? { variables[name] }

    /// The enum value or message type of that name.
    public func celConstant(_ name: String) -> CELValue? { pool.celConstant(name) }

    /// A message of the pool's type of that name.
    public func celMessage(
        _ type: String, fields: [(name: String, value: CELValue)]
    ) throws(CELError) -> CELValue? {
        try pool.celMessage(type, fields: fields)
    }
}

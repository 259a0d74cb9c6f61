// SPDX-License-Identifier: Apache-2.0

/// Why file descriptors could not be made into a pool. Descriptors come from any server that has
/// reflection, so that everything wrong with them is a value, never a trap.
public struct DescriptorError: Error, Hashable, Sendable {
    /// Name of the file, as in its descriptor; empty if even that could not be read.
    public var file: String
    /// Full name of the element at fault; empty for the file itself.
    public var element: String
    /// What is wrong, as a phrase: `type pkg.Missing is not defined`.
    public var reason: String

    init(_ file: String, _ element: String = "", _ reason: String) {
        self.file = file
        self.element = element
        self.reason = reason
    }
}

extension DescriptorError: CustomStringConvertible {
    /// `shop/order.proto: shop.Order.item: type shop.Item is not defined`.
    public var description: String {
        let parts = [file.isEmpty ? "unnamed file" : file, element, reason]
        return parts.filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

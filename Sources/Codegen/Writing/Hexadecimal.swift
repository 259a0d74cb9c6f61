// SPDX-License-Identifier: Apache-2.0

extension String {
    /// A number in hexadecimal digits, with zeros in front up to so many.
    init(hexadecimal value: UInt32, digits: Int, uppercase: Bool = false) {
        let text = String(value, radix: 16, uppercase: uppercase)
        let zeros = String(repeating: "0", count: Swift.max(0, digits - text.count))
        self.init(zeros + text)
    }
}

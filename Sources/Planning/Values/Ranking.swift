// SPDX-License-Identifier: Apache-2.0

/// The indices of numbers, those of the greatest first and of equal ones in their order. One function for
/// all rankings: each use of the generic sort is another copy of it in WebAssembly, 4 KB each.
func ranking(_ numbers: [Double]) -> [Int] {
    numbers.indices.sorted {
        numbers[$0] != numbers[$1] ? numbers[$0] > numbers[$1] : $0 < $1
    }
}

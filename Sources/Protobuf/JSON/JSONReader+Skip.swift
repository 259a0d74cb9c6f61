// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Steps over a value of any kind, which is checked as one that is read.
    mutating func skipValue() throws(JSONFault) {
        skipSpace()
        switch byte {
        case UInt8(ascii: "{"): try skipObject()
        case UInt8(ascii: "["): try skipArray()
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number()
        case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
        default: guard take(word: "null") else { throw expected("a value") }
        }
    }

    private mutating func skipString() throws(JSONFault) {
        let count = plainLength()
        if count >= 0 {
            unsafe cursor += count + 2
        } else {
            let budget = budget
            _ = try string()
            self.budget = budget
        }
    }

    private mutating func skipObject() throws(JSONFault) {
        try enter()
        try openObject()
        var isFirst = true
        while try nextMember(&isFirst) {
            try skipString()
            try colon()
            try skipValue()
        }
        depth += 1
    }

    private mutating func skipArray() throws(JSONFault) {
        try enter()
        try openArray()
        var isFirst = true
        while try nextElement(&isFirst) { try skipValue() }
        depth += 1
    }
}

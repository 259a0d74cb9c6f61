// SPDX-License-Identifier: Apache-2.0

import Foundation
import Protobuf
import StrategosAPI
import Testing

@Suite("The list of schemas")
struct SchemasTests {
    @Test("It has every file of proto/strategos/v1, in order")
    func complete() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: "proto/strategos/v1").path())
        #expect(
            Schemas.all.map(\.name) == files.filter { $0.hasSuffix(".proto") }.sorted().map { "strategos/v1/\($0)" })
    }
}

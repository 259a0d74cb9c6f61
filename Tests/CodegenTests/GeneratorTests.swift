// SPDX-License-Identifier: Apache-2.0
import Codegen
import Testing

@Suite("Generator")
struct GeneratorTests {
    @Test("What is no request is answered with a problem, not a crash")
    func garbage() {
        let response = Generator.run([0xff, 0xff])
        #expect(String(decoding: response, as: UTF8.self).contains("no request of protoc"))
    }
}

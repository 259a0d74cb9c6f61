// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

extension MessageCompressor {
    /// A compressed message; nil if it would be no shorter.
    func compress(_ message: [UInt8], _ compression: MessageCompression) -> [UInt8]? {
        unsafe message.withUnsafeBytes { message in
            unsafe compress(message, compression) { unsafe [UInt8]($0) }
        }
    }

    /// A decompressed message, or why there is none.
    func decompress(
        _ bytes: [UInt8], _ compression: MessageCompression, limit: Int
    ) -> Result<[UInt8], DecompressionFault> {
        unsafe bytes.withUnsafeBytes { bytes in
            Result { () throws(DecompressionFault) in
                unsafe [UInt8](try decompress(bytes, compression, limit: limit))
            }
        }
    }
}

@Suite("Compression of single messages")
struct CompressorTests {
    private let compressor = MessageCompressor()

    @Test("A message comes back as it was, within the limit and no further", arguments: MessageCompression.allCases)
    func roundTrip(compression: MessageCompression) throws {
        for count in [100, 1000, 4095, 4096, 4097, 16_384, 65_536, 65_537, 1_000_000, 5_000_000] {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
            let bytes = try #require(compressor.compress(message, compression))
            #expect(bytes.count < message.count)
            #expect(try compressor.decompress(bytes, compression, limit: count).get() == message)
            #expect(try compressor.decompress(bytes, compression, limit: 1 << 30).get() == message)
            #expect(compressor.decompress(bytes, compression, limit: count - 1) == .failure(.tooLarge))
        }
    }

    @Test("What would be no shorter is not compressed", arguments: MessageCompression.allCases)
    func incompressible(compression: MessageCompression) {
        #expect(compressor.compress([], compression) == nil)
        #expect(compressor.compress([1, 2, 3], compression) == nil)
        var generator = SplitMix(state: 1)
        let noise = (0..<10_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(compressor.compress(noise, compression) == nil)
    }

    @Test("A bomb is refused", arguments: MessageCompression.allCases)
    func bomb(compression: MessageCompression) throws {
        let bytes = try #require(compressor.compress([UInt8](repeating: 0, count: 50_000_000), compression))
        #expect(bytes.count < 300_000)
        #expect(compressor.decompress(bytes, compression, limit: 65_536) == .failure(.tooLarge))
        #expect(compressor.decompress(bytes, compression, limit: 1) == .failure(.tooLarge))
    }

    @Test("What is cut off, or has something behind it, is refused", arguments: MessageCompression.allCases)
    func cut(compression: MessageCompression) throws {
        let message = (0..<5000).map { UInt8(truncatingIfNeeded: $0 / 3 % 40 * 5) }
        let bytes = try #require(compressor.compress(message, compression))
        for count in 0..<bytes.count {
            #expect(
                compressor.decompress(Array(bytes.prefix(count)), compression, limit: 10_000) == .failure(.malformed))
        }
        #expect(compressor.decompress(bytes + [0], compression, limit: 10_000) == .failure(.malformed))
        // Neither at the very limit.
        #expect(compressor.decompress(bytes + [0], compression, limit: 5000) == .failure(.malformed))
        #expect(compressor.decompress(bytes.dropLast(), compression, limit: 5000) == .failure(.malformed))
    }

    @Test("Changed bytes are refused, or give something else within the limit", arguments: MessageCompression.allCases)
    func changed(compression: MessageCompression) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix(state: seed)
        let message = (0..<3000).map { UInt8(truncatingIfNeeded: $0 / 3) }
        let bytes = try #require(compressor.compress(message, compression))
        for _ in 0..<3000 {
            var wrong = bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                wrong[Int.random(in: 0..<wrong.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if case .success(let result) = compressor.decompress(wrong, compression, limit: 4000) {
                #expect(result.count <= 4000, "seed \(seed)")
            }
        }
        // And nothing is left of that for the next message.
        #expect(try compressor.decompress(bytes, compression, limit: 4000).get() == message, "seed \(seed)")
    }

    @Test("One format is not taken for another")
    func formats() throws {
        let message = [UInt8](repeating: 7, count: 2000)
        for compression in MessageCompression.allCases {
            let bytes = try #require(compressor.compress(message, compression))
            for other in MessageCompression.allCases where other != compression {
                #expect(compressor.decompress(bytes, other, limit: 4000) == .failure(.malformed))
            }
        }
        #expect(compressor.compress(message, .gzip)?.prefix(3) == [0x1F, 0x8B, 8])
        #expect(compressor.compress(message, .deflate)?.first == 0x78)
        #expect(compressor.compress(message, .zstd)?.prefix(4) == [0x28, 0xB5, 0x2F, 0xFD])
    }

    @Test("A frame of Zstandard may tell no size, ask for a large window, and be followed by others")
    func zstdFrames() throws {
        // Magic number; a window of 2 GiB and no size; a raw block of three bytes; the last block, three bytes repeated
        // 20,000 times.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x18, 0, 0, 1, 2, 3, 0x03, 0x71, 0x02, 9]
        let expected = [1, 2, 3] + [UInt8](repeating: 9, count: 20_000)
        #expect(try compressor.decompress(frame, .zstd, limit: 20_003).get() == expected)
        #expect(compressor.decompress(frame, .zstd, limit: 20_002) == .failure(.tooLarge))
        #expect(try compressor.decompress(frame + frame, .zstd, limit: 50_000).get() == expected + expected)
        #expect(compressor.decompress(frame + frame, .zstd, limit: 40_005) == .failure(.tooLarge))
    }
}

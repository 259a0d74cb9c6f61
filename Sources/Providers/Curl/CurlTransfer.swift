// SPDX-License-Identifier: Apache-2.0
import CCurl
import RPCServer

/// One request and its answer: owner of libcurl's easy handle. Belongs to the thread of its ``CurlLoop``.
@safe
final class CurlTransfer {
    /// libcurl's handle; valid as long as the transfer is.
    let easy: UnsafeMutableRawPointer
    private let continuation: CurlLoop.Continuation
    private let limits: TransferLimits
    private let clock: MonotonicClock
    private var fields: UnsafeMutablePointer<curl_slist>?
    /// When the last byte came, or the transfer began.
    private var heardAt: UInt64
    private var hasBegun = false
    private var head = TransferHead(status: 0)
    private var isHeadGiven = false
    private var headerBytes = 0
    private var bodyBytes = 0
    /// Why a callback has ended the transfer.
    private var refusal: TransferFailure?

    init(
        _ request: OutgoingRequest, _ continuation: CurlLoop.Continuation, clock: MonotonicClock
    ) throws(TransferFailure) {
        guard let easy = unsafe curl_easy_init() else { throw TransferFailure(.local, "no memory") }
        unsafe self.easy = easy
        self.continuation = continuation
        self.clock = clock
        limits = request.limits
        heardAt = clock.now()
        try prepare(request)
    }

    deinit {
        unsafe curl_easy_cleanup(easy)
        unsafe curl_slist_free_all(fields)
    }

    // MARK: What is sent

    private func prepare(_ request: OutgoingRequest) throws(TransferFailure) {
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(limits.connect))
        try set(CURLOPT_TIMEOUT_MS, milliseconds(limits.total))
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        if !request.certificateFile.isEmpty { try set(CURLOPT_CAINFO, request.certificateFile) }
        if request.method == "POST" {
            try set(CURLOPT_POST, 1)
            try check(unsafe strategos_curl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count))
            // libcurl makes its own copy.
            try check(unsafe strategos_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, request.body))
        }
        // Large bodies would wait for a `100 Continue` that many servers do not send.
        for (name, value) in request.fields + [("Expect", ""), ("User-Agent", "strategos")] {
            try add(field: value.isEmpty ? "\(name):" : "\(name): \(value)")
        }
        if let key = request.key {
            guard key.withAuthorization({ try? add(field: "Authorization: \($0)") }) != nil else {
                throw TransferFailure(.local, "no memory")
            }
        }
        try check(unsafe strategos_curl_set_pointer(easy, CURLOPT_HTTPHEADER, fields))
        let this = unsafe Unmanaged.passUnretained(self).toOpaque()
        try check(unsafe strategos_curl_set_pointer(easy, CURLOPT_HEADERDATA, this))
        try check(unsafe strategos_curl_set_pointer(easy, CURLOPT_WRITEDATA, this))
        try check(unsafe strategos_curl_set_sink(easy, CURLOPT_HEADERFUNCTION, CurlTransfer.takeHeader))
        try check(unsafe strategos_curl_set_sink(easy, CURLOPT_WRITEFUNCTION, CurlTransfer.takeBody))
    }

    private func add(field: String) throws(TransferFailure) {
        // A line break would begin another field.
        guard !field.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
            throw TransferFailure(.local, "a header field has a control character")
        }
        guard let longer = unsafe curl_slist_append(fields, field) else { throw TransferFailure(.local, "no memory") }
        unsafe fields = longer
    }

    private func milliseconds(_ duration: Duration) -> Int {
        // Zero would be no limit at all.
        max(1, Int(clamping: duration.clampedNanoseconds / 1_000_000))
    }

    private func set(_ option: CURLoption, _ value: Int) throws(TransferFailure) {
        try check(unsafe strategos_curl_set_number(easy, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) throws(TransferFailure) {
        try check(unsafe strategos_curl_set_text(easy, option, value))
    }

    private func check(_ code: CURLcode) throws(TransferFailure) {
        guard code == CURLE_OK else { throw CurlError.failure(code, hasBegun: false) }
    }

    // MARK: What comes

    private static let takeHeader: strategos_curl_sink = { bytes, size, count, user in
        unsafe deliver(bytes, size * count, user) { transfer, bytes in transfer.took(header: bytes) }
    }

    private static let takeBody: strategos_curl_sink = { bytes, size, count, user in
        unsafe deliver(bytes, size * count, user) { transfer, bytes in transfer.took(body: bytes) }
    }

    /// Hands bytes on; anything but their count ends the transfer.
    private static func deliver(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ user: UnsafeMutableRawPointer?,
        to method: (CurlTransfer, [UInt8]) -> Bool
    ) -> Int {
        guard let bytes = unsafe bytes, let user = unsafe user else { return 0 }
        let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(user).takeUnretainedValue()
        let copy = unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
        transfer.heardAt = transfer.clock.now()
        transfer.hasBegun = true
        return method(transfer, copy) ? count : 0
    }

    private func took(header line: [UInt8]) -> Bool {
        headerBytes += line.count
        guard headerBytes <= limits.headerBytes else {
            refusal = TransferFailure(.tooLarge, "the header fields are longer than \(limits.headerBytes) bytes")
            return false
        }
        // Behind the body there may be trailing fields, which say nothing here.
        guard !isHeadGiven else { return true }
        let text = String(decoding: line, as: UTF8.self).filter { $0 != "\r\n" && $0 != "\n" && $0 != "\r" }
        if text.hasPrefix("HTTP/") {
            let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            head = TransferHead(status: status)
        } else if text.isEmpty {
            // 100 Continue and the like come before the answer.
            guard head.status >= 200 else { return true }
            isHeadGiven = true
            continuation.yield(.head(head))
        } else if let colon = text.firstIndex(of: ":") {
            let name = text[..<colon].lowercased()
            if head.fields[name] == nil { head.fields[name] = text[text.index(after: colon)...].trimmingSpaces }
        }
        return true
    }

    private func took(body bytes: [UInt8]) -> Bool {
        bodyBytes += bytes.count
        guard bodyBytes <= limits.bodyBytes else {
            refusal = TransferFailure(.tooLarge, "the answer is longer than \(limits.bodyBytes) bytes")
            return false
        }
        if !isHeadGiven {
            isHeadGiven = true
            continuation.yield(.head(head))
        }
        continuation.yield(.body(bytes))
        return true
    }

    // MARK: Time

    /// Whether nothing was heard for too long.
    func isSilentTooLong(_ now: UInt64) -> Bool { silenceEnds(now) == 0 }

    /// In how many milliseconds it has been silent for too long, rounded up.
    func silenceEnds(_ now: UInt64) -> UInt64 {
        let end = heardAt &+ (hasBegun ? limits.silence : limits.firstByte).clampedNanoseconds
        return end <= now ? 0 : (end - now + 999_999) / 1_000_000
    }

    /// What is said of that.
    var silence: TransferFailure {
        TransferFailure(
            .timeout, hasBegun ? "nothing more came for \(limits.silence)" : "no byte came for \(limits.firstByte)")
    }

    // MARK: The end

    /// What a result of libcurl means; nil for a whole answer.
    func failure(of code: CURLcode) -> TransferFailure? {
        guard code != CURLE_OK else { return nil }
        return refusal ?? CurlError.failure(code, hasBegun: hasBegun)
    }

    /// Tells who waits. The handle is no longer part of a multi handle.
    func finish(_ failure: TransferFailure?) {
        if let failure { continuation.finish(throwing: failure) } else { continuation.finish() }
    }
}

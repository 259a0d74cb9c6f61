// SPDX-License-Identifier: Apache-2.0
import CCurl

/// libcurl's codes in our words.
enum CurlError {
    /// libcurl's own text.
    static func text(_ code: CURLcode) -> String {
        unsafe String(cString: curl_easy_strerror(code))
    }

    /// libcurl's own text.
    static func text(_ code: CURLMcode) -> String {
        unsafe String(cString: curl_multi_strerror(code))
    }

    /// The failure that a code stands for.
    static func failure(_ code: CURLcode, hasBegun: Bool) -> TransferFailure {
        TransferFailure(kind(of: code), "\(text(code)) (libcurl \(code.rawValue))")
    }

    private static func kind(of code: CURLcode) -> TransferFailure.Kind {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badAddress
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY: .unreachable
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND:
            .insecure
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE: .closed
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP_RETURNED_ERROR: .malformed
        default: .local
        }
    }
}

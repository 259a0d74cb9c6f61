// SPDX-License-Identifier: Apache-2.0

extension HealthService {
    /// What orchestrators ask by plain HTTP: `/healthz` is answered as long as the process serves at all,
    /// `/readyz` with 503 as soon as the server as a whole does not answer calls any more.
    public var routes: [HTTPRoute] {
        [
            HTTPRoute(.get, "/healthz") { _, _ in HTTPResponse(text: "ok\n") },
            HTTPRoute(.get, "/readyz") { [self] _, _ in
                isServing ? HTTPResponse(text: "ready\n") : HTTPResponse(status: 503, text: "not ready\n")
            },
        ]
    }
}

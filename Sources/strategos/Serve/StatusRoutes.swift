// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer

/// `GET /`: what this server is, for programs as JSON and for people as a page.
struct StatusRoutes {
    private let health: HealthService
    private let names: [String]
    private let files: StaticFiles?

    /// - Parameter files: their `index.html`, if there is one, takes the place of the page.
    init(health: HealthService, services: [any RPCService], files: StaticFiles?) {
        self.health = health
        self.files = files
        names = services.map(\.binding.name).sorted()
    }

    var all: [HTTPRoute] {
        guard let files else { return [HTTPRoute(.get, "/") { request, _ in answer(request) }] }
        return [
            HTTPRoute(.get, "/") { (request, context) async in
                guard Self.wantsPage(request) else { return answer(request) }
                let page = await files.response(to: request, context)
                return page.status == 404 ? answer(request) : page
            }
        ]
    }

    private func answer(_ request: HTTPRequest) -> HTTPResponse {
        Self.wantsPage(request)
            ? HTTPResponse(contentType: "text/html; charset=utf-8", body: Array(page.utf8)) : HTTPResponse(json: status)
    }

    /// What a browser wants more than anything else is a page; nothing else asks for one by name.
    private static func wantsPage(_ request: HTTPRequest) -> Bool {
        request.fields["accept"]?.contains("text/html") == true
    }

    private var status: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("name")
        writer.string("strategos")
        writer.key("version")
        writer.string(Strategos.version)
        writer.key("status")
        writer.string(health.isServing ? "SERVING" : "NOT_SERVING")
        writer.key("services")
        writer.beginArray()
        for name in names {
            writer.element()
            writer.string(name)
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private var page: String {
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Strategos</title>
        <style>body{font:16px/1.5 system-ui;max-width:42rem;margin:3rem auto;padding:0 1rem}code{font-size:.9em}</style>
        <h1>Strategos \(Strategos.version)</h1>
        <p>Strategies for the AI teams of a game. This port speaks gRPC, gRPC-Web, Connect and REST.</p>
        <ul>\(names.map { "<li><code>\($0)</code></li>" }.joined())</ul>
        <p><a href="/healthz">/healthz</a> · <a href="/readyz">/readyz</a> · <a href="/metrics">/metrics</a> ·
        <a href="/openapi.json">/openapi.json</a></p>
        </html>

        """
    }
}

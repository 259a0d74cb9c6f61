// SPDX-License-Identifier: Apache-2.0

/// What a path of plain HTTP leads to.
package struct RouteTable: Sendable {
    /// One way to a method or a resource.
    struct Route: Sendable {
        let method: HTTPMethod
        let template: PathTemplate
        let entry: MethodEntry
        /// How a method's request is made of path, query and body; nil for a resource of plain HTTP.
        let transcoding: Transcoding?
    }

    /// What was found.
    enum Match {
        case route(Route, variables: [String: String])
        /// The path is known, for other methods of HTTP.
        case otherMethods([HTTPMethod])
        case nothing
    }

    private(set) var routes: [Route] = []
    /// For GET and HEAD of what nothing else is found for.
    private var fallback: Route?

    /// No routes.
    package init() {}

    /// Routes of plain HTTP, and those that the schema gives to methods of services.
    ///
    /// - Throws: `PathTemplate.Malformed` or `TranscodingError` for a route that cannot be served.
    package init(_ plain: [HTTPRoute], services: [ServiceBinding]) throws {
        for route in plain {
            let descriptor = route.descriptor
            let added = Route(
                method: route.method, template: try PathTemplate(route.path),
                entry: MethodEntry(MethodBinding(descriptor, descriptor.kind, route.handler)), transcoding: nil)
            if route.isFallback { fallback = added } else { routes.append(added) }
        }
        routes += try Transcoding.routes(of: services)
    }

    func find(_ method: HTTPMethod?, _ path: String) -> Match {
        guard let path = RequestPath(path) else { return .nothing }
        var others: [HTTPMethod] = []
        for route in routes {
            guard let variables = route.template.match(path) else { continue }
            // HEAD is GET without the body, where the answer's length is known before it is made.
            let takesHead = route.method == .get && route.transcoding == nil
            if route.method == method || takesHead && method == .head { return .route(route, variables: variables) }
            others.append(route.method)
            if takesHead { others.append(.head) }
        }
        if !others.isEmpty { return .otherMethods(others) }
        guard let fallback, method == .get || method == .head else { return .nothing }
        return .route(fallback, variables: [:])
    }
}

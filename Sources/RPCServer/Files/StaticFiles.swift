// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The files of a folder, for browsers: a page, its scripts and pictures.
///
/// Files are opened and read on worker threads, large ones piece by piece as the caller takes them; small ones are
/// kept in memory, and looked at again when a second has passed. Nothing outside of the folder is ever served, by
/// whatever path or link; hidden files (`.git`) are not there.
public final class StaticFiles: Sendable {
    /// What is no folder that can be read.
    public struct Unreadable: Error, CustomStringConvertible {
        /// The folder.
        public let root: String

        /// A sentence.
        public var description: String { "\(root) is no folder that can be read" }
    }

    private let root: String
    private let cache: FileCache

    /// - Parameters:
    ///   - root: the folder. A link is followed anew each time, so it may be turned to another one.
    ///   - cacheBytes: how many bytes of small files may be kept; files of up to a sixty-fourth of that are small.
    public init(root: String, cacheBytes: Int = 16 << 20) throws(Unreadable) {
        guard OpenFile(root)?.isFolder == true else { throw Unreadable(root: root) }
        self.root = root
        cache = FileCache(capacity: cacheBytes)
    }

    /// The answer to a request: a file, a part of one, or what is to be done instead. To be asked on the loop of the
    /// call.
    ///
    /// - Parameter path: in place of the request's own.
    public func response(to request: HTTPRequest, _ context: CallContext, path: String? = nil) async -> HTTPResponse {
        await response(to: request, on: unsafe context.loop, path: path ?? request.path)
    }

    func response(to request: HTTPRequest, on loop: EventLoop, path: String) async -> HTTPResponse {
        if let kept = kept(request, on: loop, path: path) { return kept }
        guard let wanted = FilePath(path) else {
            loop.resources.counters.count(.filesRefused)
            return Self.notFound
        }
        switch await loop.offload({ self.find(wanted) }) {
        case .nothing:
            return Self.notFound
        case .outside:
            loop.resources.counters.count(.filesRefused)
            return Self.notFound
        case .folder:
            return HTTPResponse(
                status: 301, contentType: "text/plain", body: [], fields: [("location", path + "/")])
        case .file(let file):
            cache.keep(file, for: wanted, now: loop.now)
            return file.response(to: request)
        }
    }

    /// The answer by a file that is in memory and was looked at a moment ago.
    func kept(_ request: HTTPRequest, on loop: EventLoop, path: String) -> HTTPResponse? {
        guard let wanted = FilePath(path), let file = cache.find(wanted, now: loop.now) else { return nil }
        return file.response(to: request)
    }

    private enum Found {
        case nothing
        /// A link leads out of the root.
        case outside
        case folder
        case file(FileRepresentation)
    }

    /// Looks a file up. Blocks.
    private func find(_ wanted: FilePath) -> Found {
        guard let root = OpenFile(root) else { return .nothing }
        let name = wanted.isFolder ? wanted.index : wanted.text
        guard let file = OpenFile(name, in: root) else { return .nothing }
        guard file.isWithin(root) else { return .outside }
        if file.isFolder { return wanted.isFolder ? .nothing : .folder }
        let mediaType = FileType.mediaType(of: name)
        guard file.size <= cache.mostOfOne else { return .file(FileRepresentation(file, mediaType)) }
        let bytes = file.read(at: 0, upTo: file.size)
        return bytes.count == file.size ? .file(FileRepresentation(file, mediaType, bytes: bytes)) : .nothing
    }

    private static let notFound = HTTPResponse(status: 404, text: "Not Found\n")
}

extension HTTPRoute {
    /// The files of a folder, for all paths that nothing else is found at.
    public static func files(_ files: StaticFiles) -> HTTPRoute {
        HTTPRoute(
            .get, "/{path=**}",
            unsafe .wholeRequest { call, body in
                let request = unsafe call.request(body)
                if let kept = files.kept(request, on: call.loop, path: request.path) { return call.respond(kept) }
                call.start {
                    await call.respondInParts(await files.response(to: request, on: call.loop, path: request.path))
                }
            }, isFallback: true)
    }
}

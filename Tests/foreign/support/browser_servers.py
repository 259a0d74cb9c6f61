# SPDX-License-Identifier: Apache-2.0
"""A foreign server for our JavaScript client: connectrpc for Connect, sonora for gRPC-Web.

Health.Check answers by the service's name; Health.Watch counts, and breaks where the name says so. What is
slow goes on until the server is closed: its caller has to give up.
"""

import io
import socketserver
import threading
from wsgiref import simple_server

import grpc
from connectrpc.code import Code
from connectrpc.compat import google_protobuf_codecs
from connectrpc.errors import ConnectError
from connectrpc.method import IdempotencyLevel, MethodInfo, StreamType
from connectrpc.server import ConnectWSGIApplication, EndpointSync
from google.protobuf import any_pb2
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status import rpc_status
from sonora.wsgi import grpcWSGI

SERVICE = "grpc.health.v1.Health"


def _detail():
    violation = error_details_pb2.BadRequest.FieldViolation(field="service", description="ä: must be known")
    return error_details_pb2.BadRequest(field_violations=[violation])


def _counted(name, closing):
    """`count:3` gives three states, and so does `broken:3` before it breaks; `slow` never ends."""
    while name == "slow" and not closing.wait(0.1):  # the pace of a stream, nothing waits for it
        yield health_pb2.HealthCheckResponse(status=1)
    for number in range(int(name.partition(":")[2] or 0)):
        yield health_pb2.HealthCheckResponse(status=number)


class _Connect(ConnectWSGIApplication):
    path = f"/{SERVICE}"

    def __init__(self, closing):
        self.closing = closing

        def method(name, kind, level):
            return MethodInfo(
                name=name, service_name=SERVICE, input=health_pb2.HealthCheckRequest,
                output=health_pb2.HealthCheckResponse, idempotency_level=level, stream_type=kind)

        check = method("Check", StreamType.UNARY, IdempotencyLevel.NO_SIDE_EFFECTS)
        watch = method("Watch", StreamType.SERVER_STREAM, IdempotencyLevel.UNKNOWN)
        super().__init__(
            endpoints={
                f"/{SERVICE}/Check": EndpointSync.unary(method=check, function=self._check),
                f"/{SERVICE}/Watch": EndpointSync.server_stream(method=watch, function=self._watch)},
            codecs=google_protobuf_codecs())

    def _check(self, request, context):
        context.response_headers["x-method"] = context.http_method
        context.response_headers["x-echo"] = context.request_headers.get("x-echo", "none")
        context.response_headers["x-echo-bin"] = context.request_headers.get("x-echo-bin", "")
        context.response_headers["x-timeout"] = str(context.timeout_ms)
        context.response_trailers["x-after"] = "later"
        if request.service == "bad":
            raise ConnectError(Code.INVALID_ARGUMENT, "no such service: ä", details=[_packed()])
        if request.service == "slow":
            self.closing.wait()
        return health_pb2.HealthCheckResponse(status=1)

    def _watch(self, request, context):
        yield from _counted(request.service, self.closing)
        if request.service.startswith("broken"):
            raise ConnectError(Code.UNAVAILABLE, "try again", details=[_packed()])


def _packed():
    """The detail for connectrpc, whose messages are of another library."""
    from protobuf.wkt import Any
    return Any(type_url="type.googleapis.com/google.rpc.BadRequest", value=_detail().SerializeToString())


class _Health(health_pb2_grpc.HealthServicer):
    def __init__(self, closing):
        self.closing = closing

    def Check(self, request, context):
        metadata = dict(context.invocation_metadata())
        context.send_initial_metadata([("x-echo", metadata.get("x-echo", "none"))])
        context.set_trailing_metadata([("x-after", "later"), ("x-after-bin", metadata.get("x-echo-bin", b""))])
        if request.service == "bad":
            packed = any_pb2.Any()
            packed.Pack(_detail())
            encoded = status_pb2.Status(code=3, message="no such service: ä", details=[packed]).SerializeToString()
            context.set_trailing_metadata([("grpc-status-details-bin", encoded)])
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "no such service: ä")
        if request.service == "slow":
            self.closing.wait()
        return health_pb2.HealthCheckResponse(status=1)

    def Watch(self, request, context):
        yield from _counted(request.service, self.closing)
        if request.service.startswith("broken"):
            context.abort(grpc.StatusCode.UNAVAILABLE, "try again")


class _Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, *_):
        pass


class _Threads(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A client that goes away is what some tests do."""


def _application(closing):
    connect, web = _Connect(closing), grpcWSGI()
    health_pb2_grpc.add_HealthServicer_to_server(_Health(closing), web)

    def choose(environ, start_response):
        if environ["REQUEST_METHOD"] == "GET":
            # wsgiref gives the socket itself, and connectrpc would read a body until it closes.
            environ["wsgi.input"] = io.BytesIO()
        is_web = environ.get("CONTENT_TYPE", "").startswith("application/grpc-web")
        return (web if is_web else connect)(environ, start_response)

    return choose


class BrowserServer:
    """Serves on a free port until `close`."""

    def __init__(self):
        self._closing = threading.Event()
        self._server = simple_server.make_server(
            "127.0.0.1", 0, _application(self._closing), server_class=_Threads, handler_class=_Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

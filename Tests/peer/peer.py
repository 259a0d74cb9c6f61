# SPDX-License-Identifier: Apache-2.0
"""A gRPC server of another make, for tests: grpcio, with reflection.

Usage: peer.py [--reflection v1|v1alpha|none] [--port N] [--streams N] [--least-ping-interval MS]
  --streams              how many calls it allows on a connection at a time
  --least-ping-interval  how often it may be asked for a sign of life, without forgiving any
Prints "listening PORT" once it serves; ends when its standard input is closed.
"""

import argparse
import sys
import threading
from concurrent import futures

import grpc
from google.rpc import status_pb2
from grpc_reflection.v1alpha import reflection, reflection_pb2, reflection_pb2_grpc
from grpc_status import rpc_status

from protos import compile_protos


def serve(options):
    pb, _, stubs = compile_protos("everything_pb2_grpc")
    history, lock = [], threading.Lock()

    def note(event):
        with lock:
            history.append(event)

    class Peer(stubs.PeerServicer):
        def Echo(self, request, context):
            return request

        def Collect(self, requests, context):
            context.add_callback(lambda: note("Collect ended"))
            texts = [item.text for item in requests]
            return pb.Summary(count=len(texts), texts=texts)

        def Count(self, request, context):
            context.add_callback(lambda: note("Count ended"))
            for number in range(request.count):
                if not context.is_active():
                    note("Count cancelled")
                    return
                yield pb.Item(number=number, text="x" * request.padding)

        def Chat(self, requests, context):
            for item in requests:
                yield pb.Item(number=item.number + 1, text=item.text.upper())

        def abort(self, request, context):
            status = status_pb2.Status(code=request.code, message=request.message, details=request.details)
            if request.details:
                context.abort_with_status(rpc_status.to_status(status))
            code = next(code for code in grpc.StatusCode if code.value[0] == request.code)
            context.abort(code, request.message)

        def Fail(self, request, context):
            context.set_trailing_metadata((("reason", "asked for"),))
            self.abort(request, context)

        def FailStream(self, request, context):
            for number in range(request.after):
                yield pb.Item(number=number)
            self.abort(request, context)

        def EchoMetadata(self, request, context):
            reply = pb.MetadataReply()
            for key, value in context.invocation_metadata():
                if key.endswith("-bin"):
                    reply.binary[key] = value
                else:
                    reply.text[key] = value
            remaining = context.time_remaining()
            if remaining is not None:
                reply.text["time-remaining"] = f"{remaining:.3f}"
            context.send_initial_metadata((("initial", "yes"), ("initial-bin", b"\x00\xff")))
            context.set_trailing_metadata((("trailing", "yes"), ("trailing-bin", b"\x01\x02\x03")))
            return reply

        def Hang(self, request, context):
            ended = threading.Event()
            if not context.add_callback(ended.set):
                ended.set()
            note(f"Hang {request.text} started")
            ended.wait()
            note(f"Hang {request.text} cancelled")
            return pb.Item()

        def History(self, request, context):
            with lock:
                return pb.Events(events=history)

    channel_options = []
    if options.streams:
        channel_options.append(("grpc.max_concurrent_streams", options.streams))
    if options.least_ping_interval:
        channel_options += [("grpc.http2.min_ping_interval_without_data_ms", options.least_ping_interval),
                            ("grpc.http2.max_ping_strikes", 1)]
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=32), options=channel_options)
    stubs.add_PeerServicer_to_server(Peer(), server)
    names = (pb.DESCRIPTOR.services_by_name["Peer"].full_name, reflection.SERVICE_NAME)
    if options.reflection == "v1alpha":
        reflection_pb2_grpc.add_ServerReflectionServicer_to_server(reflection.ReflectionServicer(names), server)
    elif options.reflection == "v1":
        # The messages of v1 are those of v1alpha; only the service has another name.
        servicer = reflection.ReflectionServicer(names)
        v1 = "grpc.reflection.v1.ServerReflection"
        handler = grpc.stream_stream_rpc_method_handler(
            servicer.ServerReflectionInfo,
            request_deserializer=reflection_pb2.ServerReflectionRequest.FromString,
            response_serializer=reflection_pb2.ServerReflectionResponse.SerializeToString)
        server.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler(v1, {"ServerReflectionInfo": handler}),))
    port = server.add_insecure_port(f"127.0.0.1:{options.port}")
    server.start()
    print(f"listening {port}", flush=True)
    sys.stdin.read()
    server.stop(grace=0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--reflection", choices=["v1", "v1alpha", "none"], default="v1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--streams", type=int)
    parser.add_argument("--least-ping-interval", type=int)
    serve(parser.parse_args())

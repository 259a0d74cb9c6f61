# SPDX-License-Identifier: Apache-2.0
"""A client that behaves, on a connection of its own, while another one attacks."""

import threading

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

CALLS = 1000
SECONDS = 1  # for each call


class GoodClient:
    """`with GoodClient(server):` makes its calls while the block runs; all of them must succeed."""

    def __init__(self, server):
        self.address = server.address
        self.failures = []
        self.answered = 0
        self.thread = threading.Thread(target=self._call, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, kind, *_):
        self.thread.join(60)
        if kind is None:
            assert not self.failures, self.failures[:3]
            assert self.answered == CALLS

    def _call(self):
        with grpc.insecure_channel(self.address) as channel:
            health = health_pb2_grpc.HealthStub(channel)
            for _ in range(CALLS):
                try:
                    health.Check(health_pb2.HealthCheckRequest(), timeout=SECONDS)
                    self.answered += 1
                except grpc.RpcError as error:
                    self.failures.append(error)

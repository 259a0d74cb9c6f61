# SPDX-License-Identifier: Apache-2.0
"""Shares of callers, as grpcio sees them: who floods is told when to come back, others notice nothing."""

import hashlib
import json
import threading
import urllib.error
import urllib.request

from google.rpc import error_details_pb2
import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status import rpc_status
import pytest

TIMEOUT = 10
CHECK = health_pb2.HealthCheckRequest()


def check(channel, **metadata):
    pairs = [(name.replace("_", "-"), value) for name, value in metadata.items()]
    return health_pb2_grpc.HealthStub(channel).Check(CHECK, timeout=TIMEOUT, metadata=pairs)


def test_a_caller_beyond_its_share_is_told_when_to_try_again(own_server):
    server = own_server("--calls-per-second", "1", "--call-burst", "3")
    with grpc.insecure_channel(server.address) as channel:
        for _ in range(3):
            check(channel)
        with pytest.raises(grpc.RpcError) as failure:
            check(channel)
    assert failure.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
    retry, quota = error_details_pb2.RetryInfo(), error_details_pb2.QuotaFailure()
    details = rpc_status.from_call(failure.value).details
    assert details[0].Unpack(retry) and details[1].Unpack(quota)
    assert 0 < retry.retry_delay.ToMilliseconds() <= 1000
    assert quota.violations[0].subject == "calls-per-second"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://{server.address}/healthz", timeout=TIMEOUT)
    assert refused.value.code == 429 and refused.value.headers["retry-after"] == "1"
    assert server.stop()["rateLimit"] == 2


def test_a_client_that_retries_comes_back_when_it_is_told(own_server):
    server = own_server("--calls-per-second", "20", "--call-burst", "1")
    config = json.dumps({"methodConfig": [{"name": [{}], "retryPolicy": {
        # Its own idea would be an hour: only the server's word brings it back in time.
        "maxAttempts": 5, "initialBackoff": "3600s", "maxBackoff": "3600s", "backoffMultiplier": 1,
        "retryableStatusCodes": ["RESOURCE_EXHAUSTED"]}}]})
    with grpc.insecure_channel(server.address, options=[("grpc.service_config", config)]) as channel:
        for _ in range(5):
            assert check(channel).status == health_pb2.HealthCheckResponse.SERVING
    assert server.stop()["rateLimit"] >= 4


def test_one_who_floods_does_not_starve_the_other(own_server, tmp_path):
    server = own_server(*principals(tmp_path, "flood", "good"), "--calls-per-second", "2000", "--call-burst", "100",
                        "--concurrent-calls", "3")
    stop, was_refused, refused = threading.Event(), threading.Event(), []

    def flood():
        with grpc.insecure_channel(server.address, options=[("grpc.use_local_subchannel_pool", 1)]) as channel:
            streams = [health_pb2_grpc.HealthStub(channel).Watch(CHECK, metadata=[("x-api-key", "flood")]) for _ in range(10)]
            while not stop.is_set():
                try:
                    check(channel, x_api_key="flood")
                except grpc.RpcError as error:
                    refused.append(error.code())
                    was_refused.set()
            for stream in streams:
                stream.cancel()

    threads = [threading.Thread(target=flood) for _ in range(3)]
    for thread in threads:
        thread.start()
    with grpc.insecure_channel(server.address) as channel:
        for _ in range(50):  # below its burst
            assert check(channel, x_api_key="good").status == health_pb2.HealthCheckResponse.SERVING
    assert was_refused.wait(TIMEOUT)
    stop.set()
    for thread in threads:
        thread.join(TIMEOUT)
    assert set(refused) == {grpc.StatusCode.RESOURCE_EXHAUSTED}
    assert server.stop()["concurrencyLimit"] > 0


# Shares by need


def principals(directory, *names):
    policy = directory / "policy.json"
    policy.write_text(json.dumps({"principals": [
        {"name": name, "keys": ["sha256:" + hashlib.sha256(name.encode()).hexdigest()], "grants": [{"methods": ["*"]}]}
        for name in names]}))
    return ["--access-policy", str(policy)]


class Watches:
    """Streams that stay open, of one caller over a connection of its own."""

    def __init__(self, server, key):
        self.channel = grpc.insecure_channel(server.address, options=[("grpc.use_local_subchannel_pool", 1)])
        self.key = key
        self.open = []

    def add(self, count):
        """Opens some; gives how many were let in."""
        streams = [health_pb2_grpc.HealthStub(self.channel).Watch(CHECK, metadata=[("x-api-key", self.key)])
                   for _ in range(count)]
        for stream in streams:
            try:
                next(stream)
                self.open.append(stream)
            except grpc.RpcError as error:
                assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        return len(self.open)

    def close(self):
        for stream in self.open:
            stream.cancel()
        self.channel.close()


def test_a_greedy_caller_leaves_room_for_others(own_server, tmp_path):
    server = own_server("--fair-calls", "30", *principals(tmp_path, "greedy", "second", "polite"))
    greedy, second, polite = (Watches(server, key) for key in ("greedy", "second", "polite"))
    assert greedy.add(60) == 20  # two thirds
    assert second.add(60) in (6, 7)  # two thirds of what was left
    assert polite.add(1) == 1
    with grpc.insecure_channel(server.address) as channel:
        for _ in range(50):
            check(channel, x_api_key="polite")
    for watches in (greedy, second):
        watches.close()
    # Once they have gone, there is room for whoever wants it.
    for _ in range(1000):
        if polite.add(1) >= 15:
            break
    assert len(polite.open) >= 15
    polite.close()
    assert server.stop()["fairShareLimit"] >= 40 + 53

# SPDX-License-Identifier: Apache-2.0
"""Calls by method on /metrics, read by Prometheus' own parser after calls of grpcio, Connect and REST."""

import json
import urllib.request

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from prometheus_client.parser import text_string_to_metric_families
import pytest

from support.questions import minimal
from support.stubs import strategos

METHOD = "strategos.v1.StrategyService/GenerateStrategy"
TIMEOUT = 10


def scrape(server):
    with urllib.request.urlopen(f"http://{server.address}/metrics", timeout=TIMEOUT) as answer:
        return {family.name: family for family in text_string_to_metric_families(answer.read().decode())}


def samples(family, suffix, **labels):
    return [sample for sample in family.samples
            if sample.name == family.name + suffix and labels.items() <= sample.labels.items()]


def one(family, suffix, **labels):
    [sample] = samples(family, suffix, **labels)
    return sample.value


def test_calls_are_measured_by_method_and_status(own_server):
    server = own_server("--loops", "2", "--compress-from", "never")
    for _ in range(5):  # connections of their own: on both loops
        with grpc.insecure_channel(server.address, options=[("grpc.use_local_subchannel_pool", 1)]) as channel:
            reply = strategos.StrategyServiceStub(channel).GenerateStrategy(minimal(), timeout=TIMEOUT)
            with pytest.raises(grpc.RpcError):
                health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(service="none"), timeout=TIMEOUT)
            with pytest.raises(grpc.RpcError):
                channel.unary_unary("/no.Such/Method")(b"", timeout=TIMEOUT)
    families = scrape(server)
    started = families["grpc_server_call_started"]
    assert one(started, "_total", grpc_method=METHOD) == 5
    assert one(started, "_total", grpc_method="other") == 5
    duration = families["grpc_server_call_duration_seconds"]
    assert duration.type == "histogram"
    assert one(duration, "_count", grpc_method=METHOD, grpc_status="OK") == 5
    assert one(duration, "_count", grpc_method="grpc.health.v1.Health/Check", grpc_status="NOT_FOUND") == 5
    assert one(duration, "_count", grpc_method="other", grpc_status="UNIMPLEMENTED") == 5
    assert 0 < one(duration, "_sum", grpc_method=METHOD, grpc_status="OK") < TIMEOUT
    buckets = [sample.value for sample in samples(duration, "_bucket", grpc_method=METHOD, grpc_status="OK")]
    assert len(buckets) == 42 and buckets == sorted(buckets) and buckets[-1] == 5
    received = families["grpc_server_call_rcvd_total_compressed_message_size_bytes"]
    assert one(received, "_sum", grpc_method=METHOD, grpc_status="OK") == 5 * len(minimal().SerializeToString())
    sent = families["grpc_server_call_sent_total_compressed_message_size_bytes"]
    # Times in the provenance differ, and with them a few bytes.
    assert abs(one(sent, "_sum", grpc_method=METHOD, grpc_status="OK") - 5 * len(reply.SerializeToString())) < 100
    rpc = families["rpc_server_call_duration_seconds"]
    assert one(rpc, "_count", rpc_method=METHOD, rpc_system_name="grpc", rpc_response_status_code="OK") == 5
    assert one(rpc, "_count", rpc_method="_OTHER", error_type="UNIMPLEMENTED") == 5
    assert [sample.labels["le"] for sample in samples(rpc, "_bucket", rpc_method=METHOD)] == [
        "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1", "2.5", "5", "7.5", "10", "+Inf"]


def test_connect_and_rest_count_too_and_scraping_does_not(own_server):
    server = own_server()
    question = json.dumps({"teamId": "a", "gameState": {"teams": [{"id": "a"}]}}).encode()
    for path in (f"/{METHOD}", "/v1/strategies:generate"):
        request = urllib.request.Request(
            f"http://{server.address}{path}", question, {"content-type": "application/json"})
        assert urllib.request.urlopen(request, timeout=TIMEOUT).status == 200
    families = scrape(server)
    rpc = families["rpc_server_call_duration_seconds"]
    assert one(rpc, "_count", rpc_method=METHOD, rpc_system_name="connectrpc") == 1
    assert one(rpc, "_count", rpc_method=METHOD, rpc_system_name="http") == 1
    assert one(families["grpc_server_call_duration_seconds"], "_count", grpc_method=METHOD, grpc_status="OK") == 2
    assert not any("metrics" in sample.labels.get("grpc_method", "") for sample in families["grpc_server_call_started"].samples)


def test_measuring_can_be_left_out(own_server):
    server = own_server("--call-metrics", "off")
    assert "grpc_server_call_duration_seconds" not in scrape(server)

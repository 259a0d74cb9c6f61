# SPDX-License-Identifier: Apache-2.0
"""grpc.health.v1 with the client that grpcio publishes."""

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

TIMEOUT = 10
SERVING = health_pb2.HealthCheckResponse.SERVING
SERVICE_UNKNOWN = health_pb2.HealthCheckResponse.SERVICE_UNKNOWN
SERVICES = [
    "strategos.v1.StrategyService", "strategos.v1.AgentService", "strategos.v1.BackendService", "strategos.v1.GameStateService"]


@pytest.fixture
def health(channel):
    return health_pb2_grpc.HealthStub(channel)


@pytest.mark.parametrize("service", ["", *SERVICES])
def test_a_served_service_is_healthy(health, service):
    assert health.Check(health_pb2.HealthCheckRequest(service=service), timeout=TIMEOUT).status == SERVING


def test_an_unknown_service_is_not_found(health):
    with pytest.raises(grpc.RpcError) as failure:
        health.Check(health_pb2.HealthCheckRequest(service="nonsense"), timeout=TIMEOUT)
    assert failure.value.code() == grpc.StatusCode.NOT_FOUND


def test_watch_says_the_present_status_at_once_and_goes_on(health):
    stream = health.Watch(health_pb2.HealthCheckRequest(service=SERVICES[0]), timeout=TIMEOUT)
    assert next(stream).status == SERVING
    assert stream.is_active()
    stream.cancel()


def test_watch_of_an_unknown_service_says_so_and_goes_on(health):
    stream = health.Watch(health_pb2.HealthCheckRequest(service="nonsense"), timeout=TIMEOUT)
    assert next(stream).status == SERVICE_UNKNOWN
    assert stream.is_active()
    stream.cancel()


def test_list_names_every_service(health):
    if not hasattr(health, "List"):
        pytest.skip("this grpcio has no Health.List")
    statuses = health.List(health_pb2.HealthListRequest(), timeout=TIMEOUT).statuses
    assert {name: status.status for name, status in statuses.items()}.items() >= dict.fromkeys(SERVICES, SERVING).items()

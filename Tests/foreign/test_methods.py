# SPDX-License-Identifier: Apache-2.0
"""All methods of all services: each answers the smallest valid request."""

import grpc
import pytest

from support.questions import minimal
from support.stubs import strategos

TIMEOUT = 10
SERVICES = ["AgentService", "BackendService", "GameStateService", "StrategyService"]


def methods():
    from google.protobuf import descriptor_pool, message_factory

    pool = descriptor_pool.Default()
    for service in SERVICES:
        for method in pool.FindServiceByName(f"strategos.v1.{service}").methods:
            yield (service, method.name, method.client_streaming, method.server_streaming,
                   message_factory.GetMessageClass(method.input_type))


METHODS = list(methods())


def call(channel, service, name, client_streaming, server_streaming, request_type):
    """Calls a method with a minimal valid request and gives its answers as a list."""
    stub = getattr(getattr(strategos, f"{service}Stub")(channel), name)
    if "game_state" in request_type.DESCRIPTOR.fields_by_name and not client_streaming:
        request = minimal(request_type)
    else:
        request = request_type()
        if "match_id" in request_type.DESCRIPTOR.fields_by_name:
            request.match_id = "m1"
    if name == "Direct":
        request.team_id = "red"
        request.game_state.CopyFrom(minimal().game_state)
    if name == "ReportGameState":
        request.sequence, request.result.tick = 1, 9
    if name == "AdaptStrategy":
        request.current_strategy.SetInParent()
    answer = stub(iter([request]) if client_streaming else request, timeout=TIMEOUT)
    return list(answer) if server_streaming else [answer]


def test_every_method_is_known_to_this_suite():
    assert len(METHODS) == 13


@pytest.mark.parametrize("method", METHODS, ids=lambda m: f"{m[0]}.{m[1]}")
def test_a_method_answers(channel, method):
    if method[1] in ("GetMatch", "ListMatches", "WatchMatch"):  # of a match that is over
        call(channel, *next(other for other in METHODS if other[1] == "ReportGameState"))
    answers = call(channel, *method)
    # A server that asks no models has nothing to say of them.
    assert answers and all(answer.ByteSize() > 0 for answer in answers if method[1] != "ListBackends")


@pytest.mark.parametrize("path", [
    "/strategos.v1.StrategyService/Nonsense",
    "/strategos.v1.Nonsense/GenerateStrategy",
    "/nonsense",
    "/strategos.v1.StrategyService/generatestrategy",
    "/strategos.v1.StrategyService/GenerateStrategy/",
    "/Strategos.v1.StrategyService/GenerateStrategy",
    "//strategos.v1.StrategyService/GenerateStrategy",
    "/strategos.v1.StrategyService/GenerateStrategyX",
])
def test_an_unknown_method_or_service_is_unimplemented(channel, path):
    stub = channel.unary_unary(path)
    with pytest.raises(grpc.RpcError) as failure:
        stub(minimal().SerializeToString(), timeout=TIMEOUT)
    assert failure.value.code() == grpc.StatusCode.UNIMPLEMENTED


def test_a_unary_method_called_with_a_stream_of_requests_is_refused(channel):
    stub = channel.stream_unary("/strategos.v1.StrategyService/GenerateStrategy")
    with pytest.raises(grpc.RpcError) as failure:
        stub(iter([minimal().SerializeToString()] * 2), timeout=TIMEOUT)
    assert failure.value.code() in (grpc.StatusCode.INTERNAL, grpc.StatusCode.INVALID_ARGUMENT,
                                    grpc.StatusCode.UNIMPLEMENTED)


def test_a_unary_method_called_without_a_request_is_refused(channel):
    stub = channel.stream_unary("/strategos.v1.StrategyService/GenerateStrategy")
    with pytest.raises(grpc.RpcError) as failure:
        stub(iter([]), timeout=TIMEOUT)
    assert failure.value.code() in (grpc.StatusCode.INTERNAL, grpc.StatusCode.INVALID_ARGUMENT,
                                    grpc.StatusCode.UNIMPLEMENTED)

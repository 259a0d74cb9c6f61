# SPDX-License-Identifier: Apache-2.0
"""Reflection v1 and v1alpha: a client that knows nothing finds everything, and it is what proto/ says."""

import urllib.error
import urllib.request

import grpc
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from support.stubs import strategos  # noqa: F401 (fills the default pool)

TIMEOUT = 10
SERVICES = {
    "strategos.v1.StrategyService", "strategos.v1.AgentService", "strategos.v1.BackendService",
    "strategos.v1.GameStateService"}
ALWAYS = {"grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"}


def ask(channel, version, *requests):
    # Both versions have the same messages under different names.
    stub = channel.stream_stream(
        f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection_pb2.ServerReflectionResponse.FromString)
    return list(stub(iter(reflection_pb2.ServerReflectionRequest(**request) for request in requests), timeout=TIMEOUT))


@pytest.fixture(params=["v1", "v1alpha"])
def reflect(channel, request):
    return lambda *requests: ask(channel, request.param, *requests)


def test_all_services_are_listed(reflect):
    (answer,) = reflect({"list_services": ""})
    assert {service.name for service in answer.list_services_response.service} == SERVICES | ALWAYS


def files(answer):
    return [descriptor_pb2.FileDescriptorProto.FromString(data)
            for data in answer.file_descriptor_response.file_descriptor_proto]


@pytest.mark.parametrize("symbol", [
    "strategos.v1.StrategyService", "strategos.v1.GameState", "strategos.v1.StrategyService.GenerateStrategy",
    "strategos.v1.Posture", "strategos.v1.GameState.teams", "strategos.v1.StreamStrategyResponse.update",
    "buf.validate.FieldRules", "grpc.health.v1.Health"])
def test_a_symbol_leads_to_its_file(reflect, symbol):
    (answer,) = reflect({"file_containing_symbol": symbol})
    assert files(answer), answer
    assert any(file.package == symbol.rsplit(".", 1)[0] or symbol.startswith(file.package) for file in files(answer))


def test_files_and_their_imports_are_served_by_name(reflect):
    waiting, seen = ["strategos/v1/strategy_service.proto"], {}
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        (answer,) = reflect({"file_by_filename": name})
        found = {file.name: file for file in files(answer)}
        assert name in found, f"{name}: {answer}"
        seen[name] = found[name]
        waiting += found[name].dependency
    assert "google/protobuf/duration.proto" in seen and "buf/validate/validate.proto" in seen


def test_the_extensions_of_options_are_found(reflect):
    numbers, containing = reflect(
        {"all_extension_numbers_of_type": "google.protobuf.MethodOptions"},
        {"file_containing_extension": {"containing_type": "google.protobuf.MethodOptions", "extension_number": 72295728}})
    assert 72295728 in numbers.all_extension_numbers_response.extension_number
    assert files(containing)[0].package == "google.api"


def test_unknown_things_are_answered_in_band(reflect):
    answers = reflect(
        {"file_containing_symbol": "strategos.v1.Nonsense"}, {"file_by_filename": "nonsense.proto"},
        {"all_extension_numbers_of_type": "no.Such"}, {"list_services": ""})
    assert [answer.error_response.error_code for answer in answers[:3]] == [grpc.StatusCode.NOT_FOUND.value[0]] * 3
    assert answers[3].list_services_response.service, "the stream goes on after an error"
    assert answers[0].original_request.file_containing_symbol == "strategos.v1.Nonsense"


@pytest.mark.parametrize("file", ["strategy_service", "agent_service", "game_state_service"])
def test_the_served_descriptors_are_those_of_the_proto_files(channel, file):
    """Compares with what protoc makes of proto/, source information and JSON names aside."""
    database = ProtoReflectionDescriptorDatabase(channel)
    name = f"strategos/v1/{file}.proto"
    served = database.FindFileByName(name)
    compiled = descriptor_pb2.FileDescriptorProto()
    descriptor_pool.Default().FindFileByName(name).CopyToProto(compiled)
    for each in (served, compiled):
        each.ClearField("source_code_info")
        for message in each.message_type:
            for field in message.field:
                field.ClearField("json_name")
    assert served.SerializeToString(deterministic=True) == compiled.SerializeToString(deterministic=True)


def test_a_server_that_is_told_so_describes_nothing(own_server):
    server = own_server("--reflection", "off")
    with grpc.insecure_channel(server.address) as channel:
        for version in ("v1", "v1alpha"):
            with pytest.raises(grpc.RpcError) as failure:
                ask(channel, version, {"list_services": ""})
            assert failure.value.code() == grpc.StatusCode.UNIMPLEMENTED
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"http://{server.address}/openapi.json", timeout=TIMEOUT)
    assert missing.value.code == 404
    with urllib.request.urlopen(f"http://{server.address}/", timeout=TIMEOUT) as status:
        assert b"reflection" not in status.read()

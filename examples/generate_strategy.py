# SPDX-License-Identifier: Apache-2.0
"""Asks a server for red's strategy in the example's state. Usage: generate_strategy.py HOST:PORT

Needs stubs made from proto/ on PYTHONPATH; README.md says how.
"""
import pathlib
import sys

import grpc
from google.protobuf import json_format
from strategos.v1 import agent_pb2, strategy_service_pb2, strategy_service_pb2_grpc

question = pathlib.Path(__file__).with_name("generate_strategy.json").read_text()
request = json_format.Parse(question, strategy_service_pb2.GenerateStrategyRequest())
with grpc.insecure_channel(sys.argv[1]) as channel:
    service = strategy_service_pb2_grpc.StrategyServiceStub(channel)
    strategy = service.GenerateStrategy(request, timeout=1).strategy
print(strategy.description)
for priority in strategy.priorities:
    task = agent_pb2.TaskKind.Name(priority.task).removeprefix("TASK_KIND_").lower()
    at = priority.zone.center
    print(f"{priority.weight_per_mille:5} per mille  {task}" + (f" at ({at.q}, {at.r})" if priority.HasField("zone") else ""))

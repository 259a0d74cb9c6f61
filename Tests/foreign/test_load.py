# SPDX-License-Identifier: Apache-2.0
"""200,000 requests by h2load: every one answered, by the client's count and by the server's."""

import re
import subprocess

import pytest

from support.questions import minimal
from support.raw import HEALTH_CHECK, grpc_message

GENERATE = "/strategos.v1.StrategyService/GenerateStrategy"
COUNT = 200_000
HEALTH_REPLY = len(grpc_message(b"\x08\x01"))


def h2load(server, directory, path, message, clients, streams):
    """Runs h2load; gives the number of successes, failures and errors, and the bytes of data received."""
    body = directory / "request.grpc"
    body.write_bytes(grpc_message(message))
    output = subprocess.run(
        ["h2load", "-n", str(COUNT), "-c", str(clients), "-m", str(streams), "-d", str(body),
         "-H", "content-type: application/grpc", "-H", "te: trailers", f"http://{server.address}{path}"],
        capture_output=True, text=True, timeout=600, check=True).stdout
    counts = re.search(r"(\d+) succeeded, (\d+) failed, (\d+) errored, (\d+) timeout", output)
    data = re.search(r"\((\d+)\) data", output)
    return [int(number) for number in counts.groups()], int(data.group(1))


@pytest.mark.parametrize("clients, streams", [(8, 32), (64, 4)])
def test_generate_strategy_answers_all_of_200000(own_server, tmp_path, clients, streams):
    server = own_server()
    counts, data = h2load(server, tmp_path, GENERATE, minimal().SerializeToString(), clients, streams)
    assert counts == [COUNT, 0, 0, 0]
    # h2load takes an error in the trailers for a success; the server's count and the size of the data do not.
    assert data > COUNT * 200
    assert server.stop()["status.OK"] == COUNT


@pytest.mark.parametrize("clients, streams", [(8, 32), (64, 4)])
def test_health_answers_all_of_200000_with_the_expected_bytes(own_server, tmp_path, clients, streams):
    server = own_server()
    counts, data = h2load(server, tmp_path, HEALTH_CHECK, b"", clients, streams)
    assert counts == [COUNT, 0, 0, 0]
    assert data == COUNT * HEALTH_REPLY
    assert server.stop()["status.OK"] == COUNT

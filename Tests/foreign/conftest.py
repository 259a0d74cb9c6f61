# SPDX-License-Identifier: Apache-2.0
"""Fixtures of all suites: one server for the tests that leave it as it was, own servers for the others."""

import grpc
import pytest

from support.server import Server
from support.stubs import strategos


@pytest.fixture(scope="session")
def server():
    """A server shared by tests that only call it. At the end it must still stop as it should."""
    with Server() as running:
        yield running
        running.stop()


@pytest.fixture
def own_server():
    """Starts servers for one test, with options of its own."""
    started = []

    def start(*options, **more):
        started.append(Server(*options, **more))
        return started[-1]

    yield start
    for running in started:
        if running.process.poll() is None:
            running.kill()


@pytest.fixture(scope="session")
def channel(server):
    with grpc.insecure_channel(server.address) as opened:
        yield opened


@pytest.fixture(scope="session")
def strategy_service(channel):
    return strategos.StrategyServiceStub(channel)


@pytest.fixture(scope="session")
def agent_service(channel):
    return strategos.AgentServiceStub(channel)


@pytest.fixture(scope="session")
def game_state_service(channel):
    return strategos.GameStateServiceStub(channel)

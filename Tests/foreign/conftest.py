# SPDX-License-Identifier: Apache-2.0
"""Fixtures of all suites: one server for the tests that leave it as it was, own servers for the others."""

import pytest

from support.server import Server


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

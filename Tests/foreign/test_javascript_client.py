# SPDX-License-Identifier: Apache-2.0
"""Our JavaScript client in node against foreign servers: connectrpc and sonora."""

import pytest

from support import javascript
from support.browser_servers import BrowserServer
from support.hostile_web import HostileWebServer

pytestmark = pytest.mark.skipif(javascript.NODE is None, reason="no node on this machine")


@pytest.fixture(scope="module")
def foreign():
    server = BrowserServer()
    yield server
    server.close()


@pytest.mark.parametrize("options", [
    ["connect"], ["connect", "json"], ["connect", "get"], ["connect", "json", "get"], ["grpc-web"], ["grpc-web-text"],
], ids=" ".join)
def test_all_cases(foreign, options):
    javascript.run("client.js", foreign.url, *options, timeout=60)


@pytest.mark.parametrize("protocol", ["connect", "grpc-web"])
def test_wrong_answers_are_errors_that_say_so(protocol):
    with HostileWebServer() as url:
        javascript.run("hostile.js", url, protocol, timeout=60)

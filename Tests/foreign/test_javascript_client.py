# SPDX-License-Identifier: Apache-2.0
"""Our JavaScript client in node against foreign servers: connectrpc and sonora."""

import pytest

from support import javascript
from support.browser_servers import BrowserServer

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

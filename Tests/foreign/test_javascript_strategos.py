# SPDX-License-Identifier: Apache-2.0
"""The generated JavaScript stubs against the release binary: in node, and in a browser from another origin."""

import pytest

from support import browser, javascript

OPTIONS = [
    {"protocol": "connect"}, {"protocol": "connect", "json": True}, {"protocol": "connect", "get": True},
    {"protocol": "connect", "json": True, "get": True}, {"protocol": "grpc-web"}, {"protocol": "grpc-web-text"},
]


@pytest.mark.skipif(javascript.NODE is None, reason="no node on this machine")
@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: " ".join(map(str, options.values())))
def test_in_node(server, options):
    words = [name for name in ("json", "get") if options.get(name)]
    javascript.run("strategos.js", f"http://{server.address}", options["protocol"], *words, timeout=60)


@pytest.mark.skipif(browser.CHROMIUM is None, reason="no Chromium on this machine")
def test_in_a_browser(own_server):
    """The page is of another origin: one server lets it in, the other one does not."""
    with browser.Page("strategos-browser.html") as page:
        allowing = own_server("--cors-origins", page.origin)
        refusing = own_server()
        result = page.ask({
            "allowing": f"http://{allowing.address}", "refusing": f"http://{refusing.address}", "options": OPTIONS})
    assert result == len(OPTIONS)
    assert refusing.stop()["originsRefused"] >= 1

# SPDX-License-Identifier: Apache-2.0
"""Runs our JavaScript in a browser without a window."""

import functools
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
import json
import queue
import shutil
import subprocess
import tempfile
import threading

from .paths import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class _Handler(SimpleHTTPRequestHandler):
    """The repository's files, the questions, and a place for the answers."""

    extensions_map = {".js": "text/javascript", ".html": "text/html"}

    def do_GET(self):
        if self.path == "/questions":
            self._send(self.server.questions, "application/json")
        else:
            super().do_GET()

    def do_POST(self):
        self.server.answers.put(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self._send(b"", "text/plain")

    def _send(self, content, kind):
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    def __init__(self, questions):
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=ROOT))
        self.questions, self.answers = questions, queue.Queue()


def echo(questions, modules):
    """Answers of Tests/javascript/answers.js in the browser, with modules of this repository."""
    names = [f"/{module.relative_to(ROOT)}" for module in modules]
    server = _Server(json.dumps({"modules": names, "questions": questions}).encode())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-dev-shm-usage", f"--user-data-dir={profile}",
             f"http://127.0.0.1:{server.server_port}/Tests/javascript/browser.html"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            result = server.answers.get(timeout=120)
        finally:
            process.terminate()
            process.wait(30)
            server.shutdown()
            server.server_close()
    assert "error" not in result, result["error"]
    assert "Chrom" in result["agent"]
    return result["answers"]

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
    def __init__(self):
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=ROOT))
        self.questions, self.answers = b"", queue.Queue()


class Page:
    """A page of Tests/javascript on a server of its own, which the browser has not opened yet."""

    def __init__(self, name):
        self._name = name
        self._server = _Server()
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def ask(self, questions):
        """What the page answers, in the browser, to what it fetches from /questions."""
        self._server.questions = json.dumps(questions).encode()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            process = subprocess.Popen(
                [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
                 f"--user-data-dir={profile}", f"{self.origin}/Tests/javascript/{self._name}"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                result = self._server.answers.get(timeout=120)
            finally:
                process.terminate()
                process.wait(30)
        assert "error" not in result, result["error"]
        assert "Chrom" in result["agent"]
        return result["answers"]


def echo(questions, modules):
    """Answers of Tests/javascript/answers.js in the browser, with modules of this repository."""
    names = [f"/{module.relative_to(ROOT)}" for module in modules]
    with Page("browser.html") as page:
        return page.ask({"modules": names, "questions": questions})

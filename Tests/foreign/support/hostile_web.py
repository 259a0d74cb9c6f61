# SPDX-License-Identifier: Apache-2.0
"""A server for browsers' protocols that answers wrongly: how, says the first part of the path."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import threading


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        wrong = self.path.split("/")[1]
        kind = self.headers["content-type"]
        # A stream of Connect has `connect` in its type; gRPC-Web frames everything.
        framed = "connect+" in kind or "grpc-web" in kind
        if wrong.startswith("html-"):
            self._answer(int(wrong[-3:]), "text/html", b"<html>no</html>")
        elif wrong == "json-error-500":
            self._answer(500, "application/json", b'{"what":"is this"}')
        elif wrong == "cut-connection":
            self.close_connection = True
        elif wrong == "silent":
            self.server.ended.wait(60)
        elif wrong == "wrong-bytes":
            self._answer(200, kind, (b"\0\0\0\0\2" if framed else b"") + b"\x08\xff")
        elif wrong == "cut-frame":
            self._answer(200, kind, b"\0\0\0\0\x09\x08")
        elif wrong == "no-end":
            self._answer(200, kind, b"\0\0\0\0\2\x08\x01")
        elif wrong == "compressed":
            self._answer(200, kind, b"\1\0\0\0\2\x08\x01")
        elif wrong == "huge":
            self._answer(200, kind, b"\0\xff\xff\xff\xff\x08\x01")
        elif wrong == "empty":
            self._answer(200, kind, b"")

    def _answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class HostileWebServer:
    def __enter__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.ended = threading.Event()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_):
        self.server.ended.set()
        self.server.shutdown()
        self.server.server_close()

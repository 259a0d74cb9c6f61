# SPDX-License-Identifier: Apache-2.0
"""A backend of models that answers as it should, or fails in a way that the test chooses.

Plain sockets, so that every way to break HTTP is possible. It counts connections, and knows which of them the
client has closed.
"""

import json
import socket
import threading

GOOD_TEXT = '{"role":"AGENT_ROLE_COLLECTOR"}'


def _chunk(**members):
    return f"data: {json.dumps(members)}\n\n".encode()


def _delta(text):
    return _chunk(choices=[{"index": 0, "delta": {"content": text}}])


def _stream(text):
    return b"".join([
        b": waiting\n\n",
        _chunk(model="hostile-1", choices=[{"index": 0, "delta": {"role": "assistant", "content": None}}]),
        _delta(text[:9]), _delta(text[9:]),
        _chunk(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}]),
        _chunk(choices=[], usage={"prompt_tokens": 5, "completion_tokens": 7}),
        b"data: [DONE]\n\n",
    ])


GOOD_STREAM = _stream(GOOD_TEXT)


def _head(status, kind, *fields, length=None):
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {kind}", *fields]
    lines += ["Transfer-Encoding: chunked"] if length is None else [f"Content-Length: {length}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _piece(body):
    return b"%x\r\n%b\r\n" % (len(body), body)


class HostileBackend:
    """Listens on a free port; `mode` is the name of one of the `_answer_…` methods."""

    def __init__(self, mode="good"):
        self.mode = mode
        # What `text` and `slow_text` say.
        self.text = GOOD_TEXT
        self.requests = []
        self.connections = 0
        self.ended = threading.Event()
        self._changed = threading.Condition()
        self._open = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ended.set()
        self._listener.close()
        with self._changed:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def open_connections(self):
        with self._changed:
            return len(self._open)

    def wait_until_open(self, count, timeout=10):
        """Waits until so many connections are open, no more; whether it came to that."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._open) <= count, timeout)

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._changed:
                self._open.add(connection)
                self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            while (request := self._read(connection)) is not None:
                self.requests.append(request)
                if getattr(self, "_answer_" + self.mode)(connection) != "keep":
                    break
        except OSError:
            pass
        finally:
            with self._changed:
                self._open.discard(connection)
                self._changed.notify_all()
            connection.close()

    @staticmethod
    def _read(connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        while len(body) < int(fields.get(b"content-length", 0)):
            body += connection.recv(65536)
        return {"head": head.decode(), "body": json.loads(body) if body else None}

    def _until_closed(self, connection):
        """Says nothing more, until the client goes away or the test ends."""
        connection.settimeout(0.1)
        while not self.ended.is_set():
            try:
                if not connection.recv(1):
                    return
            except TimeoutError:
                continue

    # The ways to answer.

    def _answer_good(self, connection):
        connection.sendall(_head(200, "text/event-stream") + _piece(GOOD_STREAM) + b"0\r\n\r\n")
        return "keep"

    def _answer_text(self, connection):
        connection.sendall(_head(200, "text/event-stream") + _piece(_stream(self.text)) + b"0\r\n\r\n")
        return "keep"

    def _answer_slow_text(self, connection):
        connection.sendall(_head(200, "text/event-stream") + _piece(b": waiting\n\n"))
        if self.ended.wait(0.2):
            return None
        connection.sendall(_piece(_stream(self.text)) + b"0\r\n\r\n")
        return "keep"

    def _answer_hang(self, connection):
        self._until_closed(connection)

    def _answer_drip(self, connection):
        connection.sendall(_head(200, "text/event-stream"))
        while not self.ended.wait(0.05):
            connection.sendall(_piece(b":"))

    def _answer_silent_stream(self, connection):
        connection.sendall(_head(200, "text/event-stream") + _piece(GOOD_STREAM[:200]))
        self._until_closed(connection)

    def _answer_slow_headers(self, connection):
        for byte in _head(200, "text/event-stream"):
            if self.ended.wait(0.05):
                return
            connection.sendall(bytes([byte]))

    def _answer_many_headers(self, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"x-filler: " + b"x" * 1000 + b"\r\n")
        while not self.ended.is_set():
            connection.sendall(b"x-filler: " + b"x" * 1000 + b"\r\n")

    def _answer_429(self, connection):
        connection.sendall(_head(429, "application/json", "Retry-After: 30", length=33))
        connection.sendall(b'{"error":{"message":"slow down"}}')
        return "keep"

    def _answer_500(self, connection):
        connection.sendall(_head(500, "text/plain", length=21) + b"Internal Server Error")
        return "keep"

    def _answer_503(self, connection):
        body = b'{"error":{"message":"Loading model","type":"unavailable_error","code":503}}'
        connection.sendall(_head(503, "application/json", length=len(body)) + body)
        return "keep"

    def _answer_echo_key(self, connection):
        key = self.requests[-1]["head"].lower().partition("authorization: bearer ")[2].split("\r\n")[0]
        body = json.dumps({"error": {"message": f"Incorrect API key provided: {key}"}}).encode()
        connection.sendall(_head(401, "application/json", length=len(body)) + body)
        return "keep"

    def _answer_wrong_type(self, connection):
        connection.sendall(_head(200, "text/html", length=13) + b"<html></html>")
        return "keep"

    def _answer_redirect(self, connection):
        connection.sendall(_head(307, "text/plain", f"Location: {self.url}/elsewhere", length=0))
        return "keep"

    def _answer_half_json(self, connection):
        connection.sendall(_head(200, "application/json", length=24) + b'{"choices":[{"message":{')
        return "keep"

    def _answer_huge(self, connection):
        connection.sendall(_head(200, "application/json", length=100 << 20) + b'{"choices":[{"message":{"content":"')
        for _ in range(100):
            connection.sendall(b"a" * (1 << 20))

    def _answer_huge_event(self, connection):
        connection.sendall(_head(200, "text/event-stream"))
        for _ in range(100):
            connection.sendall(_piece(b"data: " + b"a" * (1 << 20)))

    def _answer_invalid_utf8(self, connection):
        stream = GOOD_STREAM.replace(b"ROLE_COLLECTOR", b"ROLE_\xff\xc3OR")
        connection.sendall(_head(200, "text/event-stream") + _piece(stream) + b"0\r\n\r\n")
        return "keep"

    def _answer_cut_stream(self, connection):
        connection.sendall(_head(200, "text/event-stream") + _piece(GOOD_STREAM[:200]))

    def _answer_no_finish(self, connection):
        stream = GOOD_STREAM.replace(b'"finish_reason": "stop"', b'"finish_reason": null')
        connection.sendall(_head(200, "text/event-stream") + _piece(stream) + b"0\r\n\r\n")
        return "keep"

    def _answer_length(self, connection):
        stream = GOOD_STREAM.replace(b'"finish_reason": "stop"', b'"finish_reason": "length"')
        connection.sendall(_head(200, "text/event-stream") + _piece(stream) + b"0\r\n\r\n")
        return "keep"

    def _answer_empty_stream(self, connection):
        connection.sendall(_head(200, "text/event-stream", length=0))
        return "keep"

    def _answer_error_in_stream(self, connection):
        body = b'{"code":"workflow_error","message":"Connection error.","details":"OpenAIConnectionError"}'
        connection.sendall(_head(200, "text/event-stream") + _piece(body) + b"0\r\n\r\n")
        return "keep"

    def _answer_no_http(self, connection):
        connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

    def _answer_close(self, connection):
        pass


class HostileToolkit(HostileBackend):
    """The same for what `nat serve` answers."""

    def _answer_text(self, connection):
        body = (b'intermediate_data: {"id":"1","type":"markdown","name":"Function Start: plan","payload":"asks"}\n\n'
                + f"data: {json.dumps({'value': self.text})}\n\n".encode())
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + body)

    def _answer_apology(self, connection):
        connection.sendall(
            b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n'
            b'{"value":"I am sorry, an error occurred."}')

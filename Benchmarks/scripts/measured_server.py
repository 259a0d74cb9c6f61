# SPDX-License-Identifier: Apache-2.0
"""A server process under measurement: started on a free port, loaded with h2load, read from /proc."""

import contextlib
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build" / "release"
FIXTURES = ROOT / "Fixtures"
START_SECONDS = 120  # a Swift program under valgrind takes several seconds to start
STOP_SECONDS = 60
STREAMED = 1000


class MeasuredServer:
    """`command` must print one line with `address=HOST:PORT` on stderr and end on SIGTERM.

    With `has_own_core` it has the machine's first core, and clients have the others, where there are any."""

    def __init__(self, command, prefix=(), has_own_core=False):
        first, *others = sorted(os.sched_getaffinity(0))
        self.client_cores = set(others) if has_own_core and others else os.sched_getaffinity(0)
        with running_on({first} if has_own_core else self.client_cores):
            self.process = subprocess.Popen(
                [*prefix, *map(str, command)], stderr=subprocess.PIPE, text=True, bufsize=1)
        self.lines = []
        self.host, self.port = self._wait_for_address()

    def _wait_for_address(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self.process.stderr], [], [], deadline - time.monotonic())
            line = self.process.stderr.readline() if ready else ""
            if not line:
                break
            self.lines.append(line)
            found = re.search(r"address=\"?([0-9.]+):(\d+)", line)
            if found:
                return found.group(1), int(found.group(2))
        self.process.kill()
        raise SystemExit("the server did not start:\n" + "".join(self.lines))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Ends the server by SIGTERM and returns what it printed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            _, rest = self.process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, rest = self.process.communicate()
            raise SystemExit("the server did not stop on SIGTERM")
        self.lines.append(rest)
        return "".join(self.lines)

    def cpu_seconds(self):
        """The CPU time of all threads so far, of those that have ended too, in nanoseconds' resolution."""
        # As clock_getcpuclockid(3) makes it: the process's clock of what the scheduler gave it.
        return time.clock_gettime(~self.process.pid << 3 | 2)

    def anonymous_bytes(self):
        rollup = pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return int(re.search(r"^Anonymous:\s+(\d+) kB", rollup, re.M).group(1)) * 1024

    def load(self, request, clients, streams, count, latency=False):
        """Sends `count` requests with h2load and insists that each was answered with 200 and grpc-status 0.
        Gives the median of what they took, in microseconds, if that is asked for: h2load then writes a log."""
        with tempfile.NamedTemporaryFile(suffix=".grpc") as body, tempfile.NamedTemporaryFile("r") as log:
            body.write(framed(request.body))
            body.flush()
            with running_on(self.client_cores):
                output = subprocess.run(
                    ["h2load", "-c", str(clients), "-m", str(streams), "-n", str(count), "-d", body.name,
                     *([f"--log-file={log.name}"] if latency else []), "-H", "content-type: application/grpc",
                     "-H", "te: trailers", f"http://{self.host}:{self.port}{request.path}"],
                    check=True, capture_output=True, text=True).stdout
            # Each line: when it began, HTTP's status, how long it took.
            times = [int(line.split()[2]) for line in log]
        done, failed, errored = (int(n) for n in re.search(
            r"(\d+) succeeded, (\d+) failed, (\d+) errored", output).groups())
        data = int(re.search(r"\((\d+)\) data", output).group(1))
        if (done, failed, errored) != (count, 0, 0):
            raise SystemExit(f"{done} of {count} requests succeeded:\n{output}")
        # h2load counts an answer with an error in its trailers as a success; the data tell them apart.
        if data != count * request.reply_length:
            raise SystemExit(f"{data} bytes of data instead of {count * request.reply_length}:\n{output}")
        return statistics.median(times) if latency else None


@contextlib.contextmanager
def running_on(cores):
    """Has processes that are started meanwhile run on these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


class Request:
    """What h2load sends: a path, a message, and how long the framed reply to it must be, messages of a stream together."""

    def __init__(self, path, body, reply_length):
        self.path, self.body, self.reply_length = path, body, reply_length


def framed(message):
    return b"\0" + len(message).to_bytes(4, "big") + message


def bench_request():
    """The request on which all published figures were measured, with its 269-byte reply."""
    reply = (FIXTURES / "strategy.binpb").read_bytes()
    return Request("/arena.v1.StrategyService/GenerateStrategy", (FIXTURES / "request.binpb").read_bytes(), 5 + len(reply))


def small_request():
    """The same method with a request that names a team and nothing else, which all peers know."""
    return Request(bench_request().path, b"\x0a\x08team-red", bench_request().reply_length)


def stream_request():
    """A call that is answered by a stream of `STREAMED` replies."""
    bench = bench_request()
    return Request("/arena.v1.StrategyService/StreamStrategy", bench.body, STREAMED * bench.reply_length)


def tiny_request():
    """GenerateStrategy with the smallest valid state; the benchmark server answers with a small constant."""
    path = "/strategos.v1.StrategyService/GenerateStrategy"
    proto = ROOT.parent / "proto"

    def encoded(message, file):
        return subprocess.run(
            ["protoc", f"-I{proto}", f"--encode=strategos.v1.{message}", "strategos/v1/strategy_service.proto"],
            input=(FIXTURES / file).read_bytes(), check=True, stdout=subprocess.PIPE).stdout

    reply = encoded("GenerateStrategyResponse", "minimal_response.txtpb")
    return Request(path, encoded("GenerateStrategyRequest", "minimal_request.txtpb"), 5 + len(reply))


def floor_command():
    return [BUILD / "nghttp2-floor", "--reply", FIXTURES / "strategy.binpb"]


def our_command():
    return [BUILD / "rpc-bench", "--reply", FIXTURES / "strategy.binpb", "--messages", STREAMED]


def peer_commands():
    """The other gRPC servers with the same service, by their names: those that have been built."""
    programs = {
        "gRPC C++ 1.51, arena": ROOT / ".build" / "cpp" / "grpc-server-cpp",
        "grpc-swift-2 2.4": ROOT / "grpc-swift" / ".build" / "release" / "grpc-server-swift",
    }
    return {name: [program, "--reply", FIXTURES / "strategy.binpb", "--messages", STREAMED]
            for name, program in programs.items() if program.exists()}


def require(*tools):
    for tool in tools:
        if not shutil.which(tool):
            raise SystemExit(f"'{tool}' is missing: scripts/setup --tests installs it")


def idle_connections(server, count):
    """Opens connections that finish the HTTP/2 handshake and then say nothing."""
    connections = []
    for _ in range(count):
        connection = socket.create_connection((server.host, server.port), timeout=10)
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(3) + b"\x04" + bytes(5))
        connections.append(connection)
    for connection in connections:
        received = b""
        while b"\0\0\0\x04\x01\0\0\0\0" not in received:  # the acknowledgement of our SETTINGS
            piece = connection.recv(4096)
            if not piece:
                raise SystemExit("the server closed an idle connection")
            received += piece
    return connections

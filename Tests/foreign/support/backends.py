# SPDX-License-Identifier: Apache-2.0
"""`strategos backends ask` as a process that takes questions one by one."""

import json
import os
import pathlib
import re
import subprocess

from prometheus_client.parser import text_string_to_metric_families

from .paths import BINARY

# Looked for wherever it must not be.
KEY = "sk-canary-4f1d2c3b4a5968778695"


class Asking:
    """`strategos backends ask` that takes its questions one by one."""

    def __init__(self, folder, urls, kind="OPENAI", more="", deadline="5s", options=(), key=KEY):
        self.metrics_file = folder / "metrics.txt"
        endpoints = "".join(f"      - url: {url}\n        api_key_env: TEST_API_KEY\n" for url in urls)
        self.file = folder / "backends.yaml"
        self.file.write_text(
            f"backends:\n  - name: test\n    kind: BACKEND_KIND_{kind}\n{more}    endpoints:\n{endpoints}")
        self.errors = (folder / "errors.txt").open("w+")
        self.process = subprocess.Popen(
            [str(BINARY), "backends", "ask", str(self.file), "--deadline", deadline, "--metrics", str(self.metrics_file), *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True, bufsize=1,
            env={**os.environ, "TEST_API_KEY": key, "no_proxy": "127.0.0.1"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(20)
        self.errors.close()

    def ask(self, question="Design an agent."):
        """The answer's line, the lines of steps before it in `steps`."""
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        steps = []
        while line := self.process.stdout.readline():
            answer = json.loads(line)
            if "outcome" in answer:
                return answer | {"steps": steps}
            steps.append(answer)
        raise AssertionError(f"it ended with {self.process.wait(10)}: {self.file.with_name('errors.txt').read_text()}")

    def metric(self, name, **labels):
        samples = [
            sample for family in text_string_to_metric_families(self.metrics_file.read_text()) for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()]
        assert samples, f"no {name} with {labels}"
        return sum(sample.value for sample in samples)

    def open_files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def memory(self):
        """Anonymous memory in bytes."""
        rollup = pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return int(re.search(r"^Anonymous:\s+(\d+) kB", rollup, re.M).group(1)) * 1024

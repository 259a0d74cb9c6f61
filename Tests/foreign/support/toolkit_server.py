# SPDX-License-Identifier: Apache-2.0
"""The NeMo Agent Toolkit with the workflow of integrations/aiqtoolkit, as scripts/test-models starts it."""

import os
import subprocess
import time
import urllib.error
import urllib.request

from .model_server import KEY, free_port
from .paths import ROOT

INTEGRATION = ROOT / "integrations" / "aiqtoolkit"
START_SECONDS = 180


class ToolkitServer:
    """integrations/aiqtoolkit/start beside a model and a server of Strategos."""

    def __init__(self, folder, model_url, strategos_url):
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = (folder / "toolkit.log").open("w+")
        self.process = subprocess.Popen(
            [INTEGRATION / "start"], stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT,
            env={
                **os.environ, "STRATEGOS_URL": strategos_url, "STRATEGOS_TOOLKIT_PORT": self.url.rpartition(":")[2],
                "STRATEGOS_TOOLKIT_LLM_URL": f"{model_url}/v1", "STRATEGOS_TOOLKIT_LLM_KEY": KEY,
                "STRATEGOS_TOOLKIT_LLM_MODEL": "smollm2-135m", "STRATEGOS_TOOLKIT_LLM_TIMEOUT": "150",
            })

    def __enter__(self):
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert self.process.poll() is None, f"the toolkit ended:\n{self.words()}"
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=1):
                    return self
            except (urllib.error.URLError, OSError):
                assert time.monotonic() < deadline, f"the toolkit did not start:\n{self.words()}"
                # It tells nobody when it is ready.
                time.sleep(0.2)

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.log.close()

    def words(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read()

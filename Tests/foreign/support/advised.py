# SPDX-License-Identifier: Apache-2.0
"""A server that asks a model by the shipped workflows, and what its answers say of it."""

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from .backends import KEY
from .matches import metrics
from .paths import ROOT
from .server import Server
from .stubs import strategos

# Fast failures, so that tests are.
FAST = "    first_byte_timeout: 0.3s\n    silence_timeout: 0.3s\n    timeout: 0.6s\n    attempts: 1\n"
# Enough for a workflow that begins with one second, on a busy machine.
TIMEOUT = 4


class Advised(Server):
    """`strategos serve` with one backend called llm at an address."""

    def __init__(self, folder, url, *options, more=FAST, workflows=ROOT / "workflows", kind="OPENAI", key=KEY):
        file = folder / "backends.yaml"
        file.write_text(
            f"backends:\n  - name: llm\n    kind: BACKEND_KIND_{kind}\n    model: small\n{more}"
            f"    endpoints:\n      - url: {url}\n        api_key_env: TEST_API_KEY\n")
        super().__init__(
            "--workflows", str(workflows), "--backends", str(file), "--search-ticks", "3000", "--search-time", "50s",
            *(options if "--proposal-time" in options else ["--proposal-time", "0s", *options]),
            environment={"TEST_API_KEY": key, "no_proxy": "127.0.0.1"})
        self.channel = grpc.insecure_channel(self.address)
        self.strategies = strategos.StrategyServiceStub(self.channel)
        self.agents = strategos.AgentServiceStub(self.channel)

    def __exit__(self, *error):
        self.channel.close()
        super().__exit__(*error)

    def metric(self, name, **labels):
        """The sum of all samples of a name that have these labels."""
        wanted = [f'{key}="{value}"' for key, value in labels.items()]
        return sum(value for sample, value in metrics(self).items()
                   if sample.split("{")[0] == name and all(label in sample for label in wanted))

    def health(self, service="llm"):
        request = health_pb2.HealthCheckRequest(service=service)
        return health_pb2_grpc.HealthStub(self.channel).Check(request, timeout=10).status


def reasons(provenance):
    """What was less than it could have been, without the prefix."""
    names = [strategos.DegradationReason.Name(entry.reason) for entry in provenance.degraded]
    return [name.removeprefix("DEGRADATION_REASON_") for name in names]


def step(provenance, name):
    return next(step for step in provenance.steps if step.name == name)

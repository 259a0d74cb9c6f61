# SPDX-License-Identifier: Apache-2.0
"""What this package adds to the toolkit: a tool that asks Strategos, and a workflow that uses it and a model."""

import json
import os
import pathlib
from collections.abc import AsyncGenerator
from typing import Any

import httpx
from nat.builder.builder import Builder
from nat.builder.framework_enum import LLMFrameworkEnum
from nat.builder.function_info import FunctionInfo
from nat.cli.register_workflow import register_function
from nat.data_models.component_ref import FunctionRef, LLMRef
from nat.data_models.function import FunctionBaseConfig
from pydantic import BaseModel, ConfigDict, Field

from .question import Question, prompt, strategy


class AnalysisConfig(FunctionBaseConfig, name="strategos_analysis"):
    """The analysis of a game state by a running Strategos server."""

    url: str = Field(description="Where the server is, e.g. http://127.0.0.1:8080.")
    api_key_env: str | None = Field(default=None, description="The environment variable with the server's API key, if it wants one.")
    timeout: float = Field(default=2, gt=0, description="Seconds to wait for an analysis.")


class AnalysisRequest(BaseModel):
    """AnalyzeGameStateRequest in protobuf's JSON form."""

    team_id: str
    game_state: dict[str, Any]


@register_function(config_type=AnalysisConfig)
async def analysis(config: AnalysisConfig, _builder: Builder) -> AsyncGenerator[FunctionInfo]:
    """Asks AnalyzeGameState by its REST route."""
    headers = {}
    if config.api_key_env:
        headers["x-api-key"] = os.environ[config.api_key_env]
    # A server on this machine is not to be looked for behind a proxy of the environment.
    async with httpx.AsyncClient(base_url=config.url, headers=headers, timeout=config.timeout, trust_env=False) as client:

        async def analyze(request: AnalysisRequest) -> dict[str, Any]:
            body = {"teamId": request.team_id, "gameState": request.game_state}
            response = await client.post("/v1/gameStates:analyze", json=body)
            response.raise_for_status()
            return response.json()["analysis"]

        yield FunctionInfo.from_fn(analyze, description="How a team stands in a match, by Strategos.")


class StrategyConfig(FunctionBaseConfig, name="strategos_strategy"):
    """A team's strategy: an analysis by Strategos, and a model that answers in the form of a TeamStrategy."""

    llm_name: LLMRef = Field(description="The model that writes the strategy.")
    analysis: FunctionRef | None = Field(default=None, description="The tool that analyses; without one the model sees the plan alone.")
    grammar: str | None = Field(default=None, description="A file with the grammar of the answer, for llama.cpp.")
    json_schema: str | None = Field(default=None, description="A file with the JSON Schema of the answer, for other servers.")
    max_tokens: int = Field(default=900, gt=0, description="The most tokens of an answer.")


class StrategyAnswer(BaseModel):
    """TeamStrategy in protobuf's JSON form; Strategos decodes, validates and simulates it itself."""

    model_config = ConfigDict(extra="allow")


@register_function(config_type=StrategyConfig, framework_wrappers=[LLMFrameworkEnum.LANGCHAIN])
async def team_strategy(config: StrategyConfig, builder: Builder) -> AsyncGenerator[FunctionInfo]:
    """Analyses by the tool, asks the model, and answers what it wrote."""
    model = await builder.get_llm(config.llm_name, wrapper_type=LLMFrameworkEnum.LANGCHAIN)
    tool = await builder.get_function(config.analysis) if config.analysis else None
    bound: dict[str, Any] = {"max_tokens": config.max_tokens}
    if config.grammar:
        bound["extra_body"] = {"grammar": pathlib.Path(config.grammar).read_text()}
    elif config.json_schema:
        schema = {"name": "TeamStrategy", "schema": json.loads(pathlib.Path(config.json_schema).read_text())}
        bound["response_format"] = {"type": "json_schema", "json_schema": schema}
    model = model.bind(**bound)

    async def answer(input_message: str) -> StrategyAnswer:
        question = Question.read(input_message)
        facts: dict[str, Any] = {}
        if tool:
            request = AnalysisRequest(team_id=question.team, game_state=question.state)
            facts = await tool.ainvoke(request, to_type=dict)
        message = await model.ainvoke(prompt(question, facts))
        if message.response_metadata.get("finish_reason") not in ("stop", None):
            raise ValueError("the model was cut off")
        return StrategyAnswer(**strategy(message.text))

    async def stream(input_message: str) -> AsyncGenerator[StrategyAnswer]:
        yield await answer(input_message)

    yield FunctionInfo.create(
        single_fn=answer, stream_fn=stream, description="A strategy for one team, for Strategos to simulate.")

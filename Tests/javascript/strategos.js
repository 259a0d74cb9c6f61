// SPDX-License-Identifier: Apache-2.0
// Calls Strategos itself with its generated stubs, in node or in a browser: run(baseUrl, options) fails on
// the first answer that is not as it should be. In node: node strategos.js URL PROTOCOL [json] [get]
import { Code, RpcError, createTransport } from "../../frontend/runtime/index.js";
import { HealthCheckRequest, HealthClient } from "../../frontend/Generated/grpc/health/v1/health.js";
import { BadRequest } from "../../frontend/Generated/google/rpc/error_details.js";
import { GenerateStrategyRequest, StrategyServiceClient, StreamStrategyRequest }
  from "../../frontend/Generated/strategos/v1/strategy_service.js";
import { GameState, Team } from "../../frontend/Generated/strategos/v1/game_state.js";
import { ResourceAmounts } from "../../frontend/Generated/strategos/v1/resource.js";
import { AnalyzeGameStateRequest, GameStateServiceClient } from "../../frontend/Generated/strategos/v1/game_state_service.js";

const gameState = GameState.create({
  teams: [
    Team.create({ id: "red", stockpile: ResourceAmounts.create({ energy: 40.5 }) }), Team.create({ id: "blue" }),
  ],
});

function check(isTrue, what) {
  if (!isTrue) throw new Error(what);
}

async function failure(promise, what) {
  try {
    await promise;
  } catch (error) {
    check(error instanceof RpcError, `${what}: ${error?.stack ?? error}`);
    return error;
  }
  throw new Error(`${what}: the call should have failed`);
}

export async function run(baseUrl, { protocol, json = false, get = false }) {
  const transport = createTransport({ baseUrl, protocol, format: json ? "json" : "binary", useGet: get });
  const strategies = new StrategyServiceClient(transport);

  const request = GenerateStrategyRequest.create({ teamId: "red", gameState });
  const { strategy } = await strategies.generateStrategy(request, { timeoutMs: 5000 });
  check(strategy?.description.length > 10, "unary: no description");

  const wrong = GenerateStrategyRequest.create({ teamId: "green", gameState });
  const invalid = await failure(strategies.generateStrategy(wrong), "error details");
  check(invalid.code === Code.INVALID_ARGUMENT, `error details: code ${invalid.code}`);
  check(invalid.detail(BadRequest).fieldViolations.length > 0, "error details: none");

  const updates = [];
  for await (const update of strategies.streamStrategy(StreamStrategyRequest.create({ teamId: "red", gameState }))) {
    updates.push(update.update?.case ?? Object.keys(update).join());
  }
  check(updates.length >= 2, `server streaming: ${updates}`);

  const states = new GameStateServiceClient(transport);
  const analysis = await states.analyzeGameState(AnalyzeGameStateRequest.create({ gameState, teamId: "red" }));
  check(analysis !== undefined, "no side effects: no answer");

  // A watch has no end of its own: the caller aborts it, or its deadline does.
  const health = new HealthClient(transport);
  const controller = new AbortController();
  const aborted = await failure((async () => {
    for await (const { status } of health.watch(HealthCheckRequest.create({}), { signal: controller.signal })) {
      check(status === 1, `watch: ${status}`);
      controller.abort();
    }
  })(), "abort");
  check(aborted.code === Code.CANCELLED, `abort: code ${aborted.code}`);
  const late = await failure((async () => {
    for await (const _ of health.watch(HealthCheckRequest.create({}), { timeoutMs: 300 }));
  })(), "deadline");
  check(late.code === Code.DEADLINE_EXCEEDED, `deadline: code ${late.code}`);
}

/** A page that the server does not know is told nothing. */
export async function runRefused(baseUrl) {
  const transport = createTransport({ baseUrl, protocol: "connect" });
  const request = GenerateStrategyRequest.create({ teamId: "red", gameState });
  const error = await failure(new StrategyServiceClient(transport).generateStrategy(request), "refused origin");
  check(error.code === Code.UNAVAILABLE || error.code === Code.UNKNOWN, `refused origin: code ${error.code}`);
}

if (globalThis.process?.argv[1]?.endsWith("/strategos.js")) {
  const [url, protocol, ...options] = process.argv.slice(2);
  await run(url, { protocol, json: options.includes("json"), get: options.includes("get") });
}

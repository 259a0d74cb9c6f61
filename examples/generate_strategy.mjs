// SPDX-License-Identifier: Apache-2.0
// Asks a server for red's strategy in the example's state. Usage: node generate_strategy.mjs HOST:PORT
import { readFileSync } from "node:fs";
import { TaskKind } from "../frontend/Generated/strategos/v1/agent.js";
import { GenerateStrategyRequest, StrategyServiceClient } from "../frontend/Generated/strategos/v1/strategy_service.js";
import { createTransport } from "../frontend/runtime/index.js";

const question = readFileSync(new URL("generate_strategy.json", import.meta.url), "utf8");
const client = new StrategyServiceClient(createTransport({ baseUrl: `http://${process.argv[2]}`, timeoutMs: 1000 }));
const { strategy } = await client.generateStrategy(GenerateStrategyRequest.fromJsonString(question));
console.log(strategy.description);
for (const { task, weightPerMille, zone } of strategy.priorities) {
  const name = Object.keys(TaskKind).find((key) => TaskKind[key] === task).toLowerCase();
  const place = zone ? ` at (${zone.center.q}, ${zone.center.r})` : "";
  console.log(`${String(weightPerMille).padStart(5)} per mille  ${name}${place}`);
}

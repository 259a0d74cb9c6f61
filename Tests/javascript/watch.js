// SPDX-License-Identifier: Apache-2.0
// Watches a match with the generated client by Connect, across broken connections, and writes a line for each
// update: node watch.js URL MATCH
import { createTransport, watch } from "../../frontend/runtime/index.js";
import { GameStateServiceClient, WatchMatchRequest } from "../../frontend/Generated/strategos/v1/game_state_service.js";

const [baseUrl, matchId] = process.argv.slice(2);
const client = new GameStateServiceClient(createTransport({ baseUrl, protocol: "connect" }));
let isFirst = true;
const open = (resumeToken, signal) => client.watchMatch(WatchMatchRequest.create({ matchId, resumeToken: resumeToken ?? "" }), {
  signal,
  onHeaders: () => {
    if (isFirst) console.log("watching");
    isFirst = false;
  },
});
const updates = watch(open, {
  tokenOf: (message) => message.resumeToken,
  maxDelayMs: 200,
  maxAttempts: 200,
  onReconnect: ({ error }) => console.log(`again after ${error.code}`),
});
for await (const { sequence, update } of updates) {
  if (update.case !== "heartbeat") console.log(`${sequence} ${update.case}`);
}
console.log("end");

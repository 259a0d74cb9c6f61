// SPDX-License-Identifier: Apache-2.0
// Calls a server that answers wrongly; what it answers is asked for by the name of the service.
// Usage: node hostile.js URL PROTOCOL
import assert from "node:assert/strict";
import { Code, RpcError, createTransport, watch } from "../../frontend/runtime/index.js";
import { HealthClient } from "../../frontend/Generated/grpc/health/v1/health.js";

const [baseUrl, protocol] = process.argv.slice(2);

async function codeOf(run) {
  try {
    await run();
  } catch (error) {
    assert(error instanceof RpcError, String(error?.stack));
    return error.code;
  }
  return 0;
}

const client = (wrong, options) => new HealthClient(createTransport({ baseUrl: `${baseUrl}/${wrong}`, protocol, ...options }));
const unary = (wrong, options) => codeOf(() => client(wrong, options).check({ service: "" }));
const stream = (wrong, options) => codeOf(async () => {
  for await (const _ of client(wrong, options).watch({ service: "" })) _;
});

const both = {
  "html-502": Code.UNAVAILABLE, "html-429": Code.UNAVAILABLE, "html-401": Code.UNAUTHENTICATED, "html-404": Code.UNIMPLEMENTED,
  "html-200": Code.UNKNOWN, "json-error-500": Code.UNKNOWN, "cut-connection": Code.UNAVAILABLE, "wrong-bytes": Code.INTERNAL,
};
const streams = {
  "cut-frame": Code.DATA_LOSS, "no-end": Code.DATA_LOSS, "compressed": Code.INTERNAL, "huge": Code.RESOURCE_EXHAUSTED, "empty": Code.DATA_LOSS,
};

const cases = {
  async "wrong answers have the code that fits"() {
    for (const [wrong, code] of Object.entries(both)) {
      assert.equal(await unary(wrong), code, `unary ${wrong}`);
      assert.equal(await stream(wrong), code, `stream ${wrong}`);
    }
    for (const [wrong, code] of Object.entries(streams)) assert.equal(await stream(wrong), code, wrong);
  },
  async "no answer at all ends with the deadline"() {
    assert.equal(await unary("silent", { timeoutMs: 150 }), Code.DEADLINE_EXCEEDED);
    assert.equal(await stream("silent", { timeoutMs: 150 }), Code.DEADLINE_EXCEEDED);
  },
  async "a watch is stopped while it waits"() {
    const stopped = new AbortController();
    const run = codeOf(async () => {
      for await (const _ of watch((token, signal) => client("html-502").watch({ service: "" }, { signal }), {
        signal: stopped.signal, baseDelayMs: 1e8, maxDelayMs: 1e8, random: () => 1, onReconnect: () => setTimeout(() => stopped.abort()),
      })) _;
    });
    assert.equal(await run, Code.CANCELLED);
  },
  async "pauses are random, longer each time, and bounded"() {
    const delays = [];
    await codeOf(async () => {
      for await (const _ of watch(() => client("html-502").watch({ service: "" }), {
        maxAttempts: 12, maxDelayMs: 4000, sleep: async (ms) => { delays.push(ms); },
      })) _;
    });
    assert.equal(delays.length, 12);
    delays.forEach((delay, attempt) => assert(delay >= 0 && delay < Math.min(4000, 250 * 2 ** attempt), `${delay} at ${attempt}`));
    assert(new Set(delays).size > 6);
  },
  async "what no attempt mends is not tried again"() {
    let attempts = 0;
    const code = await codeOf(async () => {
      for await (const _ of watch(() => { attempts++; return client("html-401").watch({ service: "" }); })) _;
    });
    assert.equal(code, Code.UNAUTHENTICATED);
    assert.equal(attempts, 1);
  },
};

for (const [name, run] of Object.entries(cases)) {
  await run().catch((error) => {
    console.error(`${name}: ${error.stack}`);
    process.exitCode = 1;
  });
}

// SPDX-License-Identifier: Apache-2.0
// Calls a foreign server. Usage: node client.js URL PROTOCOL [json] [get]
import assert from "node:assert/strict";
import { Code, RpcError, createTransport, watch } from "../../frontend/runtime/index.js";
import { Health, HealthCheckRequest, HealthClient } from "../../frontend/Generated/grpc/health/v1/health.js";
import { BadRequest } from "../../frontend/Generated/google/rpc/error_details.js";

const [baseUrl, protocol, ...options] = process.argv.slice(2);
const isConnect = protocol === "connect";
const transport = createTransport({
  baseUrl, protocol, format: options.includes("json") ? "json" : "binary", useGet: options.includes("get"),
});
const client = new HealthClient(transport);
// The schema of Health does not say that Check has no side effects.
const check = { ...Health.methods.check, noSideEffects: true };
const named = (service) => HealthCheckRequest.create({ service });

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    assert(error instanceof RpcError, String(error?.stack));
    return error;
  }
  assert.fail("the call should have failed");
}

async function all(stream) {
  const list = [];
  for await (const message of stream) list.push(message.status);
  return list;
}

const cases = {
  async "a unary call with metadata both ways"() {
    let headers;
    let trailers;
    const answer = await transport.unary(check, named("good"), {
      metadata: { "x-echo": "hello", "x-echo-bin": new Uint8Array([0, 255, 7]) }, timeoutMs: 5000,
      onHeaders: (value) => { headers = value; }, onTrailers: (value) => { trailers = value; },
    });
    assert.equal(answer.status, 1);
    if (!isConnect) return assert.equal(trailers["x-after"], "later");
    assert.equal(trailers["x-after"], "later");
    assert.equal(headers["x-echo"], "hello");
    assert.deepEqual(headers["x-echo-bin"], new Uint8Array([0, 255, 7]));
    assert.equal(headers["x-method"], options.includes("get") ? "GET" : "POST");
    assert(Number(headers["x-timeout"]) > 4000);
  },
  async "an error with details"() {
    const error = await failure(transport.unary(check, named("bad")));
    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.equal(error.reason, "no such service: ä");
    assert.equal(error.detail(BadRequest).fieldViolations[0].description, "ä: must be known");
  },
  async "a server stream"() {
    assert.deepEqual(await all(client.watch(named("count:3"))), [0, 1, 2]);
    assert.deepEqual(await all(client.watch(named("count:0"))), []);
  },
  async "a stream that fails behind its messages"() {
    const seen = [];
    const error = await failure((async () => {
      for await (const { status } of client.watch(named("broken:2"))) seen.push(status);
    })());
    assert.deepEqual(seen, [0, 1]);
    assert.equal(error.code, Code.UNAVAILABLE);
    assert.equal(error.reason, "try again");
  },
  async "deadlines"() {
    assert.equal((await failure(transport.unary(check, named("slow"), { timeoutMs: 150 }))).code, Code.DEADLINE_EXCEEDED);
    assert.equal((await failure(all(client.watch(named("slow"), { timeoutMs: 250 })))).code, Code.DEADLINE_EXCEEDED);
  },
  async "abort"() {
    const before = new AbortController();
    before.abort();
    assert.equal((await failure(transport.unary(check, named("good"), { signal: before.signal }))).code, Code.CANCELLED);
    const during = new AbortController();
    const error = await failure((async () => {
      for await (const _ of client.watch(named("slow"), { signal: during.signal })) during.abort();
    })());
    assert.equal(error.code, Code.CANCELLED);
  },
  async "a consumer that stops"() {
    for await (const _ of client.watch(named("slow"))) break;
  },
  async "reconnect behind the last message"() {
    const tokens = [];
    const delays = [];
    const open = (token) => {
      tokens.push(token);
      return client.watch(named(tokens.length < 3 ? "broken:3" : "count:2"));
    };
    const stream = watch(open, {
      tokenOf: ({ status }) => status, random: () => 0.5, sleep: async (ms) => { delays.push(ms); },
    });
    assert.deepEqual(await all(stream), [0, 1, 2, 0, 1, 2, 0, 1]);
    assert.deepEqual(tokens, [undefined, 2, 2]);
    assert.deepEqual(delays, [125, 125]);
  },
  async "no server"() {
    const nowhere = new HealthClient(createTransport({ baseUrl: "http://127.0.0.1:1", protocol }));
    const delays = [];
    const again = watch(() => nowhere.watch(named("x")), {
      maxAttempts: 3, random: () => 1, sleep: async (ms) => { delays.push(ms); },
    });
    assert.equal((await failure(all(again))).code, Code.UNAVAILABLE);
    assert.deepEqual(delays, [250, 500, 1000]);
  },
};

for (const [name, run] of Object.entries(cases)) {
  await run().catch((error) => {
    console.error(`${name}: ${error.stack}${error.cause ? `\ncause: ${error.cause.stack}` : ""}`);
    process.exitCode = 1;
  });
}

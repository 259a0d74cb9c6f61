// SPDX-License-Identifier: Apache-2.0
// strategos.js in a browser: fetches what to do, and posts what came of it.
import { run, runRefused } from "./strategos.js";

async function all() {
  const { allowing, refusing, options } = await (await fetch("/questions")).json();
  for (const each of options) await run(allowing, each);
  await runRefused(refusing);
  return { agent: navigator.userAgent, answers: options.length };
}

const result = await all().catch((error) => ({ error: String(error?.stack ?? error) }));
await fetch("/answers", { method: "POST", body: JSON.stringify(result) });

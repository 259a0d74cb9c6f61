// SPDX-License-Identifier: Apache-2.0
// The same as echo.js in a browser: fetches modules and questions, and posts the answers.
import { answerTo, typesOf } from "./answers.js";

async function run() {
  const { modules, questions } = await (await fetch("/questions")).json();
  const types = await typesOf(modules);
  return { agent: navigator.userAgent, answers: questions.map((question) => answerTo(question, types)) };
}

const result = await run().catch((error) => ({ error: String(error?.stack ?? error) }));
await fetch("/answers", { method: "POST", body: JSON.stringify(result) });

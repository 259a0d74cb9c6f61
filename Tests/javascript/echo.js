// SPDX-License-Identifier: Apache-2.0
// Answers questions, one a line on standard input, with the modules that are named as arguments.
import { createInterface } from "node:readline";
import { answerTo, typesOf } from "./answers.js";

const types = await typesOf(process.argv.slice(2));
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write(JSON.stringify(answerTo(JSON.parse(line), types)) + "\n");
}

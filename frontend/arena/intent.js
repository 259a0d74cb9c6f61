// SPDX-License-Identifier: Apache-2.0
// A strategy in the arena's words, as the numbers that Sources/ArenaWasm/IntentReader.swift reads.

import { FOCUSES, POSTURES, RESOURCES, TASKS } from "./words.js";

const ABSENT = -1;

function number(words, word, what) {
  const index = words.indexOf(word);
  if (index < 0) throw new RangeError(`${what}: '${word}' is none of ${words.join(", ")}`);
  return index;
}

function whole(value, least, most, what) {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${what}: ${value} is no whole number from ${least} to ${most}`);
  }
  return value;
}

const optional = (value, meaning) => (value === undefined || value === null ? ABSENT : meaning(value));

function shares(values, count, what) {
  if (values === undefined || values === null) return [ABSENT];
  if (values.length !== count) throw new RangeError(`${what}: ${values.length} shares, not ${count}`);
  const four = [...values, 0].slice(0, 4);
  return four.map((value, index) => whole(value, 0, 1000, `${what}[${index}]`));
}

function zone(value, what) {
  if (value === undefined || value === null) return [ABSENT, 0];
  return [whole(value.cell, 0, 1023, `${what}.cell`), whole(value.radius, 0, 255, `${what}.radius`)];
}

/** The numbers of an intent; throws a RangeError that names what is wrong. */
export function numbersOf(intent) {
  const priorities = intent.priorities ?? [];
  const counters = intent.counters ?? [];
  return Int32Array.from([
    number(POSTURES, intent.posture ?? "balanced", "posture"),
    optional(intent.focus, (word) => number(FOCUSES, word, "focus")),
    optional(intent.spawnInterval, (value) => whole(value, 0, 32767, "spawnInterval")),
    optional(intent.retreatHealth, (value) => whole(value, 0, 1000, "retreatHealth")),
    ...shares(intent.composition, 4, "composition"),
    ...shares(intent.shares, 3, "shares"),
    whole(priorities.length, 0, 64, "priorities.length"),
    ...priorities.flatMap((priority, index) => [
      number(TASKS, priority.task, `priorities[${index}].task`),
      whole(priority.weight, 0, 1000, `priorities[${index}].weight`),
      ...zone(priority.zone, `priorities[${index}].zone`),
      optional(priority.resource, (word) => number(RESOURCES, word, `priorities[${index}].resource`)),
    ]),
    whole(counters.length, 0, 64, "counters.length"),
    ...counters.flatMap((counter, index) => [
      whole(counter.team, 0, 5, `counters[${index}].team`),
      whole(counter.likelihood, 0, 1000, `counters[${index}].likelihood`),
      number(TASKS, counter.response, `counters[${index}].response`),
      ...zone(counter.zone, `counters[${index}].zone`),
    ]),
  ]);
}

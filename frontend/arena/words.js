// SPDX-License-Identifier: Apache-2.0
// The arena's vocabulary in the order of its numbers (Sources/Arena/Rules).

export const ARCHETYPES = Object.freeze(["balanced", "rush", "turtle", "boom", "expand", "raid"]);
export const POSTURES = Object.freeze(["aggressive", "defensive", "balanced", "economic"]);
export const FOCUSES = Object.freeze(["territory", "resources", "combat"]);
export const TASKS = Object.freeze(["collect", "expand", "attack", "defendTerritory", "defendBase", "scout"]);
export const RESOURCES = Object.freeze(["energy", "materials", "data"]);
export const ROLES = Object.freeze(["collector", "explorer", "defender", "attacker"]);
export const ENDINGS = Object.freeze(["running", "territory", "elimination", "resources", "time", "draw"]);

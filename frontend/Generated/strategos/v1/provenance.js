// Generated from strategos/v1/provenance.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Duration } from "../../google/protobuf/duration.js";

export const Source = Object.freeze({
    UNSPECIFIED: 0,
    PLANNER: 1,
    LLM: 2,
    AGENT_TOOLKIT: 3,
    CACHE: 4,
    FALLBACK: 5,
});

export const Source$ = enumInfo("strategos.v1.Source", {
    SOURCE_UNSPECIFIED: 0,
    SOURCE_PLANNER: 1,
    SOURCE_LLM: 2,
    SOURCE_AGENT_TOOLKIT: 3,
    SOURCE_CACHE: 4,
    SOURCE_FALLBACK: 5,
});

export const DegradationReason = Object.freeze({
    UNSPECIFIED: 0,
    BUDGET_TOO_SMALL: 1,
    TIMEOUT: 2,
    BACKEND_DOWN: 3,
    INVALID_OUTPUT: 4,
    BREAKER_OPEN: 5,
    RATE_LIMITED: 6,
    OVERLOADED: 7,
    RULES_UNKNOWN: 8,
});

export const DegradationReason$ = enumInfo("strategos.v1.DegradationReason", {
    DEGRADATION_REASON_UNSPECIFIED: 0,
    DEGRADATION_REASON_BUDGET_TOO_SMALL: 1,
    DEGRADATION_REASON_TIMEOUT: 2,
    DEGRADATION_REASON_BACKEND_DOWN: 3,
    DEGRADATION_REASON_INVALID_OUTPUT: 4,
    DEGRADATION_REASON_BREAKER_OPEN: 5,
    DEGRADATION_REASON_RATE_LIMITED: 6,
    DEGRADATION_REASON_OVERLOADED: 7,
    DEGRADATION_REASON_RULES_UNKNOWN: 8,
});

export const StepOutcome = Object.freeze({
    UNSPECIFIED: 0,
    OK: 1,
    SKIPPED: 2,
    FAILED: 3,
    CUT_SHORT: 4,
});

export const StepOutcome$ = enumInfo("strategos.v1.StepOutcome", {
    STEP_OUTCOME_UNSPECIFIED: 0,
    STEP_OUTCOME_OK: 1,
    STEP_OUTCOME_SKIPPED: 2,
    STEP_OUTCOME_FAILED: 3,
    STEP_OUTCOME_CUT_SHORT: 4,
});

export const Provenance = messageType("strategos.v1.Provenance", {
    create(init) {
        return {
            source: 0,
            model: "",
            steps: [],
            degraded: [],
            candidates: [],
            missingInputs: [],
            measures: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.source !== 0) w.tag(8).int32(m.source);
        if (m.model !== "") w.tag(18).string(m.model);
        for (const value of m.steps) w.tag(26).message(ProvenanceStep, value);
        for (const value of m.degraded) w.tag(34).message(Degradation, value);
        for (const value of m.candidates) w.tag(42).message(ScoredCandidate, value);
        if (m.budget !== undefined) w.tag(50).message(Duration, m.budget);
        if (m.elapsed !== undefined) w.tag(58).message(Duration, m.elapsed);
        for (const value of m.missingInputs) w.tag(66).string(value);
        for (const value of m.measures) w.tag(74).message(ScoreTerm, value);
        if (m.simulation !== undefined) w.tag(82).message(Simulation, m.simulation);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Provenance.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.source = r.int32();
                    break;
                case 18:
                    m.model = r.string();
                    break;
                case 26:
                    m.steps.push(r.message(ProvenanceStep));
                    break;
                case 34:
                    m.degraded.push(r.message(Degradation));
                    break;
                case 42:
                    m.candidates.push(r.message(ScoredCandidate));
                    break;
                case 50:
                    m.budget = r.message(Duration, m.budget);
                    break;
                case 58:
                    m.elapsed = r.message(Duration, m.elapsed);
                    break;
                case 66:
                    m.missingInputs.push(r.string());
                    break;
                case 74:
                    m.measures.push(r.message(ScoreTerm));
                    break;
                case 82:
                    m.simulation = r.message(Simulation, m.simulation);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.source !== 0 || w.emitsAll) json[w.key("source", "source")] = w.enum(m.source, Source$);
        if (m.model !== "" || w.emitsAll) json[w.key("model", "model")] = m.model;
        if (m.steps.length > 0 || w.emitsAll) json[w.key("steps", "steps")] = m.steps.map((value) => ProvenanceStep.writeJson(value, w));
        if (m.degraded.length > 0 || w.emitsAll) json[w.key("degraded", "degraded")] = m.degraded.map((value) => Degradation.writeJson(value, w));
        if (m.candidates.length > 0 || w.emitsAll) json[w.key("candidates", "candidates")] = m.candidates.map((value) => ScoredCandidate.writeJson(value, w));
        if (m.budget !== undefined) json[w.key("budget", "budget")] = Duration.writeJson(m.budget, w);
        if (m.elapsed !== undefined) json[w.key("elapsed", "elapsed")] = Duration.writeJson(m.elapsed, w);
        if (m.missingInputs.length > 0 || w.emitsAll) json[w.key("missingInputs", "missing_inputs")] = m.missingInputs.map((value) => value);
        if (m.measures.length > 0 || w.emitsAll) json[w.key("measures", "measures")] = m.measures.map((value) => ScoreTerm.writeJson(value, w));
        if (m.simulation !== undefined) json[w.key("simulation", "simulation")] = Simulation.writeJson(m.simulation, w);
        return json;
    },
    readJson(json, r, m = Provenance.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "source":
                    {
                        const number = r.enum(value, Source$);
                        if (number !== undefined) m.source = number;
                    }
                    break;
                case "model":
                    m.model = r.string(value);
                    break;
                case "steps":
                    for (const item of r.items(value)) {
                        m.steps.push(r.message(ProvenanceStep, item));
                    }
                    break;
                case "degraded":
                    for (const item of r.items(value)) {
                        m.degraded.push(r.message(Degradation, item));
                    }
                    break;
                case "candidates":
                    for (const item of r.items(value)) {
                        m.candidates.push(r.message(ScoredCandidate, item));
                    }
                    break;
                case "budget":
                    m.budget = r.message(Duration, value);
                    break;
                case "elapsed":
                    m.elapsed = r.message(Duration, value);
                    break;
                case "missing_inputs":
                    r.alias(json, "missingInputs"); // falls through
                case "missingInputs":
                    for (const item of r.items(value)) {
                        m.missingInputs.push(r.string(item));
                    }
                    break;
                case "measures":
                    for (const item of r.items(value)) {
                        m.measures.push(r.message(ScoreTerm, item));
                    }
                    break;
                case "simulation":
                    m.simulation = r.message(Simulation, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Simulation = messageType("strategos.v1.Simulation", {
    create(init) {
        return {
            value: 0,
            playouts: 0n,
            ticks: 0n,
            tickBudget: 0n,
            horizonTick: 0n,
            opponents: [],
            statesSeen: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (isSet(m.value)) w.tag(9).double(m.value);
        if (m.playouts !== 0n) w.tag(16).uint64(m.playouts);
        if (m.ticks !== 0n) w.tag(24).uint64(m.ticks);
        if (m.tickBudget !== 0n) w.tag(32).uint64(m.tickBudget);
        if (m.horizonTick !== 0n) w.tag(40).uint64(m.horizonTick);
        for (const value of m.opponents) w.tag(50).message(OpponentBelief, value);
        if (m.statesSeen !== 0n) w.tag(56).uint64(m.statesSeen);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Simulation.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.value = r.double();
                    break;
                case 16:
                    m.playouts = r.uint64();
                    break;
                case 24:
                    m.ticks = r.uint64();
                    break;
                case 32:
                    m.tickBudget = r.uint64();
                    break;
                case 40:
                    m.horizonTick = r.uint64();
                    break;
                case 50:
                    m.opponents.push(r.message(OpponentBelief));
                    break;
                case 56:
                    m.statesSeen = r.uint64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (isSet(m.value) || w.emitsAll) json[w.key("value", "value")] = w.double(m.value);
        if (m.playouts !== 0n || w.emitsAll) json[w.key("playouts", "playouts")] = String(m.playouts);
        if (m.ticks !== 0n || w.emitsAll) json[w.key("ticks", "ticks")] = String(m.ticks);
        if (m.tickBudget !== 0n || w.emitsAll) json[w.key("tickBudget", "tick_budget")] = String(m.tickBudget);
        if (m.horizonTick !== 0n || w.emitsAll) json[w.key("horizonTick", "horizon_tick")] = String(m.horizonTick);
        if (m.opponents.length > 0 || w.emitsAll) json[w.key("opponents", "opponents")] = m.opponents.map((value) => OpponentBelief.writeJson(value, w));
        if (m.statesSeen !== 0n || w.emitsAll) json[w.key("statesSeen", "states_seen")] = String(m.statesSeen);
        return json;
    },
    readJson(json, r, m = Simulation.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "value":
                    m.value = r.double(value);
                    break;
                case "playouts":
                    m.playouts = r.uint64(value);
                    break;
                case "ticks":
                    m.ticks = r.uint64(value);
                    break;
                case "tick_budget":
                    r.alias(json, "tickBudget"); // falls through
                case "tickBudget":
                    m.tickBudget = r.uint64(value);
                    break;
                case "horizon_tick":
                    r.alias(json, "horizonTick"); // falls through
                case "horizonTick":
                    m.horizonTick = r.uint64(value);
                    break;
                case "opponents":
                    for (const item of r.items(value)) {
                        m.opponents.push(r.message(OpponentBelief, item));
                    }
                    break;
                case "states_seen":
                    r.alias(json, "statesSeen"); // falls through
                case "statesSeen":
                    m.statesSeen = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const OpponentBelief = messageType("strategos.v1.OpponentBelief", {
    create(init) {
        return {
            teamId: "",
            plays: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        for (const value of m.plays) w.tag(18).message(BelievedPlay, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = OpponentBelief.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 18:
                    m.plays.push(r.message(BelievedPlay));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.plays.length > 0 || w.emitsAll) json[w.key("plays", "plays")] = m.plays.map((value) => BelievedPlay.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = OpponentBelief.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "plays":
                    for (const item of r.items(value)) {
                        m.plays.push(r.message(BelievedPlay, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BelievedPlay = messageType("strategos.v1.BelievedPlay", {
    create(init) {
        return {
            name: "",
            likelihood: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (isSet(m.likelihood)) w.tag(17).double(m.likelihood);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BelievedPlay.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 17:
                    m.likelihood = r.double();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== "" || w.emitsAll) json[w.key("name", "name")] = m.name;
        if (isSet(m.likelihood) || w.emitsAll) json[w.key("likelihood", "likelihood")] = w.double(m.likelihood);
        return json;
    },
    readJson(json, r, m = BelievedPlay.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "likelihood":
                    m.likelihood = r.double(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ProvenanceStep = messageType("strategos.v1.ProvenanceStep", {
    create(init) {
        return {
            name: "",
            outcome: 0,
            detail: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (m.startedAfter !== undefined) w.tag(18).message(Duration, m.startedAfter);
        if (m.duration !== undefined) w.tag(26).message(Duration, m.duration);
        if (m.outcome !== 0) w.tag(32).int32(m.outcome);
        if (m.detail !== "") w.tag(42).string(m.detail);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ProvenanceStep.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 18:
                    m.startedAfter = r.message(Duration, m.startedAfter);
                    break;
                case 26:
                    m.duration = r.message(Duration, m.duration);
                    break;
                case 32:
                    m.outcome = r.int32();
                    break;
                case 42:
                    m.detail = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== "" || w.emitsAll) json[w.key("name", "name")] = m.name;
        if (m.startedAfter !== undefined) json[w.key("startedAfter", "started_after")] = Duration.writeJson(m.startedAfter, w);
        if (m.duration !== undefined) json[w.key("duration", "duration")] = Duration.writeJson(m.duration, w);
        if (m.outcome !== 0 || w.emitsAll) json[w.key("outcome", "outcome")] = w.enum(m.outcome, StepOutcome$);
        if (m.detail !== "" || w.emitsAll) json[w.key("detail", "detail")] = m.detail;
        return json;
    },
    readJson(json, r, m = ProvenanceStep.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "started_after":
                    r.alias(json, "startedAfter"); // falls through
                case "startedAfter":
                    m.startedAfter = r.message(Duration, value);
                    break;
                case "duration":
                    m.duration = r.message(Duration, value);
                    break;
                case "outcome":
                    {
                        const number = r.enum(value, StepOutcome$);
                        if (number !== undefined) m.outcome = number;
                    }
                    break;
                case "detail":
                    m.detail = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Degradation = messageType("strategos.v1.Degradation", {
    create(init) {
        return {
            reason: 0,
            step: "",
            detail: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.reason !== 0) w.tag(8).int32(m.reason);
        if (m.step !== "") w.tag(18).string(m.step);
        if (m.detail !== "") w.tag(26).string(m.detail);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Degradation.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.reason = r.int32();
                    break;
                case 18:
                    m.step = r.string();
                    break;
                case 26:
                    m.detail = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.reason !== 0 || w.emitsAll) json[w.key("reason", "reason")] = w.enum(m.reason, DegradationReason$);
        if (m.step !== "" || w.emitsAll) json[w.key("step", "step")] = m.step;
        if (m.detail !== "" || w.emitsAll) json[w.key("detail", "detail")] = m.detail;
        return json;
    },
    readJson(json, r, m = Degradation.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "reason":
                    {
                        const number = r.enum(value, DegradationReason$);
                        if (number !== undefined) m.reason = number;
                    }
                    break;
                case "step":
                    m.step = r.string(value);
                    break;
                case "detail":
                    m.detail = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ScoredCandidate = messageType("strategos.v1.ScoredCandidate", {
    create(init) {
        return {
            name: "",
            score: 0,
            terms: [],
            chosen: false,
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (isSet(m.score)) w.tag(17).double(m.score);
        for (const value of m.terms) w.tag(26).message(ScoreTerm, value);
        if (m.chosen) w.tag(32).bool(m.chosen);
        if (m.playouts !== undefined) w.tag(40).uint32(m.playouts);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ScoredCandidate.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 17:
                    m.score = r.double();
                    break;
                case 26:
                    m.terms.push(r.message(ScoreTerm));
                    break;
                case 32:
                    m.chosen = r.bool();
                    break;
                case 40:
                    m.playouts = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== "" || w.emitsAll) json[w.key("name", "name")] = m.name;
        if (isSet(m.score) || w.emitsAll) json[w.key("score", "score")] = w.double(m.score);
        if (m.terms.length > 0 || w.emitsAll) json[w.key("terms", "terms")] = m.terms.map((value) => ScoreTerm.writeJson(value, w));
        if (m.chosen || w.emitsAll) json[w.key("chosen", "chosen")] = m.chosen;
        if (m.playouts !== undefined) json[w.key("playouts", "playouts")] = m.playouts;
        return json;
    },
    readJson(json, r, m = ScoredCandidate.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "score":
                    m.score = r.double(value);
                    break;
                case "terms":
                    for (const item of r.items(value)) {
                        m.terms.push(r.message(ScoreTerm, item));
                    }
                    break;
                case "chosen":
                    m.chosen = r.bool(value);
                    break;
                case "playouts":
                    m.playouts = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ScoreTerm = messageType("strategos.v1.ScoreTerm", {
    create(init) {
        return {
            name: "",
            value: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (isSet(m.value)) w.tag(17).double(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ScoreTerm.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 17:
                    m.value = r.double();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== "" || w.emitsAll) json[w.key("name", "name")] = m.name;
        if (isSet(m.value) || w.emitsAll) json[w.key("value", "value")] = w.double(m.value);
        return json;
    },
    readJson(json, r, m = ScoreTerm.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "value":
                    m.value = r.double(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

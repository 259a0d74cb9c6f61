// Generated from strategos/v1/strategy_service.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Duration } from "../../google/protobuf/duration.js";
import { GameState } from "../../strategos/v1/game_state.js";
import { Degradation } from "../../strategos/v1/provenance.js";
import { OpponentObservation, StrategyChange, TeamStrategy } from "../../strategos/v1/strategy.js";

export const GenerateStrategyRequest = messageType("strategos.v1.GenerateStrategyRequest", {
    create(init) {
        return {
            teamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.gameState !== undefined) w.tag(18).message(GameState, m.gameState);
        if (m.currentStrategy !== undefined) w.tag(26).message(TeamStrategy, m.currentStrategy);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = GenerateStrategyRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 18:
                    m.gameState = r.message(GameState, m.gameState);
                    break;
                case 26:
                    m.currentStrategy = r.message(TeamStrategy, m.currentStrategy);
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
        if (m.gameState !== undefined) json[w.key("gameState", "game_state")] = GameState.writeJson(m.gameState, w);
        if (m.currentStrategy !== undefined) json[w.key("currentStrategy", "current_strategy")] = TeamStrategy.writeJson(m.currentStrategy, w);
        return json;
    },
    readJson(json, r, m = GenerateStrategyRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "game_state":
                    r.alias(json, "gameState"); // falls through
                case "gameState":
                    m.gameState = r.message(GameState, value);
                    break;
                case "current_strategy":
                    r.alias(json, "currentStrategy"); // falls through
                case "currentStrategy":
                    m.currentStrategy = r.message(TeamStrategy, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const GenerateStrategyResponse = messageType("strategos.v1.GenerateStrategyResponse", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.strategy !== undefined) w.tag(10).message(TeamStrategy, m.strategy);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = GenerateStrategyResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.strategy = r.message(TeamStrategy, m.strategy);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.strategy !== undefined) json[w.key("strategy", "strategy")] = TeamStrategy.writeJson(m.strategy, w);
        return json;
    },
    readJson(json, r, m = GenerateStrategyResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "strategy":
                    m.strategy = r.message(TeamStrategy, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const StreamStrategyRequest = messageType("strategos.v1.StreamStrategyRequest", {
    create(init) {
        return {
            teamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.gameState !== undefined) w.tag(18).message(GameState, m.gameState);
        if (m.currentStrategy !== undefined) w.tag(26).message(TeamStrategy, m.currentStrategy);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = StreamStrategyRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 18:
                    m.gameState = r.message(GameState, m.gameState);
                    break;
                case 26:
                    m.currentStrategy = r.message(TeamStrategy, m.currentStrategy);
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
        if (m.gameState !== undefined) json[w.key("gameState", "game_state")] = GameState.writeJson(m.gameState, w);
        if (m.currentStrategy !== undefined) json[w.key("currentStrategy", "current_strategy")] = TeamStrategy.writeJson(m.currentStrategy, w);
        return json;
    },
    readJson(json, r, m = StreamStrategyRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "game_state":
                    r.alias(json, "gameState"); // falls through
                case "gameState":
                    m.gameState = r.message(GameState, value);
                    break;
                case "current_strategy":
                    r.alias(json, "currentStrategy"); // falls through
                case "currentStrategy":
                    m.currentStrategy = r.message(TeamStrategy, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const StreamStrategyResponse = messageType("strategos.v1.StreamStrategyResponse", {
    create(init) {
        return {
            sequence: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.sequence !== 0n) w.tag(8).uint64(m.sequence);
        if (m.update?.case === "strategy") w.tag(82).message(TeamStrategy, m.update.value);
        if (m.update?.case === "progress") w.tag(90).message(StrategyProgress, m.update.value);
        if (m.update?.case === "done") w.tag(98).message(StrategyDone, m.update.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = StreamStrategyResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.sequence = r.uint64();
                    break;
                case 82:
                    m.update = { case: "strategy", value: r.message(TeamStrategy, m.update?.case === "strategy" ? m.update.value : undefined) };
                    break;
                case 90:
                    m.update = { case: "progress", value: r.message(StrategyProgress, m.update?.case === "progress" ? m.update.value : undefined) };
                    break;
                case 98:
                    m.update = { case: "done", value: r.message(StrategyDone, m.update?.case === "done" ? m.update.value : undefined) };
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.sequence !== 0n || w.emitsAll) json[w.key("sequence", "sequence")] = String(m.sequence);
        if (m.update?.case === "strategy") json[w.key("strategy", "strategy")] = TeamStrategy.writeJson(m.update.value, w);
        if (m.update?.case === "progress") json[w.key("progress", "progress")] = StrategyProgress.writeJson(m.update.value, w);
        if (m.update?.case === "done") json[w.key("done", "done")] = StrategyDone.writeJson(m.update.value, w);
        return json;
    },
    readJson(json, r, m = StreamStrategyResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "sequence":
                    m.sequence = r.uint64(value);
                    break;
                case "strategy":
                    r.once(m.update, "update");
                    m.update = { case: "strategy", value: r.message(TeamStrategy, value) };
                    break;
                case "progress":
                    r.once(m.update, "update");
                    m.update = { case: "progress", value: r.message(StrategyProgress, value) };
                    break;
                case "done":
                    r.once(m.update, "update");
                    m.update = { case: "done", value: r.message(StrategyDone, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const StrategyProgress = messageType("strategos.v1.StrategyProgress", {
    create(init) {
        return {
            step: "",
            detail: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.step !== "") w.tag(10).string(m.step);
        if (m.donePerMille !== undefined) w.tag(16).uint32(m.donePerMille);
        if (m.detail !== "") w.tag(26).string(m.detail);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = StrategyProgress.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.step = r.string();
                    break;
                case 16:
                    m.donePerMille = r.uint32();
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
        if (m.step !== "" || w.emitsAll) json[w.key("step", "step")] = m.step;
        if (m.donePerMille !== undefined) json[w.key("donePerMille", "done_per_mille")] = m.donePerMille;
        if (m.detail !== "" || w.emitsAll) json[w.key("detail", "detail")] = m.detail;
        return json;
    },
    readJson(json, r, m = StrategyProgress.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "step":
                    m.step = r.string(value);
                    break;
                case "done_per_mille":
                    r.alias(json, "donePerMille"); // falls through
                case "donePerMille":
                    m.donePerMille = r.uint32(value);
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

export const StrategyDone = messageType("strategos.v1.StrategyDone", {
    create(init) {
        return {
            strategies: 0,
            degraded: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.strategies !== 0) w.tag(8).uint32(m.strategies);
        if (m.elapsed !== undefined) w.tag(18).message(Duration, m.elapsed);
        for (const value of m.degraded) w.tag(26).message(Degradation, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = StrategyDone.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.strategies = r.uint32();
                    break;
                case 18:
                    m.elapsed = r.message(Duration, m.elapsed);
                    break;
                case 26:
                    m.degraded.push(r.message(Degradation));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.strategies !== 0 || w.emitsAll) json[w.key("strategies", "strategies")] = m.strategies;
        if (m.elapsed !== undefined) json[w.key("elapsed", "elapsed")] = Duration.writeJson(m.elapsed, w);
        if (m.degraded.length > 0 || w.emitsAll) json[w.key("degraded", "degraded")] = m.degraded.map((value) => Degradation.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = StrategyDone.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "strategies":
                    m.strategies = r.uint32(value);
                    break;
                case "elapsed":
                    m.elapsed = r.message(Duration, value);
                    break;
                case "degraded":
                    for (const item of r.items(value)) {
                        m.degraded.push(r.message(Degradation, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const AdaptStrategyRequest = messageType("strategos.v1.AdaptStrategyRequest", {
    create(init) {
        return {
            teamId: "",
            observations: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.gameState !== undefined) w.tag(18).message(GameState, m.gameState);
        if (m.currentStrategy !== undefined) w.tag(26).message(TeamStrategy, m.currentStrategy);
        for (const value of m.observations) w.tag(34).message(OpponentObservation, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = AdaptStrategyRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 18:
                    m.gameState = r.message(GameState, m.gameState);
                    break;
                case 26:
                    m.currentStrategy = r.message(TeamStrategy, m.currentStrategy);
                    break;
                case 34:
                    m.observations.push(r.message(OpponentObservation));
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
        if (m.gameState !== undefined) json[w.key("gameState", "game_state")] = GameState.writeJson(m.gameState, w);
        if (m.currentStrategy !== undefined) json[w.key("currentStrategy", "current_strategy")] = TeamStrategy.writeJson(m.currentStrategy, w);
        if (m.observations.length > 0 || w.emitsAll) json[w.key("observations", "observations")] = m.observations.map((value) => OpponentObservation.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = AdaptStrategyRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "game_state":
                    r.alias(json, "gameState"); // falls through
                case "gameState":
                    m.gameState = r.message(GameState, value);
                    break;
                case "current_strategy":
                    r.alias(json, "currentStrategy"); // falls through
                case "currentStrategy":
                    m.currentStrategy = r.message(TeamStrategy, value);
                    break;
                case "observations":
                    for (const item of r.items(value)) {
                        m.observations.push(r.message(OpponentObservation, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const AdaptStrategyResponse = messageType("strategos.v1.AdaptStrategyResponse", {
    create(init) {
        return {
            changes: [],
            changed: false,
            ...init,
        };
    },
    write(m, w) {
        if (m.strategy !== undefined) w.tag(10).message(TeamStrategy, m.strategy);
        for (const value of m.changes) w.tag(18).message(StrategyChange, value);
        if (m.changed) w.tag(24).bool(m.changed);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = AdaptStrategyResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.strategy = r.message(TeamStrategy, m.strategy);
                    break;
                case 18:
                    m.changes.push(r.message(StrategyChange));
                    break;
                case 24:
                    m.changed = r.bool();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.strategy !== undefined) json[w.key("strategy", "strategy")] = TeamStrategy.writeJson(m.strategy, w);
        if (m.changes.length > 0 || w.emitsAll) json[w.key("changes", "changes")] = m.changes.map((value) => StrategyChange.writeJson(value, w));
        if (m.changed || w.emitsAll) json[w.key("changed", "changed")] = m.changed;
        return json;
    },
    readJson(json, r, m = AdaptStrategyResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "strategy":
                    m.strategy = r.message(TeamStrategy, value);
                    break;
                case "changes":
                    for (const item of r.items(value)) {
                        m.changes.push(r.message(StrategyChange, item));
                    }
                    break;
                case "changed":
                    m.changed = r.bool(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const DirectRequest = messageType("strategos.v1.DirectRequest", {
    create(init) {
        return {
            teamId: "",
            sequence: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.sequence !== 0n) w.tag(16).uint64(m.sequence);
        if (m.input?.case === "gameState") w.tag(82).message(GameState, m.input.value);
        if (m.input?.case === "observation") w.tag(90).message(OpponentObservation, m.input.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = DirectRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 16:
                    m.sequence = r.uint64();
                    break;
                case 82:
                    m.input = { case: "gameState", value: r.message(GameState, m.input?.case === "gameState" ? m.input.value : undefined) };
                    break;
                case 90:
                    m.input = { case: "observation", value: r.message(OpponentObservation, m.input?.case === "observation" ? m.input.value : undefined) };
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
        if (m.sequence !== 0n || w.emitsAll) json[w.key("sequence", "sequence")] = String(m.sequence);
        if (m.input?.case === "gameState") json[w.key("gameState", "game_state")] = GameState.writeJson(m.input.value, w);
        if (m.input?.case === "observation") json[w.key("observation", "observation")] = OpponentObservation.writeJson(m.input.value, w);
        return json;
    },
    readJson(json, r, m = DirectRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "sequence":
                    m.sequence = r.uint64(value);
                    break;
                case "game_state":
                    r.alias(json, "gameState"); // falls through
                case "gameState":
                    r.once(m.input, "input");
                    m.input = { case: "gameState", value: r.message(GameState, value) };
                    break;
                case "observation":
                    r.once(m.input, "input");
                    m.input = { case: "observation", value: r.message(OpponentObservation, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const DirectResponse = messageType("strategos.v1.DirectResponse", {
    create(init) {
        return {
            sequence: 0n,
            answersSequence: 0n,
            changes: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.sequence !== 0n) w.tag(8).uint64(m.sequence);
        if (m.answersSequence !== 0n) w.tag(16).uint64(m.answersSequence);
        for (const value of m.changes) w.tag(26).message(StrategyChange, value);
        if (m.directive?.case === "strategy") w.tag(82).message(TeamStrategy, m.directive.value);
        if (m.directive?.case === "keep") w.tag(90).message(KeepStrategy, m.directive.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = DirectResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.sequence = r.uint64();
                    break;
                case 16:
                    m.answersSequence = r.uint64();
                    break;
                case 26:
                    m.changes.push(r.message(StrategyChange));
                    break;
                case 82:
                    m.directive = { case: "strategy", value: r.message(TeamStrategy, m.directive?.case === "strategy" ? m.directive.value : undefined) };
                    break;
                case 90:
                    m.directive = { case: "keep", value: r.message(KeepStrategy, m.directive?.case === "keep" ? m.directive.value : undefined) };
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.sequence !== 0n || w.emitsAll) json[w.key("sequence", "sequence")] = String(m.sequence);
        if (m.answersSequence !== 0n || w.emitsAll) json[w.key("answersSequence", "answers_sequence")] = String(m.answersSequence);
        if (m.changes.length > 0 || w.emitsAll) json[w.key("changes", "changes")] = m.changes.map((value) => StrategyChange.writeJson(value, w));
        if (m.directive?.case === "strategy") json[w.key("strategy", "strategy")] = TeamStrategy.writeJson(m.directive.value, w);
        if (m.directive?.case === "keep") json[w.key("keep", "keep")] = KeepStrategy.writeJson(m.directive.value, w);
        return json;
    },
    readJson(json, r, m = DirectResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "sequence":
                    m.sequence = r.uint64(value);
                    break;
                case "answers_sequence":
                    r.alias(json, "answersSequence"); // falls through
                case "answersSequence":
                    m.answersSequence = r.uint64(value);
                    break;
                case "changes":
                    for (const item of r.items(value)) {
                        m.changes.push(r.message(StrategyChange, item));
                    }
                    break;
                case "strategy":
                    r.once(m.directive, "directive");
                    m.directive = { case: "strategy", value: r.message(TeamStrategy, value) };
                    break;
                case "keep":
                    r.once(m.directive, "directive");
                    m.directive = { case: "keep", value: r.message(KeepStrategy, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const KeepStrategy = messageType("strategos.v1.KeepStrategy", {
    create(init) {
        return {
            reason: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.reason !== "") w.tag(10).string(m.reason);
        if (m.validUntilTick !== undefined) w.tag(16).uint64(m.validUntilTick);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = KeepStrategy.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.reason = r.string();
                    break;
                case 16:
                    m.validUntilTick = r.uint64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.reason !== "" || w.emitsAll) json[w.key("reason", "reason")] = m.reason;
        if (m.validUntilTick !== undefined) json[w.key("validUntilTick", "valid_until_tick")] = String(m.validUntilTick);
        return json;
    },
    readJson(json, r, m = KeepStrategy.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "reason":
                    m.reason = r.string(value);
                    break;
                case "valid_until_tick":
                    r.alias(json, "validUntilTick"); // falls through
                case "validUntilTick":
                    m.validUntilTick = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const StrategyService = Object.freeze({
    typeName: "strategos.v1.StrategyService",
    methods: {
        generateStrategy: {
            service: "strategos.v1.StrategyService",
            name: "GenerateStrategy",
            kind: "unary",
            input: GenerateStrategyRequest,
            output: GenerateStrategyResponse,
            noSideEffects: false,
        },
        streamStrategy: {
            service: "strategos.v1.StrategyService",
            name: "StreamStrategy",
            kind: "serverStreaming",
            input: StreamStrategyRequest,
            output: StreamStrategyResponse,
            noSideEffects: false,
        },
        adaptStrategy: {
            service: "strategos.v1.StrategyService",
            name: "AdaptStrategy",
            kind: "unary",
            input: AdaptStrategyRequest,
            output: AdaptStrategyResponse,
            noSideEffects: false,
        },
        direct: {
            service: "strategos.v1.StrategyService",
            name: "Direct",
            kind: "bidirectional",
            input: DirectRequest,
            output: DirectResponse,
            noSideEffects: false,
        },
    },
});

export class StrategyServiceClient {
    constructor(transport) {
        this.transport = transport;
    }

    generateStrategy(request, options) {
        return this.transport.unary(StrategyService.methods.generateStrategy, request, options);
    }

    streamStrategy(request, options) {
        return this.transport.serverStreaming(StrategyService.methods.streamStrategy, request, options);
    }

    adaptStrategy(request, options) {
        return this.transport.unary(StrategyService.methods.adaptStrategy, request, options);
    }
}

// Generated from strategos/v1/strategy.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Composition, RoleCounts, TaskKind$ } from "../../strategos/v1/agent.js";
import { Zone } from "../../strategos/v1/hex.js";
import { Provenance } from "../../strategos/v1/provenance.js";
import { ResourceKind$, ResourceShares } from "../../strategos/v1/resource.js";

export const Posture = Object.freeze({
    UNSPECIFIED: 0,
    AGGRESSIVE: 1,
    DEFENSIVE: 2,
    BALANCED: 3,
    ECONOMIC: 4,
});

export const Posture$ = enumInfo("strategos.v1.Posture", {
    POSTURE_UNSPECIFIED: 0,
    POSTURE_AGGRESSIVE: 1,
    POSTURE_DEFENSIVE: 2,
    POSTURE_BALANCED: 3,
    POSTURE_ECONOMIC: 4,
});

export const Focus = Object.freeze({
    UNSPECIFIED: 0,
    TERRITORY: 1,
    RESOURCES: 2,
    COMBAT: 3,
});

export const Focus$ = enumInfo("strategos.v1.Focus", {
    FOCUS_UNSPECIFIED: 0,
    FOCUS_TERRITORY: 1,
    FOCUS_RESOURCES: 2,
    FOCUS_COMBAT: 3,
});

export const Archetype = Object.freeze({
    UNSPECIFIED: 0,
    BALANCED: 1,
    RUSH: 2,
    TURTLE: 3,
    BOOM: 4,
    EXPAND: 5,
    RAID: 6,
});

export const Archetype$ = enumInfo("strategos.v1.Archetype", {
    ARCHETYPE_UNSPECIFIED: 0,
    ARCHETYPE_BALANCED: 1,
    ARCHETYPE_RUSH: 2,
    ARCHETYPE_TURTLE: 3,
    ARCHETYPE_BOOM: 4,
    ARCHETYPE_EXPAND: 5,
    ARCHETYPE_RAID: 6,
});

export const Priority = messageType("strategos.v1.Priority", {
    create(init) {
        return {
            task: 0,
            weightPerMille: 0,
            resource: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.task !== 0) w.tag(8).int32(m.task);
        if (m.weightPerMille !== 0) w.tag(16).uint32(m.weightPerMille);
        if (m.zone !== undefined) w.tag(26).message(Zone, m.zone);
        if (m.resource !== 0) w.tag(32).int32(m.resource);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Priority.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.task = r.int32();
                    break;
                case 16:
                    m.weightPerMille = r.uint32();
                    break;
                case 26:
                    m.zone = r.message(Zone, m.zone);
                    break;
                case 32:
                    m.resource = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.task !== 0 || w.emitsAll) json[w.key("task", "task")] = w.enum(m.task, TaskKind$);
        if (m.weightPerMille !== 0 || w.emitsAll) json[w.key("weightPerMille", "weight_per_mille")] = m.weightPerMille;
        if (m.zone !== undefined) json[w.key("zone", "zone")] = Zone.writeJson(m.zone, w);
        if (m.resource !== 0 || w.emitsAll) json[w.key("resource", "resource")] = w.enum(m.resource, ResourceKind$);
        return json;
    },
    readJson(json, r, m = Priority.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "task":
                    {
                        const number = r.enum(value, TaskKind$);
                        if (number !== undefined) m.task = number;
                    }
                    break;
                case "weight_per_mille":
                    r.alias(json, "weightPerMille"); // falls through
                case "weightPerMille":
                    m.weightPerMille = r.uint32(value);
                    break;
                case "zone":
                    m.zone = r.message(Zone, value);
                    break;
                case "resource":
                    {
                        const number = r.enum(value, ResourceKind$);
                        if (number !== undefined) m.resource = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Counter = messageType("strategos.v1.Counter", {
    create(init) {
        return {
            opponentTeam: "",
            observed: 0,
            likelihoodPerMille: 0,
            response: 0,
            description: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.opponentTeam !== "") w.tag(10).string(m.opponentTeam);
        if (m.observed !== 0) w.tag(16).int32(m.observed);
        if (m.likelihoodPerMille !== 0) w.tag(24).uint32(m.likelihoodPerMille);
        if (m.response !== 0) w.tag(32).int32(m.response);
        if (m.zone !== undefined) w.tag(42).message(Zone, m.zone);
        if (m.description !== "") w.tag(50).string(m.description);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Counter.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.opponentTeam = r.string();
                    break;
                case 16:
                    m.observed = r.int32();
                    break;
                case 24:
                    m.likelihoodPerMille = r.uint32();
                    break;
                case 32:
                    m.response = r.int32();
                    break;
                case 42:
                    m.zone = r.message(Zone, m.zone);
                    break;
                case 50:
                    m.description = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.opponentTeam !== "" || w.emitsAll) json[w.key("opponentTeam", "opponent_team")] = m.opponentTeam;
        if (m.observed !== 0 || w.emitsAll) json[w.key("observed", "observed")] = w.enum(m.observed, Archetype$);
        if (m.likelihoodPerMille !== 0 || w.emitsAll) json[w.key("likelihoodPerMille", "likelihood_per_mille")] = m.likelihoodPerMille;
        if (m.response !== 0 || w.emitsAll) json[w.key("response", "response")] = w.enum(m.response, TaskKind$);
        if (m.zone !== undefined) json[w.key("zone", "zone")] = Zone.writeJson(m.zone, w);
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        return json;
    },
    readJson(json, r, m = Counter.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "opponent_team":
                    r.alias(json, "opponentTeam"); // falls through
                case "opponentTeam":
                    m.opponentTeam = r.string(value);
                    break;
                case "observed":
                    {
                        const number = r.enum(value, Archetype$);
                        if (number !== undefined) m.observed = number;
                    }
                    break;
                case "likelihood_per_mille":
                    r.alias(json, "likelihoodPerMille"); // falls through
                case "likelihoodPerMille":
                    m.likelihoodPerMille = r.uint32(value);
                    break;
                case "response":
                    {
                        const number = r.enum(value, TaskKind$);
                        if (number !== undefined) m.response = number;
                    }
                    break;
                case "zone":
                    m.zone = r.message(Zone, value);
                    break;
                case "description":
                    m.description = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const TeamStrategy = messageType("strategos.v1.TeamStrategy", {
    create(init) {
        return {
            strategyId: "",
            teamId: "",
            posture: 0,
            focus: 0,
            priorities: [],
            counters: [],
            confidence: 0,
            description: "",
            archetype: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.strategyId !== "") w.tag(10).string(m.strategyId);
        if (m.teamId !== "") w.tag(18).string(m.teamId);
        if (m.posture !== 0) w.tag(24).int32(m.posture);
        if (m.focus !== 0) w.tag(32).int32(m.focus);
        for (const value of m.priorities) w.tag(42).message(Priority, value);
        if (m.composition !== undefined) w.tag(50).message(Composition, m.composition);
        if (m.resourceShares !== undefined) w.tag(58).message(ResourceShares, m.resourceShares);
        for (const value of m.counters) w.tag(66).message(Counter, value);
        if (m.validUntilTick !== undefined) w.tag(72).uint64(m.validUntilTick);
        if (isSet(m.confidence)) w.tag(81).double(m.confidence);
        if (m.description !== "") w.tag(90).string(m.description);
        if (m.provenance !== undefined) w.tag(98).message(Provenance, m.provenance);
        if (m.archetype !== 0) w.tag(104).int32(m.archetype);
        if (m.spawnIntervalPerMille !== undefined) w.tag(112).uint32(m.spawnIntervalPerMille);
        if (m.retreatHealthPerMille !== undefined) w.tag(120).uint32(m.retreatHealthPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = TeamStrategy.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.strategyId = r.string();
                    break;
                case 18:
                    m.teamId = r.string();
                    break;
                case 24:
                    m.posture = r.int32();
                    break;
                case 32:
                    m.focus = r.int32();
                    break;
                case 42:
                    m.priorities.push(r.message(Priority));
                    break;
                case 50:
                    m.composition = r.message(Composition, m.composition);
                    break;
                case 58:
                    m.resourceShares = r.message(ResourceShares, m.resourceShares);
                    break;
                case 66:
                    m.counters.push(r.message(Counter));
                    break;
                case 72:
                    m.validUntilTick = r.uint64();
                    break;
                case 81:
                    m.confidence = r.double();
                    break;
                case 90:
                    m.description = r.string();
                    break;
                case 98:
                    m.provenance = r.message(Provenance, m.provenance);
                    break;
                case 104:
                    m.archetype = r.int32();
                    break;
                case 112:
                    m.spawnIntervalPerMille = r.uint32();
                    break;
                case 120:
                    m.retreatHealthPerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.strategyId !== "" || w.emitsAll) json[w.key("strategyId", "strategy_id")] = m.strategyId;
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.posture !== 0 || w.emitsAll) json[w.key("posture", "posture")] = w.enum(m.posture, Posture$);
        if (m.focus !== 0 || w.emitsAll) json[w.key("focus", "focus")] = w.enum(m.focus, Focus$);
        if (m.priorities.length > 0 || w.emitsAll) json[w.key("priorities", "priorities")] = m.priorities.map((value) => Priority.writeJson(value, w));
        if (m.composition !== undefined) json[w.key("composition", "composition")] = Composition.writeJson(m.composition, w);
        if (m.resourceShares !== undefined) json[w.key("resourceShares", "resource_shares")] = ResourceShares.writeJson(m.resourceShares, w);
        if (m.counters.length > 0 || w.emitsAll) json[w.key("counters", "counters")] = m.counters.map((value) => Counter.writeJson(value, w));
        if (m.validUntilTick !== undefined) json[w.key("validUntilTick", "valid_until_tick")] = String(m.validUntilTick);
        if (isSet(m.confidence) || w.emitsAll) json[w.key("confidence", "confidence")] = w.double(m.confidence);
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        if (m.provenance !== undefined) json[w.key("provenance", "provenance")] = Provenance.writeJson(m.provenance, w);
        if (m.archetype !== 0 || w.emitsAll) json[w.key("archetype", "archetype")] = w.enum(m.archetype, Archetype$);
        if (m.spawnIntervalPerMille !== undefined) json[w.key("spawnIntervalPerMille", "spawn_interval_per_mille")] = m.spawnIntervalPerMille;
        if (m.retreatHealthPerMille !== undefined) json[w.key("retreatHealthPerMille", "retreat_health_per_mille")] = m.retreatHealthPerMille;
        return json;
    },
    readJson(json, r, m = TeamStrategy.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "strategy_id":
                    r.alias(json, "strategyId"); // falls through
                case "strategyId":
                    m.strategyId = r.string(value);
                    break;
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "posture":
                    {
                        const number = r.enum(value, Posture$);
                        if (number !== undefined) m.posture = number;
                    }
                    break;
                case "focus":
                    {
                        const number = r.enum(value, Focus$);
                        if (number !== undefined) m.focus = number;
                    }
                    break;
                case "priorities":
                    for (const item of r.items(value)) {
                        m.priorities.push(r.message(Priority, item));
                    }
                    break;
                case "composition":
                    m.composition = r.message(Composition, value);
                    break;
                case "resource_shares":
                    r.alias(json, "resourceShares"); // falls through
                case "resourceShares":
                    m.resourceShares = r.message(ResourceShares, value);
                    break;
                case "counters":
                    for (const item of r.items(value)) {
                        m.counters.push(r.message(Counter, item));
                    }
                    break;
                case "valid_until_tick":
                    r.alias(json, "validUntilTick"); // falls through
                case "validUntilTick":
                    m.validUntilTick = r.uint64(value);
                    break;
                case "confidence":
                    m.confidence = r.double(value);
                    break;
                case "description":
                    m.description = r.string(value);
                    break;
                case "provenance":
                    m.provenance = r.message(Provenance, value);
                    break;
                case "archetype":
                    {
                        const number = r.enum(value, Archetype$);
                        if (number !== undefined) m.archetype = number;
                    }
                    break;
                case "spawn_interval_per_mille":
                    r.alias(json, "spawnIntervalPerMille"); // falls through
                case "spawnIntervalPerMille":
                    m.spawnIntervalPerMille = r.uint32(value);
                    break;
                case "retreat_health_per_mille":
                    r.alias(json, "retreatHealthPerMille"); // falls through
                case "retreatHealthPerMille":
                    m.retreatHealthPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const OpponentObservation = messageType("strategos.v1.OpponentObservation", {
    create(init) {
        return {
            teamId: "",
            task: 0,
            archetype: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.tick !== undefined) w.tag(16).uint64(m.tick);
        if (m.task !== 0) w.tag(24).int32(m.task);
        if (m.agents !== undefined) w.tag(34).message(RoleCounts, m.agents);
        if (m.zone !== undefined) w.tag(42).message(Zone, m.zone);
        if (m.weight !== undefined) w.tag(49).double(m.weight);
        if (m.archetype !== 0) w.tag(56).int32(m.archetype);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = OpponentObservation.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 16:
                    m.tick = r.uint64();
                    break;
                case 24:
                    m.task = r.int32();
                    break;
                case 34:
                    m.agents = r.message(RoleCounts, m.agents);
                    break;
                case 42:
                    m.zone = r.message(Zone, m.zone);
                    break;
                case 49:
                    m.weight = r.double();
                    break;
                case 56:
                    m.archetype = r.int32();
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
        if (m.tick !== undefined) json[w.key("tick", "tick")] = String(m.tick);
        if (m.task !== 0 || w.emitsAll) json[w.key("task", "task")] = w.enum(m.task, TaskKind$);
        if (m.agents !== undefined) json[w.key("agents", "agents")] = RoleCounts.writeJson(m.agents, w);
        if (m.zone !== undefined) json[w.key("zone", "zone")] = Zone.writeJson(m.zone, w);
        if (m.weight !== undefined) json[w.key("weight", "weight")] = w.double(m.weight);
        if (m.archetype !== 0 || w.emitsAll) json[w.key("archetype", "archetype")] = w.enum(m.archetype, Archetype$);
        return json;
    },
    readJson(json, r, m = OpponentObservation.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "tick":
                    m.tick = r.uint64(value);
                    break;
                case "task":
                    {
                        const number = r.enum(value, TaskKind$);
                        if (number !== undefined) m.task = number;
                    }
                    break;
                case "agents":
                    m.agents = r.message(RoleCounts, value);
                    break;
                case "zone":
                    m.zone = r.message(Zone, value);
                    break;
                case "weight":
                    m.weight = r.double(value);
                    break;
                case "archetype":
                    {
                        const number = r.enum(value, Archetype$);
                        if (number !== undefined) m.archetype = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const StrategyChange = messageType("strategos.v1.StrategyChange", {
    create(init) {
        return {
            field: "",
            before: "",
            after: "",
            reason: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.field !== "") w.tag(10).string(m.field);
        if (m.before !== "") w.tag(18).string(m.before);
        if (m.after !== "") w.tag(26).string(m.after);
        if (m.reason !== "") w.tag(34).string(m.reason);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = StrategyChange.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.field = r.string();
                    break;
                case 18:
                    m.before = r.string();
                    break;
                case 26:
                    m.after = r.string();
                    break;
                case 34:
                    m.reason = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.field !== "" || w.emitsAll) json[w.key("field", "field")] = m.field;
        if (m.before !== "" || w.emitsAll) json[w.key("before", "before")] = m.before;
        if (m.after !== "" || w.emitsAll) json[w.key("after", "after")] = m.after;
        if (m.reason !== "" || w.emitsAll) json[w.key("reason", "reason")] = m.reason;
        return json;
    },
    readJson(json, r, m = StrategyChange.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "field":
                    m.field = r.string(value);
                    break;
                case "before":
                    m.before = r.string(value);
                    break;
                case "after":
                    m.after = r.string(value);
                    break;
                case "reason":
                    m.reason = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

// Generated from strategos/v1/agent.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { HexCoordinate, Zone } from "../../strategos/v1/hex.js";
import { Provenance } from "../../strategos/v1/provenance.js";
import { ResourceAmounts } from "../../strategos/v1/resource.js";

export const AgentRole = Object.freeze({
    UNSPECIFIED: 0,
    COLLECTOR: 1,
    EXPLORER: 2,
    DEFENDER: 3,
    ATTACKER: 4,
});

export const AgentRole$ = enumInfo("strategos.v1.AgentRole", {
    AGENT_ROLE_UNSPECIFIED: 0,
    AGENT_ROLE_COLLECTOR: 1,
    AGENT_ROLE_EXPLORER: 2,
    AGENT_ROLE_DEFENDER: 3,
    AGENT_ROLE_ATTACKER: 4,
});

export const TaskKind = Object.freeze({
    UNSPECIFIED: 0,
    COLLECT: 1,
    EXPAND_TERRITORY: 2,
    ATTACK_ENEMIES: 3,
    DEFEND_TERRITORY: 4,
    DEFEND_BASE: 5,
    SCOUT: 6,
});

export const TaskKind$ = enumInfo("strategos.v1.TaskKind", {
    TASK_KIND_UNSPECIFIED: 0,
    TASK_KIND_COLLECT: 1,
    TASK_KIND_EXPAND_TERRITORY: 2,
    TASK_KIND_ATTACK_ENEMIES: 3,
    TASK_KIND_DEFEND_TERRITORY: 4,
    TASK_KIND_DEFEND_BASE: 5,
    TASK_KIND_SCOUT: 6,
});

export const AgentPriority = Object.freeze({
    UNSPECIFIED: 0,
    ENERGY: 1,
    MATERIALS: 2,
    DATA: 3,
    TERRITORY: 4,
});

export const AgentPriority$ = enumInfo("strategos.v1.AgentPriority", {
    AGENT_PRIORITY_UNSPECIFIED: 0,
    AGENT_PRIORITY_ENERGY: 1,
    AGENT_PRIORITY_MATERIALS: 2,
    AGENT_PRIORITY_DATA: 3,
    AGENT_PRIORITY_TERRITORY: 4,
});

export const AgentAttributes = messageType("strategos.v1.AgentAttributes", {
    create(init) {
        return {
            speedPerMille: 0,
            healthPerMille: 0,
            attackPerMille: 0,
            defensePerMille: 0,
            carryCapacityPerMille: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.speedPerMille !== 0) w.tag(8).uint32(m.speedPerMille);
        if (m.healthPerMille !== 0) w.tag(16).uint32(m.healthPerMille);
        if (m.attackPerMille !== 0) w.tag(24).uint32(m.attackPerMille);
        if (m.defensePerMille !== 0) w.tag(32).uint32(m.defensePerMille);
        if (m.carryCapacityPerMille !== 0) w.tag(40).uint32(m.carryCapacityPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = AgentAttributes.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.speedPerMille = r.uint32();
                    break;
                case 16:
                    m.healthPerMille = r.uint32();
                    break;
                case 24:
                    m.attackPerMille = r.uint32();
                    break;
                case 32:
                    m.defensePerMille = r.uint32();
                    break;
                case 40:
                    m.carryCapacityPerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.speedPerMille !== 0 || w.emitsAll) json[w.key("speedPerMille", "speed_per_mille")] = m.speedPerMille;
        if (m.healthPerMille !== 0 || w.emitsAll) json[w.key("healthPerMille", "health_per_mille")] = m.healthPerMille;
        if (m.attackPerMille !== 0 || w.emitsAll) json[w.key("attackPerMille", "attack_per_mille")] = m.attackPerMille;
        if (m.defensePerMille !== 0 || w.emitsAll) json[w.key("defensePerMille", "defense_per_mille")] = m.defensePerMille;
        if (m.carryCapacityPerMille !== 0 || w.emitsAll) json[w.key("carryCapacityPerMille", "carry_capacity_per_mille")] = m.carryCapacityPerMille;
        return json;
    },
    readJson(json, r, m = AgentAttributes.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "speed_per_mille":
                    r.alias(json, "speedPerMille"); // falls through
                case "speedPerMille":
                    m.speedPerMille = r.uint32(value);
                    break;
                case "health_per_mille":
                    r.alias(json, "healthPerMille"); // falls through
                case "healthPerMille":
                    m.healthPerMille = r.uint32(value);
                    break;
                case "attack_per_mille":
                    r.alias(json, "attackPerMille"); // falls through
                case "attackPerMille":
                    m.attackPerMille = r.uint32(value);
                    break;
                case "defense_per_mille":
                    r.alias(json, "defensePerMille"); // falls through
                case "defensePerMille":
                    m.defensePerMille = r.uint32(value);
                    break;
                case "carry_capacity_per_mille":
                    r.alias(json, "carryCapacityPerMille"); // falls through
                case "carryCapacityPerMille":
                    m.carryCapacityPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Agent = messageType("strategos.v1.Agent", {
    create(init) {
        return {
            id: "",
            role: 0,
            task: 0,
            priority: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.id !== "") w.tag(10).string(m.id);
        if (m.role !== 0) w.tag(16).int32(m.role);
        if (m.position !== undefined) w.tag(26).message(HexCoordinate, m.position);
        if (m.hitPoints !== undefined) w.tag(33).double(m.hitPoints);
        if (m.maxHitPoints !== undefined) w.tag(41).double(m.maxHitPoints);
        if (m.attributes !== undefined) w.tag(50).message(AgentAttributes, m.attributes);
        if (m.carrying !== undefined) w.tag(58).message(ResourceAmounts, m.carrying);
        if (m.task !== 0) w.tag(64).int32(m.task);
        if (m.target !== undefined) w.tag(74).message(HexCoordinate, m.target);
        if (m.priority !== 0) w.tag(80).int32(m.priority);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Agent.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.id = r.string();
                    break;
                case 16:
                    m.role = r.int32();
                    break;
                case 26:
                    m.position = r.message(HexCoordinate, m.position);
                    break;
                case 33:
                    m.hitPoints = r.double();
                    break;
                case 41:
                    m.maxHitPoints = r.double();
                    break;
                case 50:
                    m.attributes = r.message(AgentAttributes, m.attributes);
                    break;
                case 58:
                    m.carrying = r.message(ResourceAmounts, m.carrying);
                    break;
                case 64:
                    m.task = r.int32();
                    break;
                case 74:
                    m.target = r.message(HexCoordinate, m.target);
                    break;
                case 80:
                    m.priority = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.id !== "" || w.emitsAll) json[w.key("id", "id")] = m.id;
        if (m.role !== 0 || w.emitsAll) json[w.key("role", "role")] = w.enum(m.role, AgentRole$);
        if (m.position !== undefined) json[w.key("position", "position")] = HexCoordinate.writeJson(m.position, w);
        if (m.hitPoints !== undefined) json[w.key("hitPoints", "hit_points")] = w.double(m.hitPoints);
        if (m.maxHitPoints !== undefined) json[w.key("maxHitPoints", "max_hit_points")] = w.double(m.maxHitPoints);
        if (m.attributes !== undefined) json[w.key("attributes", "attributes")] = AgentAttributes.writeJson(m.attributes, w);
        if (m.carrying !== undefined) json[w.key("carrying", "carrying")] = ResourceAmounts.writeJson(m.carrying, w);
        if (m.task !== 0 || w.emitsAll) json[w.key("task", "task")] = w.enum(m.task, TaskKind$);
        if (m.target !== undefined) json[w.key("target", "target")] = HexCoordinate.writeJson(m.target, w);
        if (m.priority !== 0 || w.emitsAll) json[w.key("priority", "priority")] = w.enum(m.priority, AgentPriority$);
        return json;
    },
    readJson(json, r, m = Agent.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "id":
                    m.id = r.string(value);
                    break;
                case "role":
                    {
                        const number = r.enum(value, AgentRole$);
                        if (number !== undefined) m.role = number;
                    }
                    break;
                case "position":
                    m.position = r.message(HexCoordinate, value);
                    break;
                case "hit_points":
                    r.alias(json, "hitPoints"); // falls through
                case "hitPoints":
                    m.hitPoints = r.double(value);
                    break;
                case "max_hit_points":
                    r.alias(json, "maxHitPoints"); // falls through
                case "maxHitPoints":
                    m.maxHitPoints = r.double(value);
                    break;
                case "attributes":
                    m.attributes = r.message(AgentAttributes, value);
                    break;
                case "carrying":
                    m.carrying = r.message(ResourceAmounts, value);
                    break;
                case "task":
                    {
                        const number = r.enum(value, TaskKind$);
                        if (number !== undefined) m.task = number;
                    }
                    break;
                case "target":
                    m.target = r.message(HexCoordinate, value);
                    break;
                case "priority":
                    {
                        const number = r.enum(value, AgentPriority$);
                        if (number !== undefined) m.priority = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const AgentSpec = messageType("strategos.v1.AgentSpec", {
    create(init) {
        return {
            role: 0,
            priority: 0,
            description: "",
            confidence: 0,
            task: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.role !== 0) w.tag(8).int32(m.role);
        if (m.attributes !== undefined) w.tag(18).message(AgentAttributes, m.attributes);
        if (m.priority !== 0) w.tag(24).int32(m.priority);
        if (m.deployment !== undefined) w.tag(34).message(Zone, m.deployment);
        if (m.cost !== undefined) w.tag(42).message(ResourceAmounts, m.cost);
        if (m.ticksUntilAffordable !== undefined) w.tag(48).uint64(m.ticksUntilAffordable);
        if (m.description !== "") w.tag(58).string(m.description);
        if (m.provenance !== undefined) w.tag(66).message(Provenance, m.provenance);
        if (isSet(m.confidence)) w.tag(73).double(m.confidence);
        if (m.task !== 0) w.tag(80).int32(m.task);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = AgentSpec.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.role = r.int32();
                    break;
                case 18:
                    m.attributes = r.message(AgentAttributes, m.attributes);
                    break;
                case 24:
                    m.priority = r.int32();
                    break;
                case 34:
                    m.deployment = r.message(Zone, m.deployment);
                    break;
                case 42:
                    m.cost = r.message(ResourceAmounts, m.cost);
                    break;
                case 48:
                    m.ticksUntilAffordable = r.uint64();
                    break;
                case 58:
                    m.description = r.string();
                    break;
                case 66:
                    m.provenance = r.message(Provenance, m.provenance);
                    break;
                case 73:
                    m.confidence = r.double();
                    break;
                case 80:
                    m.task = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.role !== 0 || w.emitsAll) json[w.key("role", "role")] = w.enum(m.role, AgentRole$);
        if (m.attributes !== undefined) json[w.key("attributes", "attributes")] = AgentAttributes.writeJson(m.attributes, w);
        if (m.priority !== 0 || w.emitsAll) json[w.key("priority", "priority")] = w.enum(m.priority, AgentPriority$);
        if (m.deployment !== undefined) json[w.key("deployment", "deployment")] = Zone.writeJson(m.deployment, w);
        if (m.cost !== undefined) json[w.key("cost", "cost")] = ResourceAmounts.writeJson(m.cost, w);
        if (m.ticksUntilAffordable !== undefined) json[w.key("ticksUntilAffordable", "ticks_until_affordable")] = String(m.ticksUntilAffordable);
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        if (m.provenance !== undefined) json[w.key("provenance", "provenance")] = Provenance.writeJson(m.provenance, w);
        if (isSet(m.confidence) || w.emitsAll) json[w.key("confidence", "confidence")] = w.double(m.confidence);
        if (m.task !== 0 || w.emitsAll) json[w.key("task", "task")] = w.enum(m.task, TaskKind$);
        return json;
    },
    readJson(json, r, m = AgentSpec.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "role":
                    {
                        const number = r.enum(value, AgentRole$);
                        if (number !== undefined) m.role = number;
                    }
                    break;
                case "attributes":
                    m.attributes = r.message(AgentAttributes, value);
                    break;
                case "priority":
                    {
                        const number = r.enum(value, AgentPriority$);
                        if (number !== undefined) m.priority = number;
                    }
                    break;
                case "deployment":
                    m.deployment = r.message(Zone, value);
                    break;
                case "cost":
                    m.cost = r.message(ResourceAmounts, value);
                    break;
                case "ticks_until_affordable":
                    r.alias(json, "ticksUntilAffordable"); // falls through
                case "ticksUntilAffordable":
                    m.ticksUntilAffordable = r.uint64(value);
                    break;
                case "description":
                    m.description = r.string(value);
                    break;
                case "provenance":
                    m.provenance = r.message(Provenance, value);
                    break;
                case "confidence":
                    m.confidence = r.double(value);
                    break;
                case "task":
                    {
                        const number = r.enum(value, TaskKind$);
                        if (number !== undefined) m.task = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Composition = messageType("strategos.v1.Composition", {
    create(init) {
        return {
            collectorPerMille: 0,
            explorerPerMille: 0,
            defenderPerMille: 0,
            attackerPerMille: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.collectorPerMille !== 0) w.tag(8).uint32(m.collectorPerMille);
        if (m.explorerPerMille !== 0) w.tag(16).uint32(m.explorerPerMille);
        if (m.defenderPerMille !== 0) w.tag(24).uint32(m.defenderPerMille);
        if (m.attackerPerMille !== 0) w.tag(32).uint32(m.attackerPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Composition.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.collectorPerMille = r.uint32();
                    break;
                case 16:
                    m.explorerPerMille = r.uint32();
                    break;
                case 24:
                    m.defenderPerMille = r.uint32();
                    break;
                case 32:
                    m.attackerPerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.collectorPerMille !== 0 || w.emitsAll) json[w.key("collectorPerMille", "collector_per_mille")] = m.collectorPerMille;
        if (m.explorerPerMille !== 0 || w.emitsAll) json[w.key("explorerPerMille", "explorer_per_mille")] = m.explorerPerMille;
        if (m.defenderPerMille !== 0 || w.emitsAll) json[w.key("defenderPerMille", "defender_per_mille")] = m.defenderPerMille;
        if (m.attackerPerMille !== 0 || w.emitsAll) json[w.key("attackerPerMille", "attacker_per_mille")] = m.attackerPerMille;
        return json;
    },
    readJson(json, r, m = Composition.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "collector_per_mille":
                    r.alias(json, "collectorPerMille"); // falls through
                case "collectorPerMille":
                    m.collectorPerMille = r.uint32(value);
                    break;
                case "explorer_per_mille":
                    r.alias(json, "explorerPerMille"); // falls through
                case "explorerPerMille":
                    m.explorerPerMille = r.uint32(value);
                    break;
                case "defender_per_mille":
                    r.alias(json, "defenderPerMille"); // falls through
                case "defenderPerMille":
                    m.defenderPerMille = r.uint32(value);
                    break;
                case "attacker_per_mille":
                    r.alias(json, "attackerPerMille"); // falls through
                case "attackerPerMille":
                    m.attackerPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const RoleCounts = messageType("strategos.v1.RoleCounts", {
    create(init) {
        return {
            collectors: 0,
            explorers: 0,
            defenders: 0,
            attackers: 0,
            unknown: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.collectors !== 0) w.tag(8).uint32(m.collectors);
        if (m.explorers !== 0) w.tag(16).uint32(m.explorers);
        if (m.defenders !== 0) w.tag(24).uint32(m.defenders);
        if (m.attackers !== 0) w.tag(32).uint32(m.attackers);
        if (m.unknown !== 0) w.tag(120).uint32(m.unknown);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = RoleCounts.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.collectors = r.uint32();
                    break;
                case 16:
                    m.explorers = r.uint32();
                    break;
                case 24:
                    m.defenders = r.uint32();
                    break;
                case 32:
                    m.attackers = r.uint32();
                    break;
                case 120:
                    m.unknown = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.collectors !== 0 || w.emitsAll) json[w.key("collectors", "collectors")] = m.collectors;
        if (m.explorers !== 0 || w.emitsAll) json[w.key("explorers", "explorers")] = m.explorers;
        if (m.defenders !== 0 || w.emitsAll) json[w.key("defenders", "defenders")] = m.defenders;
        if (m.attackers !== 0 || w.emitsAll) json[w.key("attackers", "attackers")] = m.attackers;
        if (m.unknown !== 0 || w.emitsAll) json[w.key("unknown", "unknown")] = m.unknown;
        return json;
    },
    readJson(json, r, m = RoleCounts.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "collectors":
                    m.collectors = r.uint32(value);
                    break;
                case "explorers":
                    m.explorers = r.uint32(value);
                    break;
                case "defenders":
                    m.defenders = r.uint32(value);
                    break;
                case "attackers":
                    m.attackers = r.uint32(value);
                    break;
                case "unknown":
                    m.unknown = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

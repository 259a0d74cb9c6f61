// Generated from strategos/v1/event.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { AgentRole$ } from "../../strategos/v1/agent.js";
import { HexCoordinate } from "../../strategos/v1/hex.js";
import { ResourceAmounts } from "../../strategos/v1/resource.js";

export const GameEvent = messageType("strategos.v1.GameEvent", {
    create(init) {
        return {
            tick: 0n,
            teamId: "",
            otherTeamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.tick !== 0n) w.tag(8).uint64(m.tick);
        if (m.teamId !== "") w.tag(18).string(m.teamId);
        if (m.otherTeamId !== "") w.tag(26).string(m.otherTeamId);
        if (m.position !== undefined) w.tag(34).message(HexCoordinate, m.position);
        if (m.kind?.case === "agentSpawned") w.tag(82).message(AgentSpawned, m.kind.value);
        if (m.kind?.case === "agentLost") w.tag(90).message(AgentLost, m.kind.value);
        if (m.kind?.case === "hexTaken") w.tag(98).message(HexTaken, m.kind.value);
        if (m.kind?.case === "resourcesDelivered") w.tag(106).message(ResourcesDelivered, m.kind.value);
        if (m.kind?.case === "baseAttacked") w.tag(114).message(BaseAttacked, m.kind.value);
        if (m.kind?.case === "combat") w.tag(122).message(Combat, m.kind.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = GameEvent.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.tick = r.uint64();
                    break;
                case 18:
                    m.teamId = r.string();
                    break;
                case 26:
                    m.otherTeamId = r.string();
                    break;
                case 34:
                    m.position = r.message(HexCoordinate, m.position);
                    break;
                case 82:
                    m.kind = { case: "agentSpawned", value: r.message(AgentSpawned, m.kind?.case === "agentSpawned" ? m.kind.value : undefined) };
                    break;
                case 90:
                    m.kind = { case: "agentLost", value: r.message(AgentLost, m.kind?.case === "agentLost" ? m.kind.value : undefined) };
                    break;
                case 98:
                    m.kind = { case: "hexTaken", value: r.message(HexTaken, m.kind?.case === "hexTaken" ? m.kind.value : undefined) };
                    break;
                case 106:
                    m.kind = { case: "resourcesDelivered", value: r.message(ResourcesDelivered, m.kind?.case === "resourcesDelivered" ? m.kind.value : undefined) };
                    break;
                case 114:
                    m.kind = { case: "baseAttacked", value: r.message(BaseAttacked, m.kind?.case === "baseAttacked" ? m.kind.value : undefined) };
                    break;
                case 122:
                    m.kind = { case: "combat", value: r.message(Combat, m.kind?.case === "combat" ? m.kind.value : undefined) };
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.tick !== 0n || w.emitsAll) json[w.key("tick", "tick")] = String(m.tick);
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.otherTeamId !== "" || w.emitsAll) json[w.key("otherTeamId", "other_team_id")] = m.otherTeamId;
        if (m.position !== undefined) json[w.key("position", "position")] = HexCoordinate.writeJson(m.position, w);
        if (m.kind?.case === "agentSpawned") json[w.key("agentSpawned", "agent_spawned")] = AgentSpawned.writeJson(m.kind.value, w);
        if (m.kind?.case === "agentLost") json[w.key("agentLost", "agent_lost")] = AgentLost.writeJson(m.kind.value, w);
        if (m.kind?.case === "hexTaken") json[w.key("hexTaken", "hex_taken")] = HexTaken.writeJson(m.kind.value, w);
        if (m.kind?.case === "resourcesDelivered") json[w.key("resourcesDelivered", "resources_delivered")] = ResourcesDelivered.writeJson(m.kind.value, w);
        if (m.kind?.case === "baseAttacked") json[w.key("baseAttacked", "base_attacked")] = BaseAttacked.writeJson(m.kind.value, w);
        if (m.kind?.case === "combat") json[w.key("combat", "combat")] = Combat.writeJson(m.kind.value, w);
        return json;
    },
    readJson(json, r, m = GameEvent.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "tick":
                    m.tick = r.uint64(value);
                    break;
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "other_team_id":
                    r.alias(json, "otherTeamId"); // falls through
                case "otherTeamId":
                    m.otherTeamId = r.string(value);
                    break;
                case "position":
                    m.position = r.message(HexCoordinate, value);
                    break;
                case "agent_spawned":
                    r.alias(json, "agentSpawned"); // falls through
                case "agentSpawned":
                    r.once(m.kind, "kind");
                    m.kind = { case: "agentSpawned", value: r.message(AgentSpawned, value) };
                    break;
                case "agent_lost":
                    r.alias(json, "agentLost"); // falls through
                case "agentLost":
                    r.once(m.kind, "kind");
                    m.kind = { case: "agentLost", value: r.message(AgentLost, value) };
                    break;
                case "hex_taken":
                    r.alias(json, "hexTaken"); // falls through
                case "hexTaken":
                    r.once(m.kind, "kind");
                    m.kind = { case: "hexTaken", value: r.message(HexTaken, value) };
                    break;
                case "resources_delivered":
                    r.alias(json, "resourcesDelivered"); // falls through
                case "resourcesDelivered":
                    r.once(m.kind, "kind");
                    m.kind = { case: "resourcesDelivered", value: r.message(ResourcesDelivered, value) };
                    break;
                case "base_attacked":
                    r.alias(json, "baseAttacked"); // falls through
                case "baseAttacked":
                    r.once(m.kind, "kind");
                    m.kind = { case: "baseAttacked", value: r.message(BaseAttacked, value) };
                    break;
                case "combat":
                    r.once(m.kind, "kind");
                    m.kind = { case: "combat", value: r.message(Combat, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const AgentSpawned = messageType("strategos.v1.AgentSpawned", {
    create(init) {
        return {
            agentId: "",
            role: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.agentId !== "") w.tag(10).string(m.agentId);
        if (m.role !== 0) w.tag(16).int32(m.role);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = AgentSpawned.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.agentId = r.string();
                    break;
                case 16:
                    m.role = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.agentId !== "" || w.emitsAll) json[w.key("agentId", "agent_id")] = m.agentId;
        if (m.role !== 0 || w.emitsAll) json[w.key("role", "role")] = w.enum(m.role, AgentRole$);
        return json;
    },
    readJson(json, r, m = AgentSpawned.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "agent_id":
                    r.alias(json, "agentId"); // falls through
                case "agentId":
                    m.agentId = r.string(value);
                    break;
                case "role":
                    {
                        const number = r.enum(value, AgentRole$);
                        if (number !== undefined) m.role = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const AgentLost = messageType("strategos.v1.AgentLost", {
    create(init) {
        return {
            agentId: "",
            role: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.agentId !== "") w.tag(10).string(m.agentId);
        if (m.role !== 0) w.tag(16).int32(m.role);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = AgentLost.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.agentId = r.string();
                    break;
                case 16:
                    m.role = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.agentId !== "" || w.emitsAll) json[w.key("agentId", "agent_id")] = m.agentId;
        if (m.role !== 0 || w.emitsAll) json[w.key("role", "role")] = w.enum(m.role, AgentRole$);
        return json;
    },
    readJson(json, r, m = AgentLost.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "agent_id":
                    r.alias(json, "agentId"); // falls through
                case "agentId":
                    m.agentId = r.string(value);
                    break;
                case "role":
                    {
                        const number = r.enum(value, AgentRole$);
                        if (number !== undefined) m.role = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const HexTaken = messageType("strategos.v1.HexTaken", {
    create(init) {
        return {
            count: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.count !== 0) w.tag(8).uint32(m.count);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = HexTaken.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.count = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.count !== 0 || w.emitsAll) json[w.key("count", "count")] = m.count;
        return json;
    },
    readJson(json, r, m = HexTaken.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "count":
                    m.count = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ResourcesDelivered = messageType("strategos.v1.ResourcesDelivered", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.amounts !== undefined) w.tag(10).message(ResourceAmounts, m.amounts);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ResourcesDelivered.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.amounts = r.message(ResourceAmounts, m.amounts);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.amounts !== undefined) json[w.key("amounts", "amounts")] = ResourceAmounts.writeJson(m.amounts, w);
        return json;
    },
    readJson(json, r, m = ResourcesDelivered.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "amounts":
                    m.amounts = r.message(ResourceAmounts, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BaseAttacked = messageType("strategos.v1.BaseAttacked", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.damage !== undefined) w.tag(9).double(m.damage);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BaseAttacked.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.damage = r.double();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.damage !== undefined) json[w.key("damage", "damage")] = w.double(m.damage);
        return json;
    },
    readJson(json, r, m = BaseAttacked.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "damage":
                    m.damage = r.double(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Combat = messageType("strategos.v1.Combat", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.damageToTeam !== undefined) w.tag(9).double(m.damageToTeam);
        if (m.damageToOtherTeam !== undefined) w.tag(17).double(m.damageToOtherTeam);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Combat.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.damageToTeam = r.double();
                    break;
                case 17:
                    m.damageToOtherTeam = r.double();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.damageToTeam !== undefined) json[w.key("damageToTeam", "damage_to_team")] = w.double(m.damageToTeam);
        if (m.damageToOtherTeam !== undefined) json[w.key("damageToOtherTeam", "damage_to_other_team")] = w.double(m.damageToOtherTeam);
        return json;
    },
    readJson(json, r, m = Combat.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "damage_to_team":
                    r.alias(json, "damageToTeam"); // falls through
                case "damageToTeam":
                    m.damageToTeam = r.double(value);
                    break;
                case "damage_to_other_team":
                    r.alias(json, "damageToOtherTeam"); // falls through
                case "damageToOtherTeam":
                    m.damageToOtherTeam = r.double(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

// Generated from strategos/v1/game_state.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Agent } from "../../strategos/v1/agent.js";
import { GameEvent } from "../../strategos/v1/event.js";
import { HexCoordinate } from "../../strategos/v1/hex.js";
import { ResourceAmounts, ResourceDeposit } from "../../strategos/v1/resource.js";

export const Visibility = Object.freeze({
    UNSPECIFIED: 0,
    FULL: 1,
    FOG: 2,
});

export const Visibility$ = enumInfo("strategos.v1.Visibility", {
    VISIBILITY_UNSPECIFIED: 0,
    VISIBILITY_FULL: 1,
    VISIBILITY_FOG: 2,
});

export const Terrain = Object.freeze({
    UNSPECIFIED: 0,
    OPEN: 1,
    OBSTACLE: 2,
});

export const Terrain$ = enumInfo("strategos.v1.Terrain", {
    TERRAIN_UNSPECIFIED: 0,
    TERRAIN_OPEN: 1,
    TERRAIN_OBSTACLE: 2,
});

export const GameState = messageType("strategos.v1.GameState", {
    create(init) {
        return {
            matchId: "",
            rulesId: "",
            hexes: [],
            deposits: [],
            bases: [],
            teams: [],
            recentEvents: [],
            visibility: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.matchId !== "") w.tag(10).string(m.matchId);
        if (m.tick !== undefined) w.tag(16).uint64(m.tick);
        if (m.rulesId !== "") w.tag(26).string(m.rulesId);
        if (m.map !== undefined) w.tag(34).message(GameMap, m.map);
        for (const value of m.hexes) w.tag(42).message(Hex, value);
        for (const value of m.deposits) w.tag(50).message(ResourceDeposit, value);
        for (const value of m.bases) w.tag(58).message(Base, value);
        for (const value of m.teams) w.tag(66).message(Team, value);
        for (const value of m.recentEvents) w.tag(74).message(GameEvent, value);
        if (m.visibility !== 0) w.tag(80).int32(m.visibility);
        if (m.resourcesOnMap !== undefined) w.tag(90).message(ResourceAmounts, m.resourcesOnMap);
        if (m.lastTick !== undefined) w.tag(96).uint64(m.lastTick);
        if (m.tickMs !== undefined) w.tag(128).uint32(m.tickMs);
        if (m.agentLimit !== undefined) w.tag(136).uint32(m.agentLimit);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = GameState.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.matchId = r.string();
                    break;
                case 16:
                    m.tick = r.uint64();
                    break;
                case 26:
                    m.rulesId = r.string();
                    break;
                case 34:
                    m.map = r.message(GameMap, m.map);
                    break;
                case 42:
                    m.hexes.push(r.message(Hex));
                    break;
                case 50:
                    m.deposits.push(r.message(ResourceDeposit));
                    break;
                case 58:
                    m.bases.push(r.message(Base));
                    break;
                case 66:
                    m.teams.push(r.message(Team));
                    break;
                case 74:
                    m.recentEvents.push(r.message(GameEvent));
                    break;
                case 80:
                    m.visibility = r.int32();
                    break;
                case 90:
                    m.resourcesOnMap = r.message(ResourceAmounts, m.resourcesOnMap);
                    break;
                case 96:
                    m.lastTick = r.uint64();
                    break;
                case 128:
                    m.tickMs = r.uint32();
                    break;
                case 136:
                    m.agentLimit = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.matchId !== "" || w.emitsAll) json[w.key("matchId", "match_id")] = m.matchId;
        if (m.tick !== undefined) json[w.key("tick", "tick")] = String(m.tick);
        if (m.rulesId !== "" || w.emitsAll) json[w.key("rulesId", "rules_id")] = m.rulesId;
        if (m.map !== undefined) json[w.key("map", "map")] = GameMap.writeJson(m.map, w);
        if (m.hexes.length > 0 || w.emitsAll) json[w.key("hexes", "hexes")] = m.hexes.map((value) => Hex.writeJson(value, w));
        if (m.deposits.length > 0 || w.emitsAll) json[w.key("deposits", "deposits")] = m.deposits.map((value) => ResourceDeposit.writeJson(value, w));
        if (m.bases.length > 0 || w.emitsAll) json[w.key("bases", "bases")] = m.bases.map((value) => Base.writeJson(value, w));
        if (m.teams.length > 0 || w.emitsAll) json[w.key("teams", "teams")] = m.teams.map((value) => Team.writeJson(value, w));
        if (m.recentEvents.length > 0 || w.emitsAll) json[w.key("recentEvents", "recent_events")] = m.recentEvents.map((value) => GameEvent.writeJson(value, w));
        if (m.visibility !== 0 || w.emitsAll) json[w.key("visibility", "visibility")] = w.enum(m.visibility, Visibility$);
        if (m.resourcesOnMap !== undefined) json[w.key("resourcesOnMap", "resources_on_map")] = ResourceAmounts.writeJson(m.resourcesOnMap, w);
        if (m.lastTick !== undefined) json[w.key("lastTick", "last_tick")] = String(m.lastTick);
        if (m.tickMs !== undefined) json[w.key("tickMs", "tick_ms")] = m.tickMs;
        if (m.agentLimit !== undefined) json[w.key("agentLimit", "agent_limit")] = m.agentLimit;
        return json;
    },
    readJson(json, r, m = GameState.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match_id":
                    r.alias(json, "matchId"); // falls through
                case "matchId":
                    m.matchId = r.string(value);
                    break;
                case "tick":
                    m.tick = r.uint64(value);
                    break;
                case "rules_id":
                    r.alias(json, "rulesId"); // falls through
                case "rulesId":
                    m.rulesId = r.string(value);
                    break;
                case "map":
                    m.map = r.message(GameMap, value);
                    break;
                case "hexes":
                    for (const item of r.items(value)) {
                        m.hexes.push(r.message(Hex, item));
                    }
                    break;
                case "deposits":
                    for (const item of r.items(value)) {
                        m.deposits.push(r.message(ResourceDeposit, item));
                    }
                    break;
                case "bases":
                    for (const item of r.items(value)) {
                        m.bases.push(r.message(Base, item));
                    }
                    break;
                case "teams":
                    for (const item of r.items(value)) {
                        m.teams.push(r.message(Team, item));
                    }
                    break;
                case "recent_events":
                    r.alias(json, "recentEvents"); // falls through
                case "recentEvents":
                    for (const item of r.items(value)) {
                        m.recentEvents.push(r.message(GameEvent, item));
                    }
                    break;
                case "visibility":
                    {
                        const number = r.enum(value, Visibility$);
                        if (number !== undefined) m.visibility = number;
                    }
                    break;
                case "resources_on_map":
                    r.alias(json, "resourcesOnMap"); // falls through
                case "resourcesOnMap":
                    m.resourcesOnMap = r.message(ResourceAmounts, value);
                    break;
                case "last_tick":
                    r.alias(json, "lastTick"); // falls through
                case "lastTick":
                    m.lastTick = r.uint64(value);
                    break;
                case "tick_ms":
                    r.alias(json, "tickMs"); // falls through
                case "tickMs":
                    m.tickMs = r.uint32(value);
                    break;
                case "agent_limit":
                    r.alias(json, "agentLimit"); // falls through
                case "agentLimit":
                    m.agentLimit = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const GameMap = messageType("strategos.v1.GameMap", {
    create(init) {
        return {
            columns: 0,
            rows: 0,
            firstColumn: 0,
            firstRow: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.columns !== 0) w.tag(8).uint32(m.columns);
        if (m.rows !== 0) w.tag(16).uint32(m.rows);
        if (m.firstColumn !== 0) w.tag(24).sint32(m.firstColumn);
        if (m.firstRow !== 0) w.tag(32).sint32(m.firstRow);
        if (m.passableHexes !== undefined) w.tag(40).uint32(m.passableHexes);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = GameMap.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.columns = r.uint32();
                    break;
                case 16:
                    m.rows = r.uint32();
                    break;
                case 24:
                    m.firstColumn = r.sint32();
                    break;
                case 32:
                    m.firstRow = r.sint32();
                    break;
                case 40:
                    m.passableHexes = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.columns !== 0 || w.emitsAll) json[w.key("columns", "columns")] = m.columns;
        if (m.rows !== 0 || w.emitsAll) json[w.key("rows", "rows")] = m.rows;
        if (m.firstColumn !== 0 || w.emitsAll) json[w.key("firstColumn", "first_column")] = m.firstColumn;
        if (m.firstRow !== 0 || w.emitsAll) json[w.key("firstRow", "first_row")] = m.firstRow;
        if (m.passableHexes !== undefined) json[w.key("passableHexes", "passable_hexes")] = m.passableHexes;
        return json;
    },
    readJson(json, r, m = GameMap.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "columns":
                    m.columns = r.uint32(value);
                    break;
                case "rows":
                    m.rows = r.uint32(value);
                    break;
                case "first_column":
                    r.alias(json, "firstColumn"); // falls through
                case "firstColumn":
                    m.firstColumn = r.int32(value);
                    break;
                case "first_row":
                    r.alias(json, "firstRow"); // falls through
                case "firstRow":
                    m.firstRow = r.int32(value);
                    break;
                case "passable_hexes":
                    r.alias(json, "passableHexes"); // falls through
                case "passableHexes":
                    m.passableHexes = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Hex = messageType("strategos.v1.Hex", {
    create(init) {
        return {
            q: 0,
            r: 0,
            ownerTeam: "",
            controlPerMille: 0,
            terrain: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.q !== 0) w.tag(8).sint32(m.q);
        if (m.r !== 0) w.tag(16).sint32(m.r);
        if (m.ownerTeam !== "") w.tag(26).string(m.ownerTeam);
        if (m.controlPerMille !== 0) w.tag(32).uint32(m.controlPerMille);
        if (m.terrain !== 0) w.tag(40).int32(m.terrain);
        if (m.lastSeenTick !== undefined) w.tag(48).uint64(m.lastSeenTick);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Hex.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.q = r.sint32();
                    break;
                case 16:
                    m.r = r.sint32();
                    break;
                case 26:
                    m.ownerTeam = r.string();
                    break;
                case 32:
                    m.controlPerMille = r.uint32();
                    break;
                case 40:
                    m.terrain = r.int32();
                    break;
                case 48:
                    m.lastSeenTick = r.uint64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.q !== 0 || w.emitsAll) json[w.key("q", "q")] = m.q;
        if (m.r !== 0 || w.emitsAll) json[w.key("r", "r")] = m.r;
        if (m.ownerTeam !== "" || w.emitsAll) json[w.key("ownerTeam", "owner_team")] = m.ownerTeam;
        if (m.controlPerMille !== 0 || w.emitsAll) json[w.key("controlPerMille", "control_per_mille")] = m.controlPerMille;
        if (m.terrain !== 0 || w.emitsAll) json[w.key("terrain", "terrain")] = w.enum(m.terrain, Terrain$);
        if (m.lastSeenTick !== undefined) json[w.key("lastSeenTick", "last_seen_tick")] = String(m.lastSeenTick);
        return json;
    },
    readJson(json, r, m = Hex.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "q":
                    m.q = r.int32(value);
                    break;
                case "r":
                    m.r = r.int32(value);
                    break;
                case "owner_team":
                    r.alias(json, "ownerTeam"); // falls through
                case "ownerTeam":
                    m.ownerTeam = r.string(value);
                    break;
                case "control_per_mille":
                    r.alias(json, "controlPerMille"); // falls through
                case "controlPerMille":
                    m.controlPerMille = r.uint32(value);
                    break;
                case "terrain":
                    {
                        const number = r.enum(value, Terrain$);
                        if (number !== undefined) m.terrain = number;
                    }
                    break;
                case "last_seen_tick":
                    r.alias(json, "lastSeenTick"); // falls through
                case "lastSeenTick":
                    m.lastSeenTick = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Base = messageType("strategos.v1.Base", {
    create(init) {
        return {
            teamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.position !== undefined) w.tag(18).message(HexCoordinate, m.position);
        if (m.hitPoints !== undefined) w.tag(25).double(m.hitPoints);
        if (m.maxHitPoints !== undefined) w.tag(33).double(m.maxHitPoints);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Base.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 18:
                    m.position = r.message(HexCoordinate, m.position);
                    break;
                case 25:
                    m.hitPoints = r.double();
                    break;
                case 33:
                    m.maxHitPoints = r.double();
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
        if (m.position !== undefined) json[w.key("position", "position")] = HexCoordinate.writeJson(m.position, w);
        if (m.hitPoints !== undefined) json[w.key("hitPoints", "hit_points")] = w.double(m.hitPoints);
        if (m.maxHitPoints !== undefined) json[w.key("maxHitPoints", "max_hit_points")] = w.double(m.maxHitPoints);
        return json;
    },
    readJson(json, r, m = Base.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
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
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Team = messageType("strategos.v1.Team", {
    create(init) {
        return {
            id: "",
            agents: [],
            territoryHistory: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.id !== "") w.tag(10).string(m.id);
        if (m.stockpile !== undefined) w.tag(18).message(ResourceAmounts, m.stockpile);
        if (m.incomePerSecond !== undefined) w.tag(26).message(ResourceAmounts, m.incomePerSecond);
        for (const value of m.agents) w.tag(34).message(Agent, value);
        if (m.territoryPerMille !== undefined) w.tag(40).uint32(m.territoryPerMille);
        for (const value of m.territoryHistory) w.tag(50).message(TerritorySample, value);
        if (m.nextSpawnTick !== undefined) w.tag(56).uint64(m.nextSpawnTick);
        if (m.winningSinceTick !== undefined) w.tag(64).uint64(m.winningSinceTick);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Team.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.id = r.string();
                    break;
                case 18:
                    m.stockpile = r.message(ResourceAmounts, m.stockpile);
                    break;
                case 26:
                    m.incomePerSecond = r.message(ResourceAmounts, m.incomePerSecond);
                    break;
                case 34:
                    m.agents.push(r.message(Agent));
                    break;
                case 40:
                    m.territoryPerMille = r.uint32();
                    break;
                case 50:
                    m.territoryHistory.push(r.message(TerritorySample));
                    break;
                case 56:
                    m.nextSpawnTick = r.uint64();
                    break;
                case 64:
                    m.winningSinceTick = r.uint64();
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
        if (m.stockpile !== undefined) json[w.key("stockpile", "stockpile")] = ResourceAmounts.writeJson(m.stockpile, w);
        if (m.incomePerSecond !== undefined) json[w.key("incomePerSecond", "income_per_second")] = ResourceAmounts.writeJson(m.incomePerSecond, w);
        if (m.agents.length > 0 || w.emitsAll) json[w.key("agents", "agents")] = m.agents.map((value) => Agent.writeJson(value, w));
        if (m.territoryPerMille !== undefined) json[w.key("territoryPerMille", "territory_per_mille")] = m.territoryPerMille;
        if (m.territoryHistory.length > 0 || w.emitsAll) json[w.key("territoryHistory", "territory_history")] = m.territoryHistory.map((value) => TerritorySample.writeJson(value, w));
        if (m.nextSpawnTick !== undefined) json[w.key("nextSpawnTick", "next_spawn_tick")] = String(m.nextSpawnTick);
        if (m.winningSinceTick !== undefined) json[w.key("winningSinceTick", "winning_since_tick")] = String(m.winningSinceTick);
        return json;
    },
    readJson(json, r, m = Team.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "id":
                    m.id = r.string(value);
                    break;
                case "stockpile":
                    m.stockpile = r.message(ResourceAmounts, value);
                    break;
                case "income_per_second":
                    r.alias(json, "incomePerSecond"); // falls through
                case "incomePerSecond":
                    m.incomePerSecond = r.message(ResourceAmounts, value);
                    break;
                case "agents":
                    for (const item of r.items(value)) {
                        m.agents.push(r.message(Agent, item));
                    }
                    break;
                case "territory_per_mille":
                    r.alias(json, "territoryPerMille"); // falls through
                case "territoryPerMille":
                    m.territoryPerMille = r.uint32(value);
                    break;
                case "territory_history":
                    r.alias(json, "territoryHistory"); // falls through
                case "territoryHistory":
                    for (const item of r.items(value)) {
                        m.territoryHistory.push(r.message(TerritorySample, item));
                    }
                    break;
                case "next_spawn_tick":
                    r.alias(json, "nextSpawnTick"); // falls through
                case "nextSpawnTick":
                    m.nextSpawnTick = r.uint64(value);
                    break;
                case "winning_since_tick":
                    r.alias(json, "winningSinceTick"); // falls through
                case "winningSinceTick":
                    m.winningSinceTick = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const TerritorySample = messageType("strategos.v1.TerritorySample", {
    create(init) {
        return {
            tick: 0n,
            territoryPerMille: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.tick !== 0n) w.tag(8).uint64(m.tick);
        if (m.territoryPerMille !== 0) w.tag(16).uint32(m.territoryPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = TerritorySample.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.tick = r.uint64();
                    break;
                case 16:
                    m.territoryPerMille = r.uint32();
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
        if (m.territoryPerMille !== 0 || w.emitsAll) json[w.key("territoryPerMille", "territory_per_mille")] = m.territoryPerMille;
        return json;
    },
    readJson(json, r, m = TerritorySample.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "tick":
                    m.tick = r.uint64(value);
                    break;
                case "territory_per_mille":
                    r.alias(json, "territoryPerMille"); // falls through
                case "territoryPerMille":
                    m.territoryPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

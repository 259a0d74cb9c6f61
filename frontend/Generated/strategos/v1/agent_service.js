// Generated from strategos/v1/agent_service.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Duration } from "../../google/protobuf/duration.js";
import { AgentRole$, AgentSpec, Composition, RoleCounts } from "../../strategos/v1/agent.js";
import { GameState } from "../../strategos/v1/game_state.js";
import { Provenance } from "../../strategos/v1/provenance.js";
import { TeamStrategy } from "../../strategos/v1/strategy.js";

export const CreateAgentRequest = messageType("strategos.v1.CreateAgentRequest", {
    create(init) {
        return {
            teamId: "",
            role: 0,
            affordableOnly: false,
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.gameState !== undefined) w.tag(18).message(GameState, m.gameState);
        if (m.strategy !== undefined) w.tag(26).message(TeamStrategy, m.strategy);
        if (m.role !== 0) w.tag(32).int32(m.role);
        if (m.affordableOnly) w.tag(40).bool(m.affordableOnly);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = CreateAgentRequest.create()) {
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
                    m.strategy = r.message(TeamStrategy, m.strategy);
                    break;
                case 32:
                    m.role = r.int32();
                    break;
                case 40:
                    m.affordableOnly = r.bool();
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
        if (m.strategy !== undefined) json[w.key("strategy", "strategy")] = TeamStrategy.writeJson(m.strategy, w);
        if (m.role !== 0 || w.emitsAll) json[w.key("role", "role")] = w.enum(m.role, AgentRole$);
        if (m.affordableOnly || w.emitsAll) json[w.key("affordableOnly", "affordable_only")] = m.affordableOnly;
        return json;
    },
    readJson(json, r, m = CreateAgentRequest.create()) {
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
                case "strategy":
                    m.strategy = r.message(TeamStrategy, value);
                    break;
                case "role":
                    {
                        const number = r.enum(value, AgentRole$);
                        if (number !== undefined) m.role = number;
                    }
                    break;
                case "affordable_only":
                    r.alias(json, "affordableOnly"); // falls through
                case "affordableOnly":
                    m.affordableOnly = r.bool(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const CreateAgentResponse = messageType("strategos.v1.CreateAgentResponse", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.agent !== undefined) w.tag(10).message(AgentSpec, m.agent);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = CreateAgentResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.agent = r.message(AgentSpec, m.agent);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.agent !== undefined) json[w.key("agent", "agent")] = AgentSpec.writeJson(m.agent, w);
        return json;
    },
    readJson(json, r, m = CreateAgentResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "agent":
                    m.agent = r.message(AgentSpec, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const CreateSquadRequest = messageType("strategos.v1.CreateSquadRequest", {
    create(init) {
        return {
            teamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.gameState !== undefined) w.tag(18).message(GameState, m.gameState);
        if (m.strategy !== undefined) w.tag(26).message(TeamStrategy, m.strategy);
        if (m.size !== undefined) w.tag(32).uint32(m.size);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = CreateSquadRequest.create()) {
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
                    m.strategy = r.message(TeamStrategy, m.strategy);
                    break;
                case 32:
                    m.size = r.uint32();
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
        if (m.strategy !== undefined) json[w.key("strategy", "strategy")] = TeamStrategy.writeJson(m.strategy, w);
        if (m.size !== undefined) json[w.key("size", "size")] = m.size;
        return json;
    },
    readJson(json, r, m = CreateSquadRequest.create()) {
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
                case "strategy":
                    m.strategy = r.message(TeamStrategy, value);
                    break;
                case "size":
                    m.size = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const CreateSquadResponse = messageType("strategos.v1.CreateSquadResponse", {
    create(init) {
        return {
            sequence: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.sequence !== 0n) w.tag(8).uint64(m.sequence);
        if (m.update?.case === "agent") w.tag(82).message(AgentSpec, m.update.value);
        if (m.update?.case === "done") w.tag(90).message(SquadDone, m.update.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = CreateSquadResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.sequence = r.uint64();
                    break;
                case 82:
                    m.update = { case: "agent", value: r.message(AgentSpec, m.update?.case === "agent" ? m.update.value : undefined) };
                    break;
                case 90:
                    m.update = { case: "done", value: r.message(SquadDone, m.update?.case === "done" ? m.update.value : undefined) };
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
        if (m.update?.case === "agent") json[w.key("agent", "agent")] = AgentSpec.writeJson(m.update.value, w);
        if (m.update?.case === "done") json[w.key("done", "done")] = SquadDone.writeJson(m.update.value, w);
        return json;
    },
    readJson(json, r, m = CreateSquadResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "sequence":
                    m.sequence = r.uint64(value);
                    break;
                case "agent":
                    r.once(m.update, "update");
                    m.update = { case: "agent", value: r.message(AgentSpec, value) };
                    break;
                case "done":
                    r.once(m.update, "update");
                    m.update = { case: "done", value: r.message(SquadDone, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const SquadDone = messageType("strategos.v1.SquadDone", {
    create(init) {
        return {
            agents: 0,
            description: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.agents !== 0) w.tag(8).uint32(m.agents);
        if (m.elapsed !== undefined) w.tag(18).message(Duration, m.elapsed);
        if (m.description !== "") w.tag(26).string(m.description);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = SquadDone.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.agents = r.uint32();
                    break;
                case 18:
                    m.elapsed = r.message(Duration, m.elapsed);
                    break;
                case 26:
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
        if (m.agents !== 0 || w.emitsAll) json[w.key("agents", "agents")] = m.agents;
        if (m.elapsed !== undefined) json[w.key("elapsed", "elapsed")] = Duration.writeJson(m.elapsed, w);
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        return json;
    },
    readJson(json, r, m = SquadDone.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "agents":
                    m.agents = r.uint32(value);
                    break;
                case "elapsed":
                    m.elapsed = r.message(Duration, value);
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

export const RecommendCompositionRequest = messageType("strategos.v1.RecommendCompositionRequest", {
    create(init) {
        return {
            teamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.gameState !== undefined) w.tag(18).message(GameState, m.gameState);
        if (m.strategy !== undefined) w.tag(26).message(TeamStrategy, m.strategy);
        if (m.size !== undefined) w.tag(32).uint32(m.size);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = RecommendCompositionRequest.create()) {
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
                    m.strategy = r.message(TeamStrategy, m.strategy);
                    break;
                case 32:
                    m.size = r.uint32();
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
        if (m.strategy !== undefined) json[w.key("strategy", "strategy")] = TeamStrategy.writeJson(m.strategy, w);
        if (m.size !== undefined) json[w.key("size", "size")] = m.size;
        return json;
    },
    readJson(json, r, m = RecommendCompositionRequest.create()) {
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
                case "strategy":
                    m.strategy = r.message(TeamStrategy, value);
                    break;
                case "size":
                    m.size = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const RecommendCompositionResponse = messageType("strategos.v1.RecommendCompositionResponse", {
    create(init) {
        return {
            buildNext: [],
            confidence: 0,
            description: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.composition !== undefined) w.tag(10).message(Composition, m.composition);
        if (m.wanted !== undefined) w.tag(18).message(RoleCounts, m.wanted);
        if (m.current !== undefined) w.tag(26).message(RoleCounts, m.current);
        if (m.buildNext.length > 0) w.tag(34).packed(m.buildNext, w.int32);
        if (isSet(m.confidence)) w.tag(41).double(m.confidence);
        if (m.description !== "") w.tag(50).string(m.description);
        if (m.provenance !== undefined) w.tag(58).message(Provenance, m.provenance);
        if (m.missing !== undefined) w.tag(66).message(RoleCounts, m.missing);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = RecommendCompositionResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.composition = r.message(Composition, m.composition);
                    break;
                case 18:
                    m.wanted = r.message(RoleCounts, m.wanted);
                    break;
                case 26:
                    m.current = r.message(RoleCounts, m.current);
                    break;
                case 32:
                    m.buildNext.push(r.int32());
                    break;
                case 34:
                    r.packed(m.buildNext, r.int32);
                    break;
                case 41:
                    m.confidence = r.double();
                    break;
                case 50:
                    m.description = r.string();
                    break;
                case 58:
                    m.provenance = r.message(Provenance, m.provenance);
                    break;
                case 66:
                    m.missing = r.message(RoleCounts, m.missing);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.composition !== undefined) json[w.key("composition", "composition")] = Composition.writeJson(m.composition, w);
        if (m.wanted !== undefined) json[w.key("wanted", "wanted")] = RoleCounts.writeJson(m.wanted, w);
        if (m.current !== undefined) json[w.key("current", "current")] = RoleCounts.writeJson(m.current, w);
        if (m.buildNext.length > 0 || w.emitsAll) json[w.key("buildNext", "build_next")] = m.buildNext.map((value) => w.enum(value, AgentRole$));
        if (isSet(m.confidence) || w.emitsAll) json[w.key("confidence", "confidence")] = w.double(m.confidence);
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        if (m.provenance !== undefined) json[w.key("provenance", "provenance")] = Provenance.writeJson(m.provenance, w);
        if (m.missing !== undefined) json[w.key("missing", "missing")] = RoleCounts.writeJson(m.missing, w);
        return json;
    },
    readJson(json, r, m = RecommendCompositionResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "composition":
                    m.composition = r.message(Composition, value);
                    break;
                case "wanted":
                    m.wanted = r.message(RoleCounts, value);
                    break;
                case "current":
                    m.current = r.message(RoleCounts, value);
                    break;
                case "build_next":
                    r.alias(json, "buildNext"); // falls through
                case "buildNext":
                    for (const item of r.items(value)) {
                        {
                            const number = r.enum(item, AgentRole$);
                            if (number !== undefined) m.buildNext.push(number);
                        }
                    }
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
                case "missing":
                    m.missing = r.message(RoleCounts, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const AgentService = Object.freeze({
    typeName: "strategos.v1.AgentService",
    methods: {
        createAgent: {
            service: "strategos.v1.AgentService",
            name: "CreateAgent",
            kind: "unary",
            input: CreateAgentRequest,
            output: CreateAgentResponse,
            noSideEffects: false,
        },
        createSquad: {
            service: "strategos.v1.AgentService",
            name: "CreateSquad",
            kind: "serverStreaming",
            input: CreateSquadRequest,
            output: CreateSquadResponse,
            noSideEffects: false,
        },
        recommendComposition: {
            service: "strategos.v1.AgentService",
            name: "RecommendComposition",
            kind: "unary",
            input: RecommendCompositionRequest,
            output: RecommendCompositionResponse,
            noSideEffects: true,
        },
    },
});

export class AgentServiceClient {
    constructor(transport) {
        this.transport = transport;
    }

    createAgent(request, options) {
        return this.transport.unary(AgentService.methods.createAgent, request, options);
    }

    createSquad(request, options) {
        return this.transport.serverStreaming(AgentService.methods.createSquad, request, options);
    }

    recommendComposition(request, options) {
        return this.transport.unary(AgentService.methods.recommendComposition, request, options);
    }
}

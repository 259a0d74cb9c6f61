// Generated from strategos/v1/game_state_service.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Duration } from "../../google/protobuf/duration.js";
import { GameAnalysis } from "../../strategos/v1/analysis.js";
import { GameEvent } from "../../strategos/v1/event.js";
import { GameState } from "../../strategos/v1/game_state.js";
import { Match, MatchResult, MatchStatus$ } from "../../strategos/v1/match.js";
import { TeamStrategy } from "../../strategos/v1/strategy.js";

export const AnalyzeGameStateRequest = messageType("strategos.v1.AnalyzeGameStateRequest", {
    create(init) {
        return {
            teamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.gameState !== undefined) w.tag(18).message(GameState, m.gameState);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = AnalyzeGameStateRequest.create()) {
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
        return json;
    },
    readJson(json, r, m = AnalyzeGameStateRequest.create()) {
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
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const AnalyzeGameStateResponse = messageType("strategos.v1.AnalyzeGameStateResponse", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.analysis !== undefined) w.tag(10).message(GameAnalysis, m.analysis);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = AnalyzeGameStateResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.analysis = r.message(GameAnalysis, m.analysis);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.analysis !== undefined) json[w.key("analysis", "analysis")] = GameAnalysis.writeJson(m.analysis, w);
        return json;
    },
    readJson(json, r, m = AnalyzeGameStateResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "analysis":
                    m.analysis = r.message(GameAnalysis, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ReportGameStateRequest = messageType("strategos.v1.ReportGameStateRequest", {
    create(init) {
        return {
            matchId: "",
            teamId: "",
            sequence: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.matchId !== "") w.tag(10).string(m.matchId);
        if (m.teamId !== "") w.tag(18).string(m.teamId);
        if (m.sequence !== 0n) w.tag(24).uint64(m.sequence);
        if (m.record?.case === "gameState") w.tag(82).message(GameState, m.record.value);
        if (m.record?.case === "event") w.tag(90).message(GameEvent, m.record.value);
        if (m.record?.case === "result") w.tag(98).message(MatchResult, m.record.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ReportGameStateRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.matchId = r.string();
                    break;
                case 18:
                    m.teamId = r.string();
                    break;
                case 24:
                    m.sequence = r.uint64();
                    break;
                case 82:
                    m.record = { case: "gameState", value: r.message(GameState, m.record?.case === "gameState" ? m.record.value : undefined) };
                    break;
                case 90:
                    m.record = { case: "event", value: r.message(GameEvent, m.record?.case === "event" ? m.record.value : undefined) };
                    break;
                case 98:
                    m.record = { case: "result", value: r.message(MatchResult, m.record?.case === "result" ? m.record.value : undefined) };
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
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.sequence !== 0n || w.emitsAll) json[w.key("sequence", "sequence")] = String(m.sequence);
        if (m.record?.case === "gameState") json[w.key("gameState", "game_state")] = GameState.writeJson(m.record.value, w);
        if (m.record?.case === "event") json[w.key("event", "event")] = GameEvent.writeJson(m.record.value, w);
        if (m.record?.case === "result") json[w.key("result", "result")] = MatchResult.writeJson(m.record.value, w);
        return json;
    },
    readJson(json, r, m = ReportGameStateRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match_id":
                    r.alias(json, "matchId"); // falls through
                case "matchId":
                    m.matchId = r.string(value);
                    break;
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
                    r.once(m.record, "record");
                    m.record = { case: "gameState", value: r.message(GameState, value) };
                    break;
                case "event":
                    r.once(m.record, "record");
                    m.record = { case: "event", value: r.message(GameEvent, value) };
                    break;
                case "result":
                    r.once(m.record, "record");
                    m.record = { case: "result", value: r.message(MatchResult, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ReportGameStateResponse = messageType("strategos.v1.ReportGameStateResponse", {
    create(init) {
        return {
            matchId: "",
            accepted: 0n,
            lastSequence: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.matchId !== "") w.tag(10).string(m.matchId);
        if (m.accepted !== 0n) w.tag(16).uint64(m.accepted);
        if (m.lastSequence !== 0n) w.tag(24).uint64(m.lastSequence);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ReportGameStateResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.matchId = r.string();
                    break;
                case 16:
                    m.accepted = r.uint64();
                    break;
                case 24:
                    m.lastSequence = r.uint64();
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
        if (m.accepted !== 0n || w.emitsAll) json[w.key("accepted", "accepted")] = String(m.accepted);
        if (m.lastSequence !== 0n || w.emitsAll) json[w.key("lastSequence", "last_sequence")] = String(m.lastSequence);
        return json;
    },
    readJson(json, r, m = ReportGameStateResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match_id":
                    r.alias(json, "matchId"); // falls through
                case "matchId":
                    m.matchId = r.string(value);
                    break;
                case "accepted":
                    m.accepted = r.uint64(value);
                    break;
                case "last_sequence":
                    r.alias(json, "lastSequence"); // falls through
                case "lastSequence":
                    m.lastSequence = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const WatchMatchRequest = messageType("strategos.v1.WatchMatchRequest", {
    create(init) {
        return {
            matchId: "",
            teamId: "",
            resumeToken: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.matchId !== "") w.tag(10).string(m.matchId);
        if (m.teamId !== "") w.tag(18).string(m.teamId);
        if (m.resumeToken !== "") w.tag(26).string(m.resumeToken);
        if (m.heartbeatInterval !== undefined) w.tag(34).message(Duration, m.heartbeatInterval);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = WatchMatchRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.matchId = r.string();
                    break;
                case 18:
                    m.teamId = r.string();
                    break;
                case 26:
                    m.resumeToken = r.string();
                    break;
                case 34:
                    m.heartbeatInterval = r.message(Duration, m.heartbeatInterval);
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
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.resumeToken !== "" || w.emitsAll) json[w.key("resumeToken", "resume_token")] = m.resumeToken;
        if (m.heartbeatInterval !== undefined) json[w.key("heartbeatInterval", "heartbeat_interval")] = Duration.writeJson(m.heartbeatInterval, w);
        return json;
    },
    readJson(json, r, m = WatchMatchRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match_id":
                    r.alias(json, "matchId"); // falls through
                case "matchId":
                    m.matchId = r.string(value);
                    break;
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "resume_token":
                    r.alias(json, "resumeToken"); // falls through
                case "resumeToken":
                    m.resumeToken = r.string(value);
                    break;
                case "heartbeat_interval":
                    r.alias(json, "heartbeatInterval"); // falls through
                case "heartbeatInterval":
                    m.heartbeatInterval = r.message(Duration, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const WatchMatchResponse = messageType("strategos.v1.WatchMatchResponse", {
    create(init) {
        return {
            sequence: 0n,
            resumeToken: "",
            teamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.sequence !== 0n) w.tag(8).uint64(m.sequence);
        if (m.resumeToken !== "") w.tag(18).string(m.resumeToken);
        if (m.teamId !== "") w.tag(26).string(m.teamId);
        if (m.update?.case === "gameState") w.tag(82).message(GameState, m.update.value);
        if (m.update?.case === "event") w.tag(90).message(GameEvent, m.update.value);
        if (m.update?.case === "strategy") w.tag(98).message(TeamStrategy, m.update.value);
        if (m.update?.case === "heartbeat") w.tag(106).message(Heartbeat, m.update.value);
        if (m.update?.case === "result") w.tag(114).message(MatchResult, m.update.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = WatchMatchResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.sequence = r.uint64();
                    break;
                case 18:
                    m.resumeToken = r.string();
                    break;
                case 26:
                    m.teamId = r.string();
                    break;
                case 82:
                    m.update = { case: "gameState", value: r.message(GameState, m.update?.case === "gameState" ? m.update.value : undefined) };
                    break;
                case 90:
                    m.update = { case: "event", value: r.message(GameEvent, m.update?.case === "event" ? m.update.value : undefined) };
                    break;
                case 98:
                    m.update = { case: "strategy", value: r.message(TeamStrategy, m.update?.case === "strategy" ? m.update.value : undefined) };
                    break;
                case 106:
                    m.update = { case: "heartbeat", value: r.message(Heartbeat, m.update?.case === "heartbeat" ? m.update.value : undefined) };
                    break;
                case 114:
                    m.update = { case: "result", value: r.message(MatchResult, m.update?.case === "result" ? m.update.value : undefined) };
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
        if (m.resumeToken !== "" || w.emitsAll) json[w.key("resumeToken", "resume_token")] = m.resumeToken;
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.update?.case === "gameState") json[w.key("gameState", "game_state")] = GameState.writeJson(m.update.value, w);
        if (m.update?.case === "event") json[w.key("event", "event")] = GameEvent.writeJson(m.update.value, w);
        if (m.update?.case === "strategy") json[w.key("strategy", "strategy")] = TeamStrategy.writeJson(m.update.value, w);
        if (m.update?.case === "heartbeat") json[w.key("heartbeat", "heartbeat")] = Heartbeat.writeJson(m.update.value, w);
        if (m.update?.case === "result") json[w.key("result", "result")] = MatchResult.writeJson(m.update.value, w);
        return json;
    },
    readJson(json, r, m = WatchMatchResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "sequence":
                    m.sequence = r.uint64(value);
                    break;
                case "resume_token":
                    r.alias(json, "resumeToken"); // falls through
                case "resumeToken":
                    m.resumeToken = r.string(value);
                    break;
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "game_state":
                    r.alias(json, "gameState"); // falls through
                case "gameState":
                    r.once(m.update, "update");
                    m.update = { case: "gameState", value: r.message(GameState, value) };
                    break;
                case "event":
                    r.once(m.update, "update");
                    m.update = { case: "event", value: r.message(GameEvent, value) };
                    break;
                case "strategy":
                    r.once(m.update, "update");
                    m.update = { case: "strategy", value: r.message(TeamStrategy, value) };
                    break;
                case "heartbeat":
                    r.once(m.update, "update");
                    m.update = { case: "heartbeat", value: r.message(Heartbeat, value) };
                    break;
                case "result":
                    r.once(m.update, "update");
                    m.update = { case: "result", value: r.message(MatchResult, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Heartbeat = messageType("strategos.v1.Heartbeat", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.silence !== undefined) w.tag(10).message(Duration, m.silence);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Heartbeat.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.silence = r.message(Duration, m.silence);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.silence !== undefined) json[w.key("silence", "silence")] = Duration.writeJson(m.silence, w);
        return json;
    },
    readJson(json, r, m = Heartbeat.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "silence":
                    m.silence = r.message(Duration, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const GetMatchRequest = messageType("strategos.v1.GetMatchRequest", {
    create(init) {
        return {
            matchId: "",
            teamId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.matchId !== "") w.tag(10).string(m.matchId);
        if (m.teamId !== "") w.tag(18).string(m.teamId);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = GetMatchRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.matchId = r.string();
                    break;
                case 18:
                    m.teamId = r.string();
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
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        return json;
    },
    readJson(json, r, m = GetMatchRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match_id":
                    r.alias(json, "matchId"); // falls through
                case "matchId":
                    m.matchId = r.string(value);
                    break;
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const GetMatchResponse = messageType("strategos.v1.GetMatchResponse", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.match !== undefined) w.tag(10).message(Match, m.match);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = GetMatchResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.match = r.message(Match, m.match);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.match !== undefined) json[w.key("match", "match")] = Match.writeJson(m.match, w);
        return json;
    },
    readJson(json, r, m = GetMatchResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match":
                    m.match = r.message(Match, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ListMatchesRequest = messageType("strategos.v1.ListMatchesRequest", {
    create(init) {
        return {
            pageSize: 0,
            pageToken: "",
            status: 0,
            rulesId: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.pageSize !== 0) w.tag(8).uint32(m.pageSize);
        if (m.pageToken !== "") w.tag(18).string(m.pageToken);
        if (m.status !== 0) w.tag(24).int32(m.status);
        if (m.rulesId !== "") w.tag(34).string(m.rulesId);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ListMatchesRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.pageSize = r.uint32();
                    break;
                case 18:
                    m.pageToken = r.string();
                    break;
                case 24:
                    m.status = r.int32();
                    break;
                case 34:
                    m.rulesId = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.pageSize !== 0 || w.emitsAll) json[w.key("pageSize", "page_size")] = m.pageSize;
        if (m.pageToken !== "" || w.emitsAll) json[w.key("pageToken", "page_token")] = m.pageToken;
        if (m.status !== 0 || w.emitsAll) json[w.key("status", "status")] = w.enum(m.status, MatchStatus$);
        if (m.rulesId !== "" || w.emitsAll) json[w.key("rulesId", "rules_id")] = m.rulesId;
        return json;
    },
    readJson(json, r, m = ListMatchesRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "page_size":
                    r.alias(json, "pageSize"); // falls through
                case "pageSize":
                    m.pageSize = r.uint32(value);
                    break;
                case "page_token":
                    r.alias(json, "pageToken"); // falls through
                case "pageToken":
                    m.pageToken = r.string(value);
                    break;
                case "status":
                    {
                        const number = r.enum(value, MatchStatus$);
                        if (number !== undefined) m.status = number;
                    }
                    break;
                case "rules_id":
                    r.alias(json, "rulesId"); // falls through
                case "rulesId":
                    m.rulesId = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ListMatchesResponse = messageType("strategos.v1.ListMatchesResponse", {
    create(init) {
        return {
            matches: [],
            nextPageToken: "",
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.matches) w.tag(10).message(Match, value);
        if (m.nextPageToken !== "") w.tag(18).string(m.nextPageToken);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ListMatchesResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.matches.push(r.message(Match));
                    break;
                case 18:
                    m.nextPageToken = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.matches.length > 0 || w.emitsAll) json[w.key("matches", "matches")] = m.matches.map((value) => Match.writeJson(value, w));
        if (m.nextPageToken !== "" || w.emitsAll) json[w.key("nextPageToken", "next_page_token")] = m.nextPageToken;
        return json;
    },
    readJson(json, r, m = ListMatchesResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "matches":
                    for (const item of r.items(value)) {
                        m.matches.push(r.message(Match, item));
                    }
                    break;
                case "next_page_token":
                    r.alias(json, "nextPageToken"); // falls through
                case "nextPageToken":
                    m.nextPageToken = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const GameStateService = Object.freeze({
    typeName: "strategos.v1.GameStateService",
    methods: {
        analyzeGameState: {
            service: "strategos.v1.GameStateService",
            name: "AnalyzeGameState",
            kind: "unary",
            input: AnalyzeGameStateRequest,
            output: AnalyzeGameStateResponse,
            noSideEffects: true,
        },
        reportGameState: {
            service: "strategos.v1.GameStateService",
            name: "ReportGameState",
            kind: "clientStreaming",
            input: ReportGameStateRequest,
            output: ReportGameStateResponse,
            noSideEffects: false,
        },
        watchMatch: {
            service: "strategos.v1.GameStateService",
            name: "WatchMatch",
            kind: "serverStreaming",
            input: WatchMatchRequest,
            output: WatchMatchResponse,
            noSideEffects: true,
        },
        getMatch: {
            service: "strategos.v1.GameStateService",
            name: "GetMatch",
            kind: "unary",
            input: GetMatchRequest,
            output: GetMatchResponse,
            noSideEffects: true,
        },
        listMatches: {
            service: "strategos.v1.GameStateService",
            name: "ListMatches",
            kind: "unary",
            input: ListMatchesRequest,
            output: ListMatchesResponse,
            noSideEffects: true,
        },
    },
});

export class GameStateServiceClient {
    constructor(transport) {
        this.transport = transport;
    }

    analyzeGameState(request, options) {
        return this.transport.unary(GameStateService.methods.analyzeGameState, request, options);
    }

    watchMatch(request, options) {
        return this.transport.serverStreaming(GameStateService.methods.watchMatch, request, options);
    }

    getMatch(request, options) {
        return this.transport.unary(GameStateService.methods.getMatch, request, options);
    }

    listMatches(request, options) {
        return this.transport.unary(GameStateService.methods.listMatches, request, options);
    }
}

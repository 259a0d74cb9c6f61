// Generated from strategos/v1/match.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Timestamp } from "../../google/protobuf/timestamp.js";
import { GameState } from "../../strategos/v1/game_state.js";

export const MatchStatus = Object.freeze({
    UNSPECIFIED: 0,
    RUNNING: 1,
    FINISHED: 2,
    ABANDONED: 3,
});

export const MatchStatus$ = enumInfo("strategos.v1.MatchStatus", {
    MATCH_STATUS_UNSPECIFIED: 0,
    MATCH_STATUS_RUNNING: 1,
    MATCH_STATUS_FINISHED: 2,
    MATCH_STATUS_ABANDONED: 3,
});

export const Victory = Object.freeze({
    UNSPECIFIED: 0,
    TERRITORY: 1,
    ELIMINATION: 2,
    RESOURCES: 3,
    TIME: 4,
    DRAW: 5,
});

export const Victory$ = enumInfo("strategos.v1.Victory", {
    VICTORY_UNSPECIFIED: 0,
    VICTORY_TERRITORY: 1,
    VICTORY_ELIMINATION: 2,
    VICTORY_RESOURCES: 3,
    VICTORY_TIME: 4,
    VICTORY_DRAW: 5,
});

export const MatchResult = messageType("strategos.v1.MatchResult", {
    create(init) {
        return {
            winnerTeam: "",
            victory: 0,
            tick: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.winnerTeam !== "") w.tag(10).string(m.winnerTeam);
        if (m.victory !== 0) w.tag(16).int32(m.victory);
        if (m.tick !== 0n) w.tag(24).uint64(m.tick);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = MatchResult.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.winnerTeam = r.string();
                    break;
                case 16:
                    m.victory = r.int32();
                    break;
                case 24:
                    m.tick = r.uint64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.winnerTeam !== "" || w.emitsAll) json[w.key("winnerTeam", "winner_team")] = m.winnerTeam;
        if (m.victory !== 0 || w.emitsAll) json[w.key("victory", "victory")] = w.enum(m.victory, Victory$);
        if (m.tick !== 0n || w.emitsAll) json[w.key("tick", "tick")] = String(m.tick);
        return json;
    },
    readJson(json, r, m = MatchResult.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "winner_team":
                    r.alias(json, "winnerTeam"); // falls through
                case "winnerTeam":
                    m.winnerTeam = r.string(value);
                    break;
                case "victory":
                    {
                        const number = r.enum(value, Victory$);
                        if (number !== undefined) m.victory = number;
                    }
                    break;
                case "tick":
                    m.tick = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Match = messageType("strategos.v1.Match", {
    create(init) {
        return {
            matchId: "",
            status: 0,
            rulesId: "",
            teamIds: [],
            lastSequence: 0n,
            resumeToken: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.matchId !== "") w.tag(10).string(m.matchId);
        if (m.status !== 0) w.tag(16).int32(m.status);
        if (m.rulesId !== "") w.tag(26).string(m.rulesId);
        for (const value of m.teamIds) w.tag(34).string(value);
        if (m.lastSequence !== 0n) w.tag(40).uint64(m.lastSequence);
        if (m.createTime !== undefined) w.tag(50).message(Timestamp, m.createTime);
        if (m.updateTime !== undefined) w.tag(58).message(Timestamp, m.updateTime);
        if (m.latestState !== undefined) w.tag(66).message(GameState, m.latestState);
        if (m.result !== undefined) w.tag(74).message(MatchResult, m.result);
        if (m.resumeToken !== "") w.tag(82).string(m.resumeToken);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Match.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.matchId = r.string();
                    break;
                case 16:
                    m.status = r.int32();
                    break;
                case 26:
                    m.rulesId = r.string();
                    break;
                case 34:
                    m.teamIds.push(r.string());
                    break;
                case 40:
                    m.lastSequence = r.uint64();
                    break;
                case 50:
                    m.createTime = r.message(Timestamp, m.createTime);
                    break;
                case 58:
                    m.updateTime = r.message(Timestamp, m.updateTime);
                    break;
                case 66:
                    m.latestState = r.message(GameState, m.latestState);
                    break;
                case 74:
                    m.result = r.message(MatchResult, m.result);
                    break;
                case 82:
                    m.resumeToken = r.string();
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
        if (m.status !== 0 || w.emitsAll) json[w.key("status", "status")] = w.enum(m.status, MatchStatus$);
        if (m.rulesId !== "" || w.emitsAll) json[w.key("rulesId", "rules_id")] = m.rulesId;
        if (m.teamIds.length > 0 || w.emitsAll) json[w.key("teamIds", "team_ids")] = m.teamIds.map((value) => value);
        if (m.lastSequence !== 0n || w.emitsAll) json[w.key("lastSequence", "last_sequence")] = String(m.lastSequence);
        if (m.createTime !== undefined) json[w.key("createTime", "create_time")] = Timestamp.writeJson(m.createTime, w);
        if (m.updateTime !== undefined) json[w.key("updateTime", "update_time")] = Timestamp.writeJson(m.updateTime, w);
        if (m.latestState !== undefined) json[w.key("latestState", "latest_state")] = GameState.writeJson(m.latestState, w);
        if (m.result !== undefined) json[w.key("result", "result")] = MatchResult.writeJson(m.result, w);
        if (m.resumeToken !== "" || w.emitsAll) json[w.key("resumeToken", "resume_token")] = m.resumeToken;
        return json;
    },
    readJson(json, r, m = Match.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match_id":
                    r.alias(json, "matchId"); // falls through
                case "matchId":
                    m.matchId = r.string(value);
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
                case "team_ids":
                    r.alias(json, "teamIds"); // falls through
                case "teamIds":
                    for (const item of r.items(value)) {
                        m.teamIds.push(r.string(item));
                    }
                    break;
                case "last_sequence":
                    r.alias(json, "lastSequence"); // falls through
                case "lastSequence":
                    m.lastSequence = r.uint64(value);
                    break;
                case "create_time":
                    r.alias(json, "createTime"); // falls through
                case "createTime":
                    m.createTime = r.message(Timestamp, value);
                    break;
                case "update_time":
                    r.alias(json, "updateTime"); // falls through
                case "updateTime":
                    m.updateTime = r.message(Timestamp, value);
                    break;
                case "latest_state":
                    r.alias(json, "latestState"); // falls through
                case "latestState":
                    m.latestState = r.message(GameState, value);
                    break;
                case "result":
                    m.result = r.message(MatchResult, value);
                    break;
                case "resume_token":
                    r.alias(json, "resumeToken"); // falls through
                case "resumeToken":
                    m.resumeToken = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

// Generated from strategos/v1/experience.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { ArchetypeLikelihood } from "../../strategos/v1/analysis.js";
import { Archetype$ } from "../../strategos/v1/strategy.js";

export const ExperienceRecord = messageType("strategos.v1.ExperienceRecord", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.kind?.case === "matchOutcome") w.tag(82).message(MatchOutcome, m.kind.value);
        if (m.kind?.case === "proposalTrial") w.tag(90).message(ProposalTrial, m.kind.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ExperienceRecord.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 82:
                    m.kind = { case: "matchOutcome", value: r.message(MatchOutcome, m.kind?.case === "matchOutcome" ? m.kind.value : undefined) };
                    break;
                case 90:
                    m.kind = { case: "proposalTrial", value: r.message(ProposalTrial, m.kind?.case === "proposalTrial" ? m.kind.value : undefined) };
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.kind?.case === "matchOutcome") json[w.key("matchOutcome", "match_outcome")] = MatchOutcome.writeJson(m.kind.value, w);
        if (m.kind?.case === "proposalTrial") json[w.key("proposalTrial", "proposal_trial")] = ProposalTrial.writeJson(m.kind.value, w);
        return json;
    },
    readJson(json, r, m = ExperienceRecord.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match_outcome":
                    r.alias(json, "matchOutcome"); // falls through
                case "matchOutcome":
                    r.once(m.kind, "kind");
                    m.kind = { case: "matchOutcome", value: r.message(MatchOutcome, value) };
                    break;
                case "proposal_trial":
                    r.alias(json, "proposalTrial"); // falls through
                case "proposalTrial":
                    r.once(m.kind, "kind");
                    m.kind = { case: "proposalTrial", value: r.message(ProposalTrial, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const MatchOutcome = messageType("strategos.v1.MatchOutcome", {
    create(init) {
        return {
            rulesId: "",
            matchId: "",
            teamId: "",
            opponentTeamId: "",
            archetype: 0,
            opponentArchetypes: [],
            scorePerMille: 0,
            lastTick: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.rulesId !== "") w.tag(10).string(m.rulesId);
        if (m.matchId !== "") w.tag(18).string(m.matchId);
        if (m.teamId !== "") w.tag(26).string(m.teamId);
        if (m.opponentTeamId !== "") w.tag(34).string(m.opponentTeamId);
        if (m.archetype !== 0) w.tag(40).int32(m.archetype);
        for (const value of m.opponentArchetypes) w.tag(50).message(ArchetypeLikelihood, value);
        if (m.scorePerMille !== 0) w.tag(56).uint32(m.scorePerMille);
        if (m.lastTick !== 0n) w.tag(64).uint64(m.lastTick);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = MatchOutcome.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.rulesId = r.string();
                    break;
                case 18:
                    m.matchId = r.string();
                    break;
                case 26:
                    m.teamId = r.string();
                    break;
                case 34:
                    m.opponentTeamId = r.string();
                    break;
                case 40:
                    m.archetype = r.int32();
                    break;
                case 50:
                    m.opponentArchetypes.push(r.message(ArchetypeLikelihood));
                    break;
                case 56:
                    m.scorePerMille = r.uint32();
                    break;
                case 64:
                    m.lastTick = r.uint64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.rulesId !== "" || w.emitsAll) json[w.key("rulesId", "rules_id")] = m.rulesId;
        if (m.matchId !== "" || w.emitsAll) json[w.key("matchId", "match_id")] = m.matchId;
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.opponentTeamId !== "" || w.emitsAll) json[w.key("opponentTeamId", "opponent_team_id")] = m.opponentTeamId;
        if (m.archetype !== 0 || w.emitsAll) json[w.key("archetype", "archetype")] = w.enum(m.archetype, Archetype$);
        if (m.opponentArchetypes.length > 0 || w.emitsAll) json[w.key("opponentArchetypes", "opponent_archetypes")] = m.opponentArchetypes.map((value) => ArchetypeLikelihood.writeJson(value, w));
        if (m.scorePerMille !== 0 || w.emitsAll) json[w.key("scorePerMille", "score_per_mille")] = m.scorePerMille;
        if (m.lastTick !== 0n || w.emitsAll) json[w.key("lastTick", "last_tick")] = String(m.lastTick);
        return json;
    },
    readJson(json, r, m = MatchOutcome.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "rules_id":
                    r.alias(json, "rulesId"); // falls through
                case "rulesId":
                    m.rulesId = r.string(value);
                    break;
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
                case "opponent_team_id":
                    r.alias(json, "opponentTeamId"); // falls through
                case "opponentTeamId":
                    m.opponentTeamId = r.string(value);
                    break;
                case "archetype":
                    {
                        const number = r.enum(value, Archetype$);
                        if (number !== undefined) m.archetype = number;
                    }
                    break;
                case "opponent_archetypes":
                    r.alias(json, "opponentArchetypes"); // falls through
                case "opponentArchetypes":
                    for (const item of r.items(value)) {
                        m.opponentArchetypes.push(r.message(ArchetypeLikelihood, item));
                    }
                    break;
                case "score_per_mille":
                    r.alias(json, "scorePerMille"); // falls through
                case "scorePerMille":
                    m.scorePerMille = r.uint32(value);
                    break;
                case "last_tick":
                    r.alias(json, "lastTick"); // falls through
                case "lastTick":
                    m.lastTick = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ProposalTrial = messageType("strategos.v1.ProposalTrial", {
    create(init) {
        return {
            workflow: "",
            workflowVersion: 0,
            step: "",
            prompt: "",
            promptDigest: "",
            backend: "",
            model: "",
            valid: false,
            chosen: false,
            ...init,
        };
    },
    write(m, w) {
        if (m.workflow !== "") w.tag(10).string(m.workflow);
        if (m.workflowVersion !== 0) w.tag(16).uint32(m.workflowVersion);
        if (m.step !== "") w.tag(26).string(m.step);
        if (m.prompt !== "") w.tag(34).string(m.prompt);
        if (m.promptDigest !== "") w.tag(42).string(m.promptDigest);
        if (m.backend !== "") w.tag(50).string(m.backend);
        if (m.model !== "") w.tag(58).string(m.model);
        if (m.valid) w.tag(64).bool(m.valid);
        if (m.gain !== undefined) w.tag(73).double(m.gain);
        if (m.gainError !== undefined) w.tag(81).double(m.gainError);
        if (m.chosen) w.tag(88).bool(m.chosen);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ProposalTrial.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.workflow = r.string();
                    break;
                case 16:
                    m.workflowVersion = r.uint32();
                    break;
                case 26:
                    m.step = r.string();
                    break;
                case 34:
                    m.prompt = r.string();
                    break;
                case 42:
                    m.promptDigest = r.string();
                    break;
                case 50:
                    m.backend = r.string();
                    break;
                case 58:
                    m.model = r.string();
                    break;
                case 64:
                    m.valid = r.bool();
                    break;
                case 73:
                    m.gain = r.double();
                    break;
                case 81:
                    m.gainError = r.double();
                    break;
                case 88:
                    m.chosen = r.bool();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.workflow !== "" || w.emitsAll) json[w.key("workflow", "workflow")] = m.workflow;
        if (m.workflowVersion !== 0 || w.emitsAll) json[w.key("workflowVersion", "workflow_version")] = m.workflowVersion;
        if (m.step !== "" || w.emitsAll) json[w.key("step", "step")] = m.step;
        if (m.prompt !== "" || w.emitsAll) json[w.key("prompt", "prompt")] = m.prompt;
        if (m.promptDigest !== "" || w.emitsAll) json[w.key("promptDigest", "prompt_digest")] = m.promptDigest;
        if (m.backend !== "" || w.emitsAll) json[w.key("backend", "backend")] = m.backend;
        if (m.model !== "" || w.emitsAll) json[w.key("model", "model")] = m.model;
        if (m.valid || w.emitsAll) json[w.key("valid", "valid")] = m.valid;
        if (m.gain !== undefined) json[w.key("gain", "gain")] = w.double(m.gain);
        if (m.gainError !== undefined) json[w.key("gainError", "gain_error")] = w.double(m.gainError);
        if (m.chosen || w.emitsAll) json[w.key("chosen", "chosen")] = m.chosen;
        return json;
    },
    readJson(json, r, m = ProposalTrial.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "workflow":
                    m.workflow = r.string(value);
                    break;
                case "workflow_version":
                    r.alias(json, "workflowVersion"); // falls through
                case "workflowVersion":
                    m.workflowVersion = r.uint32(value);
                    break;
                case "step":
                    m.step = r.string(value);
                    break;
                case "prompt":
                    m.prompt = r.string(value);
                    break;
                case "prompt_digest":
                    r.alias(json, "promptDigest"); // falls through
                case "promptDigest":
                    m.promptDigest = r.string(value);
                    break;
                case "backend":
                    m.backend = r.string(value);
                    break;
                case "model":
                    m.model = r.string(value);
                    break;
                case "valid":
                    m.valid = r.bool(value);
                    break;
                case "gain":
                    m.gain = r.double(value);
                    break;
                case "gain_error":
                    r.alias(json, "gainError"); // falls through
                case "gainError":
                    m.gainError = r.double(value);
                    break;
                case "chosen":
                    m.chosen = r.bool(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

// Generated from strategos/v1/analysis.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { RoleCounts } from "../../strategos/v1/agent.js";
import { HexCoordinate, Zone } from "../../strategos/v1/hex.js";
import { Provenance } from "../../strategos/v1/provenance.js";
import { ResourceAmounts, ResourceKind$ } from "../../strategos/v1/resource.js";
import { Archetype$ } from "../../strategos/v1/strategy.js";

export const Phase = Object.freeze({
    UNSPECIFIED: 0,
    OPENING: 1,
    MIDDLE: 2,
    LATE: 3,
});

export const Phase$ = enumInfo("strategos.v1.Phase", {
    PHASE_UNSPECIFIED: 0,
    PHASE_OPENING: 1,
    PHASE_MIDDLE: 2,
    PHASE_LATE: 3,
});

export const SiteKind = Object.freeze({
    UNSPECIFIED: 0,
    OPEN_TERRITORY: 1,
    WEAK_FRONTIER: 2,
    OPPONENT_WEAK_FRONTIER: 3,
    RESOURCES: 4,
    CONTESTED_RESOURCES: 5,
    PREY: 6,
});

export const SiteKind$ = enumInfo("strategos.v1.SiteKind", {
    SITE_KIND_UNSPECIFIED: 0,
    SITE_KIND_OPEN_TERRITORY: 1,
    SITE_KIND_WEAK_FRONTIER: 2,
    SITE_KIND_OPPONENT_WEAK_FRONTIER: 3,
    SITE_KIND_RESOURCES: 4,
    SITE_KIND_CONTESTED_RESOURCES: 5,
    SITE_KIND_PREY: 6,
});

export const GameAnalysis = messageType("strategos.v1.GameAnalysis", {
    create(init) {
        return {
            teamId: "",
            phase: 0,
            advantagePerMille: 0,
            threats: [],
            sites: [],
            opponents: [],
            confidence: 0,
            description: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.tick !== undefined) w.tag(16).uint64(m.tick);
        if (m.phase !== 0) w.tag(24).int32(m.phase);
        if (m.advantagePerMille !== 0) w.tag(32).sint32(m.advantagePerMille);
        if (m.territory !== undefined) w.tag(42).message(TerritoryAnalysis, m.territory);
        if (m.economy !== undefined) w.tag(50).message(EconomyAnalysis, m.economy);
        if (m.forces !== undefined) w.tag(58).message(ForceAnalysis, m.forces);
        for (const value of m.threats) w.tag(66).message(Threat, value);
        for (const value of m.sites) w.tag(74).message(Site, value);
        for (const value of m.opponents) w.tag(82).message(OpponentAssessment, value);
        if (isSet(m.confidence)) w.tag(89).double(m.confidence);
        if (m.description !== "") w.tag(98).string(m.description);
        if (m.provenance !== undefined) w.tag(106).message(Provenance, m.provenance);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = GameAnalysis.create()) {
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
                    m.phase = r.int32();
                    break;
                case 32:
                    m.advantagePerMille = r.sint32();
                    break;
                case 42:
                    m.territory = r.message(TerritoryAnalysis, m.territory);
                    break;
                case 50:
                    m.economy = r.message(EconomyAnalysis, m.economy);
                    break;
                case 58:
                    m.forces = r.message(ForceAnalysis, m.forces);
                    break;
                case 66:
                    m.threats.push(r.message(Threat));
                    break;
                case 74:
                    m.sites.push(r.message(Site));
                    break;
                case 82:
                    m.opponents.push(r.message(OpponentAssessment));
                    break;
                case 89:
                    m.confidence = r.double();
                    break;
                case 98:
                    m.description = r.string();
                    break;
                case 106:
                    m.provenance = r.message(Provenance, m.provenance);
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
        if (m.phase !== 0 || w.emitsAll) json[w.key("phase", "phase")] = w.enum(m.phase, Phase$);
        if (m.advantagePerMille !== 0 || w.emitsAll) json[w.key("advantagePerMille", "advantage_per_mille")] = m.advantagePerMille;
        if (m.territory !== undefined) json[w.key("territory", "territory")] = TerritoryAnalysis.writeJson(m.territory, w);
        if (m.economy !== undefined) json[w.key("economy", "economy")] = EconomyAnalysis.writeJson(m.economy, w);
        if (m.forces !== undefined) json[w.key("forces", "forces")] = ForceAnalysis.writeJson(m.forces, w);
        if (m.threats.length > 0 || w.emitsAll) json[w.key("threats", "threats")] = m.threats.map((value) => Threat.writeJson(value, w));
        if (m.sites.length > 0 || w.emitsAll) json[w.key("sites", "sites")] = m.sites.map((value) => Site.writeJson(value, w));
        if (m.opponents.length > 0 || w.emitsAll) json[w.key("opponents", "opponents")] = m.opponents.map((value) => OpponentAssessment.writeJson(value, w));
        if (isSet(m.confidence) || w.emitsAll) json[w.key("confidence", "confidence")] = w.double(m.confidence);
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        if (m.provenance !== undefined) json[w.key("provenance", "provenance")] = Provenance.writeJson(m.provenance, w);
        return json;
    },
    readJson(json, r, m = GameAnalysis.create()) {
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
                case "phase":
                    {
                        const number = r.enum(value, Phase$);
                        if (number !== undefined) m.phase = number;
                    }
                    break;
                case "advantage_per_mille":
                    r.alias(json, "advantagePerMille"); // falls through
                case "advantagePerMille":
                    m.advantagePerMille = r.int32(value);
                    break;
                case "territory":
                    m.territory = r.message(TerritoryAnalysis, value);
                    break;
                case "economy":
                    m.economy = r.message(EconomyAnalysis, value);
                    break;
                case "forces":
                    m.forces = r.message(ForceAnalysis, value);
                    break;
                case "threats":
                    for (const item of r.items(value)) {
                        m.threats.push(r.message(Threat, item));
                    }
                    break;
                case "sites":
                    for (const item of r.items(value)) {
                        m.sites.push(r.message(Site, item));
                    }
                    break;
                case "opponents":
                    for (const item of r.items(value)) {
                        m.opponents.push(r.message(OpponentAssessment, item));
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
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const TerritoryAnalysis = messageType("strategos.v1.TerritoryAnalysis", {
    create(init) {
        return {
            contactHexes: 0,
            openFrontierHexes: 0,
            weakFrontierHexes: 0,
            ownedHexes: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.sharePerMille !== undefined) w.tag(8).uint32(m.sharePerMille);
        if (m.opponentSharePerMille !== undefined) w.tag(16).uint32(m.opponentSharePerMille);
        if (m.trendPerMillePerMinute !== undefined) w.tag(25).double(m.trendPerMillePerMinute);
        if (m.contactHexes !== 0) w.tag(32).uint32(m.contactHexes);
        if (m.openFrontierHexes !== 0) w.tag(40).uint32(m.openFrontierHexes);
        if (m.weakFrontierHexes !== 0) w.tag(48).uint32(m.weakFrontierHexes);
        if (m.ownedHexes !== 0) w.tag(56).uint32(m.ownedHexes);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = TerritoryAnalysis.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.sharePerMille = r.uint32();
                    break;
                case 16:
                    m.opponentSharePerMille = r.uint32();
                    break;
                case 25:
                    m.trendPerMillePerMinute = r.double();
                    break;
                case 32:
                    m.contactHexes = r.uint32();
                    break;
                case 40:
                    m.openFrontierHexes = r.uint32();
                    break;
                case 48:
                    m.weakFrontierHexes = r.uint32();
                    break;
                case 56:
                    m.ownedHexes = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.sharePerMille !== undefined) json[w.key("sharePerMille", "share_per_mille")] = m.sharePerMille;
        if (m.opponentSharePerMille !== undefined) json[w.key("opponentSharePerMille", "opponent_share_per_mille")] = m.opponentSharePerMille;
        if (m.trendPerMillePerMinute !== undefined) json[w.key("trendPerMillePerMinute", "trend_per_mille_per_minute")] = w.double(m.trendPerMillePerMinute);
        if (m.contactHexes !== 0 || w.emitsAll) json[w.key("contactHexes", "contact_hexes")] = m.contactHexes;
        if (m.openFrontierHexes !== 0 || w.emitsAll) json[w.key("openFrontierHexes", "open_frontier_hexes")] = m.openFrontierHexes;
        if (m.weakFrontierHexes !== 0 || w.emitsAll) json[w.key("weakFrontierHexes", "weak_frontier_hexes")] = m.weakFrontierHexes;
        if (m.ownedHexes !== 0 || w.emitsAll) json[w.key("ownedHexes", "owned_hexes")] = m.ownedHexes;
        return json;
    },
    readJson(json, r, m = TerritoryAnalysis.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "share_per_mille":
                    r.alias(json, "sharePerMille"); // falls through
                case "sharePerMille":
                    m.sharePerMille = r.uint32(value);
                    break;
                case "opponent_share_per_mille":
                    r.alias(json, "opponentSharePerMille"); // falls through
                case "opponentSharePerMille":
                    m.opponentSharePerMille = r.uint32(value);
                    break;
                case "trend_per_mille_per_minute":
                    r.alias(json, "trendPerMillePerMinute"); // falls through
                case "trendPerMillePerMinute":
                    m.trendPerMillePerMinute = r.double(value);
                    break;
                case "contact_hexes":
                    r.alias(json, "contactHexes"); // falls through
                case "contactHexes":
                    m.contactHexes = r.uint32(value);
                    break;
                case "open_frontier_hexes":
                    r.alias(json, "openFrontierHexes"); // falls through
                case "openFrontierHexes":
                    m.openFrontierHexes = r.uint32(value);
                    break;
                case "weak_frontier_hexes":
                    r.alias(json, "weakFrontierHexes"); // falls through
                case "weakFrontierHexes":
                    m.weakFrontierHexes = r.uint32(value);
                    break;
                case "owned_hexes":
                    r.alias(json, "ownedHexes"); // falls through
                case "ownedHexes":
                    m.ownedHexes = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const EconomyAnalysis = messageType("strategos.v1.EconomyAnalysis", {
    create(init) {
        return {
            scarcest: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.stockpile !== undefined) w.tag(10).message(ResourceAmounts, m.stockpile);
        if (m.incomePerSecond !== undefined) w.tag(18).message(ResourceAmounts, m.incomePerSecond);
        if (m.inReach !== undefined) w.tag(26).message(ResourceAmounts, m.inReach);
        if (m.contested !== undefined) w.tag(34).message(ResourceAmounts, m.contested);
        if (m.affordable !== undefined) w.tag(42).message(RoleCounts, m.affordable);
        if (m.scarcest !== 0) w.tag(48).int32(m.scarcest);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = EconomyAnalysis.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.stockpile = r.message(ResourceAmounts, m.stockpile);
                    break;
                case 18:
                    m.incomePerSecond = r.message(ResourceAmounts, m.incomePerSecond);
                    break;
                case 26:
                    m.inReach = r.message(ResourceAmounts, m.inReach);
                    break;
                case 34:
                    m.contested = r.message(ResourceAmounts, m.contested);
                    break;
                case 42:
                    m.affordable = r.message(RoleCounts, m.affordable);
                    break;
                case 48:
                    m.scarcest = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.stockpile !== undefined) json[w.key("stockpile", "stockpile")] = ResourceAmounts.writeJson(m.stockpile, w);
        if (m.incomePerSecond !== undefined) json[w.key("incomePerSecond", "income_per_second")] = ResourceAmounts.writeJson(m.incomePerSecond, w);
        if (m.inReach !== undefined) json[w.key("inReach", "in_reach")] = ResourceAmounts.writeJson(m.inReach, w);
        if (m.contested !== undefined) json[w.key("contested", "contested")] = ResourceAmounts.writeJson(m.contested, w);
        if (m.affordable !== undefined) json[w.key("affordable", "affordable")] = RoleCounts.writeJson(m.affordable, w);
        if (m.scarcest !== 0 || w.emitsAll) json[w.key("scarcest", "scarcest")] = w.enum(m.scarcest, ResourceKind$);
        return json;
    },
    readJson(json, r, m = EconomyAnalysis.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "stockpile":
                    m.stockpile = r.message(ResourceAmounts, value);
                    break;
                case "income_per_second":
                    r.alias(json, "incomePerSecond"); // falls through
                case "incomePerSecond":
                    m.incomePerSecond = r.message(ResourceAmounts, value);
                    break;
                case "in_reach":
                    r.alias(json, "inReach"); // falls through
                case "inReach":
                    m.inReach = r.message(ResourceAmounts, value);
                    break;
                case "contested":
                    m.contested = r.message(ResourceAmounts, value);
                    break;
                case "affordable":
                    m.affordable = r.message(RoleCounts, value);
                    break;
                case "scarcest":
                    {
                        const number = r.enum(value, ResourceKind$);
                        if (number !== undefined) m.scarcest = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ForceAnalysis = messageType("strategos.v1.ForceAnalysis", {
    create(init) {
        return {
            unlocatedAgents: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.own !== undefined) w.tag(10).message(RoleCounts, m.own);
        if (m.opponents !== undefined) w.tag(18).message(RoleCounts, m.opponents);
        if (m.strengthPerMille !== undefined) w.tag(24).uint32(m.strengthPerMille);
        if (m.frontierStrengthPerMille !== undefined) w.tag(32).uint32(m.frontierStrengthPerMille);
        if (m.unlocatedAgents !== 0) w.tag(40).uint32(m.unlocatedAgents);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ForceAnalysis.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.own = r.message(RoleCounts, m.own);
                    break;
                case 18:
                    m.opponents = r.message(RoleCounts, m.opponents);
                    break;
                case 24:
                    m.strengthPerMille = r.uint32();
                    break;
                case 32:
                    m.frontierStrengthPerMille = r.uint32();
                    break;
                case 40:
                    m.unlocatedAgents = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.own !== undefined) json[w.key("own", "own")] = RoleCounts.writeJson(m.own, w);
        if (m.opponents !== undefined) json[w.key("opponents", "opponents")] = RoleCounts.writeJson(m.opponents, w);
        if (m.strengthPerMille !== undefined) json[w.key("strengthPerMille", "strength_per_mille")] = m.strengthPerMille;
        if (m.frontierStrengthPerMille !== undefined) json[w.key("frontierStrengthPerMille", "frontier_strength_per_mille")] = m.frontierStrengthPerMille;
        if (m.unlocatedAgents !== 0 || w.emitsAll) json[w.key("unlocatedAgents", "unlocated_agents")] = m.unlocatedAgents;
        return json;
    },
    readJson(json, r, m = ForceAnalysis.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "own":
                    m.own = r.message(RoleCounts, value);
                    break;
                case "opponents":
                    m.opponents = r.message(RoleCounts, value);
                    break;
                case "strength_per_mille":
                    r.alias(json, "strengthPerMille"); // falls through
                case "strengthPerMille":
                    m.strengthPerMille = r.uint32(value);
                    break;
                case "frontier_strength_per_mille":
                    r.alias(json, "frontierStrengthPerMille"); // falls through
                case "frontierStrengthPerMille":
                    m.frontierStrengthPerMille = r.uint32(value);
                    break;
                case "unlocated_agents":
                    r.alias(json, "unlocatedAgents"); // falls through
                case "unlocatedAgents":
                    m.unlocatedAgents = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Threat = messageType("strategos.v1.Threat", {
    create(init) {
        return {
            teamId: "",
            strengthPerMille: 0,
            ticksToArrival: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        if (m.zone !== undefined) w.tag(18).message(Zone, m.zone);
        if (m.base !== undefined) w.tag(26).message(HexCoordinate, m.base);
        if (m.strengthPerMille !== 0) w.tag(32).uint32(m.strengthPerMille);
        if (m.ticksToArrival !== 0n) w.tag(40).uint64(m.ticksToArrival);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Threat.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 18:
                    m.zone = r.message(Zone, m.zone);
                    break;
                case 26:
                    m.base = r.message(HexCoordinate, m.base);
                    break;
                case 32:
                    m.strengthPerMille = r.uint32();
                    break;
                case 40:
                    m.ticksToArrival = r.uint64();
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
        if (m.zone !== undefined) json[w.key("zone", "zone")] = Zone.writeJson(m.zone, w);
        if (m.base !== undefined) json[w.key("base", "base")] = HexCoordinate.writeJson(m.base, w);
        if (m.strengthPerMille !== 0 || w.emitsAll) json[w.key("strengthPerMille", "strength_per_mille")] = m.strengthPerMille;
        if (m.ticksToArrival !== 0n || w.emitsAll) json[w.key("ticksToArrival", "ticks_to_arrival")] = String(m.ticksToArrival);
        return json;
    },
    readJson(json, r, m = Threat.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "zone":
                    m.zone = r.message(Zone, value);
                    break;
                case "base":
                    m.base = r.message(HexCoordinate, value);
                    break;
                case "strength_per_mille":
                    r.alias(json, "strengthPerMille"); // falls through
                case "strengthPerMille":
                    m.strengthPerMille = r.uint32(value);
                    break;
                case "ticks_to_arrival":
                    r.alias(json, "ticksToArrival"); // falls through
                case "ticksToArrival":
                    m.ticksToArrival = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Site = messageType("strategos.v1.Site", {
    create(init) {
        return {
            kind: 0,
            valuePerMille: 0,
            opponentTeam: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.kind !== 0) w.tag(8).int32(m.kind);
        if (m.zone !== undefined) w.tag(18).message(Zone, m.zone);
        if (m.valuePerMille !== 0) w.tag(24).uint32(m.valuePerMille);
        if (m.opponentTeam !== "") w.tag(34).string(m.opponentTeam);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Site.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.kind = r.int32();
                    break;
                case 18:
                    m.zone = r.message(Zone, m.zone);
                    break;
                case 24:
                    m.valuePerMille = r.uint32();
                    break;
                case 34:
                    m.opponentTeam = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.kind !== 0 || w.emitsAll) json[w.key("kind", "kind")] = w.enum(m.kind, SiteKind$);
        if (m.zone !== undefined) json[w.key("zone", "zone")] = Zone.writeJson(m.zone, w);
        if (m.valuePerMille !== 0 || w.emitsAll) json[w.key("valuePerMille", "value_per_mille")] = m.valuePerMille;
        if (m.opponentTeam !== "" || w.emitsAll) json[w.key("opponentTeam", "opponent_team")] = m.opponentTeam;
        return json;
    },
    readJson(json, r, m = Site.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "kind":
                    {
                        const number = r.enum(value, SiteKind$);
                        if (number !== undefined) m.kind = number;
                    }
                    break;
                case "zone":
                    m.zone = r.message(Zone, value);
                    break;
                case "value_per_mille":
                    r.alias(json, "valuePerMille"); // falls through
                case "valuePerMille":
                    m.valuePerMille = r.uint32(value);
                    break;
                case "opponent_team":
                    r.alias(json, "opponentTeam"); // falls through
                case "opponentTeam":
                    m.opponentTeam = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const OpponentAssessment = messageType("strategos.v1.OpponentAssessment", {
    create(init) {
        return {
            teamId: "",
            archetypes: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.teamId !== "") w.tag(10).string(m.teamId);
        for (const value of m.archetypes) w.tag(18).message(ArchetypeLikelihood, value);
        if (m.agents !== undefined) w.tag(26).message(RoleCounts, m.agents);
        if (m.territoryPerMille !== undefined) w.tag(32).uint32(m.territoryPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = OpponentAssessment.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.teamId = r.string();
                    break;
                case 18:
                    m.archetypes.push(r.message(ArchetypeLikelihood));
                    break;
                case 26:
                    m.agents = r.message(RoleCounts, m.agents);
                    break;
                case 32:
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
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.archetypes.length > 0 || w.emitsAll) json[w.key("archetypes", "archetypes")] = m.archetypes.map((value) => ArchetypeLikelihood.writeJson(value, w));
        if (m.agents !== undefined) json[w.key("agents", "agents")] = RoleCounts.writeJson(m.agents, w);
        if (m.territoryPerMille !== undefined) json[w.key("territoryPerMille", "territory_per_mille")] = m.territoryPerMille;
        return json;
    },
    readJson(json, r, m = OpponentAssessment.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "archetypes":
                    for (const item of r.items(value)) {
                        m.archetypes.push(r.message(ArchetypeLikelihood, item));
                    }
                    break;
                case "agents":
                    m.agents = r.message(RoleCounts, value);
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

export const ArchetypeLikelihood = messageType("strategos.v1.ArchetypeLikelihood", {
    create(init) {
        return {
            archetype: 0,
            likelihoodPerMille: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.archetype !== 0) w.tag(8).int32(m.archetype);
        if (m.likelihoodPerMille !== 0) w.tag(16).uint32(m.likelihoodPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArchetypeLikelihood.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.archetype = r.int32();
                    break;
                case 16:
                    m.likelihoodPerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.archetype !== 0 || w.emitsAll) json[w.key("archetype", "archetype")] = w.enum(m.archetype, Archetype$);
        if (m.likelihoodPerMille !== 0 || w.emitsAll) json[w.key("likelihoodPerMille", "likelihood_per_mille")] = m.likelihoodPerMille;
        return json;
    },
    readJson(json, r, m = ArchetypeLikelihood.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "archetype":
                    {
                        const number = r.enum(value, Archetype$);
                        if (number !== undefined) m.archetype = number;
                    }
                    break;
                case "likelihood_per_mille":
                    r.alias(json, "likelihoodPerMille"); // falls through
                case "likelihoodPerMille":
                    m.likelihoodPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

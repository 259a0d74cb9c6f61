// Generated from strategos/v1/arena_rules.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";

export const ArenaRules = messageType("strategos.v1.ArenaRules", {
    create(init) {
        return {
            id: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.id !== "") w.tag(10).string(m.id);
        if (m.victory !== undefined) w.tag(18).message(ArenaVictoryRules, m.victory);
        if (m.agents !== undefined) w.tag(26).message(ArenaAgentRules, m.agents);
        if (m.combat !== undefined) w.tag(34).message(ArenaCombatRules, m.combat);
        if (m.territory !== undefined) w.tag(42).message(ArenaTerritoryRules, m.territory);
        if (m.resources !== undefined) w.tag(50).message(ArenaResourceRules, m.resources);
        if (m.spawning !== undefined) w.tag(58).message(ArenaSpawnRules, m.spawning);
        if (m.choosing !== undefined) w.tag(66).message(ArenaChoiceRules, m.choosing);
        if (m.sight !== undefined) w.tag(74).message(ArenaSightRules, m.sight);
        if (m.collector !== undefined) w.tag(82).message(ArenaRoleRules, m.collector);
        if (m.explorer !== undefined) w.tag(90).message(ArenaRoleRules, m.explorer);
        if (m.defender !== undefined) w.tag(98).message(ArenaRoleRules, m.defender);
        if (m.attacker !== undefined) w.tag(106).message(ArenaRoleRules, m.attacker);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.id = r.string();
                    break;
                case 18:
                    m.victory = r.message(ArenaVictoryRules, m.victory);
                    break;
                case 26:
                    m.agents = r.message(ArenaAgentRules, m.agents);
                    break;
                case 34:
                    m.combat = r.message(ArenaCombatRules, m.combat);
                    break;
                case 42:
                    m.territory = r.message(ArenaTerritoryRules, m.territory);
                    break;
                case 50:
                    m.resources = r.message(ArenaResourceRules, m.resources);
                    break;
                case 58:
                    m.spawning = r.message(ArenaSpawnRules, m.spawning);
                    break;
                case 66:
                    m.choosing = r.message(ArenaChoiceRules, m.choosing);
                    break;
                case 74:
                    m.sight = r.message(ArenaSightRules, m.sight);
                    break;
                case 82:
                    m.collector = r.message(ArenaRoleRules, m.collector);
                    break;
                case 90:
                    m.explorer = r.message(ArenaRoleRules, m.explorer);
                    break;
                case 98:
                    m.defender = r.message(ArenaRoleRules, m.defender);
                    break;
                case 106:
                    m.attacker = r.message(ArenaRoleRules, m.attacker);
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
        if (m.victory !== undefined) json[w.key("victory", "victory")] = ArenaVictoryRules.writeJson(m.victory, w);
        if (m.agents !== undefined) json[w.key("agents", "agents")] = ArenaAgentRules.writeJson(m.agents, w);
        if (m.combat !== undefined) json[w.key("combat", "combat")] = ArenaCombatRules.writeJson(m.combat, w);
        if (m.territory !== undefined) json[w.key("territory", "territory")] = ArenaTerritoryRules.writeJson(m.territory, w);
        if (m.resources !== undefined) json[w.key("resources", "resources")] = ArenaResourceRules.writeJson(m.resources, w);
        if (m.spawning !== undefined) json[w.key("spawning", "spawning")] = ArenaSpawnRules.writeJson(m.spawning, w);
        if (m.choosing !== undefined) json[w.key("choosing", "choosing")] = ArenaChoiceRules.writeJson(m.choosing, w);
        if (m.sight !== undefined) json[w.key("sight", "sight")] = ArenaSightRules.writeJson(m.sight, w);
        if (m.collector !== undefined) json[w.key("collector", "collector")] = ArenaRoleRules.writeJson(m.collector, w);
        if (m.explorer !== undefined) json[w.key("explorer", "explorer")] = ArenaRoleRules.writeJson(m.explorer, w);
        if (m.defender !== undefined) json[w.key("defender", "defender")] = ArenaRoleRules.writeJson(m.defender, w);
        if (m.attacker !== undefined) json[w.key("attacker", "attacker")] = ArenaRoleRules.writeJson(m.attacker, w);
        return json;
    },
    readJson(json, r, m = ArenaRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "id":
                    m.id = r.string(value);
                    break;
                case "victory":
                    m.victory = r.message(ArenaVictoryRules, value);
                    break;
                case "agents":
                    m.agents = r.message(ArenaAgentRules, value);
                    break;
                case "combat":
                    m.combat = r.message(ArenaCombatRules, value);
                    break;
                case "territory":
                    m.territory = r.message(ArenaTerritoryRules, value);
                    break;
                case "resources":
                    m.resources = r.message(ArenaResourceRules, value);
                    break;
                case "spawning":
                    m.spawning = r.message(ArenaSpawnRules, value);
                    break;
                case "choosing":
                    m.choosing = r.message(ArenaChoiceRules, value);
                    break;
                case "sight":
                    m.sight = r.message(ArenaSightRules, value);
                    break;
                case "collector":
                    m.collector = r.message(ArenaRoleRules, value);
                    break;
                case "explorer":
                    m.explorer = r.message(ArenaRoleRules, value);
                    break;
                case "defender":
                    m.defender = r.message(ArenaRoleRules, value);
                    break;
                case "attacker":
                    m.attacker = r.message(ArenaRoleRules, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaVictoryRules = messageType("strategos.v1.ArenaVictoryRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.matchTicks !== undefined) w.tag(8).uint32(m.matchTicks);
        if (m.territorySharePerMille !== undefined) w.tag(16).uint32(m.territorySharePerMille);
        if (m.territoryTicks !== undefined) w.tag(24).uint32(m.territoryTicks);
        if (m.resourceFactor !== undefined) w.tag(32).uint32(m.resourceFactor);
        if (m.resourceFloor !== undefined) w.tag(40).uint32(m.resourceFloor);
        if (m.drawMarginPerMille !== undefined) w.tag(48).uint32(m.drawMarginPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaVictoryRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.matchTicks = r.uint32();
                    break;
                case 16:
                    m.territorySharePerMille = r.uint32();
                    break;
                case 24:
                    m.territoryTicks = r.uint32();
                    break;
                case 32:
                    m.resourceFactor = r.uint32();
                    break;
                case 40:
                    m.resourceFloor = r.uint32();
                    break;
                case 48:
                    m.drawMarginPerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.matchTicks !== undefined) json[w.key("matchTicks", "match_ticks")] = m.matchTicks;
        if (m.territorySharePerMille !== undefined) json[w.key("territorySharePerMille", "territory_share_per_mille")] = m.territorySharePerMille;
        if (m.territoryTicks !== undefined) json[w.key("territoryTicks", "territory_ticks")] = m.territoryTicks;
        if (m.resourceFactor !== undefined) json[w.key("resourceFactor", "resource_factor")] = m.resourceFactor;
        if (m.resourceFloor !== undefined) json[w.key("resourceFloor", "resource_floor")] = m.resourceFloor;
        if (m.drawMarginPerMille !== undefined) json[w.key("drawMarginPerMille", "draw_margin_per_mille")] = m.drawMarginPerMille;
        return json;
    },
    readJson(json, r, m = ArenaVictoryRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "match_ticks":
                    r.alias(json, "matchTicks"); // falls through
                case "matchTicks":
                    m.matchTicks = r.uint32(value);
                    break;
                case "territory_share_per_mille":
                    r.alias(json, "territorySharePerMille"); // falls through
                case "territorySharePerMille":
                    m.territorySharePerMille = r.uint32(value);
                    break;
                case "territory_ticks":
                    r.alias(json, "territoryTicks"); // falls through
                case "territoryTicks":
                    m.territoryTicks = r.uint32(value);
                    break;
                case "resource_factor":
                    r.alias(json, "resourceFactor"); // falls through
                case "resourceFactor":
                    m.resourceFactor = r.uint32(value);
                    break;
                case "resource_floor":
                    r.alias(json, "resourceFloor"); // falls through
                case "resourceFloor":
                    m.resourceFloor = r.uint32(value);
                    break;
                case "draw_margin_per_mille":
                    r.alias(json, "drawMarginPerMille"); // falls through
                case "drawMarginPerMille":
                    m.drawMarginPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaAgentRules = messageType("strategos.v1.ArenaAgentRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.agentLimit !== undefined) w.tag(8).uint32(m.agentLimit);
        if (m.greatestAttributeSum !== undefined) w.tag(16).uint32(m.greatestAttributeSum);
        if (m.paceBase !== undefined) w.tag(24).uint32(m.paceBase);
        if (m.paceGain !== undefined) w.tag(32).uint32(m.paceGain);
        if (m.healthBase !== undefined) w.tag(40).uint32(m.healthBase);
        if (m.healthGain !== undefined) w.tag(48).uint32(m.healthGain);
        if (m.carryBase !== undefined) w.tag(56).uint32(m.carryBase);
        if (m.carryGain !== undefined) w.tag(64).uint32(m.carryGain);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaAgentRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.agentLimit = r.uint32();
                    break;
                case 16:
                    m.greatestAttributeSum = r.uint32();
                    break;
                case 24:
                    m.paceBase = r.uint32();
                    break;
                case 32:
                    m.paceGain = r.uint32();
                    break;
                case 40:
                    m.healthBase = r.uint32();
                    break;
                case 48:
                    m.healthGain = r.uint32();
                    break;
                case 56:
                    m.carryBase = r.uint32();
                    break;
                case 64:
                    m.carryGain = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.agentLimit !== undefined) json[w.key("agentLimit", "agent_limit")] = m.agentLimit;
        if (m.greatestAttributeSum !== undefined) json[w.key("greatestAttributeSum", "greatest_attribute_sum")] = m.greatestAttributeSum;
        if (m.paceBase !== undefined) json[w.key("paceBase", "pace_base")] = m.paceBase;
        if (m.paceGain !== undefined) json[w.key("paceGain", "pace_gain")] = m.paceGain;
        if (m.healthBase !== undefined) json[w.key("healthBase", "health_base")] = m.healthBase;
        if (m.healthGain !== undefined) json[w.key("healthGain", "health_gain")] = m.healthGain;
        if (m.carryBase !== undefined) json[w.key("carryBase", "carry_base")] = m.carryBase;
        if (m.carryGain !== undefined) json[w.key("carryGain", "carry_gain")] = m.carryGain;
        return json;
    },
    readJson(json, r, m = ArenaAgentRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "agent_limit":
                    r.alias(json, "agentLimit"); // falls through
                case "agentLimit":
                    m.agentLimit = r.uint32(value);
                    break;
                case "greatest_attribute_sum":
                    r.alias(json, "greatestAttributeSum"); // falls through
                case "greatestAttributeSum":
                    m.greatestAttributeSum = r.uint32(value);
                    break;
                case "pace_base":
                    r.alias(json, "paceBase"); // falls through
                case "paceBase":
                    m.paceBase = r.uint32(value);
                    break;
                case "pace_gain":
                    r.alias(json, "paceGain"); // falls through
                case "paceGain":
                    m.paceGain = r.uint32(value);
                    break;
                case "health_base":
                    r.alias(json, "healthBase"); // falls through
                case "healthBase":
                    m.healthBase = r.uint32(value);
                    break;
                case "health_gain":
                    r.alias(json, "healthGain"); // falls through
                case "healthGain":
                    m.healthGain = r.uint32(value);
                    break;
                case "carry_base":
                    r.alias(json, "carryBase"); // falls through
                case "carryBase":
                    m.carryBase = r.uint32(value);
                    break;
                case "carry_gain":
                    r.alias(json, "carryGain"); // falls through
                case "carryGain":
                    m.carryGain = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaCombatRules = messageType("strategos.v1.ArenaCombatRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.attackBase !== undefined) w.tag(8).uint32(m.attackBase);
        if (m.attackGain !== undefined) w.tag(16).uint32(m.attackGain);
        if (m.armorBase !== undefined) w.tag(24).uint32(m.armorBase);
        if (m.armorGain !== undefined) w.tag(32).uint32(m.armorGain);
        if (m.armorSharePerMille !== undefined) w.tag(40).uint32(m.armorSharePerMille);
        if (m.cooldownBase !== undefined) w.tag(48).uint32(m.cooldownBase);
        if (m.cooldownGain !== undefined) w.tag(56).uint32(m.cooldownGain);
        if (m.healing !== undefined) w.tag(64).uint32(m.healing);
        if (m.homeDamagePerMille !== undefined) w.tag(72).uint32(m.homeDamagePerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaCombatRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.attackBase = r.uint32();
                    break;
                case 16:
                    m.attackGain = r.uint32();
                    break;
                case 24:
                    m.armorBase = r.uint32();
                    break;
                case 32:
                    m.armorGain = r.uint32();
                    break;
                case 40:
                    m.armorSharePerMille = r.uint32();
                    break;
                case 48:
                    m.cooldownBase = r.uint32();
                    break;
                case 56:
                    m.cooldownGain = r.uint32();
                    break;
                case 64:
                    m.healing = r.uint32();
                    break;
                case 72:
                    m.homeDamagePerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.attackBase !== undefined) json[w.key("attackBase", "attack_base")] = m.attackBase;
        if (m.attackGain !== undefined) json[w.key("attackGain", "attack_gain")] = m.attackGain;
        if (m.armorBase !== undefined) json[w.key("armorBase", "armor_base")] = m.armorBase;
        if (m.armorGain !== undefined) json[w.key("armorGain", "armor_gain")] = m.armorGain;
        if (m.armorSharePerMille !== undefined) json[w.key("armorSharePerMille", "armor_share_per_mille")] = m.armorSharePerMille;
        if (m.cooldownBase !== undefined) json[w.key("cooldownBase", "cooldown_base")] = m.cooldownBase;
        if (m.cooldownGain !== undefined) json[w.key("cooldownGain", "cooldown_gain")] = m.cooldownGain;
        if (m.healing !== undefined) json[w.key("healing", "healing")] = m.healing;
        if (m.homeDamagePerMille !== undefined) json[w.key("homeDamagePerMille", "home_damage_per_mille")] = m.homeDamagePerMille;
        return json;
    },
    readJson(json, r, m = ArenaCombatRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "attack_base":
                    r.alias(json, "attackBase"); // falls through
                case "attackBase":
                    m.attackBase = r.uint32(value);
                    break;
                case "attack_gain":
                    r.alias(json, "attackGain"); // falls through
                case "attackGain":
                    m.attackGain = r.uint32(value);
                    break;
                case "armor_base":
                    r.alias(json, "armorBase"); // falls through
                case "armorBase":
                    m.armorBase = r.uint32(value);
                    break;
                case "armor_gain":
                    r.alias(json, "armorGain"); // falls through
                case "armorGain":
                    m.armorGain = r.uint32(value);
                    break;
                case "armor_share_per_mille":
                    r.alias(json, "armorSharePerMille"); // falls through
                case "armorSharePerMille":
                    m.armorSharePerMille = r.uint32(value);
                    break;
                case "cooldown_base":
                    r.alias(json, "cooldownBase"); // falls through
                case "cooldownBase":
                    m.cooldownBase = r.uint32(value);
                    break;
                case "cooldown_gain":
                    r.alias(json, "cooldownGain"); // falls through
                case "cooldownGain":
                    m.cooldownGain = r.uint32(value);
                    break;
                case "healing":
                    m.healing = r.uint32(value);
                    break;
                case "home_damage_per_mille":
                    r.alias(json, "homeDamagePerMille"); // falls through
                case "homeDamagePerMille":
                    m.homeDamagePerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaTerritoryRules = messageType("strategos.v1.ArenaTerritoryRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.ownedBeyond !== undefined) w.tag(8).uint32(m.ownedBeyond);
        if (m.incomeTicks !== undefined) w.tag(16).uint32(m.incomeTicks);
        if (m.incomeCells !== undefined) w.tag(24).uint32(m.incomeCells);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaTerritoryRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.ownedBeyond = r.uint32();
                    break;
                case 16:
                    m.incomeTicks = r.uint32();
                    break;
                case 24:
                    m.incomeCells = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.ownedBeyond !== undefined) json[w.key("ownedBeyond", "owned_beyond")] = m.ownedBeyond;
        if (m.incomeTicks !== undefined) json[w.key("incomeTicks", "income_ticks")] = m.incomeTicks;
        if (m.incomeCells !== undefined) json[w.key("incomeCells", "income_cells")] = m.incomeCells;
        return json;
    },
    readJson(json, r, m = ArenaTerritoryRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "owned_beyond":
                    r.alias(json, "ownedBeyond"); // falls through
                case "ownedBeyond":
                    m.ownedBeyond = r.uint32(value);
                    break;
                case "income_ticks":
                    r.alias(json, "incomeTicks"); // falls through
                case "incomeTicks":
                    m.incomeTicks = r.uint32(value);
                    break;
                case "income_cells":
                    r.alias(json, "incomeCells"); // falls through
                case "incomeCells":
                    m.incomeCells = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaResourceRules = messageType("strategos.v1.ArenaResourceRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.startStock !== undefined) w.tag(8).uint32(m.startStock);
        if (m.startPiles !== undefined) w.tag(16).uint32(m.startPiles);
        if (m.waveTicks !== undefined) w.tag(24).uint32(m.waveTicks);
        if (m.waveAmount !== undefined) w.tag(32).uint32(m.waveAmount);
        if (m.pileLimit !== undefined) w.tag(40).uint32(m.pileLimit);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaResourceRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.startStock = r.uint32();
                    break;
                case 16:
                    m.startPiles = r.uint32();
                    break;
                case 24:
                    m.waveTicks = r.uint32();
                    break;
                case 32:
                    m.waveAmount = r.uint32();
                    break;
                case 40:
                    m.pileLimit = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.startStock !== undefined) json[w.key("startStock", "start_stock")] = m.startStock;
        if (m.startPiles !== undefined) json[w.key("startPiles", "start_piles")] = m.startPiles;
        if (m.waveTicks !== undefined) json[w.key("waveTicks", "wave_ticks")] = m.waveTicks;
        if (m.waveAmount !== undefined) json[w.key("waveAmount", "wave_amount")] = m.waveAmount;
        if (m.pileLimit !== undefined) json[w.key("pileLimit", "pile_limit")] = m.pileLimit;
        return json;
    },
    readJson(json, r, m = ArenaResourceRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "start_stock":
                    r.alias(json, "startStock"); // falls through
                case "startStock":
                    m.startStock = r.uint32(value);
                    break;
                case "start_piles":
                    r.alias(json, "startPiles"); // falls through
                case "startPiles":
                    m.startPiles = r.uint32(value);
                    break;
                case "wave_ticks":
                    r.alias(json, "waveTicks"); // falls through
                case "waveTicks":
                    m.waveTicks = r.uint32(value);
                    break;
                case "wave_amount":
                    r.alias(json, "waveAmount"); // falls through
                case "waveAmount":
                    m.waveAmount = r.uint32(value);
                    break;
                case "pile_limit":
                    r.alias(json, "pileLimit"); // falls through
                case "pileLimit":
                    m.pileLimit = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaSpawnRules = messageType("strategos.v1.ArenaSpawnRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.spawnTicks !== undefined) w.tag(8).uint32(m.spawnTicks);
        if (m.richStock !== undefined) w.tag(16).uint32(m.richStock);
        if (m.poorStock !== undefined) w.tag(24).uint32(m.poorStock);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaSpawnRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.spawnTicks = r.uint32();
                    break;
                case 16:
                    m.richStock = r.uint32();
                    break;
                case 24:
                    m.poorStock = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.spawnTicks !== undefined) json[w.key("spawnTicks", "spawn_ticks")] = m.spawnTicks;
        if (m.richStock !== undefined) json[w.key("richStock", "rich_stock")] = m.richStock;
        if (m.poorStock !== undefined) json[w.key("poorStock", "poor_stock")] = m.poorStock;
        return json;
    },
    readJson(json, r, m = ArenaSpawnRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "spawn_ticks":
                    r.alias(json, "spawnTicks"); // falls through
                case "spawnTicks":
                    m.spawnTicks = r.uint32(value);
                    break;
                case "rich_stock":
                    r.alias(json, "richStock"); // falls through
                case "richStock":
                    m.richStock = r.uint32(value);
                    break;
                case "poor_stock":
                    r.alias(json, "poorStock"); // falls through
                case "poorStock":
                    m.poorStock = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaChoiceRules = messageType("strategos.v1.ArenaChoiceRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.choiceTicks !== undefined) w.tag(8).uint32(m.choiceTicks);
        if (m.fightChoiceTicks !== undefined) w.tag(16).uint32(m.fightChoiceTicks);
        if (m.choiceDistance !== undefined) w.tag(24).uint32(m.choiceDistance);
        if (m.baseZone !== undefined) w.tag(32).uint32(m.baseZone);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaChoiceRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.choiceTicks = r.uint32();
                    break;
                case 16:
                    m.fightChoiceTicks = r.uint32();
                    break;
                case 24:
                    m.choiceDistance = r.uint32();
                    break;
                case 32:
                    m.baseZone = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.choiceTicks !== undefined) json[w.key("choiceTicks", "choice_ticks")] = m.choiceTicks;
        if (m.fightChoiceTicks !== undefined) json[w.key("fightChoiceTicks", "fight_choice_ticks")] = m.fightChoiceTicks;
        if (m.choiceDistance !== undefined) json[w.key("choiceDistance", "choice_distance")] = m.choiceDistance;
        if (m.baseZone !== undefined) json[w.key("baseZone", "base_zone")] = m.baseZone;
        return json;
    },
    readJson(json, r, m = ArenaChoiceRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "choice_ticks":
                    r.alias(json, "choiceTicks"); // falls through
                case "choiceTicks":
                    m.choiceTicks = r.uint32(value);
                    break;
                case "fight_choice_ticks":
                    r.alias(json, "fightChoiceTicks"); // falls through
                case "fightChoiceTicks":
                    m.fightChoiceTicks = r.uint32(value);
                    break;
                case "choice_distance":
                    r.alias(json, "choiceDistance"); // falls through
                case "choiceDistance":
                    m.choiceDistance = r.uint32(value);
                    break;
                case "base_zone":
                    r.alias(json, "baseZone"); // falls through
                case "baseZone":
                    m.baseZone = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaSightRules = messageType("strategos.v1.ArenaSightRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.fogged !== undefined) w.tag(8).bool(m.fogged);
        if (m.visionBase !== undefined) w.tag(16).uint32(m.visionBase);
        if (m.visionGain !== undefined) w.tag(24).uint32(m.visionGain);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaSightRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.fogged = r.bool();
                    break;
                case 16:
                    m.visionBase = r.uint32();
                    break;
                case 24:
                    m.visionGain = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.fogged !== undefined) json[w.key("fogged", "fogged")] = m.fogged;
        if (m.visionBase !== undefined) json[w.key("visionBase", "vision_base")] = m.visionBase;
        if (m.visionGain !== undefined) json[w.key("visionGain", "vision_gain")] = m.visionGain;
        return json;
    },
    readJson(json, r, m = ArenaSightRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "fogged":
                    m.fogged = r.bool(value);
                    break;
                case "vision_base":
                    r.alias(json, "visionBase"); // falls through
                case "visionBase":
                    m.visionBase = r.uint32(value);
                    break;
                case "vision_gain":
                    r.alias(json, "visionGain"); // falls through
                case "visionGain":
                    m.visionGain = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaRoleRules = messageType("strategos.v1.ArenaRoleRules", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.cost !== undefined) w.tag(10).message(ArenaRoleCost, m.cost);
        if (m.claim !== undefined) w.tag(16).uint32(m.claim);
        if (m.affinity !== undefined) w.tag(26).message(ArenaAffinity, m.affinity);
        if (m.damage !== undefined) w.tag(34).message(ArenaRoleDamage, m.damage);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaRoleRules.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.cost = r.message(ArenaRoleCost, m.cost);
                    break;
                case 16:
                    m.claim = r.uint32();
                    break;
                case 26:
                    m.affinity = r.message(ArenaAffinity, m.affinity);
                    break;
                case 34:
                    m.damage = r.message(ArenaRoleDamage, m.damage);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.cost !== undefined) json[w.key("cost", "cost")] = ArenaRoleCost.writeJson(m.cost, w);
        if (m.claim !== undefined) json[w.key("claim", "claim")] = m.claim;
        if (m.affinity !== undefined) json[w.key("affinity", "affinity")] = ArenaAffinity.writeJson(m.affinity, w);
        if (m.damage !== undefined) json[w.key("damage", "damage")] = ArenaRoleDamage.writeJson(m.damage, w);
        return json;
    },
    readJson(json, r, m = ArenaRoleRules.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "cost":
                    m.cost = r.message(ArenaRoleCost, value);
                    break;
                case "claim":
                    m.claim = r.uint32(value);
                    break;
                case "affinity":
                    m.affinity = r.message(ArenaAffinity, value);
                    break;
                case "damage":
                    m.damage = r.message(ArenaRoleDamage, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaRoleCost = messageType("strategos.v1.ArenaRoleCost", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.energyPerMille !== undefined) w.tag(8).uint32(m.energyPerMille);
        if (m.materialsPerMille !== undefined) w.tag(16).uint32(m.materialsPerMille);
        if (m.dataPerMille !== undefined) w.tag(24).uint32(m.dataPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaRoleCost.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.energyPerMille = r.uint32();
                    break;
                case 16:
                    m.materialsPerMille = r.uint32();
                    break;
                case 24:
                    m.dataPerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.energyPerMille !== undefined) json[w.key("energyPerMille", "energy_per_mille")] = m.energyPerMille;
        if (m.materialsPerMille !== undefined) json[w.key("materialsPerMille", "materials_per_mille")] = m.materialsPerMille;
        if (m.dataPerMille !== undefined) json[w.key("dataPerMille", "data_per_mille")] = m.dataPerMille;
        return json;
    },
    readJson(json, r, m = ArenaRoleCost.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "energy_per_mille":
                    r.alias(json, "energyPerMille"); // falls through
                case "energyPerMille":
                    m.energyPerMille = r.uint32(value);
                    break;
                case "materials_per_mille":
                    r.alias(json, "materialsPerMille"); // falls through
                case "materialsPerMille":
                    m.materialsPerMille = r.uint32(value);
                    break;
                case "data_per_mille":
                    r.alias(json, "dataPerMille"); // falls through
                case "dataPerMille":
                    m.dataPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaAffinity = messageType("strategos.v1.ArenaAffinity", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.collectPerMille !== undefined) w.tag(8).uint32(m.collectPerMille);
        if (m.expandPerMille !== undefined) w.tag(16).uint32(m.expandPerMille);
        if (m.attackPerMille !== undefined) w.tag(24).uint32(m.attackPerMille);
        if (m.defendTerritoryPerMille !== undefined) w.tag(32).uint32(m.defendTerritoryPerMille);
        if (m.defendBasePerMille !== undefined) w.tag(40).uint32(m.defendBasePerMille);
        if (m.scoutPerMille !== undefined) w.tag(48).uint32(m.scoutPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaAffinity.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.collectPerMille = r.uint32();
                    break;
                case 16:
                    m.expandPerMille = r.uint32();
                    break;
                case 24:
                    m.attackPerMille = r.uint32();
                    break;
                case 32:
                    m.defendTerritoryPerMille = r.uint32();
                    break;
                case 40:
                    m.defendBasePerMille = r.uint32();
                    break;
                case 48:
                    m.scoutPerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.collectPerMille !== undefined) json[w.key("collectPerMille", "collect_per_mille")] = m.collectPerMille;
        if (m.expandPerMille !== undefined) json[w.key("expandPerMille", "expand_per_mille")] = m.expandPerMille;
        if (m.attackPerMille !== undefined) json[w.key("attackPerMille", "attack_per_mille")] = m.attackPerMille;
        if (m.defendTerritoryPerMille !== undefined) json[w.key("defendTerritoryPerMille", "defend_territory_per_mille")] = m.defendTerritoryPerMille;
        if (m.defendBasePerMille !== undefined) json[w.key("defendBasePerMille", "defend_base_per_mille")] = m.defendBasePerMille;
        if (m.scoutPerMille !== undefined) json[w.key("scoutPerMille", "scout_per_mille")] = m.scoutPerMille;
        return json;
    },
    readJson(json, r, m = ArenaAffinity.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "collect_per_mille":
                    r.alias(json, "collectPerMille"); // falls through
                case "collectPerMille":
                    m.collectPerMille = r.uint32(value);
                    break;
                case "expand_per_mille":
                    r.alias(json, "expandPerMille"); // falls through
                case "expandPerMille":
                    m.expandPerMille = r.uint32(value);
                    break;
                case "attack_per_mille":
                    r.alias(json, "attackPerMille"); // falls through
                case "attackPerMille":
                    m.attackPerMille = r.uint32(value);
                    break;
                case "defend_territory_per_mille":
                    r.alias(json, "defendTerritoryPerMille"); // falls through
                case "defendTerritoryPerMille":
                    m.defendTerritoryPerMille = r.uint32(value);
                    break;
                case "defend_base_per_mille":
                    r.alias(json, "defendBasePerMille"); // falls through
                case "defendBasePerMille":
                    m.defendBasePerMille = r.uint32(value);
                    break;
                case "scout_per_mille":
                    r.alias(json, "scoutPerMille"); // falls through
                case "scoutPerMille":
                    m.scoutPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ArenaRoleDamage = messageType("strategos.v1.ArenaRoleDamage", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.toCollectorPerMille !== undefined) w.tag(8).uint32(m.toCollectorPerMille);
        if (m.toExplorerPerMille !== undefined) w.tag(16).uint32(m.toExplorerPerMille);
        if (m.toDefenderPerMille !== undefined) w.tag(24).uint32(m.toDefenderPerMille);
        if (m.toAttackerPerMille !== undefined) w.tag(32).uint32(m.toAttackerPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ArenaRoleDamage.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.toCollectorPerMille = r.uint32();
                    break;
                case 16:
                    m.toExplorerPerMille = r.uint32();
                    break;
                case 24:
                    m.toDefenderPerMille = r.uint32();
                    break;
                case 32:
                    m.toAttackerPerMille = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.toCollectorPerMille !== undefined) json[w.key("toCollectorPerMille", "to_collector_per_mille")] = m.toCollectorPerMille;
        if (m.toExplorerPerMille !== undefined) json[w.key("toExplorerPerMille", "to_explorer_per_mille")] = m.toExplorerPerMille;
        if (m.toDefenderPerMille !== undefined) json[w.key("toDefenderPerMille", "to_defender_per_mille")] = m.toDefenderPerMille;
        if (m.toAttackerPerMille !== undefined) json[w.key("toAttackerPerMille", "to_attacker_per_mille")] = m.toAttackerPerMille;
        return json;
    },
    readJson(json, r, m = ArenaRoleDamage.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "to_collector_per_mille":
                    r.alias(json, "toCollectorPerMille"); // falls through
                case "toCollectorPerMille":
                    m.toCollectorPerMille = r.uint32(value);
                    break;
                case "to_explorer_per_mille":
                    r.alias(json, "toExplorerPerMille"); // falls through
                case "toExplorerPerMille":
                    m.toExplorerPerMille = r.uint32(value);
                    break;
                case "to_defender_per_mille":
                    r.alias(json, "toDefenderPerMille"); // falls through
                case "toDefenderPerMille":
                    m.toDefenderPerMille = r.uint32(value);
                    break;
                case "to_attacker_per_mille":
                    r.alias(json, "toAttackerPerMille"); // falls through
                case "toAttackerPerMille":
                    m.toAttackerPerMille = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

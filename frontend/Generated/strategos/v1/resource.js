// Generated from strategos/v1/resource.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { HexCoordinate } from "../../strategos/v1/hex.js";

export const ResourceKind = Object.freeze({
    UNSPECIFIED: 0,
    ENERGY: 1,
    MATERIALS: 2,
    DATA: 3,
});

export const ResourceKind$ = enumInfo("strategos.v1.ResourceKind", {
    RESOURCE_KIND_UNSPECIFIED: 0,
    RESOURCE_KIND_ENERGY: 1,
    RESOURCE_KIND_MATERIALS: 2,
    RESOURCE_KIND_DATA: 3,
});

export const ResourceAmounts = messageType("strategos.v1.ResourceAmounts", {
    create(init) {
        return {
            energy: 0,
            materials: 0,
            data: 0,
            ...init,
        };
    },
    write(m, w) {
        if (isSet(m.energy)) w.tag(9).double(m.energy);
        if (isSet(m.materials)) w.tag(17).double(m.materials);
        if (isSet(m.data)) w.tag(25).double(m.data);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ResourceAmounts.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.energy = r.double();
                    break;
                case 17:
                    m.materials = r.double();
                    break;
                case 25:
                    m.data = r.double();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (isSet(m.energy) || w.emitsAll) json[w.key("energy", "energy")] = w.double(m.energy);
        if (isSet(m.materials) || w.emitsAll) json[w.key("materials", "materials")] = w.double(m.materials);
        if (isSet(m.data) || w.emitsAll) json[w.key("data", "data")] = w.double(m.data);
        return json;
    },
    readJson(json, r, m = ResourceAmounts.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "energy":
                    m.energy = r.double(value);
                    break;
                case "materials":
                    m.materials = r.double(value);
                    break;
                case "data":
                    m.data = r.double(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ResourceShares = messageType("strategos.v1.ResourceShares", {
    create(init) {
        return {
            energyPerMille: 0,
            materialsPerMille: 0,
            dataPerMille: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.energyPerMille !== 0) w.tag(8).uint32(m.energyPerMille);
        if (m.materialsPerMille !== 0) w.tag(16).uint32(m.materialsPerMille);
        if (m.dataPerMille !== 0) w.tag(24).uint32(m.dataPerMille);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ResourceShares.create()) {
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
        if (m.energyPerMille !== 0 || w.emitsAll) json[w.key("energyPerMille", "energy_per_mille")] = m.energyPerMille;
        if (m.materialsPerMille !== 0 || w.emitsAll) json[w.key("materialsPerMille", "materials_per_mille")] = m.materialsPerMille;
        if (m.dataPerMille !== 0 || w.emitsAll) json[w.key("dataPerMille", "data_per_mille")] = m.dataPerMille;
        return json;
    },
    readJson(json, r, m = ResourceShares.create()) {
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

export const ResourceDeposit = messageType("strategos.v1.ResourceDeposit", {
    create(init) {
        return {
            kind: 0,
            amount: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.position !== undefined) w.tag(10).message(HexCoordinate, m.position);
        if (m.kind !== 0) w.tag(16).int32(m.kind);
        if (isSet(m.amount)) w.tag(25).double(m.amount);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ResourceDeposit.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.position = r.message(HexCoordinate, m.position);
                    break;
                case 16:
                    m.kind = r.int32();
                    break;
                case 25:
                    m.amount = r.double();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.position !== undefined) json[w.key("position", "position")] = HexCoordinate.writeJson(m.position, w);
        if (m.kind !== 0 || w.emitsAll) json[w.key("kind", "kind")] = w.enum(m.kind, ResourceKind$);
        if (isSet(m.amount) || w.emitsAll) json[w.key("amount", "amount")] = w.double(m.amount);
        return json;
    },
    readJson(json, r, m = ResourceDeposit.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "position":
                    m.position = r.message(HexCoordinate, value);
                    break;
                case "kind":
                    {
                        const number = r.enum(value, ResourceKind$);
                        if (number !== undefined) m.kind = number;
                    }
                    break;
                case "amount":
                    m.amount = r.double(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

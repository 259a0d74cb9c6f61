// Generated from strategos/v1/hex.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";

export const HexCoordinate = messageType("strategos.v1.HexCoordinate", {
    create(init) {
        return {
            q: 0,
            r: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.q !== 0) w.tag(8).sint32(m.q);
        if (m.r !== 0) w.tag(16).sint32(m.r);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = HexCoordinate.create()) {
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
        return json;
    },
    readJson(json, r, m = HexCoordinate.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "q":
                    m.q = r.int32(value);
                    break;
                case "r":
                    m.r = r.int32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Zone = messageType("strategos.v1.Zone", {
    create(init) {
        return {
            radius: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.center !== undefined) w.tag(10).message(HexCoordinate, m.center);
        if (m.radius !== 0) w.tag(16).uint32(m.radius);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Zone.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.center = r.message(HexCoordinate, m.center);
                    break;
                case 16:
                    m.radius = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.center !== undefined) json[w.key("center", "center")] = HexCoordinate.writeJson(m.center, w);
        if (m.radius !== 0 || w.emitsAll) json[w.key("radius", "radius")] = m.radius;
        return json;
    },
    readJson(json, r, m = Zone.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "center":
                    m.center = r.message(HexCoordinate, value);
                    break;
                case "radius":
                    m.radius = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

// Generated from strategos/test/v1/legacy.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../../../../frontend/runtime/index.js";

export const Legacy_Mode = Object.freeze({
    SLOW: 1,
    FAST: 2,
});

export const Legacy_Mode$ = enumInfo("strategos.test.v1.Legacy.Mode", {
    MODE_SLOW: 1,
    MODE_FAST: 2,
}, true);

export const Legacy = messageType("strategos.test.v1.Legacy", {
    create(init) {
        return {
            numbers: [],
            packedNumbers: [],
            modes: [],
            ...init,
        };
    },
    defaults: Object.freeze({
        count: -7,
        title: "a \"quoted\" title\n",
        ratio: Infinity,
        active: true,
        mode: 2,
    }),
    write(m, w) {
        if (m.name !== undefined) w.tag(10).string(m.name);
        if (m.count !== undefined) w.tag(16).int32(m.count);
        if (m.title !== undefined) w.tag(26).string(m.title);
        if (m.ratio !== undefined) w.tag(33).double(m.ratio);
        if (m.active !== undefined) w.tag(40).bool(m.active);
        if (m.mode !== undefined) w.tag(48).int32(m.mode);
        for (const value of m.numbers) w.tag(56).int32(value);
        if (m.packedNumbers.length > 0) w.tag(66).packed(m.packedNumbers, w.int32);
        if (m.inner !== undefined) w.tag(74).message(Legacy, m.inner);
        for (const value of m.modes) w.tag(80).int32(value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Legacy.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 16:
                    m.count = r.int32();
                    break;
                case 26:
                    m.title = r.string();
                    break;
                case 33:
                    m.ratio = r.double();
                    break;
                case 40:
                    m.active = r.bool();
                    break;
                case 48:
                    r.closed(start, m, Legacy_Mode$, (value) => { m.mode = value; });
                    break;
                case 56:
                    m.numbers.push(r.int32());
                    break;
                case 58:
                    r.packed(m.numbers, r.int32);
                    break;
                case 64:
                    m.packedNumbers.push(r.int32());
                    break;
                case 66:
                    r.packed(m.packedNumbers, r.int32);
                    break;
                case 74:
                    m.inner = r.message(Legacy, m.inner);
                    break;
                case 80:
                    r.closed(start, m, Legacy_Mode$, (value) => { m.modes.push(value); });
                    break;
                case 82:
                    r.closedPacked(m, Legacy_Mode$, 80, m.modes);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== undefined) json[w.key("name", "name")] = m.name;
        if (m.count !== undefined) json[w.key("count", "count")] = m.count;
        if (m.title !== undefined) json[w.key("title", "title")] = m.title;
        if (m.ratio !== undefined) json[w.key("ratio", "ratio")] = w.double(m.ratio);
        if (m.active !== undefined) json[w.key("active", "active")] = m.active;
        if (m.mode !== undefined) json[w.key("mode", "mode")] = w.enum(m.mode, Legacy_Mode$);
        if (m.numbers.length > 0 || w.emitsAll) json[w.key("numbers", "numbers")] = m.numbers.map((value) => value);
        if (m.packedNumbers.length > 0 || w.emitsAll) json[w.key("packedNumbers", "packed_numbers")] = m.packedNumbers.map((value) => value);
        if (m.inner !== undefined) json[w.key("inner", "inner")] = Legacy.writeJson(m.inner, w);
        if (m.modes.length > 0 || w.emitsAll) json[w.key("modes", "modes")] = m.modes.map((value) => w.enum(value, Legacy_Mode$));
        return json;
    },
    readJson(json, r, m = Legacy.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "count":
                    m.count = r.int32(value);
                    break;
                case "title":
                    m.title = r.string(value);
                    break;
                case "ratio":
                    m.ratio = r.double(value);
                    break;
                case "active":
                    m.active = r.bool(value);
                    break;
                case "mode":
                    {
                        const number = r.enum(value, Legacy_Mode$);
                        if (number !== undefined) m.mode = number;
                    }
                    break;
                case "numbers":
                    for (const item of r.items(value)) {
                        m.numbers.push(r.int32(item));
                    }
                    break;
                case "packed_numbers":
                    r.alias(json, "packedNumbers"); // falls through
                case "packedNumbers":
                    for (const item of r.items(value)) {
                        m.packedNumbers.push(r.int32(item));
                    }
                    break;
                case "inner":
                    m.inner = r.message(Legacy, value);
                    break;
                case "modes":
                    for (const item of r.items(value)) {
                        {
                            const number = r.enum(item, Legacy_Mode$);
                            if (number !== undefined) m.modes.push(number);
                        }
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

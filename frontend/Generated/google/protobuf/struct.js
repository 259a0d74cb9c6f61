// Generated from google/protobuf/struct.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";

export const NullValue = Object.freeze({
    NULL_VALUE: 0,
});

export const NullValue$ = enumInfo("google.protobuf.NullValue", {
    NULL_VALUE: 0,
});

export const Struct = messageType("google.protobuf.Struct", {
    create(init) {
        return {
            fields: new Map(),
            ...init,
        };
    },
    write(m, w) {
        for (const [key, value] of m.fields) {
            w.tag(10).delimited(() => {
                w.tag(10).string(key);
                w.tag(18).message(Value, value);
            });
        }
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Struct.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    r.entry(m.fields, 10, (r) => r.string(), "", 18, (r, old) => r.message(Value, old), () => Value.create());
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.Struct.write(m, w);
    },
    readJson(json, r) {
        return Struct.create(wellKnown.Struct.read(json, r));
    },
});

export const Value = messageType("google.protobuf.Value", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.kind?.case === "nullValue") w.tag(8).int32(m.kind.value);
        if (m.kind?.case === "numberValue") w.tag(17).double(m.kind.value);
        if (m.kind?.case === "stringValue") w.tag(26).string(m.kind.value);
        if (m.kind?.case === "boolValue") w.tag(32).bool(m.kind.value);
        if (m.kind?.case === "structValue") w.tag(42).message(Struct, m.kind.value);
        if (m.kind?.case === "listValue") w.tag(50).message(ListValue, m.kind.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Value.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.kind = { case: "nullValue", value: r.int32() };
                    break;
                case 17:
                    m.kind = { case: "numberValue", value: r.double() };
                    break;
                case 26:
                    m.kind = { case: "stringValue", value: r.string() };
                    break;
                case 32:
                    m.kind = { case: "boolValue", value: r.bool() };
                    break;
                case 42:
                    m.kind = { case: "structValue", value: r.message(Struct, m.kind?.case === "structValue" ? m.kind.value : undefined) };
                    break;
                case 50:
                    m.kind = { case: "listValue", value: r.message(ListValue, m.kind?.case === "listValue" ? m.kind.value : undefined) };
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.Value.write(m, w);
    },
    readJson(json, r) {
        return Value.create(wellKnown.Value.read(json, r));
    },
});

export const ListValue = messageType("google.protobuf.ListValue", {
    create(init) {
        return {
            values: [],
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.values) w.tag(10).message(Value, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ListValue.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.values.push(r.message(Value));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.ListValue.write(m, w);
    },
    readJson(json, r) {
        return ListValue.create(wellKnown.ListValue.read(json, r));
    },
});

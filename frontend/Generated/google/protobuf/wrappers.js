// Generated from google/protobuf/wrappers.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";

export const DoubleValue = messageType("google.protobuf.DoubleValue", {
    create(init) {
        return {
            value: 0,
            ...init,
        };
    },
    write(m, w) {
        if (isSet(m.value)) w.tag(9).double(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = DoubleValue.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.value = r.double();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.DoubleValue.write(m, w);
    },
    readJson(json, r) {
        return DoubleValue.create(wellKnown.DoubleValue.read(json, r));
    },
});

export const FloatValue = messageType("google.protobuf.FloatValue", {
    create(init) {
        return {
            value: 0,
            ...init,
        };
    },
    write(m, w) {
        if (isSet(m.value)) w.tag(13).float(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = FloatValue.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 13:
                    m.value = r.float();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.FloatValue.write(m, w);
    },
    readJson(json, r) {
        return FloatValue.create(wellKnown.FloatValue.read(json, r));
    },
});

export const Int64Value = messageType("google.protobuf.Int64Value", {
    create(init) {
        return {
            value: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.value !== 0n) w.tag(8).int64(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Int64Value.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.value = r.int64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.Int64Value.write(m, w);
    },
    readJson(json, r) {
        return Int64Value.create(wellKnown.Int64Value.read(json, r));
    },
});

export const UInt64Value = messageType("google.protobuf.UInt64Value", {
    create(init) {
        return {
            value: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.value !== 0n) w.tag(8).uint64(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = UInt64Value.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.value = r.uint64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.UInt64Value.write(m, w);
    },
    readJson(json, r) {
        return UInt64Value.create(wellKnown.UInt64Value.read(json, r));
    },
});

export const Int32Value = messageType("google.protobuf.Int32Value", {
    create(init) {
        return {
            value: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.value !== 0) w.tag(8).int32(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Int32Value.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.value = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.Int32Value.write(m, w);
    },
    readJson(json, r) {
        return Int32Value.create(wellKnown.Int32Value.read(json, r));
    },
});

export const UInt32Value = messageType("google.protobuf.UInt32Value", {
    create(init) {
        return {
            value: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.value !== 0) w.tag(8).uint32(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = UInt32Value.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.value = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.UInt32Value.write(m, w);
    },
    readJson(json, r) {
        return UInt32Value.create(wellKnown.UInt32Value.read(json, r));
    },
});

export const BoolValue = messageType("google.protobuf.BoolValue", {
    create(init) {
        return {
            value: false,
            ...init,
        };
    },
    write(m, w) {
        if (m.value) w.tag(8).bool(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BoolValue.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.value = r.bool();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.BoolValue.write(m, w);
    },
    readJson(json, r) {
        return BoolValue.create(wellKnown.BoolValue.read(json, r));
    },
});

export const StringValue = messageType("google.protobuf.StringValue", {
    create(init) {
        return {
            value: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.value !== "") w.tag(10).string(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = StringValue.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.value = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.StringValue.write(m, w);
    },
    readJson(json, r) {
        return StringValue.create(wellKnown.StringValue.read(json, r));
    },
});

export const BytesValue = messageType("google.protobuf.BytesValue", {
    create(init) {
        return {
            value: new Uint8Array(0),
            ...init,
        };
    },
    write(m, w) {
        if (m.value.length > 0) w.tag(10).bytesValue(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BytesValue.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.value = r.bytesValue();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.BytesValue.write(m, w);
    },
    readJson(json, r) {
        return BytesValue.create(wellKnown.BytesValue.read(json, r));
    },
});

// Generated from google/protobuf/timestamp.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../../../frontend/runtime/index.js";

export const Timestamp = messageType("google.protobuf.Timestamp", {
    create(init) {
        return {
            seconds: 0n,
            nanos: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.seconds !== 0n) w.tag(8).int64(m.seconds);
        if (m.nanos !== 0) w.tag(16).int32(m.nanos);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Timestamp.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.seconds = r.int64();
                    break;
                case 16:
                    m.nanos = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.Timestamp.write(m, w);
    },
    readJson(json, r) {
        return Timestamp.create(wellKnown.Timestamp.read(json, r));
    },
});

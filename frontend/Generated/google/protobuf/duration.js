// Generated from google/protobuf/duration.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";

export const Duration = messageType("google.protobuf.Duration", {
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
    read(r, m = Duration.create()) {
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
        return wellKnown.Duration.write(m, w);
    },
    readJson(json, r) {
        return Duration.create(wellKnown.Duration.read(json, r));
    },
});

// Generated from google/protobuf/empty.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";

export const Empty = messageType("google.protobuf.Empty", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Empty.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        return json;
    },
    readJson(json, r, m = Empty.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

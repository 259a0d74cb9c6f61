// Generated from google/protobuf/field_mask.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../../../frontend/runtime/index.js";

export const FieldMask = messageType("google.protobuf.FieldMask", {
    create(init) {
        return {
            paths: [],
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.paths) w.tag(10).string(value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = FieldMask.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.paths.push(r.string());
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.FieldMask.write(m, w);
    },
    readJson(json, r) {
        return FieldMask.create(wellKnown.FieldMask.read(json, r));
    },
});

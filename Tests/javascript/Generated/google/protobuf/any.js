// Generated from google/protobuf/any.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../../../frontend/runtime/index.js";

export const Any = messageType("google.protobuf.Any", {
    create(init) {
        return {
            typeUrl: "",
            value: new Uint8Array(0),
            ...init,
        };
    },
    write(m, w) {
        if (m.typeUrl !== "") w.tag(10).string(m.typeUrl);
        if (m.value.length > 0) w.tag(18).bytesValue(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Any.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.typeUrl = r.string();
                    break;
                case 18:
                    m.value = r.bytesValue();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        return wellKnown.Any.write(m, w);
    },
    readJson(json, r) {
        return Any.create(wellKnown.Any.read(json, r));
    },
});

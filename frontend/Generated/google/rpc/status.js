// Generated from google/rpc/status.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Any } from "../../google/protobuf/any.js";

export const Status = messageType("google.rpc.Status", {
    create(init) {
        return {
            code: 0,
            message: "",
            details: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.code !== 0) w.tag(8).int32(m.code);
        if (m.message !== "") w.tag(18).string(m.message);
        for (const value of m.details) w.tag(26).message(Any, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Status.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.code = r.int32();
                    break;
                case 18:
                    m.message = r.string();
                    break;
                case 26:
                    m.details.push(r.message(Any));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.code !== 0 || w.emitsAll) json[w.key("code", "code")] = m.code;
        if (m.message !== "" || w.emitsAll) json[w.key("message", "message")] = m.message;
        if (m.details.length > 0 || w.emitsAll) json[w.key("details", "details")] = m.details.map((value) => Any.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = Status.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "code":
                    m.code = r.int32(value);
                    break;
                case "message":
                    m.message = r.string(value);
                    break;
                case "details":
                    for (const item of r.items(value)) {
                        m.details.push(r.message(Any, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

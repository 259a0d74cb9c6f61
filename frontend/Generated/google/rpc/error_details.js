// Generated from google/rpc/error_details.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Duration } from "../../google/protobuf/duration.js";

export const BadRequest = messageType("google.rpc.BadRequest", {
    create(init) {
        return {
            fieldViolations: [],
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.fieldViolations) w.tag(10).message(BadRequest_FieldViolation, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BadRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.fieldViolations.push(r.message(BadRequest_FieldViolation));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.fieldViolations.length > 0 || w.emitsAll) json[w.key("fieldViolations", "field_violations")] = m.fieldViolations.map((value) => BadRequest_FieldViolation.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = BadRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "field_violations":
                    r.alias(json, "fieldViolations"); // falls through
                case "fieldViolations":
                    for (const item of r.items(value)) {
                        m.fieldViolations.push(r.message(BadRequest_FieldViolation, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BadRequest_FieldViolation = messageType("google.rpc.BadRequest.FieldViolation", {
    create(init) {
        return {
            field: "",
            description: "",
            reason: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.field !== "") w.tag(10).string(m.field);
        if (m.description !== "") w.tag(18).string(m.description);
        if (m.reason !== "") w.tag(26).string(m.reason);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BadRequest_FieldViolation.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.field = r.string();
                    break;
                case 18:
                    m.description = r.string();
                    break;
                case 26:
                    m.reason = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.field !== "" || w.emitsAll) json[w.key("field", "field")] = m.field;
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        if (m.reason !== "" || w.emitsAll) json[w.key("reason", "reason")] = m.reason;
        return json;
    },
    readJson(json, r, m = BadRequest_FieldViolation.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "field":
                    m.field = r.string(value);
                    break;
                case "description":
                    m.description = r.string(value);
                    break;
                case "reason":
                    m.reason = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const QuotaFailure = messageType("google.rpc.QuotaFailure", {
    create(init) {
        return {
            violations: [],
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.violations) w.tag(10).message(QuotaFailure_Violation, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = QuotaFailure.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.violations.push(r.message(QuotaFailure_Violation));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.violations.length > 0 || w.emitsAll) json[w.key("violations", "violations")] = m.violations.map((value) => QuotaFailure_Violation.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = QuotaFailure.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "violations":
                    for (const item of r.items(value)) {
                        m.violations.push(r.message(QuotaFailure_Violation, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const QuotaFailure_Violation = messageType("google.rpc.QuotaFailure.Violation", {
    create(init) {
        return {
            subject: "",
            description: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.subject !== "") w.tag(10).string(m.subject);
        if (m.description !== "") w.tag(18).string(m.description);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = QuotaFailure_Violation.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.subject = r.string();
                    break;
                case 18:
                    m.description = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.subject !== "" || w.emitsAll) json[w.key("subject", "subject")] = m.subject;
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        return json;
    },
    readJson(json, r, m = QuotaFailure_Violation.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "subject":
                    m.subject = r.string(value);
                    break;
                case "description":
                    m.description = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const RetryInfo = messageType("google.rpc.RetryInfo", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.retryDelay !== undefined) w.tag(10).message(Duration, m.retryDelay);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = RetryInfo.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.retryDelay = r.message(Duration, m.retryDelay);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.retryDelay !== undefined) json[w.key("retryDelay", "retry_delay")] = Duration.writeJson(m.retryDelay, w);
        return json;
    },
    readJson(json, r, m = RetryInfo.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "retry_delay":
                    r.alias(json, "retryDelay"); // falls through
                case "retryDelay":
                    m.retryDelay = r.message(Duration, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ErrorInfo = messageType("google.rpc.ErrorInfo", {
    create(init) {
        return {
            reason: "",
            domain: "",
            metadata: new Map(),
            ...init,
        };
    },
    write(m, w) {
        if (m.reason !== "") w.tag(10).string(m.reason);
        if (m.domain !== "") w.tag(18).string(m.domain);
        for (const [key, value] of m.metadata) {
            w.tag(26).delimited(() => {
                w.tag(10).string(key);
                w.tag(18).string(value);
            });
        }
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ErrorInfo.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.reason = r.string();
                    break;
                case 18:
                    m.domain = r.string();
                    break;
                case 26:
                    r.entry(m.metadata, 10, (r) => r.string(), "", 18, (r) => r.string(), () => "");
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.reason !== "" || w.emitsAll) json[w.key("reason", "reason")] = m.reason;
        if (m.domain !== "" || w.emitsAll) json[w.key("domain", "domain")] = m.domain;
        if (m.metadata.size > 0 || w.emitsAll) json[w.key("metadata", "metadata")] = w.map(m.metadata, (value) => value);
        return json;
    },
    readJson(json, r, m = ErrorInfo.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "reason":
                    m.reason = r.string(value);
                    break;
                case "domain":
                    m.domain = r.string(value);
                    break;
                case "metadata":
                    for (const [key, element] of r.pairs(value)) {
                        m.metadata.set(r.string(key), r.string(element));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

// Generated from strategos/v1/backend_service.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { BackendKind$ } from "../../strategos/v1/backend.js";

export const BreakerState = Object.freeze({
    UNSPECIFIED: 0,
    CLOSED: 1,
    OPEN: 2,
    HALF_OPEN: 3,
});

export const BreakerState$ = enumInfo("strategos.v1.BreakerState", {
    BREAKER_STATE_UNSPECIFIED: 0,
    BREAKER_STATE_CLOSED: 1,
    BREAKER_STATE_OPEN: 2,
    BREAKER_STATE_HALF_OPEN: 3,
});

export const ListBackendsRequest = messageType("strategos.v1.ListBackendsRequest", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ListBackendsRequest.create()) {
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
    readJson(json, r, m = ListBackendsRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const ListBackendsResponse = messageType("strategos.v1.ListBackendsResponse", {
    create(init) {
        return {
            backends: [],
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.backends) w.tag(10).message(BackendReport, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = ListBackendsResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.backends.push(r.message(BackendReport));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.backends.length > 0 || w.emitsAll) json[w.key("backends", "backends")] = m.backends.map((value) => BackendReport.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = ListBackendsResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "backends":
                    for (const item of r.items(value)) {
                        m.backends.push(r.message(BackendReport, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BackendReport = messageType("strategos.v1.BackendReport", {
    create(init) {
        return {
            name: "",
            kind: 0,
            serving: false,
            endpoints: [],
            retries: 0n,
            retriesRefused: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (m.kind !== 0) w.tag(16).int32(m.kind);
        if (m.serving) w.tag(24).bool(m.serving);
        for (const value of m.endpoints) w.tag(34).message(BackendEndpointReport, value);
        if (m.retries !== 0n) w.tag(40).uint64(m.retries);
        if (m.retriesRefused !== 0n) w.tag(48).uint64(m.retriesRefused);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BackendReport.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 16:
                    m.kind = r.int32();
                    break;
                case 24:
                    m.serving = r.bool();
                    break;
                case 34:
                    m.endpoints.push(r.message(BackendEndpointReport));
                    break;
                case 40:
                    m.retries = r.uint64();
                    break;
                case 48:
                    m.retriesRefused = r.uint64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== "" || w.emitsAll) json[w.key("name", "name")] = m.name;
        if (m.kind !== 0 || w.emitsAll) json[w.key("kind", "kind")] = w.enum(m.kind, BackendKind$);
        if (m.serving || w.emitsAll) json[w.key("serving", "serving")] = m.serving;
        if (m.endpoints.length > 0 || w.emitsAll) json[w.key("endpoints", "endpoints")] = m.endpoints.map((value) => BackendEndpointReport.writeJson(value, w));
        if (m.retries !== 0n || w.emitsAll) json[w.key("retries", "retries")] = String(m.retries);
        if (m.retriesRefused !== 0n || w.emitsAll) json[w.key("retriesRefused", "retries_refused")] = String(m.retriesRefused);
        return json;
    },
    readJson(json, r, m = BackendReport.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "kind":
                    {
                        const number = r.enum(value, BackendKind$);
                        if (number !== undefined) m.kind = number;
                    }
                    break;
                case "serving":
                    m.serving = r.bool(value);
                    break;
                case "endpoints":
                    for (const item of r.items(value)) {
                        m.endpoints.push(r.message(BackendEndpointReport, item));
                    }
                    break;
                case "retries":
                    m.retries = r.uint64(value);
                    break;
                case "retries_refused":
                    r.alias(json, "retriesRefused"); // falls through
                case "retriesRefused":
                    m.retriesRefused = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BackendEndpointReport = messageType("strategos.v1.BackendEndpointReport", {
    create(init) {
        return {
            address: "",
            breaker: 0,
            runningRequests: 0,
            requests: 0n,
            answers: 0n,
            failures: [],
            refusals: [],
            breakerOpenings: 0n,
            promptTokens: 0n,
            completionTokens: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.address !== "") w.tag(10).string(m.address);
        if (m.breaker !== 0) w.tag(16).int32(m.breaker);
        if (m.runningRequests !== 0) w.tag(24).uint32(m.runningRequests);
        if (m.requests !== 0n) w.tag(32).uint64(m.requests);
        if (m.answers !== 0n) w.tag(40).uint64(m.answers);
        for (const value of m.failures) w.tag(50).message(BackendOutcome, value);
        for (const value of m.refusals) w.tag(58).message(BackendOutcome, value);
        if (m.breakerOpenings !== 0n) w.tag(64).uint64(m.breakerOpenings);
        if (m.promptTokens !== 0n) w.tag(72).uint64(m.promptTokens);
        if (m.completionTokens !== 0n) w.tag(80).uint64(m.completionTokens);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BackendEndpointReport.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.address = r.string();
                    break;
                case 16:
                    m.breaker = r.int32();
                    break;
                case 24:
                    m.runningRequests = r.uint32();
                    break;
                case 32:
                    m.requests = r.uint64();
                    break;
                case 40:
                    m.answers = r.uint64();
                    break;
                case 50:
                    m.failures.push(r.message(BackendOutcome));
                    break;
                case 58:
                    m.refusals.push(r.message(BackendOutcome));
                    break;
                case 64:
                    m.breakerOpenings = r.uint64();
                    break;
                case 72:
                    m.promptTokens = r.uint64();
                    break;
                case 80:
                    m.completionTokens = r.uint64();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.address !== "" || w.emitsAll) json[w.key("address", "address")] = m.address;
        if (m.breaker !== 0 || w.emitsAll) json[w.key("breaker", "breaker")] = w.enum(m.breaker, BreakerState$);
        if (m.runningRequests !== 0 || w.emitsAll) json[w.key("runningRequests", "running_requests")] = m.runningRequests;
        if (m.requests !== 0n || w.emitsAll) json[w.key("requests", "requests")] = String(m.requests);
        if (m.answers !== 0n || w.emitsAll) json[w.key("answers", "answers")] = String(m.answers);
        if (m.failures.length > 0 || w.emitsAll) json[w.key("failures", "failures")] = m.failures.map((value) => BackendOutcome.writeJson(value, w));
        if (m.refusals.length > 0 || w.emitsAll) json[w.key("refusals", "refusals")] = m.refusals.map((value) => BackendOutcome.writeJson(value, w));
        if (m.breakerOpenings !== 0n || w.emitsAll) json[w.key("breakerOpenings", "breaker_openings")] = String(m.breakerOpenings);
        if (m.promptTokens !== 0n || w.emitsAll) json[w.key("promptTokens", "prompt_tokens")] = String(m.promptTokens);
        if (m.completionTokens !== 0n || w.emitsAll) json[w.key("completionTokens", "completion_tokens")] = String(m.completionTokens);
        return json;
    },
    readJson(json, r, m = BackendEndpointReport.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "address":
                    m.address = r.string(value);
                    break;
                case "breaker":
                    {
                        const number = r.enum(value, BreakerState$);
                        if (number !== undefined) m.breaker = number;
                    }
                    break;
                case "running_requests":
                    r.alias(json, "runningRequests"); // falls through
                case "runningRequests":
                    m.runningRequests = r.uint32(value);
                    break;
                case "requests":
                    m.requests = r.uint64(value);
                    break;
                case "answers":
                    m.answers = r.uint64(value);
                    break;
                case "failures":
                    for (const item of r.items(value)) {
                        m.failures.push(r.message(BackendOutcome, item));
                    }
                    break;
                case "refusals":
                    for (const item of r.items(value)) {
                        m.refusals.push(r.message(BackendOutcome, item));
                    }
                    break;
                case "breaker_openings":
                    r.alias(json, "breakerOpenings"); // falls through
                case "breakerOpenings":
                    m.breakerOpenings = r.uint64(value);
                    break;
                case "prompt_tokens":
                    r.alias(json, "promptTokens"); // falls through
                case "promptTokens":
                    m.promptTokens = r.uint64(value);
                    break;
                case "completion_tokens":
                    r.alias(json, "completionTokens"); // falls through
                case "completionTokens":
                    m.completionTokens = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BackendOutcome = messageType("strategos.v1.BackendOutcome", {
    create(init) {
        return {
            reason: "",
            count: 0n,
            ...init,
        };
    },
    write(m, w) {
        if (m.reason !== "") w.tag(10).string(m.reason);
        if (m.count !== 0n) w.tag(16).uint64(m.count);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BackendOutcome.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.reason = r.string();
                    break;
                case 16:
                    m.count = r.uint64();
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
        if (m.count !== 0n || w.emitsAll) json[w.key("count", "count")] = String(m.count);
        return json;
    },
    readJson(json, r, m = BackendOutcome.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "reason":
                    m.reason = r.string(value);
                    break;
                case "count":
                    m.count = r.uint64(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BackendService = Object.freeze({
    typeName: "strategos.v1.BackendService",
    methods: {
        listBackends: {
            service: "strategos.v1.BackendService",
            name: "ListBackends",
            kind: "unary",
            input: ListBackendsRequest,
            output: ListBackendsResponse,
            noSideEffects: true,
        },
    },
});

export class BackendServiceClient {
    constructor(transport) {
        this.transport = transport;
    }

    listBackends(request, options) {
        return this.transport.unary(BackendService.methods.listBackends, request, options);
    }
}

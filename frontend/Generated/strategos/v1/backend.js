// Generated from strategos/v1/backend.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../runtime/index.js";
import { Duration } from "../../google/protobuf/duration.js";

export const BackendKind = Object.freeze({
    UNSPECIFIED: 0,
    OPENAI: 1,
    AGENT_TOOLKIT: 2,
});

export const BackendKind$ = enumInfo("strategos.v1.BackendKind", {
    BACKEND_KIND_UNSPECIFIED: 0,
    BACKEND_KIND_OPENAI: 1,
    BACKEND_KIND_AGENT_TOOLKIT: 2,
});

export const OutputConstraint = Object.freeze({
    UNSPECIFIED: 0,
    NONE: 1,
    JSON_SCHEMA: 2,
    GRAMMAR: 3,
});

export const OutputConstraint$ = enumInfo("strategos.v1.OutputConstraint", {
    OUTPUT_CONSTRAINT_UNSPECIFIED: 0,
    OUTPUT_CONSTRAINT_NONE: 1,
    OUTPUT_CONSTRAINT_JSON_SCHEMA: 2,
    OUTPUT_CONSTRAINT_GRAMMAR: 3,
});

export const ToolkitRoute = Object.freeze({
    UNSPECIFIED: 0,
    GENERATE: 1,
    GENERATE_STREAM: 2,
    CHAT: 3,
});

export const ToolkitRoute$ = enumInfo("strategos.v1.ToolkitRoute", {
    TOOLKIT_ROUTE_UNSPECIFIED: 0,
    TOOLKIT_ROUTE_GENERATE: 1,
    TOOLKIT_ROUTE_GENERATE_STREAM: 2,
    TOOLKIT_ROUTE_CHAT: 3,
});

export const BackendList = messageType("strategos.v1.BackendList", {
    create(init) {
        return {
            backends: [],
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.backends) w.tag(10).message(Backend, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BackendList.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.backends.push(r.message(Backend));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.backends.length > 0 || w.emitsAll) json[w.key("backends", "backends")] = m.backends.map((value) => Backend.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = BackendList.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "backends":
                    for (const item of r.items(value)) {
                        m.backends.push(r.message(Backend, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Backend = messageType("strategos.v1.Backend", {
    create(init) {
        return {
            name: "",
            kind: 0,
            endpoints: [],
            model: "",
            constraint: 0,
            toolkitRoute: 0,
            toolkitInput: "",
            recordTo: "",
            replayFrom: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (m.kind !== 0) w.tag(16).int32(m.kind);
        for (const value of m.endpoints) w.tag(26).message(BackendEndpoint, value);
        if (m.model !== "") w.tag(34).string(m.model);
        if (m.constraint !== 0) w.tag(40).int32(m.constraint);
        if (m.toolkitRoute !== 0) w.tag(48).int32(m.toolkitRoute);
        if (m.toolkitInput !== "") w.tag(58).string(m.toolkitInput);
        if (m.firstByteTimeout !== undefined) w.tag(66).message(Duration, m.firstByteTimeout);
        if (m.silenceTimeout !== undefined) w.tag(74).message(Duration, m.silenceTimeout);
        if (m.timeout !== undefined) w.tag(82).message(Duration, m.timeout);
        if (m.maxResponseBytes !== undefined) w.tag(88).uint32(m.maxResponseBytes);
        if (m.concurrentRequests !== undefined) w.tag(96).uint32(m.concurrentRequests);
        if (m.requestsPerSecond !== undefined) w.tag(104).uint32(m.requestsPerSecond);
        if (m.requestBurst !== undefined) w.tag(112).uint32(m.requestBurst);
        if (m.breaker !== undefined) w.tag(122).message(BackendBreaker, m.breaker);
        if (m.attempts !== undefined) w.tag(128).uint32(m.attempts);
        if (m.recordTo !== "") w.tag(138).string(m.recordTo);
        if (m.replayFrom !== "") w.tag(146).string(m.replayFrom);
        if (m.temperature !== undefined) w.tag(153).double(m.temperature);
        if (m.hedgeAfter !== undefined) w.tag(162).message(Duration, m.hedgeAfter);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Backend.create()) {
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
                case 26:
                    m.endpoints.push(r.message(BackendEndpoint));
                    break;
                case 34:
                    m.model = r.string();
                    break;
                case 40:
                    m.constraint = r.int32();
                    break;
                case 48:
                    m.toolkitRoute = r.int32();
                    break;
                case 58:
                    m.toolkitInput = r.string();
                    break;
                case 66:
                    m.firstByteTimeout = r.message(Duration, m.firstByteTimeout);
                    break;
                case 74:
                    m.silenceTimeout = r.message(Duration, m.silenceTimeout);
                    break;
                case 82:
                    m.timeout = r.message(Duration, m.timeout);
                    break;
                case 88:
                    m.maxResponseBytes = r.uint32();
                    break;
                case 96:
                    m.concurrentRequests = r.uint32();
                    break;
                case 104:
                    m.requestsPerSecond = r.uint32();
                    break;
                case 112:
                    m.requestBurst = r.uint32();
                    break;
                case 122:
                    m.breaker = r.message(BackendBreaker, m.breaker);
                    break;
                case 128:
                    m.attempts = r.uint32();
                    break;
                case 138:
                    m.recordTo = r.string();
                    break;
                case 146:
                    m.replayFrom = r.string();
                    break;
                case 153:
                    m.temperature = r.double();
                    break;
                case 162:
                    m.hedgeAfter = r.message(Duration, m.hedgeAfter);
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
        if (m.endpoints.length > 0 || w.emitsAll) json[w.key("endpoints", "endpoints")] = m.endpoints.map((value) => BackendEndpoint.writeJson(value, w));
        if (m.model !== "" || w.emitsAll) json[w.key("model", "model")] = m.model;
        if (m.constraint !== 0 || w.emitsAll) json[w.key("constraint", "constraint")] = w.enum(m.constraint, OutputConstraint$);
        if (m.toolkitRoute !== 0 || w.emitsAll) json[w.key("toolkitRoute", "toolkit_route")] = w.enum(m.toolkitRoute, ToolkitRoute$);
        if (m.toolkitInput !== "" || w.emitsAll) json[w.key("toolkitInput", "toolkit_input")] = m.toolkitInput;
        if (m.firstByteTimeout !== undefined) json[w.key("firstByteTimeout", "first_byte_timeout")] = Duration.writeJson(m.firstByteTimeout, w);
        if (m.silenceTimeout !== undefined) json[w.key("silenceTimeout", "silence_timeout")] = Duration.writeJson(m.silenceTimeout, w);
        if (m.timeout !== undefined) json[w.key("timeout", "timeout")] = Duration.writeJson(m.timeout, w);
        if (m.maxResponseBytes !== undefined) json[w.key("maxResponseBytes", "max_response_bytes")] = m.maxResponseBytes;
        if (m.concurrentRequests !== undefined) json[w.key("concurrentRequests", "concurrent_requests")] = m.concurrentRequests;
        if (m.requestsPerSecond !== undefined) json[w.key("requestsPerSecond", "requests_per_second")] = m.requestsPerSecond;
        if (m.requestBurst !== undefined) json[w.key("requestBurst", "request_burst")] = m.requestBurst;
        if (m.breaker !== undefined) json[w.key("breaker", "breaker")] = BackendBreaker.writeJson(m.breaker, w);
        if (m.attempts !== undefined) json[w.key("attempts", "attempts")] = m.attempts;
        if (m.recordTo !== "" || w.emitsAll) json[w.key("recordTo", "record_to")] = m.recordTo;
        if (m.replayFrom !== "" || w.emitsAll) json[w.key("replayFrom", "replay_from")] = m.replayFrom;
        if (m.temperature !== undefined) json[w.key("temperature", "temperature")] = w.double(m.temperature);
        if (m.hedgeAfter !== undefined) json[w.key("hedgeAfter", "hedge_after")] = Duration.writeJson(m.hedgeAfter, w);
        return json;
    },
    readJson(json, r, m = Backend.create()) {
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
                case "endpoints":
                    for (const item of r.items(value)) {
                        m.endpoints.push(r.message(BackendEndpoint, item));
                    }
                    break;
                case "model":
                    m.model = r.string(value);
                    break;
                case "constraint":
                    {
                        const number = r.enum(value, OutputConstraint$);
                        if (number !== undefined) m.constraint = number;
                    }
                    break;
                case "toolkit_route":
                    r.alias(json, "toolkitRoute"); // falls through
                case "toolkitRoute":
                    {
                        const number = r.enum(value, ToolkitRoute$);
                        if (number !== undefined) m.toolkitRoute = number;
                    }
                    break;
                case "toolkit_input":
                    r.alias(json, "toolkitInput"); // falls through
                case "toolkitInput":
                    m.toolkitInput = r.string(value);
                    break;
                case "first_byte_timeout":
                    r.alias(json, "firstByteTimeout"); // falls through
                case "firstByteTimeout":
                    m.firstByteTimeout = r.message(Duration, value);
                    break;
                case "silence_timeout":
                    r.alias(json, "silenceTimeout"); // falls through
                case "silenceTimeout":
                    m.silenceTimeout = r.message(Duration, value);
                    break;
                case "timeout":
                    m.timeout = r.message(Duration, value);
                    break;
                case "max_response_bytes":
                    r.alias(json, "maxResponseBytes"); // falls through
                case "maxResponseBytes":
                    m.maxResponseBytes = r.uint32(value);
                    break;
                case "concurrent_requests":
                    r.alias(json, "concurrentRequests"); // falls through
                case "concurrentRequests":
                    m.concurrentRequests = r.uint32(value);
                    break;
                case "requests_per_second":
                    r.alias(json, "requestsPerSecond"); // falls through
                case "requestsPerSecond":
                    m.requestsPerSecond = r.uint32(value);
                    break;
                case "request_burst":
                    r.alias(json, "requestBurst"); // falls through
                case "requestBurst":
                    m.requestBurst = r.uint32(value);
                    break;
                case "breaker":
                    m.breaker = r.message(BackendBreaker, value);
                    break;
                case "attempts":
                    m.attempts = r.uint32(value);
                    break;
                case "record_to":
                    r.alias(json, "recordTo"); // falls through
                case "recordTo":
                    m.recordTo = r.string(value);
                    break;
                case "replay_from":
                    r.alias(json, "replayFrom"); // falls through
                case "replayFrom":
                    m.replayFrom = r.string(value);
                    break;
                case "temperature":
                    m.temperature = r.double(value);
                    break;
                case "hedge_after":
                    r.alias(json, "hedgeAfter"); // falls through
                case "hedgeAfter":
                    m.hedgeAfter = r.message(Duration, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BackendEndpoint = messageType("strategos.v1.BackendEndpoint", {
    create(init) {
        return {
            url: "",
            apiKeyEnv: "",
            apiKeyFile: "",
            caFile: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.url !== "") w.tag(10).string(m.url);
        if (m.weight !== undefined) w.tag(16).uint32(m.weight);
        if (m.apiKeyEnv !== "") w.tag(26).string(m.apiKeyEnv);
        if (m.apiKeyFile !== "") w.tag(34).string(m.apiKeyFile);
        if (m.caFile !== "") w.tag(42).string(m.caFile);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BackendEndpoint.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.url = r.string();
                    break;
                case 16:
                    m.weight = r.uint32();
                    break;
                case 26:
                    m.apiKeyEnv = r.string();
                    break;
                case 34:
                    m.apiKeyFile = r.string();
                    break;
                case 42:
                    m.caFile = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.url !== "" || w.emitsAll) json[w.key("url", "url")] = m.url;
        if (m.weight !== undefined) json[w.key("weight", "weight")] = m.weight;
        if (m.apiKeyEnv !== "" || w.emitsAll) json[w.key("apiKeyEnv", "api_key_env")] = m.apiKeyEnv;
        if (m.apiKeyFile !== "" || w.emitsAll) json[w.key("apiKeyFile", "api_key_file")] = m.apiKeyFile;
        if (m.caFile !== "" || w.emitsAll) json[w.key("caFile", "ca_file")] = m.caFile;
        return json;
    },
    readJson(json, r, m = BackendEndpoint.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "url":
                    m.url = r.string(value);
                    break;
                case "weight":
                    m.weight = r.uint32(value);
                    break;
                case "api_key_env":
                    r.alias(json, "apiKeyEnv"); // falls through
                case "apiKeyEnv":
                    m.apiKeyEnv = r.string(value);
                    break;
                case "api_key_file":
                    r.alias(json, "apiKeyFile"); // falls through
                case "apiKeyFile":
                    m.apiKeyFile = r.string(value);
                    break;
                case "ca_file":
                    r.alias(json, "caFile"); // falls through
                case "caFile":
                    m.caFile = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const BackendBreaker = messageType("strategos.v1.BackendBreaker", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.failures !== undefined) w.tag(8).uint32(m.failures);
        if (m.coolDown !== undefined) w.tag(18).message(Duration, m.coolDown);
        if (m.longestCoolDown !== undefined) w.tag(26).message(Duration, m.longestCoolDown);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = BackendBreaker.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.failures = r.uint32();
                    break;
                case 18:
                    m.coolDown = r.message(Duration, m.coolDown);
                    break;
                case 26:
                    m.longestCoolDown = r.message(Duration, m.longestCoolDown);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.failures !== undefined) json[w.key("failures", "failures")] = m.failures;
        if (m.coolDown !== undefined) json[w.key("coolDown", "cool_down")] = Duration.writeJson(m.coolDown, w);
        if (m.longestCoolDown !== undefined) json[w.key("longestCoolDown", "longest_cool_down")] = Duration.writeJson(m.longestCoolDown, w);
        return json;
    },
    readJson(json, r, m = BackendBreaker.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "failures":
                    m.failures = r.uint32(value);
                    break;
                case "cool_down":
                    r.alias(json, "coolDown"); // falls through
                case "coolDown":
                    m.coolDown = r.message(Duration, value);
                    break;
                case "longest_cool_down":
                    r.alias(json, "longestCoolDown"); // falls through
                case "longestCoolDown":
                    m.longestCoolDown = r.message(Duration, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

// Generated from grpc/health/v1/health.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../../runtime/index.js";

export const HealthCheckResponse_ServingStatus = Object.freeze({
    UNKNOWN: 0,
    SERVING: 1,
    NOT_SERVING: 2,
    SERVICE_UNKNOWN: 3,
});

export const HealthCheckResponse_ServingStatus$ = enumInfo("grpc.health.v1.HealthCheckResponse.ServingStatus", {
    UNKNOWN: 0,
    SERVING: 1,
    NOT_SERVING: 2,
    SERVICE_UNKNOWN: 3,
});

export const HealthCheckRequest = messageType("grpc.health.v1.HealthCheckRequest", {
    create(init) {
        return {
            service: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.service !== "") w.tag(10).string(m.service);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = HealthCheckRequest.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.service = r.string();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.service !== "" || w.emitsAll) json[w.key("service", "service")] = m.service;
        return json;
    },
    readJson(json, r, m = HealthCheckRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "service":
                    m.service = r.string(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const HealthCheckResponse = messageType("grpc.health.v1.HealthCheckResponse", {
    create(init) {
        return {
            status: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.status !== 0) w.tag(8).int32(m.status);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = HealthCheckResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.status = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.status !== 0 || w.emitsAll) json[w.key("status", "status")] = w.enum(m.status, HealthCheckResponse_ServingStatus$);
        return json;
    },
    readJson(json, r, m = HealthCheckResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "status":
                    {
                        const number = r.enum(value, HealthCheckResponse_ServingStatus$);
                        if (number !== undefined) m.status = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const HealthListRequest = messageType("grpc.health.v1.HealthListRequest", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = HealthListRequest.create()) {
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
    readJson(json, r, m = HealthListRequest.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const HealthListResponse = messageType("grpc.health.v1.HealthListResponse", {
    create(init) {
        return {
            statuses: new Map(),
            ...init,
        };
    },
    write(m, w) {
        for (const [key, value] of m.statuses) {
            w.tag(10).delimited(() => {
                w.tag(10).string(key);
                w.tag(18).message(HealthCheckResponse, value);
            });
        }
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = HealthListResponse.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    r.entry(m.statuses, 10, (r) => r.string(), "", 18, (r, old) => r.message(HealthCheckResponse, old), () => HealthCheckResponse.create());
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.statuses.size > 0 || w.emitsAll) json[w.key("statuses", "statuses")] = w.map(m.statuses, (value) => HealthCheckResponse.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = HealthListResponse.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "statuses":
                    for (const [key, element] of r.pairs(value)) {
                        m.statuses.set(r.string(key), r.message(HealthCheckResponse, element));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Health = Object.freeze({
    typeName: "grpc.health.v1.Health",
    methods: {
        check: {
            service: "grpc.health.v1.Health",
            name: "Check",
            kind: "unary",
            input: HealthCheckRequest,
            output: HealthCheckResponse,
            noSideEffects: false,
        },
        list: {
            service: "grpc.health.v1.Health",
            name: "List",
            kind: "unary",
            input: HealthListRequest,
            output: HealthListResponse,
            noSideEffects: false,
        },
        watch: {
            service: "grpc.health.v1.Health",
            name: "Watch",
            kind: "serverStreaming",
            input: HealthCheckRequest,
            output: HealthCheckResponse,
            noSideEffects: false,
        },
    },
});

export class HealthClient {
    constructor(transport) {
        this.transport = transport;
    }

    check(request, options) {
        return this.transport.unary(Health.methods.check, request, options);
    }

    list(request, options) {
        return this.transport.unary(Health.methods.list, request, options);
    }

    watch(request, options) {
        return this.transport.serverStreaming(Health.methods.watch, request, options);
    }
}

// Generated from grpc/health/v1/health.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../../runtime/index.js";

/** Whether a service answers. */
export type HealthCheckResponse_ServingStatus = number;
export declare const HealthCheckResponse_ServingStatus: {
    /** Nothing is known. */
    readonly UNKNOWN: 0;
    /** It answers. */
    readonly SERVING: 1;
    /** It does not answer now. */
    readonly NOT_SERVING: 2;
    /** The server does not know the service. Only sent by Watch. */
    readonly SERVICE_UNKNOWN: 3;
}
export declare const HealthCheckResponse_ServingStatus$: EnumInfo;

/** Which service is asked about. */
export interface HealthCheckRequest {
    /** The full name of the service; empty for the server as a whole. */
    service: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const HealthCheckRequest: MessageType<HealthCheckRequest>;

/** The state of a service. */
export interface HealthCheckResponse {
    /** Whether it answers. */
    status: HealthCheckResponse_ServingStatus;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const HealthCheckResponse: MessageType<HealthCheckResponse>;

/** Asks about all services. */
export interface HealthListRequest {
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const HealthListRequest: MessageType<HealthListRequest>;

/** The states of all services. */
export interface HealthListResponse {
    /** By the full name of the service; the empty name is the server as a whole. */
    statuses: Map<string, HealthCheckResponse>;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const HealthListResponse: MessageType<HealthListResponse>;

/** Asked by load balancers, orchestrators and operators. */
export declare const Health: {
    readonly typeName: string;
    readonly methods: {
        readonly check: MethodInfo<HealthCheckRequest, HealthCheckResponse>;
        readonly list: MethodInfo<HealthListRequest, HealthListResponse>;
        readonly watch: MethodInfo<HealthCheckRequest, HealthCheckResponse>;
    }
}

/** Calls Health. Methods that stream requests are not here: browsers cannot. */
export declare class HealthClient {
    constructor(transport: Transport);
    /** The state of one service now. NOT_FOUND for a service that the server does not know. */
    check(request: HealthCheckRequest, options?: CallOptions): Promise<HealthCheckResponse>;
    /** The states of all services now. */
    list(request: HealthListRequest, options?: CallOptions): Promise<HealthListResponse>;
    /**
     * The state of one service now, and again each time that it changes. A service that the server
     * does not know is SERVICE_UNKNOWN, and may become known.
     */
    watch(request: HealthCheckRequest, options?: CallOptions): AsyncIterable<HealthCheckResponse>;
}

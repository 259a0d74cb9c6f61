// Generated from google/rpc/status.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Any } from "../../google/protobuf/any.js";

/** Travels in grpc-status-details-bin beside grpc-status and grpc-message. */
export interface Status {
    /** The number of the status, the same as grpc-status. */
    code: number;
    /** A sentence for people, the same as grpc-message. */
    message: string;
    /** More about it, for programs: messages of google.rpc such as BadRequest. */
    details: Any[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Status: MessageType<Status>;

// Generated from strategos/test/v1/legacy.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../../../../frontend/runtime/index.js";

export type Legacy_Mode = number;
export declare const Legacy_Mode: {
    readonly SLOW: 1;
    readonly FAST: 2;
}
export declare const Legacy_Mode$: EnumInfo;

export interface Legacy {
    name?: string | undefined;
    count?: number | undefined;
    title?: string | undefined;
    ratio?: number | undefined;
    active?: boolean | undefined;
    mode?: Legacy_Mode | undefined;
    numbers: number[];
    packedNumbers: number[];
    inner?: Legacy | undefined;
    modes: Legacy_Mode[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Legacy: MessageType<Legacy> & {
    /** What the schema wants to be taken for what is not set. */
    readonly defaults: {
        /** -7 */ readonly count: number;
        /** "a \"quoted\" title\n" */ readonly title: string;
        /** Infinity */ readonly ratio: number;
        /** true */ readonly active: boolean;
        /** 2 */ readonly mode: Legacy_Mode;
    };
};

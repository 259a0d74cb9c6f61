// Generated from strategos/v1/resource.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { HexCoordinate } from "../../strategos/v1/hex.js";

/** What is gathered and spent. */
export type ResourceKind = number;
export declare const ResourceKind: {
    /** Not said, or of no importance. */
    readonly UNSPECIFIED: 0;
    /** Energy: dear for attackers. */
    readonly ENERGY: 1;
    /** Materials: dear for defenders. */
    readonly MATERIALS: 2;
    /** Data: dear for collectors. */
    readonly DATA: 3;
}
export declare const ResourceKind$: EnumInfo;

/**
 * An amount of each resource, in the game's units; fractions are legal, negative amounts are not.
 *
 * Numbers 4 to 15 are kept free for further kinds.
 */
export interface ResourceAmounts {
    /** Units of energy, 0 to 10⁹. */
    energy: number;
    /** Units of materials, 0 to 10⁹. */
    materials: number;
    /** Units of data, 0 to 10⁹. */
    data: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ResourceAmounts: MessageType<ResourceAmounts>;

/**
 * How an effort is divided over the resources, in thousandths; together 1000.
 *
 * Numbers 4 to 15 are kept free for further kinds.
 */
export interface ResourceShares {
    /** Share of energy, 0 to 1000. */
    energyPerMille: number;
    /** Share of materials, 0 to 1000. */
    materialsPerMille: number;
    /** Share of data, 0 to 1000. */
    dataPerMille: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ResourceShares: MessageType<ResourceShares>;

/**
 * Resources lying on the map.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface ResourceDeposit {
    /** Where they lie; absent when only the amount is known. */
    position?: HexCoordinate | undefined;
    /** What lies there. */
    kind: ResourceKind;
    /** How much, in the game's units, 0 to 10⁹; fractions are legal. */
    amount: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ResourceDeposit: MessageType<ResourceDeposit>;

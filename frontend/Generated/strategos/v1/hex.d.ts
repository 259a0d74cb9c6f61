// Generated from strategos/v1/hex.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";

/**
 * A cell of the hexagonal grid, in axial coordinates: q grows to the east, r to the south-east. The
 * six neighbours of (q, r) are (q+1, r), (q+1, r-1), (q, r-1), (q-1, r), (q-1, r+1), (q, r+1).
 *
 * Games that count columns and rows of pointy-top hexes, odd rows shifted right by half a hex,
 * convert with q = column - (row - (row & 1)) / 2 and r = row. Cells may lie outside of the map and
 * have negative coordinates: agents do leave it.
 *
 * Numbers 3 to 7 are kept free for finer positions inside a cell.
 */
export interface HexCoordinate {
    /** Axial coordinate to the east, in cells. */
    q: number;
    /** Axial coordinate to the south-east (the row), in cells. */
    r: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const HexCoordinate: MessageType<HexCoordinate>;

/**
 * All cells within a distance of a centre.
 *
 * Numbers 3 to 7 are kept free for other shapes.
 */
export interface Zone {
    /** The cell in the middle. */
    center?: HexCoordinate | undefined;
    /** Greatest distance from the centre, in cells; 0 is the centre alone. */
    radius: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Zone: MessageType<Zone>;

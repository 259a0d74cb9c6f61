// SPDX-License-Identifier: Apache-2.0

/// What a match may consist of at most. The bounds are known at compile time, so that a state is one
/// block of memory without pointers: copying it is one copy of bytes, and forgetting it costs nothing.
public enum Capacity {
    /// Cells of a map.
    public static let cells = 1024
    /// Rows of a map; two more are kept so that a cell's neighbours always have a row.
    public static let rows = 30
    /// Columns of a map. A row is one word of bits, and a bit at either end is kept free.
    public static let columns = 62
    /// Teams of a match.
    public static let teams = 6
    /// Living agents of a team.
    public static let agentsPerTeam = 16
    /// Agents of a match.
    public static let agents = teams * agentsPerTeam
    /// Units of a resource that lie on a cell; what is dropped beyond that is lost.
    public static let unitsOnCell = 255
}

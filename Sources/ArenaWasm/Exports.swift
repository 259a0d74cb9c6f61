// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning

// What JavaScript calls. Maps and sessions go out as addresses, which the caller gives back once; an address
// that is none traps or does harm, so nobody but frontend/arena/arena.js should call these.

/// The map for two teams of a seed; 0 where the size is not allowed.
@c(arena_map_duel)
public func mapDuel(seed: UInt64, width: Int32, height: Int32, obstaclePairs: Int32) -> UnsafeMutableRawPointer? {
    guard (0...1000).contains(obstaclePairs) else { return nil }
    return try? unsafe handle(
        GameMap.duel(seed: seed, width: Int(width), height: Int(height), obstaclePairs: Int(obstaclePairs)))
}

/// The hexagonal map of a seed for two, three or six teams; 0 where teams or radius are not allowed.
@c(arena_map_hexagon)
public func mapHexagon(seed: UInt64, teams: Int32, radius: Int32, obstacleSets: Int32) -> UnsafeMutableRawPointer? {
    guard (0...1000).contains(obstacleSets), radius <= 14 else { return nil }
    return try? unsafe handle(
        GameMap.hexagon(seed: seed, teams: Int(teams), radius: Int(radius), obstacleSets: Int(obstacleSets)))
}

/// How many columns the map has.
@c(arena_map_columns)
public func mapColumns(_ map: UnsafeMutableRawPointer) -> Int32 {
    unsafe Int32(object(map, GameMap.self).geometry.width)
}

/// How many rows the map has.
@c(arena_map_rows)
public func mapRows(_ map: UnsafeMutableRawPointer) -> Int32 { unsafe Int32(object(map, GameMap.self).geometry.height) }

/// How many teams the map has bases for.
@c(arena_map_teams)
public func mapTeams(_ map: UnsafeMutableRawPointer) -> Int32 { unsafe Int32(object(map, GameMap.self).teamCount) }

/// A team's base.
@c(arena_map_base)
public func mapBase(_ map: UnsafeMutableRawPointer, team: Int32) -> Int32 {
    unsafe Int32(object(map, GameMap.self).bases[Int(team)])
}

/// Whether a cell can be entered.
@c(arena_map_passable)
public func mapPassable(_ map: UnsafeMutableRawPointer, cell: Int32) -> Int32 {
    unsafe object(map, GameMap.self).isPassable[Int(cell)] ? 1 : 0
}

/// Gives a map back; matches on it go on.
@c(arena_map_free)
public func mapFree(_ map: UnsafeMutableRawPointer) { unsafe Unmanaged<GameMap>.fromOpaque(map).release() }

/// A match by the standard rules at its beginning.
@c(arena_match)
public func match(_ map: UnsafeMutableRawPointer, seed: UInt64, isFogged: Int32) -> UnsafeMutableRawPointer? {
    var rules = Rules()
    rules.isFogged = isFogged != 0
    let map = unsafe object(map, GameMap.self)
    return try? unsafe handle(Session(Match(map: map, rules: rules, seed: seed)))
}

/// A match that stands where the other one does.
@c(arena_match_copy)
public func matchCopy(_ match: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    unsafe handle(Session(copying: object(match, Session.self)))
}

/// Gives a match back.
@c(arena_match_free)
public func matchFree(_ match: UnsafeMutableRawPointer) { unsafe Unmanaged<Session>.fromOpaque(match).release() }

/// Lets a team play an archetype; 0 where there is none of the number.
@c(arena_order_archetype)
public func orderArchetype(_ match: UnsafeMutableRawPointer, team: Int32, archetype: Int32) -> Int32 {
    guard let found = UInt8(exactly: archetype).flatMap(Archetype.init(rawValue:)) else { return 0 }
    unsafe object(match, Session.self).match.order(Int(team), found.orders)
    return 1
}

/// Gives a team orders of numbers as `IntentReader` reads them; 0 where they mean nothing.
@c(arena_order_intent)
public func orderIntent(
    _ match: UnsafeMutableRawPointer, team: Int32, numbers: UnsafePointer<Int32>, count: Int32
) -> Int32 {
    let list = unsafe [Int32](UnsafeBufferPointer(start: numbers, count: Int(count)))
    guard let intent = IntentReader.intent(list) else { return 0 }
    unsafe object(match, Session.self).match.order(Int(team), intent.orders)
    return 1
}

/// Gives a team what the reflex planner finds best now; its confidence in thousandths.
@c(arena_order_reflex)
public func orderReflex(_ match: UnsafeMutableRawPointer, team: Int32) -> Int32 {
    unsafe object(match, Session.self).plan(Int(team))
}

/// Plays until a tick, or until the match ends.
@c(arena_advance)
public func advance(_ match: UnsafeMutableRawPointer, tick: Int32) {
    unsafe object(match, Session.self).match.advance(to: tick)
}

/// Ticks played.
@c(arena_tick)
public func tick(_ match: UnsafeMutableRawPointer) -> Int32 { unsafe object(match, Session.self).match.state.tick }

/// How the match ended, in the order of the schema; 0 while it runs.
@c(arena_ending)
public func ending(_ match: UnsafeMutableRawPointer) -> Int32 {
    unsafe Int32(object(match, Session.self).match.state.ending.rawValue)
}

/// Who won; −1 where nobody has.
@c(arena_winner)
public func winner(_ match: UnsafeMutableRawPointer) -> Int32 {
    let winner = unsafe object(match, Session.self).match.state.winner
    return winner == MatchState.noTeam ? -1 : Int32(winner)
}

/// The state's hash.
@c(arena_hash)
public func hash(_ match: UnsafeMutableRawPointer) -> UInt64 { unsafe object(match, Session.self).match.hash }

/// Writes where the match stands into its columns.
@c(arena_show)
public func show(_ match: UnsafeMutableRawPointer) { unsafe object(match, Session.self).show() }

/// Where a column lies; 0 where there is none of the number.
@c(arena_column)
public func column(_ match: UnsafeMutableRawPointer, name: Int32) -> UnsafeMutableRawPointer? {
    guard let name = Columns.Name(rawValue: name) else { return nil }
    return unsafe object(match, Session.self).columns.address(name)
}

/// Room for so many numbers, to be given back with `arena_numbers_free`.
@c(arena_numbers)
public func numbers(count: Int32) -> UnsafeMutableRawPointer {
    .allocate(byteCount: max(1, Int(count)) * 4, alignment: 16)
}

/// Gives that room back.
@c(arena_numbers_free)
public func numbersFree(_ numbers: UnsafeMutableRawPointer) { unsafe numbers.deallocate() }

private func handle(_ object: AnyObject) -> UnsafeMutableRawPointer {
    unsafe Unmanaged.passRetained(object).toOpaque()
}

private func object<Object: AnyObject>(_ handle: UnsafeMutableRawPointer, _ type: Object.Type) -> Object {
    unsafe Unmanaged<Object>.fromOpaque(handle).takeUnretainedValue()
}

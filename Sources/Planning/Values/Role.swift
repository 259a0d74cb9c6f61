// SPDX-License-Identifier: Apache-2.0

/// What an agent is for.
public enum Role: Int, CaseIterable, Sendable {
    /// Gathers resources.
    case collector
    /// Claims cells.
    case explorer
    /// Holds bases and territory.
    case defender
    /// Fights.
    case attacker
}

/// A number for each role, indexed by `Role.rawValue`.
public typealias RoleVector = SIMD4<Double>

/// A number for each of the four kinds of work, indexed by `Work.rawValue`.
public typealias WorkVector = SIMD4<Double>

/// A number for each resource: energy, materials, data.
public typealias ResourceVector = SIMD3<Double>

/// What is gathered and spent.
public enum Resource: Int, CaseIterable, Sendable {
    /// Energy.
    case energy
    /// Materials.
    case materials
    /// Data.
    case data
}

/// The four kinds of work that a team's effort is divided over.
public enum Work: Int, CaseIterable, Sendable {
    /// Gather and deliver.
    case collect
    /// Claim cells.
    case expand
    /// Fight and take.
    case attack
    /// Hold.
    case defend
}

extension SIMD4<Double> {
    /// The value of a role.
    @inlinable
    public subscript(role: Role) -> Double {
        get { self[role.rawValue] }
        set { self[role.rawValue] = newValue }
    }

    /// The value of a kind of work.
    @inlinable
    public subscript(work: Work) -> Double {
        get { self[work.rawValue] }
        set { self[work.rawValue] = newValue }
    }

    /// The same proportions with the sum one; even parts where the sum is not positive.
    @inlinable
    public var normalized: Self {
        let sum = self.sum()
        return sum > 0 ? self / sum : Self(repeating: 0.25)
    }
}

extension SIMD3<Double> {
    /// The value of a resource.
    @inlinable
    public subscript(resource: Resource) -> Double {
        get { self[resource.rawValue] }
        set { self[resource.rawValue] = newValue }
    }
}

/// What an agent is made of, in thousandths of the greatest possible; together at most 3000.
public struct Attributes: Hashable, Sendable {
    /// How fast it moves and strikes.
    public var speed: Int32
    /// How much damage it survives.
    public var health: Int32
    /// How much damage it does.
    public var attack: Int32
    /// How much of each blow it wards off.
    public var defense: Int32
    /// How much it carries.
    public var carry: Int32

    /// Greatest sum of the five.
    public static let greatestSum: Int32 = 3000
    /// Greatest value of each.
    public static let greatest: Int32 = 1000

    /// An agent's make.
    public init(speed: Int32, health: Int32, attack: Int32, defense: Int32, carry: Int32) {
        self.speed = speed
        self.health = health
        self.attack = attack
        self.defense = defense
        self.carry = carry
    }

    /// One of the five, in the order of the declaration.
    subscript(field: Int) -> Int32 {
        get {
            switch field {
            case 0: speed
            case 1: health
            case 2: attack
            case 3: defense
            default: carry
            }
        }
        set {
            switch field {
            case 0: speed = newValue
            case 1: health = newValue
            case 2: attack = newValue
            case 3: defense = newValue
            default: carry = newValue
            }
        }
    }

    /// The five together.
    public var sum: Int32 { speed + health + attack + defense + carry }
}

// SPDX-License-Identifier: Apache-2.0

import Arena

extension AgentMake {
    /// A make of attributes, in the arena's words.
    public init(_ attributes: Attributes) {
        self.init(
            speed: Int16(clamping: attributes.speed), health: Int16(clamping: attributes.health),
            attack: Int16(clamping: attributes.attack), defense: Int16(clamping: attributes.defense),
            carry: Int16(clamping: attributes.carry))
    }

    /// The five in the order of their declaration.
    private var fields: [Int16] {
        get { [speed, health, attack, defense, carry] }
        set {
            self = AgentMake(
                speed: newValue[0], health: newValue[1], attack: newValue[2], defense: newValue[3], carry: newValue[4])
        }
    }

    /// A make a step away: one attribute more or less by up to 300, or that much taken from one for another.
    /// Together at most `greatestSum`.
    func varied(_ random: inout Randomness, greatestSum: Int32) -> AgentMake {
        var make = self
        let step = Int16(50 + random.below(251))
        let (first, second) = (Int(random.below(5)), Int(random.below(5)))
        var fields = fields
        switch random.below(3) {
        case 0: fields[first] = min(1000, fields[first] + step)
        case 1: fields[first] = max(0, fields[first] - step)
        default:
            fields[first] = min(1000, fields[first] + step)
            fields[second] = max(0, fields[second] - step)
        }
        make.fields = fields
        // What is too much is taken from all in proportion.
        guard make.sum > greatestSum else { return make }
        let sum = make.sum
        make.fields = make.fields.map { Int16(Int32($0) * greatestSum / sum) }
        return make
    }

    /// In the planner's words.
    public var attributes: Attributes {
        Attributes(
            speed: Int32(speed), health: Int32(health), attack: Int32(attack), defense: Int32(defense),
            carry: Int32(carry))
    }
}

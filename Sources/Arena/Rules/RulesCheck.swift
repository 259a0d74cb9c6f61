// SPDX-License-Identifier: Apache-2.0

extension Rules {
    /// What the rules demand that does not hold, or nothing. Rules that pass can be played without a trap.
    public var defect: StaticString? {
        if matchTicks < 1 || matchTicks > 1_000_000 { return "matchTicks must be 1 to 1,000,000" }
        if agentLimit < 1 || agentLimit > Int32(Capacity.agentsPerTeam) { return "agentLimit must be 1 to 16" }
        if !fits(paceBase, paceGain, 1, 1000) { return "paceBase and paceGain must give 1 to 1000" }
        if !fits(healthBase, healthGain, 1, 30_000) { return "healthBase and healthGain must give 1 to 30,000" }
        if !fits(attackBase, attackGain, 0, 10_000) { return "attackBase and attackGain must give 0 to 10,000" }
        if !fits(armorBase, armorGain, 0, 10_000) { return "armorBase and armorGain must give 0 to 10,000" }
        if !fits(carryBase, carryGain, 0, 200) { return "carryBase and carryGain must give 0 to 200" }
        if !fits(visionBase, visionGain, 0, 16_000) { return "visionBase and visionGain must give 0 to 16,000" }
        if cooldownBase > 200 || cooldownGain < 0 || cooldownGain >= cooldownBase {
            return "the cooldown must be 1 to 200"
        }
        if ownedBeyond < 0 || ownedBeyond > 999 { return "ownedBeyond must be 0 to 999" }
        if waveTicks < 1 || waveAmount < 1 || waveTicks > 10_000 || waveAmount > 100 {
            return "waveTicks must be 1 to 10,000, waveAmount 1 to 100"
        }
        if incomeTicks < MatchState.countTicks || incomeTicks > 10_000 || incomeCells < 0 || incomeCells > 1024 {
            return "incomeTicks must be 5 to 10,000, incomeCells 0 to 1024"
        }
        if startStock < 0 || startStock > 1_000_000 { return "startStock must be 0 to 1,000,000" }
        if startPiles < 0 || startPiles > 100 { return "startPiles must be 0 to 100" }
        if pileLimit < 0 || pileLimit > 1000 { return "pileLimit must be 0 to 1000" }
        if spawnTicks < 1 || spawnTicks > 10_000 { return "spawnTicks must be 1 to 10,000" }
        if choiceTicks < 1 || choiceTicks > 200 || fightChoiceTicks < 1 || fightChoiceTicks > 200 {
            return "choiceTicks and fightChoiceTicks must be 1 to 200"
        }
        if choiceDistance < 1 || choiceDistance > 1000 { return "choiceDistance must be 1 to 1000" }
        if greatestMakeSum < 0 || greatestMakeSum > 5000 { return "greatestMakeSum must be 0 to 5000" }
        if richStock < 0 || poorStock < 0 { return "richStock and poorStock must not be negative" }
        if baseZone < 0 || baseZone > 64 { return "baseZone must be 0 to 64" }
        return sharesDefect
    }

    /// Whether the base, and the base with the gain, are in the range.
    private func fits(_ base: Int32, _ gain: Int32, _ least: Int32, _ most: Int32) -> Bool {
        base >= least && base <= most && gain >= 0 && gain <= most - base
    }

    private var sharesDefect: StaticString? {
        let shares: InlineArray<4, Int32> = [territoryShare, drawMargin, armorShare, homeDamage]
        for index in 0..<4 where shares[index] < 0 || shares[index] > 1000 { return "shares must be 0 to 1000" }
        for index in 0..<16 where counterDamage[index] < 0 || counterDamage[index] > 10_000 {
            return "counterDamage must be 0 to 10,000"
        }
        for index in 0..<4 where claim[index] < 0 || claim[index] > 1000 { return "claim must be 0 to 1000" }
        for index in 0..<12 where costs[index] < 0 || costs[index] > 100_000 { return "costs must be 0 to 100,000" }
        for index in 0..<24 where affinity[index] < 0 || affinity[index] > 1000 { return "affinity must be 0 to 1000" }
        // With a factor of one, two teams with the same stock would both win.
        if resourceFactor < 2 || resourceFactor > 1000 || resourceFloor < 0 || resourceFloor > 1_000_000 {
            return "resourceFactor must be 2 to 1000, resourceFloor 0 to 1,000,000"
        }
        if healing < 0 || healing > 10_000 || territoryTicks < 0 || territoryTicks > 1_000_000 {
            return "healing must be 0 to 10,000, territoryTicks 0 to 1,000,000"
        }
        return nil
    }
}

// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Signs of life that a client asks servers for (gRFC A8).
@Suite("Keepalive of the client", .timeLimit(.minutes(1)))
struct ClientKeepaliveTests {
    @Test("A silent server is asked once its time is over, and given up once the answer's is")
    func schedule() {
        var schedule = KeepaliveSchedule(time: 100, timeout: 20, permitsWithoutCalls: false, now: 1000)
        #expect(schedule.step(now: 1000, hasCalls: true) == .wait(until: 1100))
        schedule.noteReceived(now: 1050)
        #expect(schedule.step(now: 1100, hasCalls: true) == .wait(until: 1150))
        #expect(schedule.step(now: 1150, hasCalls: true) == .ask(until: 1170))
        #expect(schedule.step(now: 1160, hasCalls: true) == .wait(until: 1170))
        schedule.noteReceived(now: 1165)
        #expect(schedule.step(now: 1170, hasCalls: true) == .wait(until: 1265))
        #expect(schedule.step(now: 1265, hasCalls: true) == .ask(until: 1285))
        #expect(schedule.step(now: 1285, hasCalls: true) == .giveUp)
    }

    @Test("Nobody is asked without calls, unless that is permitted; the next call asks at once")
    func withoutCalls() {
        var schedule = KeepaliveSchedule(time: 100, timeout: 20, permitsWithoutCalls: false, now: 0)
        #expect(schedule.step(now: 500, hasCalls: false) == .rest)
        #expect(schedule.step(now: 600, hasCalls: true) == .ask(until: 620))
        // Once it has been asked the answer counts, calls or not.
        #expect(schedule.step(now: 620, hasCalls: false) == .giveUp)
        var permitted = KeepaliveSchedule(time: 100, timeout: 20, permitsWithoutCalls: true, now: 0)
        #expect(permitted.step(now: 500, hasCalls: false) == .ask(until: 520))
    }

    @Test("An answer that may take long does not keep the next question")
    func patience() {
        var schedule = KeepaliveSchedule(time: 10, timeout: 1000, permitsWithoutCalls: true, now: 0)
        #expect(schedule.step(now: 10, hasCalls: false) == .ask(until: 20))
        #expect(schedule.step(now: 20, hasCalls: false) == .wait(until: 30))
        #expect(schedule.step(now: 1005, hasCalls: false) == .wait(until: 1010))
        schedule.noteReceived(now: 21)
        #expect(schedule.step(now: 31, hasCalls: false) == .ask(until: 41))
    }

    @Test("Times without end do not overflow")
    func endless() {
        var schedule = KeepaliveSchedule(time: .max, timeout: .max, permitsWithoutCalls: true, now: 5)
        #expect(schedule.step(now: 100, hasCalls: true) == .wait(until: .max))
    }

    private static func channel(
        to server: SocketServer, _ loops: EventLoopGroup, time: Duration
    ) -> Channel {
        var keepalive = ClientKeepalive(time: time, permitsWithoutCalls: true)
        keepalive.shortestTime = .milliseconds(1)
        var configuration = ChannelConfiguration()
        configuration.keepalive = keepalive
        return Channel(to: server.address, loops: loops, configuration: configuration)
    }

    @Test("Ten seconds are the shortest time")
    func shortest() throws {
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        var configuration = ChannelConfiguration()
        configuration.keepalive = ClientKeepalive(time: .seconds(1))
        let address = SocketAddress.internet(host: "127.0.0.1", port: 1)
        #expect(Channel(to: address, loops: loops, configuration: configuration).keepaliveTime == .seconds(10))
        configuration.keepalive = ClientKeepalive(time: .seconds(100))
        #expect(Channel(to: address, loops: loops, configuration: configuration).keepaliveTime == .seconds(100))
        configuration.keepalive = nil
        #expect(Channel(to: address, loops: loops, configuration: configuration).keepaliveTime == nil)
    }

    @Test("A server that is asked too often says so, and then is asked half as often")
    func tooManyPings() async throws {
        let loops = try EventLoopGroup(count: 1, name: "client")
        defer { loops.stop() }
        // It wants no pings at all without calls, and forgives two.
        let server = try SocketServer()
        let channel = Self.channel(to: server, loops, time: .milliseconds(2))
        #expect(channel.keepaliveTime == .milliseconds(2))
        for round in 1...3 as ClosedRange<UInt64> {
            _ = try await TestCall.unary(channel)
            #expect(await eventually { channel.keepaliveTime == .milliseconds(2 << Int64(round)) })
            #expect(server.server.metrics.snapshot()[.pingLimit] == round)
        }
        await channel.close()
        await server.stop()
    }
}

// SPDX-License-Identifier: Apache-2.0

/// The parts of timestamps and durations.
enum CELTimeFunctions {
    static func apply(_ function: CELFunction, _ values: [CELValue]) throws(CELError) -> CELValue {
        switch values[0] {
        case .timestamp(let moment):
            var offset = 0
            if values.count > 1 {
                guard case .string(let zone) = values[1] else {
                    throw .noOverload(function.rawValue, values[0], values[1])
                }
                offset = try CELTimeZone.offset(zone, at: moment.seconds)
            }
            return .int(Int64(part(function, of: moment, offset: offset)))
        case .duration(let duration) where values.count == 1:
            guard let value = part(function, of: duration) else { break }
            return .int(value)
        default: break
        }
        throw .noOverload(function.rawValue, values[0])
    }

    private static func part(_ function: CELFunction, of moment: CELTimestamp, offset: Int) -> Int {
        let date = CELCalendar(moment.seconds, offset: offset)
        return switch function {
        case .getFullYear: date.year
        case .getMonth: date.month - 1
        case .getDate: date.day
        case .getDayOfMonth: date.day - 1
        case .getDayOfWeek: date.dayOfWeek
        case .getDayOfYear: date.dayOfYear
        case .getHours: date.hour
        case .getMinutes: date.minute
        case .getSeconds: date.second
        default: Int(moment.nanos / 1_000_000)
        }
    }

    private static func part(_ function: CELFunction, of duration: CELDuration) -> Int64? {
        switch function {
        case .getHours: duration.seconds / 3600
        case .getMinutes: duration.seconds / 60
        case .getSeconds: duration.seconds
        case .getMilliseconds: Int64(duration.nanos / 1_000_000)
        default: nil
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Numbers with their intervals, a row for each, as SVG.
struct IntervalPlot {
    struct Row {
        var name: String
        var value: Double
        var low: Double
        var high: Double
    }

    let rows: [Row]
    let range: ClosedRange<Double>
    /// A value at which a broken line stands.
    let mark: Double
    let unit: String

    private static let left = 150.0
    private static let right = 90.0
    private static let step = 28.0
    private static let width = 900.0

    var svg: String {
        let height = Double(rows.count) * Self.step + 34
        var parts: [String] = []
        let span = range.upperBound - range.lowerBound
        for index in 0...4 {
            let value = range.lowerBound + span * Double(index) / 4
            parts.append("<line x1=\"\(x(value))\" x2=\"\(x(value))\" y1=\"6\" y2=\"\(height - 24)\"/>")
            parts.append(
                "<text class=\"soft\" x=\"\(x(value))\" y=\"\(height - 6)\" text-anchor=\"middle\">"
                    + "\(TournamentPage.rounded(value))\(unit)</text>")
        }
        if range.contains(mark) {
            parts.append("<line class=\"mark\" x1=\"\(x(mark))\" x2=\"\(x(mark))\" y1=\"6\" y2=\"\(height - 24)\"/>")
        }
        for (index, row) in rows.enumerated() {
            let y = Double(index) * Self.step + 20
            parts.append(
                "<text x=\"\(Self.left - 14)\" y=\"\(y + 4)\" text-anchor=\"end\">\(TournamentPage.escaped(row.name))</text>"
                    + "<line class=\"interval\" x1=\"\(x(row.low))\" x2=\"\(x(row.high))\" y1=\"\(y)\" y2=\"\(y)\"/>"
                    + "<circle cx=\"\(x(row.value))\" cy=\"\(y)\" r=\"5\"/>"
                    + "<text x=\"\(Self.width - Self.right + 18)\" y=\"\(y + 4)\">\(TournamentPage.rounded(row.value))\(unit)</text>"
            )
        }
        return "<svg viewBox=\"0 0 \(Self.width) \(height)\" role=\"img\">\(parts.joined())</svg>"
    }

    private func x(_ value: Double) -> Double {
        let part =
            (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound)
            / (range.upperBound - range.lowerBound)
        return ((Self.left + part * (Self.width - Self.left - Self.right)) * 10).rounded() / 10
    }
}

/// Named points in a plane of per cents, as SVG.
struct ScatterPlot {
    struct Point {
        var name: String
        var x: Double
        var y: Double
    }

    let points: [Point]
    let across: String
    let up: String

    private static let width = 900.0
    private static let height = 380.0
    private static let left = 60.0
    private static let right = 110.0
    private static let top = 30.0
    private static let bottom = 46.0

    var svg: String {
        let (columns, rows) = (range(points.map(\.x)), range(points.map(\.y)))
        var parts: [String] = []
        for index in 0...4 {
            let part = Double(index) / 4
            let column = columns.lowerBound + part * (columns.upperBound - columns.lowerBound)
            let row = rows.lowerBound + part * (rows.upperBound - rows.lowerBound)
            let x = place(column, columns, across: true)
            let y = place(row, rows, across: false)
            parts.append(
                "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"\(Self.top)\" y2=\"\(Self.height - Self.bottom)\"/>")
            parts.append(
                "<line x1=\"\(Self.left)\" x2=\"\(Self.width - Self.right)\" y1=\"\(y)\" y2=\"\(y)\"/>")
            parts.append(
                "<text class=\"soft\" x=\"\(x)\" y=\"\(Self.height - 26)\" text-anchor=\"middle\">"
                    + "\(TournamentPage.rounded(column))</text>")
            parts.append(
                "<text class=\"soft\" x=\"\(Self.left - 8)\" y=\"\(y + 4)\" text-anchor=\"end\">"
                    + "\(TournamentPage.rounded(row))</text>")
        }
        let middle = (Self.left + Self.width - Self.right) / 2
        parts.append(
            "<text class=\"soft\" x=\"\(middle)\" y=\"\(Self.height - 6)\" text-anchor=\"middle\">\(across)</text>")
        parts.append("<text class=\"soft\" x=\"\(Self.left - 50)\" y=\"12\">\(up)</text>")
        for (point, label) in zip(points, labels(columns, rows)) {
            let (x, y) = (place(point.x, columns, across: true), place(point.y, rows, across: false))
            parts.append("<circle cx=\"\(x)\" cy=\"\(y)\" r=\"6\"/>")
            parts.append("<text x=\"\(x + 11)\" y=\"\(label)\">\(TournamentPage.escaped(point.name))</text>")
        }
        return "<svg viewBox=\"0 0 \(Self.width) \(Self.height)\" role=\"img\">\(parts.joined())</svg>"
    }

    /// Where each name stands, so that none is written over another one.
    private func labels(_ columns: ClosedRange<Double>, _ rows: ClosedRange<Double>) -> [Double] {
        var taken: [(x: Double, y: Double)] = []
        return points.map { point in
            let x = place(point.x, columns, across: true)
            var y = place(point.y, rows, across: false) + 4
            while taken.contains(where: { abs($0.x - x) < 90 && abs($0.y - y) < 14 }) { y += 14 }
            taken.append((x, y))
            return y
        }
    }

    /// A range of whole tens around the numbers.
    private func range(_ values: [Double]) -> ClosedRange<Double> {
        let low = ((values.min() ?? 0) / 10).rounded(.down) * 10
        return low...max(low + 10, ((values.max() ?? 100) / 10).rounded(.up) * 10)
    }

    private func place(_ value: Double, _ range: ClosedRange<Double>, across: Bool) -> Double {
        let part = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        let place =
            across
            ? Self.left + part * (Self.width - Self.left - Self.right)
            : Self.height - Self.bottom - part * (Self.height - Self.top - Self.bottom)
        return (place * 10).rounded() / 10
    }
}

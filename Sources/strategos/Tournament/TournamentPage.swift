// SPDX-License-Identifier: Apache-2.0

/// A tournament's report as one page of HTML, with plots in SVG and nothing from elsewhere.
enum TournamentPage {
    static func html(_ report: TournamentReport) -> String {
        let standings = report.standings
        let scores = standings.map {
            IntervalPlot.Row(
                name: $0.name, value: $0.score.mean * 100, low: $0.score.low * 100, high: $0.score.high * 100)
        }
        let elos = standings.map {
            IntervalPlot.Row(name: $0.name, value: $0.elo.elo, low: $0.elo.low, high: $0.elo.high)
        }
        let points = standings.map {
            ScatterPlot.Point(name: $0.name, x: $0.economy.territory * 100, y: $0.economy.spent * 100)
        }
        let scatter = ScatterPlot(points: points, across: "territory-time, %", up: "spent, %")
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Tournament</title>
            <style>\(style)</style>
            </head>
            <body>
            <h1>Tournament</h1>
            <p class="lead">\(report.matches) matches by \(escaped(report.rules)) on \(report.seeds) seeds from \
            \(report.firstSeed); the median match takes \(report.medianTicks) ticks.</p>
            <section><h2>Score against the others</h2>
            <p>Per cent, draws as halves, with Wilson 95 % intervals; a seed is one sample.</p>
            \(IntervalPlot(rows: scores, range: 0...100, mark: 50, unit: " %").svg)</section>
            <section><h2>Who beats whom</h2>
            <p>Score of the row's player against the column's, in per cent.</p>
            \(matrix(standings))</section>
            <section><h2>Elo</h2>
            <p>Bradley and Terry's model, 95 % intervals from resampled seeds; the mean is 1500. Cycles in the table above \
            are not in it.</p>
            \(IntervalPlot(rows: elos, range: range(elos), mark: 1500, unit: "").svg)</section>
            <section><h2>Territory and spending</h2>
            <p>Mean share of the cells over the games, against the part of its units that a player spent.</p>
            \(scatter.svg)</section>
            <section><h2>How matches end</h2>\(endings(report.endings))</section>
            <section><h2>Numbers</h2>\(table(standings))</section>
            </body>
            </html>

            """
    }

    /// Text that is no markup.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// A number with at most one digit after the point.
    static func rounded(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        return abs(tenths) % 10 == 0
            ? "\(sign)\(abs(tenths) / 10)" : "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// Whole hundreds around all intervals.
    private static func range(_ rows: [IntervalPlot.Row]) -> ClosedRange<Double> {
        let low = rows.map(\.low).min() ?? 1400
        let high = rows.map(\.high).max() ?? 1600
        return
            ((low / 100).rounded(.down) * 100)...max(
                (high / 100).rounded(.up) * 100, (low / 100).rounded(.down) * 100 + 100)
    }

    private static func matrix(_ standings: [TournamentReport.Standing]) -> String {
        let names = standings.map(\.name)
        var rows = "<tr><th></th>" + names.map { "<th>\(escaped($0))</th>" }.joined() + "</tr>"
        for standing in standings {
            rows += "<tr><th>\(escaped(standing.name))</th>"
            for name in names {
                guard let score = standing.against[name] else {
                    rows += "<td class=\"none\">–</td>"
                    continue
                }
                // From red over grey to blue; text is always dark on light or light on dark.
                let lean = (score.mean - 0.5) * 2
                let hue = lean < 0 ? 12 : 212
                let strength = abs(lean)
                rows += """
                    <td style="background:hsl(\(hue) \(Int(20 + 60 * strength))% \(Int(92 - 42 * strength))%);\
                    color:\(strength > 0.65 ? "#fff" : "#111")" title="\(rounded(score.low * 100)) to \
                    \(rounded(score.high * 100)) %, \(score.samples) seeds">\(Int((score.mean * 100).rounded()))</td>
                    """
            }
            rows += "</tr>"
        }
        return "<div class=\"wide\"><table class=\"matrix\">\(rows)</table></div>"
    }

    private static func endings(_ parts: [String: Double]) -> String {
        let colors = [
            "territory": "#2a78c2", "elimination": "#c4472e", "resources": "#c98a1b", "time": "#7d8894",
            "draw": "#b9c0c7",
        ]
        let sorted = parts.sorted { $0.value > $1.value }
        let bars = sorted.map {
            "<span style=\"flex:\($0.value);background:\(colors[$0.key] ?? "#999")\" title=\"\(escaped($0.key))\"></span>"
        }
        let words = sorted.map {
            "<span class=\"key\" style=\"--key:\(colors[$0.key] ?? "#999")\">\(escaped($0.key)) \(rounded($0.value * 100)) %</span>"
        }
        return "<div class=\"bar\">\(bars.joined())</div><p>\(words.joined(separator: " "))</p>"
    }

    private static func table(_ standings: [TournamentReport.Standing]) -> String {
        var rows = """
            <tr><th>player</th><th>score</th><th>interval</th><th>Elo</th><th>interval</th><th>territory-time</th>\
            <th>spent</th><th>others' losses for each own</th></tr>
            """
        for standing in standings {
            rows += """
                <tr><th>\(escaped(standing.name))</th><td>\(rounded(standing.score.mean * 100)) %</td>\
                <td>\(rounded(standing.score.low * 100)) to \(rounded(standing.score.high * 100))</td>\
                <td>\(Int(standing.elo.elo.rounded()))</td>\
                <td>\(Int(standing.elo.low.rounded())) to \(Int(standing.elo.high.rounded()))</td>\
                <td>\(rounded(standing.economy.territory * 100)) %</td><td>\(rounded(standing.economy.spent * 100)) %</td>\
                <td>\(rounded(standing.economy.exchange))</td></tr>
                """
        }
        return "<div class=\"wide\"><table>\(rows)</table></div>"
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1c2126;--soft:#5b6670;--line:#d9dee3;--paper:#fff;--dot:#2a78c2}
        @media(prefers-color-scheme:dark){:root{--ink:#e7ebee;--soft:#9aa5af;--line:#343c44;--paper:#15191d;--dot:#6cb0ee}}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:62rem;margin:2rem auto;\
        padding:0 1rem}
        h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2.2rem 0 .2rem}p{margin:.2rem 0 .6rem;color:var(--soft)}
        svg{width:100%;height:auto;display:block}svg text{fill:var(--ink);font:13px system-ui,sans-serif}
        svg .soft{fill:var(--soft)}svg line{stroke:var(--line)}svg .interval{stroke:var(--dot);stroke-width:5;\
        stroke-linecap:round;opacity:.35}svg .mark{stroke:var(--soft);stroke-dasharray:4 4}svg circle{fill:var(--dot)}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}th,td{padding:.3rem .6rem;text-align:right;\
        border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}tr th:first-child{text-align:left}
        .matrix td{text-align:center;border:1px solid var(--paper)}.matrix th{border:0;font-weight:500}\
        .none{color:var(--soft)}
        .bar{display:flex;height:1.6rem;border-radius:.3rem;overflow:hidden;gap:2px}
        .key{margin-right:1.2rem;white-space:nowrap}.key::before{content:"";display:inline-block;width:.8em;height:.8em;\
        margin-right:.4em;border-radius:2px;background:var(--key)}
        """
}

"""Draws the Grafana dashboard without Grafana: its panels in its grid, its queries asked of a Prometheus, as one HTML page.

Usage: python3 render_dashboard.py PROMETHEUS BEGIN END > page.html, times in seconds since the epoch. Knows what the dashboard
uses: time series, the legends' {{label}}, and five units.
"""

import datetime
import html
import json
import math
import pathlib
import re
import sys
import urllib.parse
import urllib.request

DASHBOARD = pathlib.Path(__file__).resolve().parents[2] / "config/grafana/contact-triage.json"
STEP = 5  # seconds, the interval of the scrapes in config/prometheus/prometheus.yaml
RATE_INTERVAL = f"{4 * STEP}s"  # as Grafana reckons $__rate_interval
COLUMN, ROW, GAP, MARGIN = 57, 34, 8, 12  # px; Grafana's grid has 24 columns
TITLE, AXIS, LEFT, LEGEND = 26, 18, 46, 15  # px, of one panel
LEGEND_LINES = 3
COLOURS = "#7eb26d #eab839 #6ed0e0 #ef843c #e24d42 #1f78c1 #ba43a9 #705da0 #508642 #cca300".split()


def ask(prometheus, query, begin, end):
    """Returns the series that the query has: pairs of labels and points (time, value)."""
    asked = {"query": query.replace("$__rate_interval", RATE_INTERVAL), "start": begin, "end": end, "step": STEP}
    with urllib.request.urlopen(f"{prometheus}/api/v1/query_range?{urllib.parse.urlencode(asked)}") as answer:
        result = json.load(answer)["data"]["result"]
    series = []
    for found in result:
        points = [(time, float(value)) for time, value in found["values"]]
        series.append((found["metric"], [(t, v) for t, v in points if math.isfinite(v)]))
    return [(labels, points) for labels, points in series if points]


def legend(target, labels):
    return re.sub(r"{{(\w+)}}", lambda name: labels.get(name[1], ""), target["legendFormat"])


def shown(value, unit):
    if unit == "percentunit":
        return f"{100 * value:.3g} %"
    if unit == "s" and value < 1:
        return f"{1000 * value:.3g} ms"
    number = f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
    return {"ops": f"{number}/s", "s": f"{number} s"}.get(unit, number)


def scale(highest):
    """Returns the step of the axis: 1, 2 or 5 times a power of ten, so that three to six steps reach the highest value."""
    power = 10 ** math.floor(math.log10(highest / 3))
    return next(power * factor for factor in (1, 2, 5, 10) if highest / (power * factor) <= 5)


def draw(panel, series, begin, end):
    """Returns the SVG of one panel; series are pairs of a name and points, the largest first."""
    place, unit = panel["gridPos"], panel["fieldConfig"]["defaults"]["unit"]
    width, height = place["w"] * COLUMN - GAP, place["h"] * ROW - GAP
    right, bottom = width - 10, height - AXIS - LEGEND * LEGEND_LINES - 6
    out = [
        f'<svg x="{MARGIN + place["x"] * COLUMN}" y="{MARGIN + 30 + place["y"] * ROW}" width="{width}" height="{height}">',
        f'<rect width="{width}" height="{height}" rx="3" fill="#181b1f" stroke="#2c3235"/>',
        f'<text x="10" y="18" class="title">{html.escape(panel["title"])}</text>',
    ]
    if not series:
        out.append(f'<text x="{width / 2}" y="{height / 2}" text-anchor="middle">no data</text></svg>')
        return "\n".join(out)
    step = scale(max(max(v for _, points in series for _, v in points), 1e-9 if unit != "none" else 1))
    top = step * max(1, math.ceil(max(v for _, points in series for _, v in points) / step))

    def x(time):
        return LEFT + (right - LEFT) * (time - begin) / (end - begin)

    def y(value):
        return bottom - (bottom - TITLE - 6) * value / top

    for line in range(round(top / step) + 1):
        out.append(f'<path d="M{LEFT} {y(line * step):.1f}H{right}" stroke="#2c3235"/>')
        out.append(f'<text x="{LEFT - 5}" y="{y(line * step) + 4:.1f}" text-anchor="end">{shown(line * step, unit)}</text>')
    for minute in range(math.ceil(begin / 120) * 120, int(end), 120):
        time = datetime.datetime.fromtimestamp(minute, datetime.timezone.utc).strftime("%H:%M")
        out.append(f'<text x="{x(minute):.1f}" y="{bottom + 14}" text-anchor="middle">{time}</text>')
    for index, (_, points) in enumerate(series):
        path, before = [], None
        for time, value in points:
            # A gap in the data is a gap in the line; the short stroke shows a point that stands alone.
            goes_on = before and time - before <= 2 * STEP
            path.append(f"{'L' if goes_on else 'M'}{x(time):.1f} {y(value):.1f}{'' if goes_on else 'h1'}")
            before = time
        out.append(f'<path d="{"".join(path)}" fill="none" stroke="{COLOURS[index % len(COLOURS)]}" stroke-width="1.4"/>')
    out += name_lines([name for name, _ in series], width, bottom + AXIS + LEGEND)
    return "\n".join(out) + "</svg>"


def name_lines(names, width, top):
    """Yields the legend: what fits into its lines, then how many more there are."""
    column, line = 10, 0
    for index, name in enumerate(names):
        needs = 22 + 6.3 * len(name)
        last = line == LEGEND_LINES - 1
        if column + needs > width - (70 if last and index < len(names) - 1 else 8):
            if last:
                yield f'<text x="{column}" y="{top + line * LEGEND}">and {len(names) - index} more</text>'
                return
            column, line = 10, line + 1
        colour = COLOURS[index % len(COLOURS)]
        yield f'<path d="M{column} {top + line * LEGEND - 4}h10" stroke="{colour}" stroke-width="3"/>'
        yield f'<text x="{column + 14}" y="{top + line * LEGEND}">{html.escape(name)}</text>'
        column += needs


def main():
    prometheus, begin, end = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    panels, below = [], 0
    for panel in dashboard["panels"]:
        series = []
        for target in panel["targets"]:
            found = ask(prometheus, target["expr"], begin, end)
            found.sort(key=lambda one: -sum(value for _, value in one[1]))
            series += [(legend(target, labels), points) for labels, points in found]
        panels.append(draw(panel, series, begin, end))
        below = max(below, panel["gridPos"]["y"] + panel["gridPos"]["h"])
    width, height = 2 * MARGIN + 24 * COLUMN - GAP, MARGIN + 30 + below * ROW
    print(
        f'<!doctype html><meta charset="utf-8"><title>{html.escape(dashboard["title"])}</title>'
        "<style>body{margin:0;background:#111217}text{font:11px sans-serif;fill:#9fa7b3}.title{font:500 13px sans-serif;fill:#d8d9da}</style>"
        f'<svg width="{width}" height="{height}"><text x="{MARGIN}" y="26" class="title">{html.escape(dashboard["title"])}</text>'
    )
    print("\n".join(panels) + "</svg>")


main()

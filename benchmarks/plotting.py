"""A plot on two logarithmic scales, where linear growth is a straight line of slope one; as SVG, without a library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10
from typing import TypeAlias

Series: TypeAlias = Sequence[tuple[int, float]]

WIDTH, HEIGHT, MARGIN = 680, 420, 60
COLOURS = ("#0b6e99", "#c0562f", "#4a7c2f", "#7d4f9e", "#8a6d1f", "#222222")
LEAST = 0.05
"""Seconds below which nothing is drawn."""


def log_log(series: Mapping[str, Series]) -> str:
    """Seconds by papers, each series with a dashed line of linear growth through its first point."""
    drawn = {name: [(x, max(y, LEAST)) for x, y in points] for name, points in series.items()}
    xs = sorted({x for points in drawn.values() for x, _ in points})
    ys = [y for points in drawn.values() for _, y in points]
    left, right = log10(xs[0]) - 0.1, log10(xs[-1]) + 0.35
    low, high = log10(min(ys)) - 0.2, log10(max(ys)) + 0.2

    def at(x: float, y: float) -> tuple[float, float]:
        across = MARGIN + (log10(x) - left) / (right - left) * (WIDTH - 1.5 * MARGIN)
        up = HEIGHT - MARGIN - (log10(y) - low) / (high - low) * (HEIGHT - 1.5 * MARGIN)
        return round(across, 1), round(up, 1)

    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    for papers in xs:
        x, y = at(papers, 10**low)
        parts.append(f'<text x="{x}" y="{y + 20}" text-anchor="middle">{papers:,}</text>')
    for power in range(round(low), round(high) + 1):
        if low <= power <= high:
            (x, y), (end, _) = at(10**left, 10**power), at(10**right, 10**power)
            parts.append(f'<text x="{x - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>')
            parts.append(f'<line x1="{x}" y1="{y}" x2="{end}" y2="{y}" stroke="#e3e3e3"/>')
    for (name, points), colour in zip(drawn.items(), COLOURS, strict=False):
        linear = points[0][1] * points[-1][0] / points[0][0]
        parts.append(_line([at(*points[0]), at(points[-1][0], linear)], colour, 'stroke-dasharray="4 4" opacity="0.4"'))
        parts.append(_line([at(*point) for point in points], colour, 'stroke-width="2"'))
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in (at(*point) for point in points)]
        x, y = at(*points[-1])
        parts.append(f'<text x="{x + 8}" y="{y + 4}" fill="{colour}">{name} {points[-1][1]:.0f} s</text>')
    title = "papers (both scales logarithmic; dashed: linear growth)"
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">{title}</text>')
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
    return f'{opening} font-size="13" fill="#333333">\n' + "\n".join(parts) + "\n</svg>\n"


def _line(points: Sequence[tuple[float, float]], colour: str, style: str) -> str:
    places = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" {style}/>'

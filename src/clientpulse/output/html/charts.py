"""Charts, as pictures that scale and as the tables behind them.

What a picture shows stands in its title and its description, for whoever doesn't see it, and all
of its numbers in a table below. Colours only repeat what is said in words and by height.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from clientpulse.output.html.building import Markup, element, joined

WIDTH, HEIGHT = 480, 190
TOP, BOTTOM, LEFT, BESIDE = 26, 160, 4, 56
WEEK, GAP, TALL = 6, 2, 20


class Bar(NamedTuple):
    """A value over a label.

    Attributes:
        value: None where nothing is known.
        said: The value in words: ``86%``.
    """

    label: str
    value: int | None
    said: str


class Part(NamedTuple):
    """A part of a whole.

    Attributes:
        looks: The class that colours it.
    """

    label: str
    number: int
    looks: str


def columns(name: str, title: str, description: str, bars: Sequence[Bar], top: int) -> Markup:
    """Draw columns, as high as their values.

    Args:
        name: What no other picture of the page is called.
        top: The value of the highest that a column can be.
    """
    step = (WIDTH - LEFT) / len(bars)
    drawn: list[Markup] = [_line(BOTTOM, "axis")]
    for number, bar in enumerate(bars):
        left, middle = LEFT + number * step, LEFT + (number + 0.5) * step
        high = 0 if bar.value is None else round((BOTTOM - TOP) * min(bar.value, top) / (top or 1))
        drawn += [
            element(
                "rect",
                class_="column",
                x=_number(left + step * 0.18),
                y=str(BOTTOM - high),
                width=_number(step * 0.64),
                height=str(high),
            ),
            _label(middle, BOTTOM - high - 6, bar.said, "value"),
            _label(middle, BOTTOM + 18, bar.label, "label"),
        ]
    return _picture(name, title, description, WIDTH, HEIGHT, drawn)


def line(
    name: str, title: str, description: str, dots: Sequence[Bar], bands: Sequence[tuple[int, str]]
) -> Markup:
    """Draw a line through values from 0 to 100.

    Args:
        name: What no other picture of the page is called.
        bands: Where each begins and what it is called, the lowest first.
    """
    step = (WIDTH - BESIDE) / len(dots)
    drawn: list[Markup] = [_line(BOTTOM, "axis")]
    for (begins, said), (ends, _) in pairwise([*bands, (100, "")]):
        drawn.append(_label(LEFT, (_up(begins) + _up(ends)) / 2 + 4, said, "band-name"))
        if begins:
            drawn.append(_line(_up(begins), "band"))
    places = [
        (BESIDE + (number + 0.5) * step, _up(dot.value))
        for number, dot in enumerate(dots)
        if dot.value is not None
    ]
    if len(places) > 1:
        d = "M" + "L".join(f"{_number(x)} {y}" for x, y in places)
        drawn.append(element("path", class_="line", d=d))
    for number, dot in enumerate(dots):
        middle = BESIDE + (number + 0.5) * step
        drawn.append(_label(middle, BOTTOM + 18, dot.label, "label"))
        if dot.value is not None:
            y = _up(dot.value)
            drawn += [
                element("circle", class_="dot", cx=_number(middle), cy=str(y), r="4"),
                _label(middle, y - 9, dot.said, "value"),
            ]
    return _picture(name, title, description, WIDTH, HEIGHT, drawn)


def shares(name: str, title: str, description: str, parts: Sequence[Part]) -> Markup:
    """Draw a bar of parts, as wide as their numbers; each with its number where there is room."""
    whole = sum(part.number for part in parts) or 1
    width, high, left = 960, 36, 0.0
    drawn = []
    for part in parts:
        wide = width * part.number / whole
        drawn.append(
            element(
                "rect",
                class_=f"share {part.looks}",
                x=_number(left),
                y="0",
                width=_number(max(wide - 2, 1)),
                height=str(high),
            )
        )
        if wide >= 10 * len(str(part.number)) + 10:
            drawn.append(_label(left + wide / 2 - 1, 24, str(part.number), "share-value"))
        left += wide
    return _picture(name, title, description, width, high, drawn)


def weeks(name: str, title: str, counts: Sequence[int]) -> Markup:
    """Draw weekly counts as small bars, the same height for the same count on every page."""
    bars = []
    for number, count in enumerate(counts):
        high = min(count * 4, TALL) or 1
        bars.append(f"M{number * (WEEK + GAP)} {TALL}v-{high}h{WEEK}v{high}z")
    said = " ".join(map(str, counts))
    drawn = [element("path", d="".join(bars))]
    return _picture(name, title, said, len(counts) * (WEEK + GAP) - GAP, TALL, drawn, "weeks")


def _picture(
    name: str,
    title: str,
    description: str,
    width: int,
    height: int,
    drawn: Iterable[Markup],
    looks: str = "chart",
) -> Markup:
    return element(
        "svg",
        element("title", title, id=f"{name}-t"),
        element("desc", description, id=f"{name}-d"),
        joined(*drawn),
        class_=looks,
        role="img",
        viewBox=f"0 0 {width} {height}",
        aria_labelledby=f"{name}-t",
        aria_describedby=f"{name}-d",
    )


def _up(value: int) -> int:
    return BOTTOM - round((BOTTOM - TOP) * value / 100)


def _line(y: int, looks: str) -> Markup:
    return element("line", class_=looks, x1="0", x2=str(WIDTH), y1=str(y), y2=str(y))


def _label(x: float, y: float, said: str, looks: str) -> Markup:
    return element("text", said, class_=looks, x=_number(x), y=_number(y))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

"""Lies about the size: transforms, zooms, cuts and paddings that nobody sees."""

import random
from dataclasses import replace

from tests.looks.family import Pair
from tests.looks.skins import Build, Skin, build, button, text
from tests.looks.stage import Stage

PART = 0.64
ROOMY, CUT = (22.0, 46.0), (13.0, 28.0)  # a padding in CSS pixels, down and across, and what is cut off of it


def scaled(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A transform makes the control smaller."""
    return _shrunk(stage, f"transform:scale({PART})", equal=equal)


def zoomed(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A zoom makes the control smaller."""
    return _shrunk(stage, f"zoom:{PART}", equal=equal)


def clipped(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A clip path cuts off most of the padding."""
    roomy = replace(button(stage), pad=ROOMY)
    snug = replace(roomy, pad=(ROOMY[0] - CUT[0], ROOMY[1] - CUT[1]))
    round_px = min(stage.radius_px, 8.0)
    path = f"clip-path:inset({CUT[0]:g}px {CUT[1]:g}px round {round_px:g}px)"
    cut = build(stage, replace(roomy, radius_px=0, extra=path))
    shown = replace(cut, known=replace(cut.known, inset_px=CUT, radius_px=round_px))
    return Pair(build(stage, replace(snug, radius_px=round_px) if equal else roomy), shown)


def padded_link(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """A link has the padding and the border of a button, both transparent."""
    link = replace(text(stage, underlined=True), weight=400)
    roomy = build(stage, replace(link, pad=(16, 40), extra="border:2px solid transparent"))
    return Pair(build(stage, replace(link, pad=(2, 2)) if equal else button(stage)), roomy)


def padded_words(stage: Stage, _dice: random.Random, *, equal: bool) -> Pair:
    """Bare words have a background of the paper's own colour."""
    words = text(stage)
    disguised = replace(build(stage, replace(words, pad=(16, 40))), tag="button")
    honest = replace(words, pad=(2, 2)) if equal else button(stage)
    return Pair(build(stage, honest), disguised)


def _shrunk(stage: Stage, rule: str, *, equal: bool) -> Pair:
    skin = button(stage)
    big = _grown(skin) if equal else skin
    made = build(stage, replace(big, extra=rule))
    return Pair(build(stage, skin), _seen(made, big.font_px * PART))


def _grown(skin: Skin) -> Skin:
    pad = (skin.pad[0] / PART, skin.pad[1] / PART)
    return replace(skin, font_px=skin.font_px / PART, pad=pad, radius_px=skin.radius_px / PART)


def _seen(made: Build, font_px: float) -> Build:
    return replace(made, known=replace(made.known, font_px=font_px))

"""The ordinary families, balanced ones and asymmetric ones, whose computed styles say what is seen."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from auditor.domain.controls import Kind
from auditor.domain.facts import Colour
from tests.generator.draw import Home
from tests.looks.colours import WHITE, contrast, difference, hue, over
from tests.looks.family import Family, Make, Pair
from tests.looks.skins import ROW, Skin, build, button, outlined, text
from tests.looks.stage import READABLE, Ground, Layout, Stage, Wishes

GREYS: tuple[Colour, ...] = ((224, 224, 224), (209, 213, 219), (189, 193, 199))
SOFT = 0.16  # how far a gradient's ends lie from its middle, towards black and towards white
LOW = 2.5  # WCAG: a fill well below 3
RAISING = ("0 1px 3px rgb(0 0 0 / .45)", "0 2px 8px rgb(0 0 0 / .35)", "0 3px 6px rgb(0 0 0 / .4)")
FAR = 9.0  # CIEDE2000 of a fill that is seen, though it hardly stands out


Look: TypeAlias = Callable[[Stage, random.Random], Skin]
Change: TypeAlias = Callable[[Stage, random.Random, Skin], Skin]


def varied(stage: Stage, dice: random.Random, skin: Skin) -> Skin:
    """The look with a border, a shadow, a translucent fill or none of them."""
    chance = dice.random()
    if skin.kind is not Kind.BUTTON or skin.paint is None:
        return skin
    if chance < 0.15:
        return replace(skin, edge=over((0, 0, 0), 0.35, skin.paint), edge_px=dice.choice((1.0, 2.0)))
    if chance < 0.35:
        return replace(skin, shadow=stage.shadow)
    if chance < 0.42:
        return replace(skin, alpha=0.92)
    return skin


def _equal(look: Look) -> Make:
    def make(stage: Stage, dice: random.Random) -> Pair:
        built = build(stage, look(stage, dice))
        return Pair(built, built)

    return make


def _unequal(strong: Look, weak: Look) -> Make:
    def make(stage: Stage, dice: random.Random) -> Pair:
        first = strong(stage, dice)
        return Pair(build(stage, first), build(stage, weak(stage, dice)))

    return make


def _changed(change: Change) -> Make:
    """A pair of which the weak one is a changed strong one."""

    def make(stage: Stage, dice: random.Random) -> Pair:
        first = solid(stage, dice)
        return Pair(build(stage, first), build(stage, change(stage, dice, first)))

    return make


def solid(stage: Stage, dice: random.Random) -> Skin:
    """A filled button that stands out, with or without border and shadow."""
    return varied(stage, dice, button(stage))


def grey(stage: Stage, dice: random.Random) -> Skin:
    """A grey button with a dark label."""
    return replace(button(stage), paint=dice.choice(GREYS), ink=(33, 33, 33))


def muted(stage: Stage, dice: random.Random) -> Skin:
    """A grey button with a grey label."""
    return replace(button(stage), paint=dice.choice(GREYS), ink=dice.choice(((120, 124, 130), (140, 140, 140))))


def graded(stage: Stage, dice: random.Random) -> Skin:
    """A button with a mild gradient."""
    ends = over((0, 0, 0), SOFT, stage.fill), over(WHITE, SOFT, stage.fill)
    return replace(button(stage), gradient=ends if dice.random() < 0.5 else ends[::-1])


def framed(stage: Stage, dice: random.Random) -> Skin:
    """A button of a line, in the banner's ink or in a colour."""
    return outlined(stage, dice.choice((stage.fill, stage.ink)), dice.choice((1.0, 1.5, 2.0, 3.0)))


def pill(stage: Stage, dice: random.Random) -> Skin:
    """A button with round ends."""
    return replace(solid(stage, dice), radius_px=999)


def raised(stage: Stage, dice: random.Random) -> Skin:
    """A button of the paper's colour that only its shadow shows."""
    return replace(button(stage), paint=stage.paper, ink=stage.ink, shadow=dice.choice(RAISING))


def bordered(stage: Stage, dice: random.Random) -> Skin:
    """A button with both a border and a shadow."""
    skin = button(stage)
    return replace(skin, edge=over(dice.choice(((0, 0, 0), WHITE)), 0.3, stage.fill), edge_px=2, shadow=stage.shadow)


def words(stage: Stage, _dice: random.Random) -> Skin:
    """Bare words with a little room around them."""
    return replace(text(stage), pad=(4, 4))


def link(stage: Stage, dice: random.Random) -> Skin:
    """Underlined words in the banner's ink or in a colour."""
    ink = stage.fill if dice.random() < 0.5 and contrast(stage.fill, stage.paper) > READABLE else stage.ink
    return replace(text(stage, underlined=True), ink=ink, weight=400, pad=(4, 2))


def low(stage: Stage, dice: random.Random, strong: Skin) -> Skin:
    """A button whose fill is seen and hardly stands out, with a label that reads well."""
    while True:
        fill = over(hue(dice, (0.3, 0.7), (0.0, 0.6)), 0.22, stage.paper)
        if difference(fill, stage.paper) >= FAR and contrast(fill, stage.paper) < LOW:
            return replace(strong, paint=fill, ink=stage.ink, edge_px=0, alpha=1.0, shadow="none")


def small(_stage: Stage, dice: random.Random, strong: Skin) -> Skin:
    """The same button, smaller as a whole."""
    part = dice.uniform(0.6, 0.72)
    pad = (round(strong.pad[0] * part, 1), round(strong.pad[1] * part, 1))
    return replace(strong, font_px=round(strong.font_px * part, 1), pad=pad)


def thin(_stage: Stage, _dice: random.Random, strong: Skin) -> Skin:
    """The same button with a smaller and thinner label."""
    return replace(strong, font_px=round(strong.font_px * 0.72, 1), weight=400)


def faded(_stage: Stage, dice: random.Random, strong: Skin) -> Skin:
    """The same button, let through."""
    return replace(strong, opacity=round(dice.uniform(0.35, 0.5), 2))


def disabled(_stage: Stage, dice: random.Random, strong: Skin) -> Skin:
    """The same button as if it could not be used."""
    ink = dice.choice(((165, 165, 165), (150, 152, 158)))
    return replace(
        strong, paint=(226, 226, 226), ink=ink, edge_px=0, alpha=1.0, shadow="none", extra="cursor:not-allowed"
    )


def greyed_out(stage: Stage, dice: random.Random, _strong: Skin) -> Skin:
    """A grey button with a grey label."""
    return muted(stage, dice)


def white(stage: Stage, dice: random.Random, _strong: Skin) -> Skin:
    """A button that only its shadow shows."""
    return raised(stage, dice)


def _faded_around(stage: Stage, dice: random.Random) -> Pair:
    """The same button in an element that lets it through."""
    first = build(stage, solid(stage, dice))
    opacity = round(dice.uniform(0.35, 0.5), 2)
    outer = f'<span style="display:inline-block;max-width:100%;opacity:{opacity}">$control</span>'
    return Pair(first, first.within(outer, first.known.faded(opacity)))


def _bigger(stage: Stage, dice: random.Random) -> Pair:
    """The same button with far more room around its label."""
    first = solid(stage, dice)
    line = ROW * first.font_px
    height = dice.uniform(1.8, 2.2) * (line + 2 * first.pad[0])
    pad = (round((height - line) / 2, 1), round(first.pad[1] * dice.uniform(2, 2.6), 1))
    return Pair(build(stage, replace(first, pad=pad)), build(stage, first))


def _in_the_text(stage: Stage, dice: random.Random) -> Pair:
    """Refusing is a link within the banner's words."""
    skin = replace(link(stage, dice), font_px=15.0, pad=(0, 0), extra="display:inline")
    return Pair(build(stage, solid(stage, dice)), replace(build(stage, skin), in_text=True, tag="a"))


def _mixed(stage: Stage, dice: random.Random) -> Skin:
    """Any look that a balanced pair can have."""
    return dice.choice((solid, solid, graded, framed, words, link, pill, bordered, grey))(stage, dice)


def _broad(px: int) -> Look:
    return lambda stage, dice: replace(solid(stage, dice), extra=f"min-width:{px}px")


def _stacked(stage: Stage, dice: random.Random) -> Skin:
    return replace(dice.choice((solid, framed, graded))(stage, dice), extra="display:block;width:100%")


def _stacked_solid(stage: Stage, dice: random.Random) -> Skin:
    return replace(solid(stage, dice), extra="display:block;width:100%")


def _stacked_framed(stage: Stage, dice: random.Random) -> Skin:
    return replace(framed(stage, dice), extra="display:block;width:100%")


def _lined(stage: Stage, dice: random.Random) -> Skin:
    return replace(solid(stage, dice), extra="width:min-content;min-width:96px;white-space:normal")


def _sized(part: float, pad: tuple[float, float]) -> Look:
    return lambda stage, dice: replace(_mixed(stage, dice), font_px=stage.font_px * part, pad=pad)


EQUAL = tuple(
    Family(name, _equal(look), equal=True, wishes=wishes)
    for name, look, wishes in (
        ("equal-filled", solid, Wishes()),
        ("equal-outlined", framed, Wishes()),
        ("equal-links", link, Wishes()),
        ("equal-words", words, Wishes()),
        ("equal-white-on-white", raised, Wishes(dark=False)),
        ("equal-grey", grey, Wishes(dark=False)),
        ("equal-muted", muted, Wishes(dark=False)),
        ("equal-gradient", graded, Wishes()),
        ("equal-pills", pill, Wishes()),
        ("equal-photograph-blobs", _mixed, Wishes(ground=Ground.BLOBS)),
        ("equal-photograph-noise", _mixed, Wishes(ground=Ground.NOISE)),
        ("equal-dark", _mixed, Wishes(dark=True)),
        ("equal-right-to-left", _mixed, Wishes(rightward=False)),
        ("equal-lines", _lined, Wishes()),
        ("equal-paragraphs", _mixed, Wishes(layout=Layout.PARAGRAPHS)),
        ("equal-stacked", _stacked, Wishes(phone=True, layout=Layout.COLUMN)),
        ("equal-icons", _mixed, Wishes(icons=True)),
        ("equal-upper-case", _mixed, Wishes(upper=True)),
        ("equal-broad", _broad(220), Wishes()),
        ("equal-tiny", _sized(0.72, (3, 6)), Wishes()),
        ("equal-large", _sized(1.5, (18, 36)), Wishes()),
        ("equal-bordered", bordered, Wishes()),
        ("equal-frame", _mixed, Wishes(home=Home.FRAME)),
        ("equal-open-shadow", _mixed, Wishes(home=Home.OPEN_SHADOW)),
        ("equal-closed-shadow", _mixed, Wishes(home=Home.CLOSED_SHADOW)),
        ("equal-zoom-150", _mixed, Wishes(zoom=1.5, home=Home.PAGE, phone=False)),
        ("equal-zoom-200", _mixed, Wishes(zoom=2.0, home=Home.PAGE, phone=False)),
    )
)
ASYMMETRIC = (
    Family("ghost", _unequal(solid, framed), equal=False),
    Family("link", _unequal(solid, link), equal=False),
    Family("words", _unequal(solid, words), equal=False),
    Family("outlined-against-link", _unequal(framed, link), equal=False),
    Family("grey-on-grey", _changed(greyed_out), equal=False, wishes=Wishes(dark=False)),
    Family("tiny", _changed(small), equal=False, wishes=Wishes(alike=True, font_px=(15, 18))),
    Family("faded", _changed(faded), equal=False),
    Family("faded-around", _faded_around, equal=False),
    Family("disabled", _changed(disabled), equal=False, wishes=Wishes(dark=False)),
    Family("thin", _changed(thin), equal=False, wishes=Wishes(font_px=(14, 18))),
    Family("white-on-white", _changed(white), equal=False, wishes=Wishes(dark=False)),
    Family("low-fill", _changed(low), equal=False),
    Family("bigger", _bigger, equal=False, wishes=Wishes(alike=True), sized=True),
    Family("in-the-text", _in_the_text, equal=False),
    Family("ghost-on-photograph", _unequal(solid, framed), equal=False, wishes=Wishes(ground=Ground.NOISE)),
    Family("link-on-photograph", _unequal(solid, link), equal=False, wishes=Wishes(ground=Ground.BLOBS)),
    Family(
        "ghost-on-phone",
        _unequal(_stacked_solid, _stacked_framed),
        equal=False,
        wishes=Wishes(phone=True, layout=Layout.COLUMN),
    ),
    Family("ghost-zoomed", _unequal(solid, framed), equal=False, wishes=Wishes(zoom=1.5, home=Home.PAGE, phone=False)),
)

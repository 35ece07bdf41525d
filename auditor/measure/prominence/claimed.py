"""What computed styles claim, where that differs from what is seen in the picture."""

import re

from auditor.domain.artifacts import Claims
from auditor.domain.controls import Kind
from auditor.domain.facts import Colour, Look
from auditor.domain.wording import Text, say
from auditor.measure.colour import ciede2000, contrast, lab, srgb

DIFFERENT = 5.0  # CIEDE2000: another colour than the one claimed; CATALOGUE, reject-as-link; our choice
AREA_RATIO = 1.2  # between claimed and seen; our choice
FONT_X_HEIGHT = (0.42, 0.62)  # x-height to font size of ordinary typefaces; our choice
_COLOUR = re.compile(r"rgba?\(([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\)")


def claimed(name: str, accept: Look, reject: Look) -> Text | None:
    """For one row, what the styles of either control say instead; None where they agree or were not read."""
    tell = {"kind": _kind, "fill": _fill, "label-contrast": _label, "x-height": _letters}.get(name)
    if tell is None:
        return None
    first = tell(accept, accept.claims) if accept.claims else None
    second = tell(reject, reject.claims) if reject.claims else None
    if first and second:
        return say("accept: {accept}; reject: {reject}", accept=first, reject=second)
    if first:
        return say("accept: {claim}", claim=first)
    return say("reject: {claim}", claim=second) if second else None


def rgba(style: str) -> tuple[Colour, float] | None:
    """A computed colour as levels and opacity; None when it is no plain colour."""
    found = _COLOUR.fullmatch(style.strip())
    if not found:
        return None
    red, green, blue = (min(255, round(float(found[i]))) for i in (1, 2, 3))
    return (red, green, blue), float(found[4]) if found[4] is not None else 1.0


def _kind(look: Look, claims: Claims) -> Text | None:
    background, boxed = rgba(claims.background), look.kind in {Kind.BUTTON, Kind.OUTLINED_BUTTON}
    painted = background is not None and background[1] > 0
    lined = not claims.border.startswith("0px") and " none " not in claims.border
    if boxed == (painted or lined):
        return None
    if painted or lined:
        return say("has a background or border")
    return say("has neither background nor border")


def _fill(look: Look, claims: Claims) -> Text | None:
    background = rgba(claims.background)
    if look.kind is not Kind.BUTTON or look.fill is None or background is None or background[1] == 0:
        return None
    return _other_colour(look.fill, background[0], "background")


def _label(look: Look, claims: Claims) -> Text | None:
    colour, background = rgba(claims.colour), rgba(claims.background)
    if colour is None or look.ink is None or look.label_contrast.value is None:
        return None
    told = _other_colour(look.ink, colour[0], "color")
    if told is None or background is None or background[1] < 1:
        return told
    ratio = float(contrast(srgb(colour[0]), srgb(background[0])))
    return say("{colour}, {contrast:.2f}:1", colour=told, contrast=ratio)


def _other_colour(seen: Colour, style: Colour, word: str) -> Text | None:
    if float(ciede2000(lab(srgb(seen)), lab(srgb(style)))) < DIFFERENT:
        return None
    return say("{style} {colour}, seen {seen}", style=word, colour=_hex(style), seen=_hex(seen))


def _hex(colour: Colour) -> str:
    return "#" + bytes(colour).hex()


def _letters(look: Look, claims: Claims) -> Text | None:
    if look.x_height.value is None or claims.text_transform == "uppercase":
        return None
    low, high = (share * claims.font_size for share in FONT_X_HEIGHT)
    return None if low <= look.x_height.value <= high else say("font-size {size:g} px", size=claims.font_size)

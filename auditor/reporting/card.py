"""The prominence card: one comparison of two controls in words, pictures and a table.

It is made from a comparison and its pictures alone. Everything that comes from a page, such as labels and styles, is
left to the template's escaping.
"""

from dataclasses import dataclass

from auditor.domain.artifacts import RemovalPictures
from auditor.domain.controls import Kind
from auditor.domain.facts import Band, Dimension, Favours, Prominence, Verdict
from auditor.reporting.card_crops import crops
from auditor.reporting.card_pictures import KINDS, Panel, boxed, heat_panels, scale_colours
from auditor.reporting.heat import heat

NAMES = {
    "kind": "What it looks like",
    "area": "Size of the visible shape",
    "fill": "Contrast of fill or outline with the ground",
    "label-contrast": "Contrast of the label with what is behind it",
    "x-height": "Height of the small letters",
    "stroke": "Thickness of the letters’ lines",
    "isolation": "Distance to the nearest other words",
    "occlusion": "Covered by something else",
    "removal": "Change of the picture when it is erased",
}
VERDICTS = {
    Verdict.ASYMMETRIC: "differs",
    Verdict.BALANCED: "balanced",
    Verdict.UNCERTAIN: "cannot be told",
}
FAVOURED = {Favours.ACCEPT: "accept", Favours.REJECT: "reject", Favours.NEITHER: "neither"}
BANDS = {
    Band.BALANCED: "balanced",
    Band.NOTABLE: "notable",
    Band.MARKED: "marked",
    Band.SEVERE: "severe",
}
HUNDRED, TEN = 100.0, 10.0


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension in words; `ratio` is accept divided by reject."""

    name: str
    accept: str
    reject: str
    ratio: str
    limit: str
    verdict: str
    favours: str
    reason: str | None
    claims: str | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says and shows; the labels are the controls' own words, empty where they are not known."""

    finding: str
    sentence: str
    accept_label: str
    reject_label: str
    boxed: tuple[Panel, ...]
    heat: tuple[Panel, Panel]
    crops: tuple[Panel, Panel]
    top: float
    scale: tuple[str, ...]
    rows: tuple[Row, ...]
    definitions: int
    band: str
    thresholds: str


def card(seen: Prominence, pictures: RemovalPictures, accept_label: str = "", reject_label: str = "") -> Card:
    """The card of a comparison."""
    changes = heat(pictures)
    return Card(
        finding=finding(seen),
        sentence=sentence(seen),
        accept_label=accept_label,
        reject_label=reject_label,
        boxed=boxed(pictures, seen),
        heat=heat_panels(changes, pictures),
        crops=crops(pictures, seen, changes),
        top=changes.top,
        scale=scale_colours(),
        rows=tuple(_row(d) for d in seen.dimensions),
        definitions=len(seen.definitions),
        band=BANDS[seen.band],
        thresholds=seen.thresholds,
    )


def figure(value: float) -> str:
    """A number with at most two decimals, and fewer where it is large."""
    digits = 0 if value >= HUNDRED else 1 if value >= TEN else 2
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def finding(seen: Prominence) -> str:
    """Which of the two is favoured, and in what."""
    rows = [d for d in seen.dimensions if d.verdict is Verdict.ASYMMETRIC]
    unsure = sum(d.verdict is Verdict.UNCERTAIN for d in seen.dimensions)
    untold = f" {_count(unsure, 'dimension')} could not be told." if unsure else ""
    if seen.favours is Favours.NEITHER:
        return f"Neither control is favoured beyond the thresholds.{untold}"
    word = FAVOURED[seen.favours].capitalize()
    told = [NAMES.get(d.name, d.name).lower() for d in rows if d.favours is seen.favours]
    against = [NAMES.get(d.name, d.name).lower() for d in rows if d.favours is not seen.favours]
    contrary = f" The other way: {', '.join(against)}." if against else ""
    what = f" by {_count(len(told), 'dimension')}: {', '.join(told)}" if told else ""
    return f"{word} is favoured{what}.{contrary}{untold}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def sentence(seen: Prominence) -> str:
    """How much more of the picture goes with one control than with the other, from the side of the favoured one."""
    turned = seen.favours is Favours.REJECT or (seen.favours is Favours.NEITHER and seen.ratio < 1)
    first, second = ("Reject", "Accept") if turned else ("Accept", "Reject")
    low, high = seen.envelope
    ratio = 1 / seen.ratio if turned else seen.ratio
    low, high = (1 / high, 1 / low) if turned else (low, high)
    explained = 1 / seen.explained if turned else seen.explained
    definitions = f"under {_count(len(seen.definitions), 'definition')} {_range(low, high)}"
    removal = seen.dimension("removal")
    if removal and removal.verdict is Verdict.UNCERTAIN:
        return (
            f"Whether erasing {first} changes the picture more than erasing {second} cannot be told: "
            f"{removal.reason or 'it was not measured'}. At the moment of the picture it was {_times(ratio)} much; "
            f"{definitions}."
        )
    told = f"Erasing {first} changes the picture {_times(ratio)} much as erasing {second}; {definitions}."
    return told + _explained(explained)


def _times(ratio: float) -> str:
    return "as" if figure(ratio) == "1" else f"{figure(ratio)} times as"


def _range(low: float, high: float) -> str:
    first, last = figure(low), figure(high)
    return f"always {first}" if first == last else f"between {first} and {last}"


def _explained(share: float) -> str:
    if figure(share) == "1":
        return ""
    if share < 1:
        return f" By the length of the labels alone it would be {figure(share)} times as much."
    return f" The length of the labels alone explains {figure(share)} of it."


def _row(dimension: Dimension) -> Row:
    return Row(
        name=NAMES.get(dimension.name, dimension.name),
        accept=_value(dimension, dimension.accept),
        reject=_value(dimension, dimension.reject),
        ratio="–" if dimension.ratio is None else figure(dimension.ratio),
        limit=dimension.limit or "–",
        verdict=VERDICTS[dimension.verdict],
        favours=FAVOURED[dimension.favours] if dimension.verdict is Verdict.ASYMMETRIC else "–",
        reason=dimension.reason,
        claims=dimension.claims,
        differs=dimension.verdict is Verdict.ASYMMETRIC,
    )


def _value(dimension: Dimension, text: str) -> str:
    if dimension.name == "kind" and text in set(Kind):
        return KINDS[Kind(text)]
    return text

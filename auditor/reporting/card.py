"""The prominence card: one comparison of two controls in words, pictures and a table.

It is made from a comparison and its pictures alone. Everything that comes from a page, such as labels and styles, is
left to the template's escaping.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.domain.artifacts import RemovalPictures
from auditor.domain.controls import Kind
from auditor.domain.facts import Band, Dimension, Favours, Prominence, Verdict
from auditor.domain.wording import Text, joined, say, say_many, sentences
from auditor.reporting.card_crops import crops
from auditor.reporting.card_pictures import KINDS, Panel, boxed, heat_panels, scale_colours
from auditor.reporting.heat import heat

NAMES = {
    "kind": say("What it looks like"),
    "area": say("Size of the visible shape"),
    "fill": say("Contrast of fill or outline with the ground"),
    "label-contrast": say("Contrast of the label with what is behind it"),
    "x-height": say("Height of the small letters"),
    "stroke": say("Thickness of the letters’ lines"),
    "isolation": say("Distance to the nearest other words"),
    "occlusion": say("Covered by something else"),
    "removal": say("Change of the picture when it is erased"),
}
WITHIN = {  # the same inside a sentence
    "kind": say("what it looks like"),
    "area": say("size of the visible shape"),
    "fill": say("contrast of fill or outline with the ground"),
    "label-contrast": say("contrast of the label with what is behind it"),
    "x-height": say("height of the small letters"),
    "stroke": say("thickness of the letters’ lines"),
    "isolation": say("distance to the nearest other words"),
    "occlusion": say("covered by something else"),
    "removal": say("change of the picture when it is erased"),
}
VERDICTS = {
    Verdict.ASYMMETRIC: say("differs"),
    Verdict.BALANCED: say("balanced"),
    Verdict.UNCERTAIN: say("cannot be told"),
}
FAVOURED = {Favours.ACCEPT: say("accept"), Favours.REJECT: say("reject"), Favours.NEITHER: say("neither")}
BANDS = {
    Band.BALANCED: say("balanced"),
    Band.NOTABLE: say("notable"),
    Band.MARKED: say("marked"),
    Band.SEVERE: say("severe"),
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


def figure(value: float) -> Text:
    """A number with at most two decimals, and fewer where it is large."""
    most = 0 if value >= HUNDRED else 1 if value >= TEN else 2
    needed = len(f"{value:.{most}f}".partition(".")[2].rstrip("0"))
    return say(f"{{value:.{needed}f}}", value=value)


def finding(seen: Prominence) -> Text:
    """Which of the two is favoured, and in what."""
    return sentences(_finding(seen))


def _finding(seen: Prominence) -> Iterator[Text]:
    rows = [d for d in seen.dimensions if d.verdict is Verdict.ASYMMETRIC]
    if seen.favours is Favours.NEITHER:
        yield say("Neither control is favoured beyond the thresholds.")
    else:
        yield _favoured(seen.favours, [_within(d) for d in rows if d.favours is seen.favours])
        against = [_within(d) for d in rows if d.favours is not seen.favours]
        if against:
            yield say("The other way: {dimensions}.", dimensions=joined(against))
    unsure = sum(d.verdict is Verdict.UNCERTAIN for d in seen.dimensions)
    if unsure:
        yield say_many("{n} dimension could not be told.", "{n} dimensions could not be told.", unsure)


def _favoured(favours: Favours, names: list[str]) -> Text:
    told = joined(names)
    if favours is Favours.ACCEPT:
        return (
            say_many(
                "Accept is favoured by {n} dimension: {dimensions}.",
                "Accept is favoured by {n} dimensions: {dimensions}.",
                len(names),
                dimensions=told,
            )
            if names
            else say("Accept is favoured.")
        )
    return (
        say_many(
            "Reject is favoured by {n} dimension: {dimensions}.",
            "Reject is favoured by {n} dimensions: {dimensions}.",
            len(names),
            dimensions=told,
        )
        if names
        else say("Reject is favoured.")
    )


def _within(dimension: Dimension) -> str:
    return WITHIN.get(dimension.name, dimension.name.lower())


def sentence(seen: Prominence) -> Text:
    """How much more of the picture goes with one control than with the other, from the side of the favoured one."""
    turned = seen.favours is Favours.REJECT or (seen.favours is Favours.NEITHER and seen.ratio < 1)
    first, second = (say("Reject"), say("Accept")) if turned else (say("Accept"), say("Reject"))
    low, high = seen.envelope
    ratio = 1 / seen.ratio if turned else seen.ratio
    low, high = (1 / high, 1 / low) if turned else (low, high)
    explained = 1 / seen.explained if turned else seen.explained
    definitions = say_many(
        "under {n} definition {range}", "under {n} definitions {range}", len(seen.definitions), range=_range(low, high)
    )
    removal = seen.dimension("removal")
    if removal and removal.verdict is Verdict.UNCERTAIN:
        return say(
            "Whether erasing {first} changes the picture more than erasing {second} cannot be told: {reason}. "
            "At the moment of the picture it was {times}; {definitions}.",
            first=first,
            second=second,
            reason=removal.reason or say("it was not measured"),
            times=_times(ratio),
            definitions=definitions,
        )
    told = say(
        "Erasing {first} changes the picture {times} as erasing {second}; {definitions}.",
        first=first,
        times=_times(ratio),
        second=second,
        definitions=definitions,
    )
    return sentences([told, *_explained(explained)])


def _times(ratio: float) -> Text:
    number = figure(ratio)
    return say("as much") if number == "1" else say("{number} times as much", number=number)


def _range(low: float, high: float) -> Text:
    first, last = figure(low), figure(high)
    if first == last:
        return say("always {value}", value=first)
    return say("between {low} and {high}", low=first, high=last)


def _explained(share: float) -> Iterator[Text]:
    number = figure(share)
    if number != "1" and share < 1:
        yield say("By the length of the labels alone it would be {number} times as much.", number=number)
    elif number != "1":
        yield say("The length of the labels alone explains {number} of it.", number=number)


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

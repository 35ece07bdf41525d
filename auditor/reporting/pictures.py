"""The pictures of a report: annotated screenshots, and the cards that compare two controls."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2

from auditor.domain.artifacts import REMOVAL_PICTURES, SCREENSHOT, Missing, VisitRecord
from auditor.domain.box import Box
from auditor.domain.controls import AGREEING, REFUSING, Control, Role
from auditor.domain.facts import Prominence
from auditor.domain.journeys import Journey
from auditor.domain.results import AuditResult
from auditor.domain.wording import say
from auditor.reporting.card import Card, card
from auditor.reporting.images import data_uri, decode
from auditor.reporting.timeline import Timeline, timeline

PART_MARGIN = 40.0  # CSS pixels around a dialog; our choice
MARKED = AGREEING | REFUSING | {Role.SETTINGS, Role.SAVE, Role.CLOSE}


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a screenshot, in CSS pixels, with its number and words."""

    number: int
    role: str
    label: str
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to embed; sizes, and where its corner lay in the viewport, in CSS pixels."""

    data: str
    width: float
    height: float
    alt: str
    marks: tuple[Mark, ...] = ()
    left: float = 0.0
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Pictures:
    """Everything a report shows as a picture; None where nothing was recorded."""

    first_layer: Picture | None = None
    second_layer: Picture | None = None
    reopened: Picture | None = None
    card: Card | None = None
    settings_card: Card | None = None
    timeline: Timeline | None = None


def pictures(records: Sequence[VisitRecord], result: AuditResult) -> Pictures:
    """The pictures of an audit, from its records."""
    by_journey = {r.journey: r for r in reversed(records)}
    first, second = result.banner, result.second_layer
    return Pictures(
        first_layer=_screenshot(by_journey, Journey.NO_ACTION, say("The first page as it was shown"), _marks(result)),
        second_layer=_screenshot(
            by_journey,
            Journey.OPEN_SECOND_LAYER,
            say("The settings as they opened"),
            _numbered(second.controls) if second else (),
            second.box if second else None,
        ),
        reopened=_screenshot(by_journey, Journey.WITHDRAW, say("What the way back to the choice opened"), ()),
        card=_card(by_journey.get(Journey.NO_ACTION), result.prominence, first.pair if first else None),
        settings_card=_card(
            by_journey.get(Journey.OPEN_SECOND_LAYER),
            result.settings_prominence,
            second.settings_pair if second else None,
        ),
        timeline=timeline(by_journey.get(Journey.WITHDRAW), result),
    )


def _marks(result: AuditResult) -> tuple[Mark, ...]:
    return _numbered(result.banner.controls) if result.banner else ()


def _numbered(controls: Sequence[Control]) -> tuple[Mark, ...]:
    shown = [c for c in controls if c.role in MARKED]
    return tuple(Mark(n, c.role.value, c.label or c.accessible_name, c.box) for n, c in enumerate(shown, start=1))


def _screenshot(
    records: dict[Journey, VisitRecord],
    journey: Journey,
    alt: str,
    marks: tuple[Mark, ...],
    part: Box | None = None,
) -> Picture | None:
    """A screenshot, or a part of it given in CSS pixels."""
    shot = records[journey].get(SCREENSHOT) if journey in records else Missing("not-walked")
    if isinstance(shot, Missing):
        return None
    # Half size halves the file; measures are taken on the original, which stays in the evidence.
    image = cv2.resize(decode(shot.png), None, fx=1 / shot.scale, fy=1 / shot.scale, interpolation=cv2.INTER_AREA)
    area = part.inflated(PART_MARGIN).clipped(shot.viewport) if part else shot.viewport
    x, y = round(area.x), round(area.y)
    cut = image[y : y + round(area.height), x : x + round(area.width)]
    if not cut.size:
        return None
    return Picture(data_uri(cut), cut.shape[1], cut.shape[0], alt, marks, x, y)


def _card(record: VisitRecord | None, seen: Prominence | None, pair: tuple[Control, Control] | None) -> Card | None:
    """The card of a layer; None where its two controls were not compared."""
    found = record.get(REMOVAL_PICTURES) if record else Missing("not-walked")
    if seen is None or isinstance(found, Missing):
        return None
    words = [c.label or c.accessible_name for c in pair] if pair else ["", ""]
    return card(seen, found, *words)

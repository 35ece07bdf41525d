"""The pictures of a report: annotated screenshots, crops of the two controls, and what goes with each."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.artifacts import REMOVAL_PICTURES, SCREENSHOT, Missing, RemovalPictures, VisitRecord
from auditor.domain.box import Box
from auditor.domain.controls import AGREEING, REFUSING, Control, Role
from auditor.domain.journeys import Journey
from auditor.domain.results import AuditResult
from auditor.reporting.timeline import Timeline, timeline

CROP_MARGIN = 14.0  # CSS pixels around a control; our choice
PART_MARGIN = 40.0  # CSS pixels around a dialog; our choice
MARKED = AGREEING | REFUSING | {Role.SETTINGS, Role.SAVE, Role.CLOSE}
# BGR; orange for accept and blue for reject stay apart in greyscale and for colour-blind readers.
ACCEPT_TINT, REJECT_TINT = (0, 110, 230), (190, 70, 20)
Image = NDArray[np.uint8]


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
    accept: Picture | None = None
    reject: Picture | None = None
    erased: Picture | None = None
    timeline: Timeline | None = None


def pictures(records: Sequence[VisitRecord], result: AuditResult) -> Pictures:
    """The pictures of an audit, from its records."""
    by_journey = {r.journey: r for r in reversed(records)}
    removal = _removal(by_journey.get(Journey.NO_ACTION))
    second = result.second_layer
    return Pictures(
        first_layer=_screenshot(by_journey, Journey.NO_ACTION, "The first page as it was shown", _marks(result)),
        second_layer=_screenshot(
            by_journey,
            Journey.OPEN_SECOND_LAYER,
            "The settings as they opened",
            _numbered(second.controls) if second else (),
            second.box if second else None,
        ),
        reopened=_screenshot(by_journey, Journey.WITHDRAW, "What the way back to the choice opened", ()),
        accept=_crop(removal, removal.accept, "The control that accepts") if removal else None,
        reject=_crop(removal, removal.reject, "The control that refuses") if removal else None,
        erased=_erased(removal) if removal else None,
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
    image = cv2.resize(_decode(shot.png), None, fx=1 / shot.scale, fy=1 / shot.scale, interpolation=cv2.INTER_AREA)
    area = part.inflated(PART_MARGIN).clipped(shot.viewport) if part else shot.viewport
    x, y = round(area.x), round(area.y)
    cut = image[y : y + round(area.height), x : x + round(area.width)]
    if not cut.size:
        return None
    return Picture(_data_uri(cut), cut.shape[1], cut.shape[0], alt, marks, x, y)


def _removal(record: VisitRecord | None) -> RemovalPictures | None:
    found = record.get(REMOVAL_PICTURES) if record else Missing("not-walked")
    return None if isinstance(found, Missing) else found


def _decode(png: bytes) -> Image:
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    return np.zeros((1, 1, 3), np.uint8) if image is None else image.astype(np.uint8)


def _crop(removal: RemovalPictures, box: Box, alt: str) -> Picture:
    area = box.inflated(CROP_MARGIN).clipped(removal.clip)
    image, scale = _decode(removal.shown), removal.scale
    x, y = round((area.x - removal.clip.x) * scale), round((area.y - removal.clip.y) * scale)
    cut = image[y : y + round(area.height * scale), x : x + round(area.width * scale)]
    return Picture(_data_uri(cut), area.width, area.height, alt)


def _erased(removal: RemovalPictures) -> Picture:
    """Both controls on one pale picture: orange is what goes with accept, blue what goes with reject."""
    shown = _decode(removal.shown)
    pale = cv2.cvtColor(cv2.cvtColor(shown, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    canvas = (pale.astype(np.float64) * 0.25 + 190).clip(0, 255)
    for png, tint in ((removal.without_accept, ACCEPT_TINT), (removal.without_reject, REJECT_TINT)):
        other = _decode(png)
        if other.shape != shown.shape:
            continue
        change = np.abs(shown.astype(np.float64) - other).max(axis=2, keepdims=True) / 255
        weight = np.where(change > 0.012, 0.25 + 0.75 * change, 0)  # noqa: PLR2004 - 3 of 255 levels, as in the measure
        canvas = canvas * (1 - weight) + np.array(tint) * weight
    alt = "What changes when each control is erased: orange with accept, blue with reject; stronger is more"
    return Picture(_data_uri(canvas.astype(np.uint8)), removal.clip.width, removal.clip.height, alt)


def _data_uri(image: NDArray[np.uint8] | cv2.typing.MatLike) -> str:
    done, png = cv2.imencode(".png", image, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    return "data:image/png;base64," + base64.b64encode(png.tobytes() if done else b"").decode()

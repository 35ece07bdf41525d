"""Facts computed from the recorded artifacts, once for each audit, before any check is asked."""

from collections.abc import Sequence
from typing import TypeVar

from auditor.domain.artifacts import (
    CHOICE,
    FIRST_LAYER,
    RECORDED,
    REMOVAL_PICTURES,
    WITHDRAWAL,
    Missing,
    VisitRecord,
)
from auditor.domain.facts import ITEMS, LEAKS, PROMINENCE, READS, Effort, Prominence
from auditor.domain.journeys import Journey
from auditor.domain.signals import SIGNALS
from auditor.measure.items import classify
from auditor.measure.leaks import leaks
from auditor.measure.prominence import compare
from auditor.measure.reads import reads_after_refusal, reads_after_withdrawal
from auditor.measure.signals.collect import collect

T = TypeVar("T")
Bundle = dict[tuple[Journey, str], object]
_NOTHING = Missing("not-recorded")


def derive(records: Sequence[VisitRecord], site_host: str) -> Bundle:
    """Every artifact and every derived fact, by journey and kind; a fact without its artifacts is `Missing`.

    With repeated visits the first one that recorded a thing counts.
    """
    bundle: Bundle = {}
    items = classify(records, site_host)
    told = collect(records, site_host)
    for record in records:
        facts: dict[str, object] = {kind.name: record.get(kind) for kind in RECORDED}
        # A journey that broke off saw a part only, and the silence of a part is no proof: nothing may pass on it.
        known = record.missing or items
        facts[ITEMS.name] = known
        facts[SIGNALS.name] = record.missing or told[record.journey]
        if record.journey in {Journey.NO_ACTION, Journey.REJECT_ALL, Journey.CLOSE_BANNER}:
            facts[LEAKS.name] = known if isinstance(known, Missing) else leaks(record, known, site_host)
        if record.journey is Journey.WITHDRAW:
            facts[READS.name] = (
                known if isinstance(known, Missing) else reads_after_withdrawal(record, known, site_host)
            )
        if record.journey is Journey.REJECT_ALL:
            facts[READS.name] = known if isinstance(known, Missing) else reads_after_refusal(record, known, site_host)
        if record.journey is Journey.NO_ACTION:
            facts[PROMINENCE.name] = _prominence(record)
        for name, fact in facts.items():
            if isinstance(bundle.get((record.journey, name), _NOTHING), Missing):
                bundle[record.journey, name] = fact
    return bundle


def _prominence(record: VisitRecord) -> Prominence | Missing:
    layer, pictures = record.get(FIRST_LAYER), record.get(REMOVAL_PICTURES)
    if isinstance(layer, Missing):
        return layer
    if isinstance(pictures, Missing):
        return pictures
    accept, reject = layer.accept, layer.reject
    if accept is None or reject is None:
        return Missing("no-accept-and-reject-on-the-first-layer")
    return compare(pictures, accept.label, reject.label)


def found(bundle: Bundle, journey: Journey, name: str, kind: type[T]) -> T | None:
    """The artifact or fact, or None when it is missing."""
    artifact = bundle.get((journey, name))
    return artifact if isinstance(artifact, kind) else None


def effort(bundle: Bundle) -> Effort:
    """Actions needed for each choice, None where no path was walked to its end."""
    accept = found(bundle, Journey.ACCEPT_ALL, CHOICE.name, CHOICE.type)
    reject = found(bundle, Journey.REJECT_ALL, CHOICE.name, CHOICE.type)
    withdrawal = found(bundle, Journey.WITHDRAW, WITHDRAWAL.name, WITHDRAWAL.type)
    return Effort(
        accept=len(accept.actions) if accept else None,
        reject=len(reject.actions) if reject else None,
        withdraw=withdrawal.actions if withdrawal else None,
    )

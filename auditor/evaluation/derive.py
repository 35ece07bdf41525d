"""Facts computed from the recorded artifacts, once for each audit, before any check is asked."""

from collections.abc import Sequence
from typing import TypeVar

from auditor.domain.artifacts import (
    CHOICE,
    FIRST_LAYER,
    RECORDED,
    REMOVAL_PICTURES,
    SECOND_LAYER,
    WITHDRAWAL,
    ArtifactKind,
    Missing,
    VisitRecord,
)
from auditor.domain.carried import CARRIED_IN
from auditor.domain.controls import Layer
from auditor.domain.declarations import DECLARATIONS
from auditor.domain.early import CLOAKS, DEVICES, SYNCS
from auditor.domain.facts import ITEMS, LEAKS, PROMINENCE, READS, Comparison, Effort, Items
from auditor.domain.growth import GROWTH
from auditor.domain.journeys import APART, Journey
from auditor.domain.limits import Limits
from auditor.domain.signals import SIGNALS
from auditor.measure.carried import carried_in
from auditor.measure.cloak_table import known_targets
from auditor.measure.cloaks import cloaks
from auditor.measure.declarations import declarations
from auditor.measure.fingerprints import devices
from auditor.measure.growth import growth
from auditor.measure.items import classify, classify_apart
from auditor.measure.leaks import leaks
from auditor.measure.lists.public import NO_LISTS, PublicLists
from auditor.measure.prominence.compare import compare
from auditor.measure.reads import reads_after_refusal, reads_after_withdrawal
from auditor.measure.signals.collect import collect
from auditor.measure.syncs import syncs

T = TypeVar("T")
Bundle = dict[tuple[Journey, str], object]
_NOTHING = Missing("not-recorded")
# Where two controls are compared, by the journey that took their pictures.
LAYERS = {Journey.NO_ACTION: FIRST_LAYER, Journey.OPEN_SECOND_LAYER: SECOND_LAYER}
LEAKING = {Journey.NO_ACTION, Journey.REJECT_ALL, Journey.CLOSE_BANNER, Journey.PRIVACY_SIGNAL}
# Why there is nothing of a journey that is walked on demand alone.
UNASKED = {
    Journey.SEEDED_VISIT: Missing("no-other-sites-were-named"),
    Journey.PRIVACY_SIGNAL: Missing("no-visit-with-a-privacy-signal-was-asked-for"),
}


def derive(records: Sequence[VisitRecord], site_host: str, limits: Limits, lists: PublicLists = NO_LISTS) -> Bundle:
    """Every artifact and every derived fact, by journey and kind; a fact without its artifacts is `Missing`.

    With repeated visits the first one that recorded a thing counts.
    """
    bundle: Bundle = {}
    items = classify(records, site_host, limits, lists)
    told = collect(records, site_host)
    declared = declarations(records, items)
    for record in records:
        facts: dict[str, object] = {kind.name: record.get(kind) for kind in RECORDED}
        # A journey that broke off saw a part only, and the silence of a part is no proof: nothing may pass on it.
        known = record.missing or (
            classify_apart(record, items, site_host, limits, lists) if record.journey in APART else items
        )
        facts[ITEMS.name] = known
        facts[SIGNALS.name] = record.missing or told[record.journey]
        if record.journey is Journey.SEEDED_VISIT:
            facts[CARRIED_IN.name] = record.missing or carried_in(record, site_host, limits)
        if record.journey in LEAKING:
            facts[LEAKS.name] = known if isinstance(known, Missing) else leaks(record, known, site_host, lists)
        if record.journey is Journey.NO_ACTION:
            facts |= _before_a_choice(record, known, site_host, lists)
            facts[GROWTH.name] = known if isinstance(known, Missing) else growth(records, known, site_host)
            facts[DECLARATIONS.name] = record.missing or declared
        if record.journey is Journey.WITHDRAW:
            facts[READS.name] = (
                known if isinstance(known, Missing) else reads_after_withdrawal(record, known, site_host, lists)
            )
        if record.journey is Journey.REJECT_ALL:
            facts[READS.name] = (
                known if isinstance(known, Missing) else reads_after_refusal(record, known, site_host, lists)
            )
        if record.journey in LAYERS:
            facts[PROMINENCE.name] = _compared(record, LAYERS[record.journey])
        for name, fact in facts.items():
            if isinstance(bundle.get((record.journey, name), _NOTHING), Missing):
                bundle[record.journey, name] = fact
    return bundle | _unasked({record.journey for record in records}) if records else {}


def _unasked(walked: set[Journey]) -> Bundle:
    kinds = (*RECORDED, ITEMS, SIGNALS, LEAKS, CARRIED_IN)
    left = {journey: reason for journey, reason in UNASKED.items() if journey not in walked}
    return {(journey, kind.name): reason for journey, reason in left.items() for kind in kinds}


def _before_a_choice(
    record: VisitRecord, known: Items | Missing, site_host: str, lists: PublicLists
) -> dict[str, object]:
    """What an untouched visit did beside storing."""
    if isinstance(known, Missing):
        return {DEVICES.name: known, SYNCS.name: known, CLOAKS.name: known}
    return {
        DEVICES.name: devices(record, site_host),
        SYNCS.name: syncs(record, known, site_host),
        CLOAKS.name: cloaks(record, site_host, known_targets(lists.cname_companies)),
    }


def _compared(record: VisitRecord, kind: ArtifactKind[Layer]) -> Comparison | Missing:
    """The two controls of the journey's layer, compared."""
    layer, pictures = record.get(kind), record.get(REMOVAL_PICTURES)
    if isinstance(layer, Missing):
        return layer
    if layer.present is None:
        return Missing("the-search-for-a-banner-broke-off")
    pair = layer.settings_pair if kind is SECOND_LAYER else layer.pair
    if pair is None:
        return Comparison(None)
    if isinstance(pictures, Missing):
        return pictures
    accept, reject = pair
    seen = compare(pictures, accept.label or accept.accessible_name, reject.label or reject.accessible_name)
    return seen if isinstance(seen, Missing) else Comparison(seen)


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

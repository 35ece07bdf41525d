"""The browser's privacy signal has no effect on what needs consent.

## What it looks for

Items that need consent and other parties that receive identifiers, in the untouched visit and in the same visit by a
browser that says `Sec-GPC: 1` with every request and to every script.

## Why it matters

Such a signal is a refusal, said once for all sites. In Germany section 26 TDDDG knows recognised services for managing
consent; the Digital Omnibus would make signals binding. There is no duty in the EU to follow one today, so under the
common rules the question is not asked, and elsewhere a person judges the answer.

## Applies when

The untouched visit kept something that needs consent, or sent an identifier to others.

## Fails when

All of it is there under the signal as well. The comparison of two visits is ours.

## Cannot tell when

A part of it is gone, or other things came in its place: two visits differ by chance as well. The record has gaps where
its silence would count, or a document was asked for without the signal.

## Known limits

Only Global Privacy Control is sent; `DNT` and recognised services are not. A site may follow the
signal only for visitors from places whose law asks for it.

## Example

Passes: `heeds-privacy-signal`. Fails: `silent-tracking`.

## References

TDDDG, section 26; COM(2025) 837 (Digital Omnibus), a proposal; Global Privacy Control.
"""

from collections.abc import Mapping

from auditor.domain.artifacts import ENVIRONMENT, SNAPSHOTS
from auditor.domain.checks import (
    Check,
    CheckResult,
    Confidence,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    inapplicable,
    passed,
)
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, LEAKS, ItemKey
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.domains import registrable_domain

Seen = Mapping[ItemKey | str, Finding]


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether anything changed under the signal."""
    plain, told = _seen(evidence, Journey.NO_ACTION), _seen(evidence, Journey.PRIVACY_SIGNAL)
    before, after = (evidence.get(j, LEAKS).gaps for j in (Journey.NO_ACTION, Journey.PRIVACY_SIGNAL))
    if not plain and before:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(before)))
    if not plain:
        return inapplicable(say("The untouched visit showed nothing that needs consent."))
    if evidence.get(Journey.PRIVACY_SIGNAL, ENVIRONMENT).privacy_signal is not True:
        return cant_tell(say("Not every document was asked for with the signal; run the audit again."))
    if not told and after:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(after)))
    if not told:
        return passed(say("Nothing that needs consent was seen under the privacy signal."))
    stayed = [told[key] for key in plain if key in told]
    if len(stayed) < len(plain):
        summary = say(
            "{gone} of {all} things that need consent are gone under the privacy signal; visits differ by chance too.",
            gone=len(plain) - len(stayed),
            all=len(plain),
        )
        return cant_tell(summary, told.values())
    summary = say_many(
        "{n} thing that needs consent is there with the privacy signal as it is without.",
        "{n} things that need consent are there with the privacy signal as they are without.",
        len(stayed),
    )
    return failed(summary, stayed, confidence=Confidence.LIKELY)


def _seen(evidence: Evidence, journey: Journey) -> Seen:
    """What needs consent in a visit: the items, and the sites that received what singles out a visitor."""
    where = (reference(journey, SNAPSHOTS),)
    seen: dict[ItemKey | str, Finding] = {
        item.key: Finding(
            say("{kind} {name} ({domain})", kind=item.key.kind, name=item.key.name, domain=item.key.domain), where
        )
        for item in evidence.get(journey, ITEMS).items
        if item.needs_consent and item.first_seen(journey) is not None
    }
    for leak in evidence.get(journey, LEAKS).leaks:
        if leak.certain:
            told = Finding(say("{host} received {what}", host=leak.host, what=leak.carries), (leak.evidence,))
            seen.setdefault(registrable_domain(leak.host), told)
    return seen


CHECK = Check(
    id="privacy-signal-ignored",
    version=1,
    title="The browser's privacy signal ends what needs consent.",
    failure_title="The browser's privacy signal has no effect on what needs consent.",
    severity=Severity.MINOR,
    requires=(
        need(Journey.NO_ACTION, ITEMS),
        need(Journey.NO_ACTION, LEAKS),
        need(Journey.PRIVACY_SIGNAL, ITEMS),
        need(Journey.PRIVACY_SIGNAL, LEAKS),
        need(Journey.PRIVACY_SIGNAL, ENVIRONMENT),
    ),
    sources=cited("tdddg-26", "digital-omnibus"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

"""A tracker stands behind a name of the site.

## What it looks for

Two things, in a visit without a choice: where the names of the site lead that were contacted beside the page's own,
by the CNAME records of each; and requests to the site that have the form in which a well-known tracker takes its own.

## Why it matters

Article 5(3) of the ePrivacy Directive draws no line between first and third parties. A tracker under a name of the site
escapes the browser's and the visitor's defences, and receives cookies that are meant for the site.

## Applies when

Always.

## Fails when

A name of the site leads to one of a known tracker, directly or by other names, or a request has the form of a known
service that no site runs itself. The confidence is likely where only the form tells.

## Cannot tell when

A request has the form of software that a site may run itself, such as Matomo or Snowplow. A name of the site was
contacted and nobody could tell where it leads: no resolver answered, names were mapped by rules, or there were more
than 20 (our choice). The record has gaps.

## Known limits

The table of trackers' names is compact; names that lead to a delivery network do not tell who is behind it. Servers
that pass data on without a known form are invisible. Names are looked up from the auditor's own machine, after the
visit.

## Example

Passes: `vanilla-honest`. Fails: `hides-its-tracker`.

## References

ePrivacy Directive, Article 5(3); EDPB Guidelines 2/2023; public lists of such names.
"""

from collections.abc import Iterable

from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.early import CLOAKS, Cloak, Cloaks
from auditor.domain.evidence import Evidence, need
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, joined, listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a tracker was contacted under a name of the site."""
    found = evidence.get(Journey.NO_ACTION, CLOAKS)
    bad = [c for c in found.cloaks if not c.self_hosted]
    if bad:
        summary = say_many(
            "A tracker stands behind {n} name of the site.",
            "Trackers stand behind {n} names of the site.",
            len({c.host for c in bad}),
        )
        confidence = Confidence.CONFIRMED if any(c.chain for c in bad) else Confidence.LIKELY
        return failed(summary, _findings(bad), confidence=confidence)
    if found.cloaks:
        words = say("A person should judge whether the site runs the software that receives this itself.")
        return cant_tell(words, _findings(found.cloaks))
    return _silence(found)


def _silence(found: Cloaks) -> CheckResult:
    """What follows when nothing was found."""
    if found.unresolved:
        doubtful = [say("{host}: {reason}", host=u.host, reason=u.reason) for u in found.unresolved]
        return cant_tell(say("Where these names of the site lead is not known: {names}.", names=listed(doubtful)))
    if found.gaps:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(found.gaps)))
    if not found.resolved:
        return passed(say("No other name of the site was contacted, and no request has the form of a known tracker."))
    return passed(
        say_many(
            "{n} other name of the site was looked up, and no tracker stands behind it.",
            "{n} other names of the site were looked up, and no tracker stands behind them.",
            len(found.resolved),
        )
    )


def _findings(cloaks: Iterable[Cloak]) -> list[Finding]:
    return [Finding(_told(c), c.evidence) for c in cloaks]


def _told(cloak: Cloak) -> Text:
    if cloak.chain:
        return say(
            "{host} leads to {chain}, a name of {tracker}",
            host=cloak.host,
            chain=joined(cloak.chain),
            tracker=cloak.tracker,
        )
    return say(
        "{host} received a request in the form of {form} ({tracker})",
        host=cloak.host,
        form=cloak.form,
        tracker=cloak.tracker,
    )


CHECK = Check(
    id="cname-cloaked-tracker",
    version=1,
    title="No tracker stands behind a name of the site.",
    failure_title="A tracker stands behind a name of the site.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, CLOAKS),),
    sources=cited("eprivacy", "edpb-access"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

"""A withdrawal does not reach other domains that the consent reached.

## What it looks for

Consent records that accepting left on domains other than the site's own, and what they say after the withdrawal.

## Why it matters

A consent that was asked for on several sites at once has to be withdrawn for all of them at once.

## Applies when

Accepting left a record that says yes on another domain.

## Fails when

After the reload such a record still says yes.

## Cannot tell when

It says yes in part, it was not seen again, a signal could not be decoded, the record is incomplete, or the withdrawal
showed no effect.

## Known limits

Sister domains that are not embedded in the site's pages are not visited: which domains belong together is not known.

## Example

Passes: `tcf-honest`. Fails: `tcf-stuck`.

## References

GDPR, Article 7(3); CNIL deliberations 2020-091 and 2020-092.
"""

from auditor.domain.checks import (
    Check,
    CheckResult,
    Confidence,
    Severity,
    Status,
    cant_tell,
    failed,
    inapplicable,
    passed,
)
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS
from auditor.domain.journeys import Journey
from auditor.domain.recording import Party
from auditor.domain.signals import SIGNALS, Meaning
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.signals.telling import AFTER, BEFORE, doubts, findings, key_of, saying, surely_gone


def evaluate(evidence: Evidence) -> CheckResult:
    """What the records on other domains say."""
    told, reads = evidence.get(Journey.WITHDRAW, SIGNALS), evidence.get(Journey.WITHDRAW, READS)
    kept = [s for s in told.signals if not s.sent and s.party is Party.THIRD]
    before = [s for s in kept if s.step in BEFORE and s.at < reads.withdrawn_at]
    yes = saying(before, Meaning.GRANTED)
    given = {key_of(s) for s in yes}
    if not given and doubts(told):
        return cant_tell(say("The record does not rule it out: {gaps}.", gaps=listed(doubts(told))))
    if not given:
        return inapplicable(say("As far as was seen, the consent was kept for this site alone."))
    later = [s for s in kept if key_of(s) in given and s.step in AFTER]
    still = saying(later, Meaning.GRANTED)
    if still:
        summary = say_many(
            "On {n} other domain the record still says yes.",
            "On {n} other domains the record still says yes.",
            len({s.host for s in still}),
        )
        return failed(summary, findings(still), confidence=Confidence.LIKELY)
    if saying(later, Meaning.PARTIAL, Meaning.UNKNOWN, Meaning.ALIKE) or not reads.registered:
        return cant_tell(
            say("The records on other domains do not say plainly that consent was withdrawn."), findings(later)
        )
    unseen = [s for s in yes if key_of(s) not in {key_of(x) for x in later}]
    if doubts(told, *reads.gaps) or not surely_gone(unseen):
        return cant_tell(say("The records on other domains were not all seen again."), findings(unseen))
    return passed(
        say_many(
            "{n} record on other domains no longer says yes.",
            "{n} records on other domains no longer say yes.",
            len(given),
        )
    )


CHECK = Check(
    id="withdrawal-scope-gap",
    version=1,
    title="A withdrawal reaches every domain that the consent reached.",
    failure_title="A withdrawal does not reach other domains that the consent reached.",
    severity=Severity.MODERATE,
    requires=(need(Journey.WITHDRAW, SIGNALS), need(Journey.WITHDRAW, READS)),
    sources=cited("gdpr-withdrawal", "cnil-guidelines"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

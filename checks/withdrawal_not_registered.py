"""The record still says yes after consent was withdrawn.

## What it looks for

After the withdrawal, in every channel that is understood: TC and GPP strings, Google's consent mode, the records of
consent platforms and of the site itself, stored or sent.

## Why it matters

A withdrawal that is not recorded did not happen for anybody who relies on the record.

## Applies when

Consent was withdrawn, and a record in a form that is understood had been made.

## Fails when

After the reload, or in a later session, a signal still grants what accepting had granted.

## Cannot tell when

Only a part is still granted, the yes was seen on the page of the withdrawal alone (some platforms write on the next
page), a signal could not be decoded, the record is incomplete, a record says yes after accepting and after refusing
alike, what said yes is silent now without being seen to be gone, or no record is of a form that is understood.

## Known limits

Records on servers cannot be seen. Bits of legitimate interest are named and do not count.

## Example

Passes: `tcf-honest`. Fails: `tcf-stuck`.

## References

GDPR, Article 7(3); GDPR, Articles 4(11) and 7.
"""

from auditor.domain.artifacts import WITHDRAWAL
from auditor.domain.checks import Check, CheckResult, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS
from auditor.domain.journeys import Journey
from auditor.domain.signals import SIGNALS, Meaning, Signal
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.signals.telling import (
    AFTER,
    BEFORE,
    confidence_of,
    doubts,
    findings,
    key_of,
    saying,
    surely_gone,
)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a signal still says yes."""
    told, reads = evidence.get(Journey.WITHDRAW, SIGNALS), evidence.get(Journey.WITHDRAW, READS)
    later = told.at(*AFTER)
    yes = saying(later, Meaning.GRANTED)
    if yes:
        summary = say_many(
            "{n} signal still said yes after the withdrawal.",
            "{n} signals still said yes after the withdrawal.",
            len(yes),
        )
        return failed(summary, findings(yes), confidence=confidence_of(yes))
    if not evidence.get(Journey.WITHDRAW, WITHDRAWAL).registered:
        return cant_tell(say("The withdrawal showed no effect; a person should try it."))
    partial = saying(later, Meaning.PARTIAL)
    if partial:
        return cant_tell(say("A part of the purposes is still granted; a person should look."), findings(partial))
    open_questions = doubts(told, *reads.gaps)
    if open_questions:
        return cant_tell(say("The record does not rule it out: {gaps}.", gaps=listed(open_questions)))
    before = [s for s in told.at(*BEFORE) if s.at < reads.withdrawn_at]
    return _without_a_yes(before, list(later))


def _without_a_yes(before: list[Signal], later: list[Signal]) -> CheckResult:
    """What follows where nothing says yes any more and everything was recorded."""
    given = saying(before, Meaning.GRANTED)
    alike = saying(later, Meaning.ALIKE)
    if alike:
        return cant_tell(
            say("A record says yes whatever was chosen; a person should look what it is for."), findings(alike)
        )
    unclear = [s for s in saying(later, Meaning.UNKNOWN) if key_of(s) in {key_of(g) for g in given}]
    if unclear:
        return cant_tell(say("What said yes is no longer understood; a person should look."), findings(unclear))
    if saying(later, Meaning.REFUSED):
        return passed(say("Every signal that is understood says no after the withdrawal."))
    if given and surely_gone(given):
        return passed(say("The record of the consent is gone after the withdrawal."))
    if before or later:
        return cant_tell(say("The records are of a form that is not understood; a person should look."))
    return inapplicable(say("No consent record was stored or sent that could have to change."))


CHECK = Check(
    id="withdrawal-not-registered",
    version=1,
    title="The record no longer says yes after a withdrawal.",
    failure_title="The record still says yes after consent was withdrawn.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.WITHDRAW, SIGNALS),
        need(Journey.WITHDRAW, READS),
        need(Journey.WITHDRAW, WITHDRAWAL),
    ),
    sources=cited("gdpr-withdrawal", "gdpr-consent", "tcf-policies"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

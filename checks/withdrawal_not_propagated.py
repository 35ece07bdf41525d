"""Partners that were told yes are not told of the withdrawal.

## What it looks for

Hosts that received a signal granting consent while consent was given (a TC or GPP string, Google's consent mode), and
what they receive after the withdrawal.

## Why it matters

Who passed a consent on has to see to it that its withdrawal is known, too. CNIL's notices of February 2026, as
reported, ask for telling partners, not only for blocking requests.

## Applies when

Another host had received a positive signal.

## Fails when

After the reload, or in a later session, one of them still receives a positive signal.

## Cannot tell when

One of them is no longer called at all: notices between servers cannot be seen from a browser, and their absence is
never held against a site. The same when only a part is still granted, a signal could not be decoded, or the record is
incomplete.

## Known limits

Only signals in standard parameters are recognised.

## Example

Passes: `tcf-honest`. Fails: `tcf-stuck`.

## References

GDPR, Articles 7(3) and 19; CNIL formal notices of February 2026 (as reported).
"""

from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS
from auditor.domain.journeys import Journey
from auditor.domain.signals import SIGNALS, Meaning
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.signals.telling import AFTER, doubts, findings, saying


def evaluate(evidence: Evidence) -> CheckResult:
    """What the hosts that were told yes are told afterwards."""
    told, reads = evidence.get(Journey.WITHDRAW, SIGNALS), evidence.get(Journey.WITHDRAW, READS)
    sent = [s for s in told.signals if s.sent]
    hosts = {s.host for s in saying([s for s in sent if s.at < reads.withdrawn_at], Meaning.GRANTED)}
    if not hosts:
        return inapplicable(say("No other host was seen to receive a signal that grants consent."))
    later = [s for s in sent if s.host in hosts and s.step in AFTER]
    still = saying(later, Meaning.GRANTED)
    if still:
        summary = say_many(
            "{n} host still received a yes after the withdrawal.",
            "{n} hosts still received a yes after the withdrawal.",
            len({s.host for s in still}),
        )
        return failed(summary, findings(still))
    partly = saying(later, Meaning.PARTIAL)
    if partly:
        return cant_tell(say("A part of the purposes was still granted; a person should look."), findings(partly))
    open_questions = doubts(told, *reads.gaps)
    if open_questions:
        return cant_tell(say("The record does not rule it out: {gaps}.", gaps=listed(open_questions)))
    informed = {s.host for s in saying(sent, Meaning.REFUSED) if s.at >= reads.withdrawn_at}
    silent = sorted(hosts - informed)
    if silent:
        found = [
            Finding(say("{host} received a yes before, and nothing that says no afterwards", host=host))
            for host in silent
        ]
        return cant_tell(
            say("Whether they were told by other means cannot be seen: {hosts}.", hosts=listed(silent)), found
        )
    return passed(
        say_many(
            "{n} host that had received a yes received a no.",
            "{n} hosts that had received a yes received a no.",
            len(hosts),
        )
    )


CHECK = Check(
    id="withdrawal-not-propagated",
    version=1,
    title="Partners that were told yes are told of the withdrawal.",
    failure_title="Partners that were told yes are not told of the withdrawal.",
    severity=Severity.MODERATE,
    requires=(need(Journey.WITHDRAW, SIGNALS), need(Journey.WITHDRAW, READS)),
    sources=cited("gdpr-withdrawal", "gdpr-notification", "cnil-orange", "cnil-notices-withdrawal"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

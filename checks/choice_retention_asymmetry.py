"""Consent is kept for much longer than a refusal.

## What it looks for

The lifetime of the record that accepting leaves, against that of the record that refusing leaves, as `Max-Age` or
`Expires` were written where the browser may have cut them.

## Why it matters

Whoever is asked again sooner for having refused is asked until the answer is yes. CNIL expects both choices to be
kept for a similar time; the Irish authority names six months.

## Applies when

Accepting left a record that outlives the session, and that has a lifetime.

## Fails when

The acceptance is kept for more than twice as long as the refusal (our choice). A refusal that is kept for the session
only is worse, and serious.

## Cannot tell when

The refusal showed no effect or left no record that can be told; one record is a cookie and the other kept in web
storage; or the browser may have cut a lifetime whose writing was not seen.

## Known limits

Records in local storage have no lifetime of their own: a date inside them is not read. Records kept on the site's
servers alone cannot be seen. A refusal without any record is a matter of `refusal-not-persisted`.

## Example

Passes: `tcf-honest`. Fails: `refusal-brings-more`.

## References

CNIL deliberations 2020-091 and 2020-092; DPC guidance note on cookies, 2020.
"""

from dataclasses import dataclass, replace

from auditor.domain.artifacts import CHOICE, SCRIPT_ACCESSES, SNAPSHOTS, TRAFFIC
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say, say_many
from auditor.measure.lifetimes import DAY, NEAR_CAP_S, longest_written
from auditor.measure.signals.keeping import KeptRecord, kept_records

RATIO = 2.0  # how many times longer an acceptance may be kept; CATALOGUE, our choice
ENDLESS = float("inf")  # the lifetime of what stands in web storage


@dataclass(frozen=True, slots=True)
class _Kept:
    """A record, and whether the browser may have cut its lifetime."""

    record: KeptRecord
    cut: bool

    @property
    def days(self) -> Text:
        """How long it is kept, in words."""
        if self.record.lifetime_s is None:
            return say("until the browser is closed")
        if self.record.lifetime_s == ENDLESS:
            return say("without an end")
        return say_many("{n} day", "{n} days", round(self.record.lifetime_s / DAY))


def evaluate(evidence: Evidence) -> CheckResult:
    """Which of the two choices is kept for longer."""
    yes, no = kept_records(evidence.get(Journey.ACCEPT_ALL, SNAPSHOTS), evidence.get(Journey.REJECT_ALL, SNAPSHOTS))
    choice = evidence.get(Journey.REJECT_ALL, CHOICE)
    if yes is None or yes.lifetime_s is None:
        return inapplicable(say("Accepting left no record that outlives the session."))
    if not (choice.banner_gone or choice.record_changed):
        return cant_tell(say("The refusal showed no effect; a person should try it."))
    if no is None:
        return cant_tell(say("The refusal left no record that can be told; a person should look how long it is kept."))
    if yes.lifetime_s == ENDLESS == no.lifetime_s:
        return inapplicable(say("Both choices are kept in web storage, where nothing has a lifetime."))
    return _judge(_as_written(evidence, Journey.ACCEPT_ALL, yes), _as_written(evidence, Journey.REJECT_ALL, no))


def _as_written(evidence: Evidence, journey: Journey, record: KeptRecord) -> _Kept:
    """The record with the lifetime that the site wrote, where the browser may have cut it."""
    if record.lifetime_s is None or record.lifetime_s == ENDLESS or record.lifetime_s < NEAR_CAP_S:
        return _Kept(record, cut=False)
    written = longest_written(
        journey,
        evidence.get(journey, TRAFFIC),
        evidence.get(journey, SCRIPT_ACCESSES),
        lambda w: w.name == record.name,
        lambda a: a.key == record.name,
    )
    if written is None or written.seconds < record.lifetime_s - DAY:
        return _Kept(record, cut=True)
    return _Kept(replace(record, lifetime_s=written.seconds), cut=False)


def _judge(yes: _Kept, no: _Kept) -> CheckResult:
    both = say(
        "acceptance as {yes}, {long}; refusal as {no}, {short}",
        yes=yes.record.name,
        long=yes.days,
        no=no.record.name,
        short=no.days,
    )
    found = [Finding(both, tuple(reference(j, SNAPSHOTS) for j in (Journey.ACCEPT_ALL, Journey.REJECT_ALL)))]
    long, short = yes.record.lifetime_s or 0.0, no.record.lifetime_s
    if short is None:
        return failed(say("A refusal is kept for the session only."), found, severity=Severity.SERIOUS)
    if ENDLESS in {long, short}:
        words = say("One choice is kept in web storage, where nothing has a lifetime; a person should compare them.")
        return cant_tell(words, found)
    if no.cut or (yes.cut and long <= RATIO * short):
        return cant_tell(say("The browser may have cut a lifetime; a person should look what was written."), found)
    if long > RATIO * short:
        words = say("Acceptance is kept for {times:.1f} times as long as a refusal.", times=long / max(short, 1.0))
        return failed(words, found)
    return passed(say("Both choices are kept for a similar time: {both}.", both=both))


CHECK = Check(
    id="choice-retention-asymmetry",
    version=1,
    title="A refusal is kept for about as long as consent.",
    failure_title="Consent is kept for much longer than a refusal.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.ACCEPT_ALL, SNAPSHOTS),
        need(Journey.ACCEPT_ALL, TRAFFIC),
        need(Journey.ACCEPT_ALL, SCRIPT_ACCESSES),
        need(Journey.REJECT_ALL, SNAPSHOTS),
        need(Journey.REJECT_ALL, TRAFFIC),
        need(Journey.REJECT_ALL, SCRIPT_ACCESSES),
        need(Journey.REJECT_ALL, CHOICE),
    ),
    sources=cited("cnil-guidelines", "dpc-guidance"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

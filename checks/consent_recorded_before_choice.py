"""Consent is on record before the visitor did anything.

## What it looks for

In the visit that touches nothing: TC strings and GPP strings (stored, answered by the page's interface, or in
requests), Google's consent mode (`gcs`, `gcd`, the page's data layer) and the records of consent platforms that say
yes.

## Why it matters

Consent is an act of the visitor (GDPR, Articles 4(11) and 7). Whoever receives the signal relies on it.

## Applies when

A consent signal in a form that is known was stored or sent before a choice.

## Fails when

A TC or GPP string holds consents for purposes or vendors, Google's consent mode says granted, or a record says
accepted (rule: the method of Matte and others, 2020). A record that belongs to no known platform counts when it was
read against those that accepting and refusing leave. Bits of legitimate interest are named and are no consent.

## Cannot tell when

The platform holds that the GDPR does not apply to this visitor; a part of the purposes is granted; a record of no
known platform could not be compared, says yes whatever is chosen, or has a form that is not understood; a signal could
not be decoded; or the visit was not recorded in full.

## Known limits

Defaults that Google's consent mode sets for regions outside Europe are left out. A record under a name that nobody
knows is not seen as one.

## Example

Passes: `tcf-honest`. Fails: `runs-before-it-asks`.

## References

GDPR, Articles 4(11) and 7; Matte, Bielova and Santos, "Do Cookie Banners Respect my Choice?", 2020.
"""

from collections.abc import Sequence

from auditor.domain.checks import Check, CheckResult, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need
from auditor.domain.journeys import Journey
from auditor.domain.signals import SIGNALS, Channel, Meaning, Signal, Signals
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.signals.telling import confidence_of, doubts, findings, saying

STRINGS = frozenset({Channel.TCF, Channel.GPP})  # in these a consent for one vendor alone is one all the same


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether anything says yes in the untouched visit."""
    told = evidence.get(Journey.NO_ACTION, SIGNALS)
    yes = saying(told.signals, Meaning.GRANTED, Meaning.PARTIAL)
    sure = [s for s in yes if _surely(s)]
    if sure and told.applies is not False:
        summary = say_many(
            "{n} signal said yes before any choice.", "{n} signals said yes before any choice.", len(sure)
        )
        return failed(summary, findings(sure), confidence=confidence_of(sure))
    if sure:
        words = say("A signal says yes, and the site holds that the GDPR does not apply to this visitor.")
        return cant_tell(words, findings(sure))
    if yes:
        return cant_tell(say("A record says yes in part, or may be about something else."), findings(yes))
    return _without_yes(told)


def _surely(signal: Signal) -> bool:
    if signal.channel in STRINGS:
        return True
    if signal.meaning is not Meaning.GRANTED:
        return False
    return signal.channel is Channel.GOOGLE or signal.platform is not None or signal.compared


def _without_yes(told: Signals) -> CheckResult:
    """Nothing said yes: whether that is known, and of what."""
    if doubts(told):
        return cant_tell(say("The record does not rule it out: {gaps}.", gaps=listed(doubts(told))))
    alike = saying(told.signals, Meaning.ALIKE)
    if alike:
        words = say("A record says yes whatever was chosen; a person should look what it is for.")
        return cant_tell(words, findings(alike))
    return _quiet(saying(told.signals, Meaning.REFUSED), told.signals)


def _quiet(no: Sequence[Signal], signals: Sequence[Signal]) -> CheckResult:
    if no:
        summary = say_many(
            "{n} signal said no before a choice, none yes.", "{n} signals said no before a choice, none yes.", len(no)
        )
        return passed(summary)
    if signals:
        words = say("The records are of a form that is not understood; a person should look.")
        return cant_tell(words, findings(saying(signals, Meaning.UNKNOWN)))
    return inapplicable(say("No consent signal was stored or sent before a choice."))


CHECK = Check(
    id="consent-recorded-before-choice",
    version=1,
    title="No consent is on record before a choice.",
    failure_title="Consent is on record before the visitor did anything.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.NO_ACTION, SIGNALS),),
    sources=cited("gdpr-consent", "tcf-policies"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

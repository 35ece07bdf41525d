"""A stored or sent signal says yes after the visitor said no.

## What it looks for

After refusing: TC strings and GPP strings (stored, answered by the page's interface, or in requests), Google's consent
mode (`gcs`, `gcd`, the page's data layer) and the records of consent platforms, each decoded and compared with the
refusal.

## Why it matters

Whoever receives the signal relies on it. A record that says yes after a no is no record of the choice.

## Applies when

Refusing was possible, and a signal in a form that is understood was stored or sent.

## Fails when

After the reload a signal grants purposes that need consent. Bits of legitimate interest are named and do not count.

## Cannot tell when

The refusal showed no effect; only a part of the purposes is granted; the signal was seen only before the reload; it
could not be decoded; a record says yes after accepting and after refusing alike; or the record is incomplete.

## Known limits

What signals say after a withdrawal is a matter of `withdrawal-not-registered`. Records of a form that is not known are
compared with those of the accepting visit as a whole.

## Example

Passes: `tcf-honest`. Fails: `tcf-stuck`.

## References

GDPR, Articles 4(11) and 7.
"""

from auditor.domain.artifacts import CHOICE
from auditor.domain.checks import Check, CheckResult, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need
from auditor.domain.journeys import Journey, StepName
from auditor.domain.signals import SIGNALS, Meaning
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.signals.telling import confidence_of, doubts, findings, saying

DECIDING = (StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a signal contradicts the refusal."""
    choice, told = evidence.get(Journey.REJECT_ALL, CHOICE), evidence.get(Journey.REJECT_ALL, SIGNALS)
    later = told.at(*DECIDING)
    yes = saying(later, Meaning.GRANTED)
    if yes:
        summary = say_many(
            "{n} signal said yes after the refusal.", "{n} signals said yes after the refusal.", len(yes)
        )
        return failed(summary, findings(yes), confidence=confidence_of(yes))
    if not (choice.banner_gone or choice.record_changed):
        return cant_tell(say("The refusal showed no effect; a person should try it."))
    early = saying([s for s in told.at(StepName.REJECT) if s.at >= choice.made_at and not s.sent], Meaning.GRANTED)
    unsure = saying(later, Meaning.PARTIAL) or early
    if unsure:
        return cant_tell(say("A part of the purposes was granted, or only until the reload."), findings(unsure))
    if doubts(told):
        return cant_tell(say("The record does not rule it out: {gaps}.", gaps=listed(doubts(told))))
    alike = saying(later, Meaning.ALIKE)
    if alike:
        return cant_tell(
            say("A record says yes whatever was chosen; a person should look what it is for."), findings(alike)
        )
    no = saying(later, Meaning.REFUSED)
    if no:
        return passed(
            say_many(
                "{n} signal said no after the refusal, none yes.",
                "{n} signals said no after the refusal, none yes.",
                len(no),
            )
        )
    if later:
        return cant_tell(
            say("The records are of a form that is not understood; a person should look."), findings(later)
        )
    return inapplicable(say("No consent signal was stored or sent after refusing."))


CHECK = Check(
    id="consent-signal-mismatch",
    version=1,
    title="What is stored and sent after a refusal says no.",
    failure_title="A stored or sent signal says yes after the visitor said no.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.REJECT_ALL, CHOICE), need(Journey.REJECT_ALL, SIGNALS)),
    sources=cited("gdpr-consent", "tcf-policies"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

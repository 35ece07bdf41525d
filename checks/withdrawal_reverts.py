"""A withdrawal is lost later.

## What it looks for

After the withdrawal the browser is closed and opened again with the same profile: whether a record says yes again, or
an item that needed consent and was gone is back.

## Why it matters

A withdrawal holds until the visitor says otherwise.

## Applies when

Consent was withdrawn.

## Fails when

In the new session a record grants what it refused, or no longer granted, at the end of the session before; or an item
that needed consent and was gone is stored again.

## Cannot tell when

The new session could not be observed, the record is incomplete, a record that said no says something else that is not
plain, or the withdrawal showed no effect.

## Known limits

The clock is not put forward, and sister domains are not visited.

## Example

Passes: `vanilla-honest`. Fails: `forgets-overnight`.

## References

GDPR, Article 7(3).
"""

from auditor.domain.artifacts import SNAPSHOTS, WITHDRAWAL
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import READS, Item, ItemKey
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, Party, Phase, Snapshot
from auditor.domain.signals import SIGNALS, Meaning, Signal, Signals
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many
from auditor.measure.histories import keys_of
from auditor.measure.signals.telling import doubts, findings, key_of, saying

BEFORE = (StepName.RELOAD, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether consent, or what needed it, came back by itself."""
    reads, told = evidence.get(Journey.WITHDRAW, READS), evidence.get(Journey.WITHDRAW, SIGNALS)
    states = evidence.get(Journey.WITHDRAW, SNAPSHOTS)
    new, old = states.at(StepName.NEW_SESSION), states.at(*BEFORE)
    if Phase.NEW_SESSION not in reads.phases or not new or not old:
        reason = evidence.get(Journey.WITHDRAW, WITHDRAWAL).no_new_session or say("it was not recorded")
        return cant_tell(say("A later session was not observed ({reason}).", reason=reason))
    was_yes = {key_of(s) for name in BEFORE for s in _kept(told, name, Meaning.GRANTED)}
    was_no = {key_of(s) for name in BEFORE for s in _kept(told, name, Meaning.REFUSED)}
    found = findings([s for s in _kept(told, StepName.NEW_SESSION, Meaning.GRANTED) if key_of(s) not in was_yes])
    back = [i.key for i in reads.consented if i.key in keys_of(new[-1]) and _was_gone(i, old)]
    where = (reference(Journey.WITHDRAW, SNAPSHOTS, StepName.NEW_SESSION),)
    found += [Finding(_again(key), where) for key in back]
    if found:
        summary = say_many(
            "{n} thing came back in a new session.", "{n} things came back in a new session.", len(found)
        )
        return failed(summary, found)
    unclear = [s for s in _kept(told, StepName.NEW_SESSION, Meaning.PARTIAL, Meaning.UNKNOWN) if key_of(s) in was_no]
    if unclear:
        return cant_tell(say("A record that said no is not plain any more; a person should look."), findings(unclear))
    open_questions = doubts(told, *reads.gaps)
    if open_questions:
        return cant_tell(say("The record does not rule it out: {gaps}.", gaps=listed(open_questions)))
    if not reads.consented and not told.signals:
        return inapplicable(say("There was no record and nothing that needed consent, so nothing could come back."))
    if not reads.consented and not (was_yes or was_no):
        return cant_tell(say("No record is of a form that is understood; a person should look."))
    if not reads.registered:
        return cant_tell(say("The withdrawal showed no effect, so nothing follows from what came after it."))
    return passed(say("In a new session the withdrawal still holds."))


def _again(key: ItemKey) -> Text:
    return say("{kind} {name} ({domain}) is stored again", kind=key.kind, name=key.name, domain=key.domain)


def _kept(told: Signals, step: StepName, *meanings: Meaning) -> list[Signal]:
    """The stored or answered signals of a step that say one of these."""
    return saying([s for s in told.at(step) if not s.sent], *meanings)


def _was_gone(item: Item, states: tuple[Snapshot, ...]) -> bool:
    """Whether the item was seen to be gone: storage of another party's frame may only not have been there."""
    if item.key.kind is ItemKind.COOKIE:
        return item.key not in keys_of(states[-1])
    return item.party is Party.FIRST and all(item.key not in keys_of(s) for s in states)


CHECK = Check(
    id="withdrawal-reverts",
    version=1,
    title="A withdrawal holds in a later session.",
    failure_title="A withdrawal is lost later.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.WITHDRAW, READS),
        need(Journey.WITHDRAW, SIGNALS),
        need(Journey.WITHDRAW, SNAPSHOTS),
        need(Journey.WITHDRAW, WITHDRAWAL),
    ),
    sources=cited("gdpr-withdrawal"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

"""An identifier is kept in web storage before the visitor chose.

## What it looks for

Entries of local and session storage, databases, caches, private files and service workers that are there after the
first page was loaded and before anything was touched.

## Why it matters

Article 5(3) of the ePrivacy Directive asks for consent whatever the technique (EDPB Guidelines 2/2023): a number in
local storage singles out a visitor as a cookie does, and has no end.

## Applies when

Always.

## Fails when

An entry is held by the knowledge table to need consent; or its value can single out a visitor (rule: long and
irregular, and another one in each visit; the measure is our choice) and was seen to leave for another party, or was
written by a script of a well-known tracker.

## Cannot tell when

Only other entries that can single out a visitor were found; or the storage of the first page could not be looked at, or
the record of requests is not whole.

## Known limits

Cookies, and whatever the knowledge table knows, are a matter of `prior-storage-before-choice` as well; here entries
count for what is done with them, too. Values are sought in addresses and readable bodies. Who wrote an entry is known
of calls such as `setItem`, not of plain assignments. An `ETag` counts only when its value was seen to leave. Storage
of frames that were closed again is not seen.

## Example

Passes: `vanilla-honest`. Fails: `runs-before-it-asks`.

## References

ePrivacy Directive, Article 5(3); EDPB Guidelines 2/2023.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.domain.artifacts import SCRIPT_ACCESSES, SNAPSHOTS, ScriptAccesses, Snapshots
from auditor.domain.checks import Check, CheckResult, Confidence, Finding, Severity, Status, cant_tell, failed, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, LEAKS, Basis, Item, Leaks
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import ItemKind, ScriptAccess
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many
from auditor.measure.domains import host_of
from auditor.measure.knowledge import tracker_host
from auditor.measure.traces import set_by

VALIDATOR = "etag "  # how the name of an `ETag` begins: nearly every file has one, and many change with their page


@dataclass(frozen=True, slots=True)
class _Case:
    """An entry that is held against the site, and why."""

    item: Item
    reason: Text
    evidence: str
    confidence: Confidence


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether an entry that singles out a visitor is there before a choice, and used."""
    early = [i for i in evidence.get(Journey.NO_ACTION, ITEMS).items if _on_arrival(i)]
    leaks, accesses = evidence.get(Journey.NO_ACTION, LEAKS), evidence.get(Journey.NO_ACTION, SCRIPT_ACCESSES)
    cases = [case for item in early if (case := _case(item, leaks, accesses)) is not None]
    if cases:
        return _failed(cases)
    unknown = [i for i in early if _tells_apart(i) and not i.key.name.startswith(VALIDATOR)]
    if unknown:
        words = say("A person should judge what these are for: {items}.", items=listed(_named(i) for i in unknown))
        return cant_tell(words)
    if not _looked_at(evidence.get(Journey.NO_ACTION, SNAPSHOTS)):
        return cant_tell(say("The storage of the first page could not be looked at; run the audit again."))
    if leaks.gaps:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(leaks.gaps)))
    return passed(
        say_many(
            "{n} entry in storage before a choice, none that singles out a visitor.",
            "{n} entries in storage before a choice, none that singles out a visitor.",
            len(early),
        )
    )


def _on_arrival(item: Item) -> bool:
    return item.key.kind is not ItemKind.COOKIE and item.first_seen(Journey.NO_ACTION) is StepName.LOAD


def _tells_apart(item: Item) -> bool:
    return item.identifying and item.basis is not Basis.EXEMPT


def _case(item: Item, leaks: Leaks, accesses: ScriptAccesses) -> _Case | None:
    """The strongest reason to hold the entry against the site."""
    left = next((leak for leak in leaks.leaks if leak.item == item.key), None)
    writer = _tracker_write(item, accesses.accesses)
    if item.needs_consent:
        where = left.evidence if left else reference(Journey.NO_ACTION, SNAPSHOTS)
        reason = say("{owner}, {purpose}", owner=item.owner or say("owner unknown"), purpose=item.purpose or "")
        return _Case(item, reason, where, item.confidence)
    if not _tells_apart(item):
        return None
    if left:
        sure = Confidence.CONFIRMED if left.certain else Confidence.LIKELY
        return _Case(item, say("its value left for {host}", host=left.host), left.evidence, sure)
    if writer:
        where = reference(Journey.NO_ACTION, SCRIPT_ACCESSES, writer.id)
        return _Case(item, say("written by a script of {host}", host=_script(writer)), where, Confidence.LIKELY)
    return None


def _tracker_write(item: Item, accesses: Iterable[ScriptAccess]) -> ScriptAccess | None:
    return next((a for a in accesses if set_by(item, a) and tracker_host(_script(a))), None)


def _script(access: ScriptAccess) -> str:
    return host_of(access.script or "")


def _looked_at(snapshots: Snapshots) -> bool:
    """Whether a page was open whose storage could be asked for."""
    return any(state.origins for state in snapshots.at(StepName.LOAD))


def _failed(cases: Sequence[_Case]) -> CheckResult:
    summary = say_many(
        "{n} entry in storage that singles out a visitor before any choice.",
        "{n} entries in storage that single out a visitor before any choice.",
        len(cases),
    )
    findings = [Finding(say("{item}: {reason}", item=_named(c.item), reason=c.reason), (c.evidence,)) for c in cases]
    return failed(summary, findings, confidence=min((c.confidence for c in cases), key=list(Confidence).index))


def _named(item: Item) -> Text:
    return say("{kind} {name} ({domain})", kind=item.key.kind, name=item.key.name, domain=item.key.domain)


CHECK = Check(
    id="prior-web-storage-before-choice",
    version=1,
    title="Web storage holds nothing that singles out a visitor before a choice.",
    failure_title="An identifier is kept in web storage before the visitor chose.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.NO_ACTION, ITEMS),
        need(Journey.NO_ACTION, LEAKS),
        need(Journey.NO_ACTION, SCRIPT_ACCESSES),
        need(Journey.NO_ACTION, SNAPSHOTS),
    ),
    sources=cited("eprivacy", "edpb-access"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

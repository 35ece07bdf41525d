"""A cookie lives longer than declared.

## What it looks for

How long each cookie was meant to live, as its header or script wrote it, against the lifetime in the settings or the
policy.

## Why it matters

The Court of Justice counts the duration of cookies among the information a visitor needs; a wrong one misinforms.

## Applies when

A cookie that was on the device after accepting is declared with a lifetime.

## Fails when

It lives more than 1.5 times as long as declared (1.5: Bollinger et al. 2022, method 3), or more than a day although it
is declared to end with the session (a day: our choice). With several declarations the longest counts.

## Cannot tell when

The jar shows the browser's cap of 400 days and nobody saw what was written, so that the real lifetime is unknown; or
nothing wrong was found and a part of the declarations could not be read.

## Known limits

Storage keys have no lifetime of their own. A cookie that is written anew on every page lives longer than either figure.

## Example

Passes: `declared-in-full`. Fails: `declared-badly`.

## References

GDPR, Articles 5(1)(e) and 13(2)(a); CJEU C-673/17; Bollinger et al., USENIX Security 2022.
"""

from dataclasses import dataclass

from auditor.domain.artifacts import SCRIPT_ACCESSES, TRAFFIC
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
from auditor.domain.declarations import DECLARATIONS, Declarations
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Item
from auditor.domain.journeys import Journey
from auditor.domain.recording import ItemKind
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.declarations import declared_as
from auditor.measure.lifetimes import DAY, Lifetime, lifetime_of

FACTOR = 1.5  # Bollinger et al. 2022, method 3
SESSION_S = DAY  # what a session may last at most; our choice
QUOTED = 80  # characters of a name in a finding


@dataclass(frozen=True, slots=True)
class Pair:
    """A cookie with its longest declared lifetime, None for a session's, and its real one, None for a session's."""

    item: Item
    declared_s: float | None
    real: Lifetime | None

    @property
    def exceeds(self) -> bool:
        """Whether it lives longer than declared; what is known is the least that was written."""
        most = SESSION_S if self.declared_s is None else FACTOR * self.declared_s
        return self.real is not None and self.real.seconds > most

    @property
    def open(self) -> bool:
        """Whether the browser's cap hides the answer."""
        return not self.exceeds and self.real is not None and self.real.cut and self.declared_s != float("inf")

    @property
    def finding(self) -> Finding:
        """Both figures."""
        where = [reference(Journey.NO_ACTION, DECLARATIONS)] + ([self.real.evidence] if self.real else [])
        days = self.real.seconds / DAY if self.real else 0.0
        name = self.item.key.name[:QUOTED]
        if self.declared_s is None:
            words = say('"{name}" is declared for the session and lives {days:.0f} days.', name=name, days=days)
            return Finding(words, tuple(where))
        words = say(
            '"{name}" is declared for {declared:.1f} days and lives {days:.1f} days.',
            name=name,
            declared=self.declared_s / DAY,
            days=days,
        )
        return Finding(words, tuple(where))


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether cookies live as long as declared."""
    found = evidence.get(Journey.NO_ACTION, DECLARATIONS)
    pairs = _pairs(evidence, found)
    longer = [p.finding for p in pairs if p.exceeds]
    if longer:
        words = say_many(
            "{n} cookie lives longer than declared.", "{n} cookies live longer than declared.", len(longer)
        )
        return failed(words, longer, confidence=Confidence.LIKELY)
    hidden = [p.finding for p in pairs if p.open]
    if hidden:
        return cant_tell(say("The browser keeps no cookie beyond 400 days; the written lifetime was not seen."), hidden)
    if not found.complete:
        return cant_tell(say("Nothing wrong was found; not read in full: {gaps}.", gaps=listed(found.gaps)))
    if not pairs:
        return inapplicable(say("No cookie that was seen is declared with a lifetime."))
    return passed(
        say_many("The one declared lifetime is kept.", "All {n} declared lifetimes are kept.", len(pairs)),
        confidence=Confidence.LIKELY,
    )


def _pairs(evidence: Evidence, found: Declarations) -> list[Pair]:
    traffic = evidence.get(Journey.ACCEPT_ALL, TRAFFIC)
    accesses = evidence.get(Journey.ACCEPT_ALL, SCRIPT_ACCESSES)
    pairs = []
    for item in evidence.get(Journey.ACCEPT_ALL, ITEMS).items:
        if item.key.kind is not ItemKind.COOKIE or item.first_seen(Journey.ACCEPT_ALL) is None:
            continue
        rows = [r for r in declared_as(item, found) if r.session or r.lifetime_s is not None]
        if rows:
            given = [r.lifetime_s for r in rows if r.lifetime_s is not None]
            real = lifetime_of(item, Journey.ACCEPT_ALL, traffic, accesses)
            pairs.append(Pair(item, max(given, default=None), real))
    return pairs


CHECK = Check(
    id="lifetime-exceeds-declaration",
    version=1,
    title="Cookies live no longer than declared.",
    failure_title="A cookie lives longer than declared.",
    severity=Severity.MINOR,
    requires=(
        need(Journey.NO_ACTION, DECLARATIONS),
        need(Journey.ACCEPT_ALL, ITEMS),
        need(Journey.ACCEPT_ALL, TRAFFIC),
        need(Journey.ACCEPT_ALL, SCRIPT_ACCESSES),
    ),
    sources=cited("gdpr-storage-limit", "gdpr-information", "planet49"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

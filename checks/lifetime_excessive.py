"""A cookie lives for longer than authorities hold reasonable.

## What it looks for

After accepting: the lifetime of every cookie that needs consent or may be exempt as own audience measurement, as
`Max-Age` or `Expires` were written in headers and by scripts.

## Why it matters

CNIL exempts own audience measurement only while its cookie lives for at most 13 months, and an audience cookie of ten
years was among its findings at SHEIN. No text gives a general limit for other cookies: there a long life is a remark.

## Applies when

Accepting was possible, and such a cookie was seen.

## Fails when

A cookie of a tool that the rules of the country exempt lives for longer than they allow (13 months in France: the
source's); or a cookie that needs consent lives for longer than 13 months (395 days: ours, a remark of minor
severity).

## Cannot tell when

Only cookies of unknown purpose that single out a visitor live that long; or the limit lies beyond what the browser
keeps and no writing of the cookie was seen.

## Known limits

Browsers keep no cookie for longer than 400 days: where no writing was seen, the jar's lifetime is the least that was
written. Entries of web storage have no lifetime and do not count. A cookie that is renewed on each visit lives on.

## Example

Passes: `vanilla-honest`. Fails: `refusal-brings-more`.

## References

CNIL deliberation of 4 July 2025 on audience measurement; CNIL SAN-2025-005; GDPR, Article 5(1)(e).
"""

from collections.abc import Sequence
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
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import ITEMS, Basis, Item
from auditor.domain.journeys import Journey
from auditor.domain.limits import Limits
from auditor.domain.recording import ItemKind, Party
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many
from auditor.measure.knowledge import known_item
from auditor.measure.lifetimes import DAY, Lifetime, lifetime_of


@dataclass(frozen=True, slots=True)
class _Lasting:
    """A cookie, how long it lives, how long it may (in days), and whether the limit is that of an exemption."""

    item: Item
    lifetime: Lifetime
    limit: float
    audience: bool

    @property
    def too_long(self) -> bool:
        """Whether it lives beyond its limit."""
        return self.lifetime.seconds > self.limit * DAY

    @property
    def undecided(self) -> bool:
        """Whether the browser may have cut a lifetime that is beyond the limit."""
        return not self.too_long and self.lifetime.cut


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a cookie outlives its limit."""
    lasting = _lasting(evidence)
    judged = [c for c in lasting if c.audience or c.item.needs_consent]
    long = [c for c in judged if c.too_long]
    if long:
        return _failed(long)
    unknown = [c for c in lasting if c not in judged and c.too_long]
    unsure = [*unknown, *(c for c in judged if c.undecided)]
    if unsure:
        words = say("A person should judge whether these live for too long: {items}.", items=listed(_named(unsure)))
        return cant_tell(words)
    if not judged:
        return inapplicable(say("No lasting cookie that needs consent was seen after accepting."))
    return passed(
        say_many(
            "{n} lasting cookie that needs consent, none beyond {days:.0f} days.",
            "{n} lasting cookies that need consent, none beyond {days:.0f} days.",
            len(judged),
            days=min(c.limit for c in judged),
        )
    )


def _lasting(evidence: Evidence) -> list[_Lasting]:
    """Every cookie of the accepting visit that outlives the session and is not exempt for another reason."""
    traffic = evidence.get(Journey.ACCEPT_ALL, TRAFFIC)
    accesses = evidence.get(Journey.ACCEPT_ALL, SCRIPT_ACCESSES)
    found = []
    for item in evidence.get(Journey.ACCEPT_ALL, ITEMS).items:
        seen = item.key.kind is ItemKind.COOKIE and item.first_seen(Journey.ACCEPT_ALL) is not None
        if not seen or item.basis is Basis.EXEMPT or not (item.needs_consent or item.identifying):
            continue
        lifetime = lifetime_of(item, Journey.ACCEPT_ALL, traffic, accesses)
        if lifetime is not None:
            found.append(_limited(item, lifetime, evidence.limits))
    return found


def _limited(item: Item, lifetime: Lifetime, limits: Limits) -> _Lasting:
    if limits.audience_days is not None and _measures(item, limits):
        return _Lasting(item, lifetime, limits.audience_days, audience=True)
    return _Lasting(item, lifetime, limits.lifetime_days, audience=False)


def _measures(item: Item, limits: Limits) -> bool:
    """Whether it is the cookie of a tool that these rules may exempt as own audience measurement."""
    if not limits.audience or item.party is not Party.FIRST:
        return False
    key, identifies = item.key, item.identifying
    known = known_item(key.kind.value, key.name, key.domain, item.party, item.lifetime_s, identifies=identifies)
    return known is not None and known.audience


def _failed(long: Sequence[_Lasting]) -> CheckResult:
    summary = say_many(
        "{n} cookie lives for longer than authorities hold reasonable.",
        "{n} cookies live for longer than authorities hold reasonable.",
        len(long),
    )
    findings = [Finding(_sentence(c), (c.lifetime.evidence,)) for c in long]
    # Beyond an exemption's limit the country's rules weigh it; without one it is a remark.
    severity = None if any(c.audience for c in long) else Severity.MINOR
    confidence = min((c.item.confidence for c in long), key=list(Confidence).index)
    return failed(
        summary, findings, confidence=Confidence.LIKELY if severity is None else confidence, severity=severity
    )


def _sentence(cookie: _Lasting) -> Text:
    days, name, domain = cookie.lifetime.seconds / DAY, cookie.item.key.name, cookie.item.key.domain
    if not cookie.lifetime.written:
        return say("cookie {name} ({domain}) was kept for {days:.0f} days or more", name=name, domain=domain, days=days)
    return say("cookie {name} ({domain}) was written for {days:.0f} days", name=name, domain=domain, days=days)


def _named(cookies: Sequence[_Lasting]) -> list[Text]:
    return [say("{name} ({domain})", name=c.item.key.name, domain=c.item.key.domain) for c in cookies]


CHECK = Check(
    id="lifetime-excessive",
    version=1,
    title="No cookie lives for longer than authorities hold reasonable.",
    failure_title="A cookie lives for longer than authorities hold reasonable.",
    severity=Severity.MINOR,
    requires=(
        need(Journey.ACCEPT_ALL, ITEMS),
        need(Journey.ACCEPT_ALL, TRAFFIC),
        need(Journey.ACCEPT_ALL, SCRIPT_ACCESSES),
    ),
    sources=cited("cnil-audience", "cnil-shein", "gdpr-storage-limit"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

"""Cookies of the site are still read after consent was withdrawn.

## What it looks for

Cookies on the site's own domain that appeared only after accepting, or are known to need consent, and that are sent
again in a header or leave by their value after the withdrawal: on the same page, after a reload and on two inner
pages.

## Why it matters

CNIL fined Orange in November 2024, among other things because cookies went on being read after consent was
withdrawn. Reading alone is the finding, whether or not the data are used.

## Applies when

Consent was given and withdrawn, and something that needs consent had been stored.

## Fails when

After the reload such a cookie is in a `Cookie` header, or its value is in an address or a body. The request that
deletes it does not count. Requests within 3 s of the withdrawal on the same page count as in flight (our choice).

## Cannot tell when

It was seen only on the page of the withdrawal itself, the record is incomplete, or the withdrawal showed no effect.

## Known limits

Whether the site's servers use what they receive cannot be seen from outside, and is not claimed.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

CNIL SAN-2024-019; CNIL SAN-2025-007; ePrivacy Directive, Article 5(3).
"""

from auditor.domain.checks import Check, CheckResult, Severity, Status
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS, Read
from auditor.domain.journeys import Journey
from auditor.domain.recording import Form, ItemKind, Party
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.withdrawn import judge


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a cookie of the site itself is still read."""
    return judge(
        evidence.get(Journey.WITHDRAW, READS),
        _concerns,
        (say("cookie of the site"), say("cookies of the site")),
        say("read"),
    )


def _concerns(read: Read) -> bool:
    own_cookie = read.item.kind is ItemKind.COOKIE and read.item_party is Party.FIRST
    return own_cookie and read.form is not Form.REWRITTEN


CHECK = Check(
    id="withdrawn-cookie-still-read-first-party",
    version=1,
    title="Cookies of the site are no longer read after withdrawal.",
    failure_title="Cookies of the site are still read after consent was withdrawn.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.WITHDRAW, READS),),
    sources=cited("cnil-orange", "cnil-orange-closed", "lil-82", "eprivacy", "edpb-access"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

"""Cookies of other parties are still read from the site's pages after consent was withdrawn.

## What it looks for

Requests from the site's pages to other parties that carry a cookie which needs consent, after the withdrawal.

## Why it matters

In the Orange case CNIL held that a publisher must see to it that partners stop reading on its site, too.

## Applies when

Consent was given and withdrawn, and something that needs consent had been stored.

## Fails when

After the reload such a cookie of another party is in a `Cookie` header of a request from the site's pages. A cookie
that only remains stored is no failure: the publisher cannot delete it (SAN-2025-007).

## Cannot tell when

It was seen only on the page of the withdrawal itself, the record is incomplete, or the withdrawal showed no effect;
or the browser's self-test did not prove that third-party cookies work.

## Known limits

What partners read on other sites is out of sight, and out of the publisher's reach.

## Example

Passes: `vanilla-honest`. Fails: the deceptive shop of `auditor demo`.

## References

CNIL SAN-2024-019; CNIL SAN-2025-007; CJEU C-40/17.
"""

from auditor.domain.artifacts import ENVIRONMENT
from auditor.domain.checks import Check, CheckResult, Outcome, Severity, Status, cant_tell
from auditor.domain.evidence import Evidence, need
from auditor.domain.facts import READS, Read
from auditor.domain.journeys import Journey
from auditor.domain.recording import Form, ItemKind, Party
from auditor.domain.sources import cited
from auditor.domain.wording import say
from auditor.measure.withdrawn import judge


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a cookie of another party is still read from the site's pages."""
    result = judge(
        evidence.get(Journey.WITHDRAW, READS),
        _concerns,
        (say("cookie of another party"), say("cookies of other parties")),
        say("read"),
    )
    if result.outcome is not Outcome.FAILED and not evidence.get(Journey.WITHDRAW, ENVIRONMENT).third_party_cookies:
        unproved = say("The browser's self-test did not prove that third-party cookies work; run the audit again.")
        return cant_tell(unproved, result.findings)
    return result


def _concerns(read: Read) -> bool:
    others_cookie = read.item.kind is ItemKind.COOKIE and read.item_party is Party.THIRD
    return others_cookie and read.form is not Form.REWRITTEN


CHECK = Check(
    id="withdrawn-cookie-still-read-third-party",
    version=1,
    title="Cookies of other parties are no longer read after withdrawal.",
    failure_title="Cookies of other parties are still read from the site's pages after consent was withdrawn.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.WITHDRAW, READS),
        need(Journey.WITHDRAW, ENVIRONMENT),
    ),
    sources=cited("cnil-orange", "cnil-orange-closed", "fashion-id", "eprivacy"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

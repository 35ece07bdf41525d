"""A tracker's cookie from other sites is sent before the visitor chose here.

## What it looks for

Cookies of third parties that were set while other sites, named by the user, were visited and accepted on, and that are
sent with requests of the target's pages when it is opened afterwards with the same browser profile.

## Why it matters

Few visitors come with an empty browser. Sending a cookie is reading from the device, and whoever embeds a third party
shares in it; an acceptance on another site is none for this one. About half of all sites send such a cookie (Rasaii et
al., PETS 2025).

## Applies when

At least three other sites were named with `--seed` or `--seeds`. The number is our choice, the method that of Rasaii.

## Fails when

A request to a third party carries such a cookie with the value that it got elsewhere, before anything was touched here.
The cookie came only with accepting there, or it or its receiver is a known tracker's, or its value can single out a
visitor. Records of a choice, and what the rules exempt by name, do not count.

## Cannot tell when

Third-party cookies were blocked in that browser or could not be proven to work, fewer than three other sites could be
accepted on, none of them left a lasting cookie of a third party, or the record has gaps.

## Known limits

The browser is closed between the other sites and the target, so cookies of a session are not carried on. Identifiers
in storage, and cookies that are partitioned by site, are not followed. A service worker of another site that wakes up
by itself would be taken for the target.

## Example

Passes: `vanilla-honest`. Fails: `silent-tracking`.

## References

ePrivacy Directive, Article 5(3); CJEU C-40/17 (Fashion ID); Conseil d'Etat 412589 (Croque Futur).
"""

from auditor.domain.carried import CARRIED_IN, CarriedCookie
from auditor.domain.checks import (
    Check,
    CheckResult,
    Confidence,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    passed,
)
from auditor.domain.evidence import Evidence, need
from auditor.domain.journeys import Journey
from auditor.domain.plan import MIN_SEEDS
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a cookie from elsewhere rode along."""
    told = evidence.get(Journey.SEEDED_VISIT, CARRIED_IN)
    found = [_finding(cookie) for cookie in told.cookies]
    if told.third_party_cookies is False:
        return cant_tell(say("Third-party cookies were blocked in this browser: nothing could be carried in."), found)
    if told.accepted < MIN_SEEDS:
        summary = say_many(
            "Only {n} other site could be accepted on; name more, or others.",
            "Only {n} other sites could be accepted on; name more, or others.",
            told.accepted,
        )
        return cant_tell(summary, found)
    if found:
        certain = any(cookie.certain for cookie in told.cookies)
        summary = say_many(
            "{n} other host received a cookie from other sites before any choice here.",
            "{n} other hosts received a cookie from other sites before any choice here.",
            len({cookie.host for cookie in told.cookies}),
        )
        return failed(summary, found, confidence=Confidence.CONFIRMED if certain else Confidence.LIKELY)
    if told.third_party_cookies is None:
        return cant_tell(say("Whether third-party cookies work in this browser could not be tested."))
    if not told.brought:
        return cant_tell(say("The other sites left no lasting cookie of a third party that could be carried in."))
    if told.gaps:
        return cant_tell(say("The record does not rule it out ({gaps}); run the audit again.", gaps=listed(told.gaps)))
    return passed(
        say_many(
            "{n} cookie came from other sites, and it was not sent before a choice here.",
            "{n} cookies came from other sites, and none was sent before a choice here.",
            told.brought,
        )
    )


def _finding(cookie: CarriedCookie) -> Finding:
    told = {"host": cookie.host, "name": cookie.name, "seed": cookie.seed}
    if cookie.after_accepting:
        summary = say("{host} received cookie {name}, which came with accepting on {seed}", **told)
    else:
        summary = say("{host} received cookie {name}, which was set while {seed} was visited", **told)
    return Finding(summary, (cookie.evidence,))


CHECK = Check(
    id="carried-in-third-party-cookie",
    version=1,
    title="No tracker's cookie from other sites is sent before a choice.",
    failure_title="A tracker's cookie from other sites is sent before the visitor chose here.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.SEEDED_VISIT, CARRIED_IN),),
    sources=cited("eprivacy", "fashion-id", "croque-futur", "edpb-access"),
    since="0.3.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

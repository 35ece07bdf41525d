"""The banner has no working link to the details.

## What it looks for

A control of the first layer that leads to the cookie or privacy information, and what it opens.

## Why it matters

Consent has to be informed. A first layer is short; the details stand behind its link, and a link that leads nowhere
is a dead end in the words of the EDPB.

## Applies when

A banner was found.

## Fails when

The first layer has no control that could lead to details; or its link is answered with HTTP 400 or above; or the
banner lies over the page that it opens (the rule and the number are our choice, and so is the recorder's limit: a
banner over more than 80 % of the screen).

## Cannot tell when

The search for a banner broke off; the answer is 401, 403, 429 or 503, with which sites turn away machines (our
choice); the link opens something within the page, or nothing that could be read; or only settings or controls with
other words could lead to the details.

## Known limits

Without a link the recorder follows nothing, and the check is then not asked until it says so in its record. A page
that answers as usual and says "not found" in words passes. A link in the settings alone is not followed. The
content of the page is not judged here. An answer of 500 or above may pass by the next day: its confidence is lower.

## Example

Passes: a banner with a link to its privacy statement. Fails: a banner
whose link answers 404.

## References

GDPR, Articles 12 and 13; Directive 2002/58/EC, Article 5(3); EDPB Guidelines 03/2022.
"""

from auditor.domain.artifacts import FIRST_LAYER, POLICY_PAGE
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
from auditor.domain.choices import PolicyPage
from auditor.domain.controls import Control, Layer, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say

BROKEN = 400  # HTTP status from which an answer is an error (RFC 9110); that it makes a link dead is our choice
SERVER_BROKEN = 500  # from here on the server failed, which may pass; RFC 9110
TURNED_AWAY = frozenset({401, 403, 429, 503})  # with these, sites turn away machines and not visitors; our choice
MAY_LEAD_ON = frozenset({Role.SETTINGS, Role.UNKNOWN, Role.OTHER})
QUOTED = 120  # characters of a site's own words in a summary


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the first layer leads to the details."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present:
        return inapplicable(say("No banner was found."))
    if layer.first(Role.POLICY) is None:
        return _without_link(layer)
    return _judge(evidence.get(Journey.NO_ACTION, POLICY_PAGE))


def _without_link(layer: Layer) -> CheckResult:
    others = [c for c in layer.controls if _may_lead_on(c)]
    if others:
        names = listed([say('"{label}"', label=c.label[:QUOTED] or say("a control without words")) for c in others])
        return cant_tell(
            say("No link speaks of a policy; a person should see whether details stand behind {names}.", names=names)
        )
    finding = Finding(
        say("No control of the first layer leads to details."), (reference(Journey.NO_ACTION, FIRST_LAYER),)
    )
    return failed(say("The banner has no link to the details."), [finding], confidence=Confidence.LIKELY)


def _may_lead_on(control: Control) -> bool:
    return control.role in MAY_LEAD_ON or bool(control.href and not control.href.startswith(("#", "javascript:")))


def _judge(page: PolicyPage) -> CheckResult:
    """What the link that was followed led to."""
    label = say('"{label}"', label=page.label[:QUOTED])
    if page.opened_dialog:
        return cant_tell(
            say(
                "{label} opens something within the page; a person should see whether it shows the details.",
                label=label,
            )
        )
    if page.status is None or page.status in TURNED_AWAY:
        answer = say("no readable answer") if page.status is None else say("HTTP {status}", status=page.status)
        return cant_tell(
            say("{label} gave {answer}, perhaps to machines only; a person should open it.", label=label, answer=answer)
        )
    if page.status >= BROKEN:
        sure = Confidence.LIKELY if page.status >= SERVER_BROKEN else Confidence.CONFIRMED
        return failed(
            say("{label} leads to an error.", label=label),
            [_finding(page, say("HTTP {status}", status=page.status))],
            confidence=sure,
        )
    if page.covered:
        return failed(
            say("The banner lies over what {label} opens.", label=label),
            [_finding(page, say("the banner covers the page"))],
        )
    if not page.text.strip():
        return cant_tell(say("{label} answers, but no text could be read there; a person should open it.", label=label))
    return passed(say("{label} leads to a page that can be read.", label=label))


def _finding(page: PolicyPage, what: Text) -> Finding:
    return Finding(say("{url}: {what}", url=page.url[:QUOTED], what=what), (reference(Journey.NO_ACTION, POLICY_PAGE),))


CHECK = Check(
    id="policy-link-missing-or-dead",
    version=1,
    title="The banner links to the details, and the link works.",
    failure_title="The banner has no working link to the details.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER), need(Journey.NO_ACTION, POLICY_PAGE)),
    sources=cited("gdpr-information", "eprivacy", "edpb-patterns"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

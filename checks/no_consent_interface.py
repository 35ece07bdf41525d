"""Information that needs consent is stored, and nobody is asked.

## What it looks for

A site on which no consent banner was found although something that needs consent is kept on the device.

## Why it matters

Article 5(3) of the ePrivacy Directive asks for consent before anything that is not strictly necessary is stored or
read. A site that keeps nothing of the kind needs no banner, and is not reproached for having none.

## Applies when

Always.

## Fails when

No banner was found at once, after a patient wait of 6 s, after scrolling three screens and on two inner pages
(times and counts: our choice), and at least one item that the knowledge table holds to need consent was kept on the
device.

## Cannot tell when

The search for a banner broke off, or only items of unknown purpose that single out a visitor were kept.

## Known limits

A banner that is shown only in some regions, or withheld from machines, is not seen. The audit should leave from the
market it is about.

## Example

Passes: `vanilla-honest`. Fails: `silent-tracking`.

## References

ePrivacy Directive, Article 5(3); GDPR, Articles 4(11) and 7; Kampanos and Shahandashti 2021 on how common this is.
"""

from auditor.domain.artifacts import FIRST_LAYER, SNAPSHOTS
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Basis
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether consent was needed and not asked for."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present:
        return passed(say("A consent banner is shown."))
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    kept = [i for i in evidence.get(Journey.NO_ACTION, ITEMS).items if i.first_seen(Journey.NO_ACTION)]
    needy = [i for i in kept if i.needs_consent]
    if needy:
        where = reference(Journey.NO_ACTION, SNAPSHOTS)
        found = [
            Finding(
                say(
                    "{kind} {name} ({domain}), {purpose}",
                    kind=i.key.kind,
                    name=i.key.name,
                    domain=i.key.domain,
                    purpose=i.purpose or say("purpose unknown"),
                ),
                (where,),
            )
            for i in needy
        ]
        return failed(
            say_many(
                "No banner was found, and {n} item needing consent on the device.",
                "No banner was found, and {n} items needing consent on the device.",
                len(needy),
            ),
            found,
        )
    unknown = [i.key.name for i in kept if i.identifying and i.basis is Basis.UNKNOWN]
    if unknown:
        return cant_tell(
            say("No banner was found; a person should judge what these are for: {unknown}.", unknown=listed(unknown))
        )
    return inapplicable(say("No banner was found, and nothing was seen that needs one."))


CHECK = Check(
    id="no-consent-interface",
    version=1,
    title="The site asks before it stores or reads what needs consent.",
    failure_title="Information that needs consent is stored, and nobody is asked.",
    severity=Severity.CRITICAL,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, ITEMS),
    ),
    sources=cited("eprivacy", "gdpr-consent", "lil-82"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

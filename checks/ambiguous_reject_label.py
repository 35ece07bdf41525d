"""The words of the refusal are unclear.

## What it looks for

The words on the control that refuses: plain ("Reject all", "No"), or indirect ("I decline non-essential purposes").

## Why it matters

Among the banners CNIL gave notice about in December 2024 was one whose refusal read "I decline non-essential
purposes" beside a plain "Accept all".

## Applies when

The first layer offers to refuse.

## Fails when

A rule of the lexicon marks the words as indirect: a refusal that speaks of purposes, interests or non-essential
things, or that shames. The example is the source's, the lexicon is our choice. "Only necessary" is accepted in
practice and passes.

## Cannot tell when

The search for a banner broke off, or no rule tells whether the words are plain.

## Known limits

Tone and typography are not judged here.

## Example

Passes: `vanilla-honest`. Fails: `klaro-unclear-refusal`.

## References

CNIL formal notices of 12 December 2024.
"""

from auditor.domain.artifacts import FIRST_LAYER
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import say


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the refusal is worded plainly."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    control = layer.reject
    if control is None:
        return inapplicable(say("The first layer offers no refusal."))
    if control.label_clear is None:
        return cant_tell(say('A person should judge whether "{label}" is plain.', label=control.label))
    if control.label_clear:
        return passed(say('The refusal reads "{label}".', label=control.label))
    finding = Finding(
        say('The refusal reads "{label}".', label=control.label), (reference(Journey.NO_ACTION, FIRST_LAYER),)
    )
    return failed(
        say('The refusal reads "{label}", which does not plainly say that it refuses.', label=control.label), [finding]
    )


CHECK = Check(
    id="ambiguous-reject-label",
    version=1,
    title="The refusal says plainly that it refuses.",
    failure_title="The words of the refusal are unclear.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("cnil-notices", "ap-rules", "gdpr-consent"),
    since="0.1.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

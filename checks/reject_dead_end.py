"""The control that refuses does nothing.

## What it looks for

What happens after the control that refuses is clicked: whether the banner goes, and whether anything that is kept on
the device changes.

## Why it matters

A choice that is offered and does nothing is none. The guidelines on deceptive patterns call it a dead end.

## Applies when

A control that refuses was found and clicked.

## Fails when

The banner stays and nothing kept on the device changes within three seconds and until the page is quiet (our choice;
the catalogue names five seconds), or the settings offer switches that do not switch or cannot be saved.

## Cannot tell when

The effect could not be seen.

## Known limits

A script that only fails for an automated browser cannot be told from one that always fails. The keyboard is not tried.

## Example

Passes: `vanilla-honest`. Fails: `refusal-does-nothing`.

## References

EDPB Guidelines 03/2022 on deceptive design patterns; GDPR, Articles 5(1)(a) and 7.
"""

from auditor.domain.artifacts import EXPLORATION
from auditor.domain.checks import Check, CheckResult, Finding, Severity, Status, cant_tell, failed, inapplicable, passed
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, sentences

# What the search for a refusal says of settings that cannot be used.
STUCK = {
    "a-toggle-does-not-switch-off": say("A switch of the settings does not switch off."),
    "settings-cannot-be-saved": say("The settings offer switches and no way to save them."),
}


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether refusing has an effect."""
    exploration = evidence.get(Journey.REJECT_ALL, EXPLORATION)
    where = (reference(Journey.REJECT_ALL, EXPLORATION),)
    if exploration.reason in STUCK:
        words = STUCK[exploration.reason]
        return failed(
            words, [Finding(sentences([words, say("Tried: {tried}.", tried=listed(exploration.tried))]), where)]
        )
    if not exploration.path_found:
        return inapplicable(say("No control that refuses was found."))
    if exploration.banner_gone or exploration.record_changed:
        return passed(say("Refusing showed an effect."))
    if None in {exploration.banner_gone, exploration.record_changed}:
        return cant_tell(say("Whether refusing has an effect could not be seen; a person should try it."))
    path = listed([say('"{label}"', label=label[:60]) for label in exploration.tried])
    return failed(
        say("After refusing the banner stayed and nothing kept on the device changed."),
        [Finding(say("Path: {path}. The banner stayed, the record did not change.", path=path), where)],
    )


CHECK = Check(
    id="reject-dead-end",
    version=1,
    title="Refusing has an effect.",
    failure_title="The control that refuses does nothing.",
    severity=Severity.CRITICAL,
    requires=(need(Journey.REJECT_ALL, EXPLORATION),),
    sources=cited("edpb-patterns", "gdpr-consent", "gdpr-fairness"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

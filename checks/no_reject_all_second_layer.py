"""The settings offer to accept everything and not to refuse everything.

## What it looks for

Controls of the settings that accept everything and that refuse everything, and how many switches would have to be
turned off one by one.

## Why it matters

Refusing in the settings must not take more steps than accepting there.

## Applies when

The settings were opened.

## Fails when

A control accepts everything, none refuses everything, and at least one switch is on; or more than five switches would
have to be turned off without a control that refuses everything. The five is our choice.

## Cannot tell when

The settings were not understood: no switch was seen in them, a radio button that does not say "off" is on, or
everything is off and nothing saves that.

## Known limits

Switches that are all off with a control that saves count as a refusal in one step.

## Example

Passes: `vanilla-honest`. Fails: `settings-maze`.

## References

EDPB Cookie Banner Taskforce, paragraph 8; VG Hannover 10 A 5385/22; Garante 231/2021.
"""

from auditor.domain.artifacts import SECOND_LAYER
from auditor.domain.checks import (
    Check,
    CheckResult,
    Finding,
    Severity,
    Status,
    cant_tell,
    failed,
    inapplicable,
    passed,
)
from auditor.domain.controls import Layer, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, say, say_many
from auditor.measure.lexicon.texts import says

MOST = 5  # switches to turn off one by one; CATALOGUE, no-reject-all-second-layer (our choice)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the settings let one refuse in one step."""
    layer = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    if not layer.present:
        return inapplicable(say("The banner offers no settings."))
    reject, accept = layer.reject, layer.first(Role.ACCEPT)
    if reject is not None:
        return passed(say('The settings offer to refuse everything: "{label}".', label=reject.label[:60]))
    on = [t for t in layer.toggles if t.on and not t.locked and not t.radio]
    unclear = None if on else _unclear(layer)
    if unclear:
        return cant_tell(unclear)
    if not on and layer.first(Role.SAVE) is not None:
        return passed(say("Everything is off beforehand, and saving refuses in one step."))
    where = (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),)
    if accept is not None:
        words = say('The settings offer "{label}" and no way to refuse everything.', label=accept.label[:60])
        return failed(
            words,
            [Finding(say_many("{words} {n} switch on.", "{words} {n} switches on.", len(on), words=words), where)],
        )
    if len(on) > MOST:
        words = say("{on} switches have to be turned off one by one.", on=len(on))
        return failed(words, [Finding(words, where)])
    return passed(
        say_many(
            "The settings offer no bulk control, and {n} switch to turn off.",
            "The settings offer no bulk control, and {n} switches to turn off.",
            len(on),
        )
    )


def _unclear(layer: Layer) -> Text | None:
    """What keeps settings without a switch that is on from being judged."""
    if not layer.toggles:
        return say("The settings were not understood; a person should look for a way to refuse everything.")
    radios = [t for t in layer.toggles if t.radio and t.on and not t.locked]
    if any(not says("off", t.label) for t in radios):
        return say("Radio buttons are on beforehand; a person should read whether they agree or refuse.")
    if layer.first(Role.ACCEPT) is not None and layer.first(Role.SAVE) is None:
        return say("Everything is off beforehand; a person should look how that is kept.")
    return None


CHECK = Check(
    id="no-reject-all-second-layer",
    version=1,
    title="The settings let one refuse everything as easily as accept everything.",
    failure_title="The settings offer to accept everything and not to refuse everything.",
    severity=Severity.SERIOUS,
    requires=(need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),),
    sources=cited("taskforce-reject", "vg-hannover", "garante-closing"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

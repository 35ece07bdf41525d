"""The banner gives its purposes in words that say nothing.

## What it looks for

Words such as "improve your experience" or "business purposes" on the first layer, and no word beside them for a
specific purpose: advertising, measurement, personalisation or social media.

## Why it matters

A purpose has to be specified and explicit. The EDPB's guidelines on consent give "improving users' experience",
"marketing purposes", "IT security" and "future research" as too vague; VG Hannover met the German words for an
optimal experience of use.

## Applies when

A banner is on the screen and gives a purpose in words that the lists know.

## Fails when

At least one phrase of the vague list stands on the first layer and none of the four lists of specific purposes. The
vague phrases follow the EDPB and the AEPD; how they are matched, and that "marketing" counts as specific, is our
choice.

## Cannot tell when

The search for a banner broke off, or there is no word list for the banner's language; or the words are vague but the
text was cut, the lists of another language know a specific word, or switches of the first layer may name purposes.

## Known limits

Only the first layer is read, also when the settings are more specific. A purpose outside the four lists, such as
remembering a basket, is not known as specific. The lists know words, not what is meant by them.

## Example

Passes: `vanilla-honest`. Fails: a first layer that says "We use cookies to improve your
experience" and no more.

## References

GDPR, Articles 4(11), 5(1) and 13; EDPB Guidelines 05/2020; AEPD guide on cookies (2023); VG Hannover 10 A 5385/22.
"""

from auditor.domain.artifacts import FIRST_LAYER
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
from auditor.domain.controls import Layer
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.texts import MAX_TEXT, mentions

# The lists whose words name a purpose; our choice.
SPECIFIC = (say("advertising"), say("measurement"), say("personalisation"), say("social"))


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the purposes are more than vague words."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present:
        return inapplicable(say("No banner was found."))
    if known_language(layer.language) is None:
        return cant_tell(say("There is no word list for the banner's language; a person should read it."))
    named = _named(layer.text, layer.language)
    if named:
        return passed(say("The first layer names: {named}.", named=listed(named)), confidence=Confidence.LIKELY)
    vague = list(dict.fromkeys(m.words[:120] for m in mentions(layer.text, "vague", layer.language)))
    if not vague:
        return inapplicable(say("The first layer gives no purpose in words that the lists know."))
    doubt = _doubt(layer)
    if doubt:
        return cant_tell(doubt)
    where = (reference(Journey.NO_ACTION, FIRST_LAYER),)
    found = [Finding(say('"{words}"', words=words), where) for words in vague]
    return failed(say("The first layer gives its purposes in vague words alone."), found, confidence=Confidence.LIKELY)


def _named(text: str, language: str | None) -> list[str]:
    return [purpose for purpose in SPECIFIC if mentions(text, purpose, language)]


def _doubt(layer: Layer) -> Text | None:
    """Why a specific purpose may be named all the same."""
    if len(layer.text) >= MAX_TEXT:
        return say("The banner's text was cut; a person should read the rest.")
    if _named(layer.text, None):  # the language may have been told wrongly
        return say("Only the words of another language name a purpose; a person should read the banner.")
    # A locked switch stands for what is necessary; a free one may name a purpose that no list knows.
    switches = [t.label[:120] for t in layer.toggles if not t.locked]
    if not switches:
        return None
    return say("A person should judge whether these switches name purposes: {switches}.", switches=listed(switches))


CHECK = Check(
    id="vague-purpose",
    version=1,
    title="The banner gives specific purposes.",
    failure_title="The banner gives its purposes in words that say nothing.",
    severity=Severity.MODERATE,
    requires=(need(Journey.NO_ACTION, FIRST_LAYER),),
    sources=cited("edpb-consent", "aepd-guide", "vg-hannover", "gdpr-consent", "gdpr-information"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

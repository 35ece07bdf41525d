"""The layer that offers to accept does not say what for.

## What it looks for

Words for a purpose in the text of the first layer: advertising, measurement, personalisation or social media. What
accepting then brings shows that there is a purpose to name.

## Why it matters

Who is asked for consent has to be told, clearly and fully, what it is for (ePrivacy Directive, Article 5(3); GDPR,
Articles 4(11) and 13). CNIL named missing purposes on the first layer in SAN-2025-005 (SHEIN).

## Applies when

A banner with a control that accepts is on the screen, and it names a purpose or accepting brings something that needs
consent.

## Fails when

Accepting brings at least one item that needs consent and whose purpose or owner is known, and no word of the four
lists stands on the first layer. "Improve your experience" names no purpose. The rule is the sources'; the word lists
are our choice.

## Cannot tell when

The search for a banner broke off, there is no word list for the banner's language, its text was cut, only the lists of
another language know a word, only items of unknown purpose came, or accepting showed no effect.

## Known limits

Any one of the four purposes is enough: whether every tracker has its own is not judged. Purposes shown as pictures
are not read.

## Example

Passes: `vanilla-honest`. Fails: a first layer that says "We use cookies" and no more, with an
advertising cookie after accepting.

## References

ePrivacy Directive, Article 5(3); GDPR, Articles 4(11), 7, 12 and 13; EDPB Guidelines 05/2020; CNIL deliberation
2020-091 and SAN-2025-005; Autoriteit Persoonsgegevens.
"""

from auditor.domain.artifacts import CHOICE, FIRST_LAYER, SNAPSHOTS
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
from auditor.domain.facts import ITEMS, Item
from auditor.domain.journeys import Journey, StepName
from auditor.domain.sources import cited
from auditor.domain.wording import Text, listed, say, say_many
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.texts import MAX_TEXT, mentions

# The lists whose words name a purpose; our choice. The list of vague words is not among them.
SPECIFIC = (say("advertising"), say("measurement"), say("personalisation"), say("social"))


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the first layer says what the consent is for."""
    layer = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if layer.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not layer.present or layer.accept is None:
        return inapplicable(say("No banner with a control that accepts was found."))
    named = _named(layer.text, layer.language) if known_language(layer.language) else []
    if named:
        return passed(say("The first layer names: {named}.", named=listed(named)), confidence=Confidence.LIKELY)
    needy = [i for i in evidence.get(Journey.ACCEPT_ALL, ITEMS).items if i.needs_consent and _after_accepting(i)]
    if not needy:
        return _without_items(evidence)
    doubt = _doubt(layer)
    if doubt:
        return cant_tell(doubt)
    told = [i for i in needy if i.purpose or i.owner]
    if not told:
        return cant_tell(
            say("A person should find out what these are for: {needy}.", needy=listed(i.key.name[:120] for i in needy))
        )
    return _missing(layer, told)


def _named(text: str, language: str | None) -> list[str]:
    return [purpose for purpose in SPECIFIC if mentions(text, purpose, language)]


def _after_accepting(item: Item) -> bool:
    return item.first_seen(Journey.ACCEPT_ALL) not in {None, StepName.LOAD}


def _without_items(evidence: Evidence) -> CheckResult:
    choice = evidence.get(Journey.ACCEPT_ALL, CHOICE)
    if not (choice.banner_gone or choice.record_changed):
        return cant_tell(say("Accepting showed no effect; a person should try it."))
    if not evidence.get(Journey.ACCEPT_ALL, ITEMS).compared:
        return cant_tell(say("No untouched visit was there to compare with; a person should read the banner."))
    return inapplicable(say("Accepting brought nothing that is held to need consent."))


def _doubt(layer: Layer) -> Text | None:
    """Why words that were not found may be there all the same."""
    if known_language(layer.language) is None:
        return say("There is no word list for the banner's language; a person should read it.")
    if len(layer.text) >= MAX_TEXT:
        return say("The banner's text was cut; a person should read the rest.")
    if _named(layer.text, None):  # the language may have been told wrongly
        return say("Only the words of another language name a purpose; a person should read the banner.")
    return None


def _missing(layer: Layer, told: list[Item]) -> CheckResult:
    where = (reference(Journey.NO_ACTION, FIRST_LAYER), reference(Journey.ACCEPT_ALL, SNAPSHOTS))
    found = [
        Finding(
            say("{kind} {name}, for {purpose}", kind=i.key.kind, name=i.key.name[:120], purpose=i.purpose or i.owner),
            where,
        )
        for i in told
    ]
    summary = say_many(
        'The first layer names no purpose ("{text}"); accepting brought {n} item needing consent.',
        'The first layer names no purpose ("{text}"); accepting brought {n} items needing consent.',
        len(told),
        text=layer.text[:120],
    )
    return failed(summary, found, confidence=Confidence.LIKELY)


CHECK = Check(
    id="purpose-missing-first-layer",
    version=1,
    title="The layer that offers to accept says what for.",
    failure_title="The layer that offers to accept does not say what for.",
    severity=Severity.SERIOUS,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.ACCEPT_ALL, CHOICE),
        need(Journey.ACCEPT_ALL, ITEMS),
    ),
    sources=cited(
        "eprivacy", "gdpr-consent", "gdpr-information", "edpb-consent", "cnil-guidelines", "cnil-shein", "ap-rules"
    ),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

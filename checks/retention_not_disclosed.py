"""How long cookies are kept is said nowhere.

## What it looks for

Words for a duration ("13 months", "session", "stored until") in the settings, their tabs and lists, and the page
behind the banner's link.

## Why it matters

The Court of Justice counts the duration of cookies among the information a visitor needs for an informed consent.

## Applies when

A banner with settings and with a link to details was found.

## Fails when

None of these texts holds a word for a duration (rule: the source's; the words are those of the lexicon).

## Cannot tell when

The search for a banner broke off; a duration is mentioned without a figure before its unit; the page behind the link
could not be read; a part of the settings was not opened or read to its end; or a text is in a language without lists.

## Known limits

Only the presence of a period is judged, not whether it stands beside each cookie or is right: a figure that is about
something else ("open 7 days a week") passes. Ranges pass. Needs the settings and the page behind the link; without
one of them the check is not asked. A further cookie page linked from the policy is not read. Of each part of the
settings 4,000 characters are kept, of the page 200,000.

## Example

Passes: a banner whose policy names the months. Fails: a banner whose
settings and policy name no period.

## References

CJEU C-673/17; GDPR, Article 13.
"""

import re
from dataclasses import dataclass

from auditor.domain.artifacts import FIRST_LAYER, POLICY_PAGE, SECOND_LAYER, SETTINGS
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
from auditor.domain.choices import PolicyPage, Settings
from auditor.domain.controls import Layer, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.phrases import folded
from auditor.measure.lexicon.texts import MAX_TEXT, mentions

PART_CUT_AT, PAGE_CUT_AT = 4000, 200_000  # characters that the recorder keeps of a part of the settings and of a page
OVERLAP = 200  # characters that two pieces of a long text share, so that no phrase is cut in two; our choice
OPENS_MORE = frozenset({Role.SETTINGS, Role.POLICY, Role.UNKNOWN, Role.OTHER})


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the site, its language, and where it stands."""

    words: str
    language: str | None
    where: str


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether a period is given anywhere."""
    first = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if first.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not first.present:
        return inapplicable(say("No banner was found."))
    second = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    settings = evidence.get(Journey.OPEN_SECOND_LAYER, SETTINGS)
    page = evidence.get(Journey.NO_ACTION, POLICY_PAGE)
    texts = _texts(second, settings, page)
    return _judge(texts, unread=_unread(second, settings, page))


def _judge(texts: list[Text], unread: list[str]) -> CheckResult:
    spoken = {text.where: words for text in texts if (words := _durations(text))}
    exact = [text.where for text in texts if _with_figure(text, spoken.get(text.where, set()))]
    if exact:
        return passed(say("A period is given in {exact}.", exact=listed(exact)), confidence=Confidence.LIKELY)
    if spoken:
        return cant_tell(
            say("A person should read whether {spoken} say how long cookies are kept.", spoken=listed(spoken))
        )
    if unread:
        return cant_tell(
            say("No period was found; not read in full: {unread}. A person should look there.", unread=listed(unread))
        )
    unknown = [text.where for text in texts if known_language(text.language) is None]
    if unknown:
        return cant_tell(
            say(
                "There is no word list for the language of {unknown}; a person should read it.", unknown=listed(unknown)
            )
        )
    findings = [Finding(say("No word for a duration in {where}.", where=text.where), _evidence()) for text in texts]
    return failed(say("No text says how long cookies are kept."), findings, confidence=Confidence.LIKELY)


def _texts(second: Layer, settings: Settings, page: PolicyPage) -> list[Text]:
    options = " ".join(f"{t.label} {t.about}" for t in second.toggles)
    parts = " ".join(f"{p.label} {p.text}" for p in settings.parts)
    return [
        Text(f"{second.text} {options} {parts}", second.language, say("the settings")),
        Text(page.text, page.language, say("the page behind the link")),
    ]


def _durations(text: Text) -> set[str]:
    """The words for a duration, in the text's own language: in others "an" and "time" are among them."""
    if known_language(text.language) is None:
        return set()
    pieces = (text.words[at : at + MAX_TEXT] for at in range(0, len(text.words), MAX_TEXT - OVERLAP))
    return {mention.words for piece in pieces for mention in mentions(piece, "duration", text.language)}


def _with_figure(text: Text, units: set[str]) -> bool:
    """Whether a number stands before one of the words, as in "13 months" or "24-month"."""
    words = folded(text.words)
    return any(re.search(rf"\d[\s-]?{re.escape(unit)}", words) for unit in units)


def _unread(second: Layer, settings: Settings, page: PolicyPage) -> list[str]:
    """What was not seen to its end."""
    opened = {part.label for part in settings.parts}
    closed = any(c.role in OPENS_MORE and c.label not in opened and not _leads_away(c.href) for c in second.controls)
    cut = any(len(part.text) >= PART_CUT_AT for part in settings.parts)
    unread: list[str] = [say("the settings")] if closed or cut or not settings.complete else []
    seen = page.text.strip() and not page.covered and len(page.text) < PAGE_CUT_AT
    return unread if seen else [*unread, say("the page behind the link")]


def _leads_away(href: str) -> bool:
    return bool(href) and not href.startswith(("#", "javascript:"))


def _evidence() -> tuple[str, ...]:
    return (reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER), reference(Journey.NO_ACTION, POLICY_PAGE))


CHECK = Check(
    id="retention-not-disclosed",
    version=1,
    title="The site says how long cookies are kept.",
    failure_title="How long cookies are kept is said nowhere.",
    severity=Severity.MINOR,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, POLICY_PAGE),
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
        need(Journey.OPEN_SECOND_LAYER, SETTINGS),
    ),
    sources=cited("planet49", "gdpr-information"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

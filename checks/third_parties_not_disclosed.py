"""Who else stores or reads data is not said when consent is asked.

## What it looks for

The other parties that keep something on the device after accepting, and whether the banner or its settings name
them, count them or link to a list of them.

## Why it matters

The Court of Justice counts it among the information a visitor needs: whether third parties get access. CNIL expects
the list of those who share the responsibility to be available when consent is asked.

## Applies when

A banner was found, and after accepting at least one item that needs consent stands at another party's domain.

## Fails when

Neither the first layer nor the settings speak of third parties; or they name some or hold a list of vendors, and
fewer than 80 % of the companies that were seen stand there (0.8: our choice). Only companies that the knowledge base
names count for that share.

## Cannot tell when

The search for a banner broke off, accepting could not be compared with an untouched visit, partners are mentioned
without number, link or names, a part of the settings was not opened or read to its end, there is no word list for the
language, or those missing are known by their domain alone.

## Known limits

Needs the settings; without any the check is not asked. A page behind a link is not read: a link that speaks of
partners counts as a list, a plain link to a policy does not. Of each part of the settings 4,000 characters are kept.
A first-party cookie whose value goes to another party is not counted. Names are found by words: the owner's name, its
first word from 4 letters on, or the domain's first part; shorter than 3 letters none is looked for (our choice).

## Example

Passes: a banner that counts its partners. Fails: a banner with a partner's
cookie and no word about partners.

## References

CJEU C-673/17; GDPR, Article 13; CNIL deliberation 2020-091; CNIL SAN-2025-005; VG Hannover 10 A 5385/22.
"""

import re
from dataclasses import dataclass

from auditor.domain.artifacts import FIRST_LAYER, SECOND_LAYER, SETTINGS
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
from auditor.domain.choices import Settings
from auditor.domain.controls import Layer, Role
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.facts import ITEMS, Item, Items
from auditor.domain.journeys import Journey
from auditor.domain.recording import Party
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say, say_many
from auditor.measure.domains import registrable_domain
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.phrases import folded
from auditor.measure.lexicon.texts import MAX_TEXT, mentions

LEAST_RECALL = 0.8  # of the companies seen; our choice
LEAST_NAME, LEAST_FIRST_WORD = 3, 4  # letters: shorter ones stand in any text; our choice
QUOTED = 120  # characters of a name in a summary
CUT_AT = 4000  # characters that the recorder keeps of a part of the settings
WORDS_BETWEEN = 3  # words between a number and "partners", as in "24 carefully chosen partners"; our choice
# What the knowledge base writes where a name is used by several companies: it names nobody.
NOBODY = frozenset({"Advertising exchange", "Product analytics"})
OPENS_MORE = frozenset({Role.SETTINGS, Role.POLICY, Role.UNKNOWN, Role.OTHER})


@dataclass(frozen=True, slots=True)
class Company:
    """One of those that store or read; `known` when its name is known and not only its domain."""

    name: str
    aliases: frozenset[str]
    known: bool

    def stands_in(self, text: str) -> bool:
        """Whether a folded text names it."""
        return any(re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text) for alias in self.aliases)


@dataclass(frozen=True, slots=True)
class Banner:
    """Both layers and what lies behind the settings."""

    first: Layer
    second: Layer
    settings: Settings

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that can be read in it."""
        layers = (self.first, self.second)
        labels = [c.label for layer in layers for c in layer.controls]
        options = [f"{t.label} {t.group} {t.about}" for layer in layers for t in layer.toggles]
        parts = [f"{p.label} {p.text}" for p in self.settings.parts]
        return (self.first.text, self.second.text, *labels, *options, *parts)

    @property
    def has_list(self) -> bool:
        """Whether vendors can be chosen one by one, or a part of the settings is about them."""
        toggles = (*self.first.toggles, *self.second.toggles)
        return any(t.vendor for t in toggles) or any(mentions(p.label, "partners") for p in self.settings.parts)

    @property
    def read_whole(self) -> bool:
        """Whether nothing stayed closed or was cut, so that silence proves something."""
        opened = {p.label for p in self.settings.parts}
        closed = [c for c in self.second.controls if c.role in OPENS_MORE and c.label not in opened]
        cut = any(len(p.text) >= CUT_AT for p in self.settings.parts)
        return self.settings.complete and not cut and all(_leads_away(c.href) for c in closed)


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether the visitor can learn who else is involved."""
    first = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if first.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not first.present:
        return inapplicable(say("No banner was found."))
    items = evidence.get(Journey.ACCEPT_ALL, ITEMS)
    companies = _companies(items)
    if not companies and not items.compared:
        return cant_tell(say("There was no untouched visit to compare with; run the audit again."))
    if not companies:
        return inapplicable(say("After accepting, no other party kept anything that needs consent."))
    second = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER)
    banner = Banner(first, second, evidence.get(Journey.OPEN_SECOND_LAYER, SETTINGS))
    text = folded("\n".join(banner.texts))
    missed = [c for c in companies if not c.stands_in(text)]
    if banner.has_list or len(missed) < len(companies):
        return _compared(companies, missed, banner)
    return _without_names(companies, banner)


def _compared(companies: list[Company], missed: list[Company], banner: Banner) -> CheckResult:
    """What the names that were found prove."""
    named = len(companies) - len(missed)
    told = say_many(
        "The banner and its settings name {named} of {n} other party",
        "The banner and its settings name {named} of {n} other parties",
        len(companies),
        named=named,
    )
    if named >= LEAST_RECALL * len(companies):
        return passed(say("{told}.", told=told), confidence=Confidence.LIKELY)
    names = listed([c.name[:QUOTED] for c in missed])
    known = [c for c in companies if c.known]
    missing = [c for c in missed if c.known]
    if not banner.read_whole or len(known) - len(missing) >= LEAST_RECALL * len(known):
        return cant_tell(
            say("{told}. A person should look in the list for: {names}.", told=told, names=names), _findings(missed)
        )
    return failed(
        say("{told}; missing: {names}.", told=told, names=names), _findings(missed), confidence=Confidence.LIKELY
    )


def _without_names(companies: list[Company], banner: Banner) -> CheckResult:
    """What can be said where nobody is named."""
    told = say_many(
        "{n} other party keeps something after accepting",
        "{n} other parties keep something after accepting",
        len(companies),
    )
    if _counts(banner) or any(mentions(c.label, "partners") for c in banner.first.controls):
        return passed(
            say("{told}; the banner counts its partners or links to them.", told=told), confidence=Confidence.LIKELY
        )
    if any(_speaks_of_partners(text) for text in banner.texts):
        return cant_tell(
            say("{told}; partners are mentioned, and a person should see whether they can be identified.", told=told)
        )
    if not banner.read_whole or known_language(banner.first.language) is None:
        return cant_tell(say("{told}; a person should see whether the settings say who they are.", told=told))
    summary = say("{told}, and neither the banner nor its settings speak of third parties.", told=told)
    return failed(summary, _findings(companies), confidence=Confidence.LIKELY)


def _companies(items: Items) -> list[Company]:
    found: dict[str, list[Item]] = {}
    for item in items.items:
        elsewhere = item.party is Party.THIRD and item.needs_consent
        if elsewhere and item.first_seen(Journey.ACCEPT_ALL) is not None:
            found.setdefault(_owner(item) or registrable_domain(item.key.domain), []).append(item)
    return [Company(n, frozenset().union(*map(_aliases, i)), _owner(i[0]) is not None) for n, i in found.items()]


def _owner(item: Item) -> str | None:
    return None if item.owner in NOBODY else item.owner


def _aliases(item: Item) -> frozenset[str]:
    """The owner as the knowledge base writes it, such as `Google (DoubleClick)`, in pieces, and the domain's name."""
    pieces = [p.strip() for p in re.split(r"[()]", _owner(item) or "")]
    start = pieces[0].split(" ")[0]
    first = [start] if len(start) >= LEAST_FIRST_WORD else []
    names = [*pieces, *first, registrable_domain(item.key.domain).split(".")[0]]
    return frozenset(folded(n) for n in names if len(n) >= LEAST_NAME)


def _speaks_of_partners(text: str) -> bool:
    return any(mentions(text[at : at + MAX_TEXT], "partners") for at in range(0, len(text), MAX_TEXT))


def _counts(banner: Banner) -> bool:
    """Whether a layer says how many partners there are."""
    texts = (banner.first.text, banner.second.text)
    words = {(folded(text), m.words) for text in texts for m in mentions(text, "partners")}
    between = rf"\W{{1,3}}(?:\w+\W{{1,3}}){{0,{WORDS_BETWEEN}}}"
    return any(re.search(rf"\d{between}{re.escape(word)}", text) for text, word in words)


def _leads_away(href: str) -> bool:
    return bool(href) and not href.startswith(("#", "javascript:"))


def _findings(companies: list[Company]) -> list[Finding]:
    where = (reference(Journey.ACCEPT_ALL, ITEMS), reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER))
    return [Finding(say("{name} is not named.", name=c.name[:QUOTED]), where) for c in companies]


CHECK = Check(
    id="third-parties-not-disclosed",
    version=1,
    title="The banner tells who else stores or reads data.",
    failure_title="Who else stores or reads data is not said when consent is asked.",
    severity=Severity.MODERATE,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.ACCEPT_ALL, ITEMS),
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
        need(Journey.OPEN_SECOND_LAYER, SETTINGS),
    ),
    sources=cited("planet49", "gdpr-information", "cnil-guidelines", "cnil-shein", "vg-hannover"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

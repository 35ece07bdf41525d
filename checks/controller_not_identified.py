"""No text says who is responsible for the data.

## What it looks for

The name of an organisation in the banner, its settings or the page behind its link: a name followed by a legal form
("Shop GmbH", "Winkel B.V."), or the site's own name as its domain has it.

## Why it matters

Consent is informed only when the visitor knows at least who asks for it (GDPR, Recital 42; EDPB on consent).

## Applies when

A banner with settings and with a link to details was found.

## Fails when

None of the texts names an organisation with one of the legal forms listed in this check, none holds the domain's
name, and none uses a word for the controller or an imprint (rule: the source's; the matching is our choice). The
domain's name, from two letters on, must stand as a word; from six letters on it may also be written with spaces or
inside a longer word (our choice). Up to four words count as the name before a legal form; before a form of two
letters, such as "AG", the name must end in a word with a capital (our choice).

## Cannot tell when

The search for a banner broke off; the page behind the link could not be read; the texts use a word for the controller
or link to an imprint and the name was not recognised; only a well-known service such as Google is named with its
legal form; or the page is in a language for which this check has no such words.

## Known limits

A brand is not always the legal entity, and a legal form may belong to another company: passing means that a name
stands there, not that it is the right one. Persons and public bodies have no legal form. Of the page 200,000
characters are read. Needs the settings and the page behind the link; without one of them the check is not asked.

## Example

Passes: a banner whose policy names a company. Fails: a banner whose policy
names nobody.

## References

GDPR, Articles 4(11) and 13, Recital 42; EDPB Guidelines 05/2020.
"""

import re
from collections.abc import Iterable

from auditor.domain.artifacts import ENVIRONMENT, FIRST_LAYER, POLICY_PAGE, SECOND_LAYER
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
from auditor.domain.controls import Layer
from auditor.domain.evidence import Evidence, need, reference
from auditor.domain.journeys import Journey
from auditor.domain.sources import cited
from auditor.domain.wording import listed, say
from auditor.measure.domains import host_of, registrable_domain
from auditor.measure.lexicon.languages import known_language
from auditor.measure.lexicon.phrases import folded

# Legal forms as they stand behind a name, by the countries that use them; dots and spaces in them may be left out.
LEGAL_FORMS = {
    "DE AT CH LI": ("GmbH", "AG", "UG", "KG", "OHG", "KGaA", "e.V.", "e.K.", "eG", "gGmbH", "mbH"),
    "NL BE": ("B.V.", "N.V.", "V.O.F.", "C.V.", "BVBA", "VZW"),
    "FR BE LU CH": ("SAS", "SASU", "SARL", "S.A.R.L.", "S.A.", "SNC", "SCA", "SRL", "ASBL", "S.C.A."),
    "IT": ("S.p.A.", "S.r.l.", "S.r.l.s.", "S.a.s.", "S.n.c.", "S.c.a.r.l."),
    "ES PT": ("S.L.", "S.L.U.", "S.A.U.", "S.A.", "Lda.", "Unipessoal", "S.Coop."),
    "GB IE MT CY": ("Ltd", "Limited", "PLC", "LLP", "CLG", "DAC", "CIC"),
    "SE NO DK FI IS EE": ("AB", "AS", "ASA", "A/S", "ApS", "Oy", "Oyj", "Ab", "I/S", "IVS", "ehf.", "hf.", "OÜ"),
    "PL CZ SK HU": ("sp. z o.o.", "s.r.o.", "a.s.", "Kft.", "Zrt.", "Nyrt.", "Bt.", "spol. s r.o.", "sp. k.", "sp. j."),
    "SI HR RS RO BG LT LV": (
        "d.o.o.",
        "d.d.",
        "S.R.L.",
        "EOOD",
        "OOD",
        "EAD",
        "ЕООД",
        "ООД",
        "ЕАД",
        "ДОО",
    ),
    "GR TR": ("Α.Ε.", "Ε.Π.Ε.", "Ι.Κ.Ε.", "A.Ş.", "Ltd. Şti."),
    "US and EU": ("Inc.", "LLC", "Corp.", "Corporation", "SE", "SCE"),
}
# The same, where they stand before the name: in NL, LT, LV, RU and UA.
FORMS_BEFORE = ("Stichting", "UAB", "SIA", "ООО", "ОАО", "ПАО", "ТОВ", "ТзОВ")
# Words for the controller and for an imprint; where one stands, a person should read whom it names.
ROLE_WORDS = {
    "en": "controller|responsible for|imprint|legal notice|who we are|operated by",
    "de": "verantwortlich|impressum|betreiber|anbieter dieser",
    "nl": "verantwoordelijk|colofon|impressum|wie zijn wij|wie wij zijn",
    "fr": "responsable|mentions legales|editeur|qui sommes",
    "es": "responsable|aviso legal|titular|quienes somos",
    "it": "titolare|note legali|responsabile|chi siamo",
    "pt": "responsavel|aviso legal|titular|quem somos",
    "pl": "administrator|nota prawna|o nas",
    "sv": "ansvarig|om oss",
    "da": "ansvarlig|om os",
    "no": "ansvarlig|om oss",
    "fi": "rekisterinpita|tietoa meista",
    "cs": "spravce|provozovatel|o nas",
}
# Services that policies describe at length: their companies are not the site's own.
SERVICES = frozenset(
    ["google", "meta", "facebook", "microsoft", "amazon", "hotjar", "criteo", "linkedin", "tiktok", "youtube"]
)
LEAST_NAME, LEAST_SQUEEZED = 2, 6  # letters of a domain's name that count as a word, and inside words; our choice
WORDS_BEFORE, PLAIN = 4, 2  # words of a name before its legal form; letters of a form that may be a word; our choice
QUOTED = 120  # characters of a site's own words in a summary


def evaluate(evidence: Evidence) -> CheckResult:
    """Whether anybody is named."""
    first = evidence.get(Journey.NO_ACTION, FIRST_LAYER)
    if first.present is None:
        return cant_tell(say("The search for a banner broke off; a person should open the site."))
    if not first.present:
        return inapplicable(say("No banner was found."))
    second, page = evidence.get(Journey.OPEN_SECOND_LAYER, SECOND_LAYER), evidence.get(Journey.NO_ACTION, POLICY_PAGE)
    text = "\n".join((_readable(first), _readable(second), page.text))
    own = _own_name(evidence.get(Journey.NO_ACTION, ENVIRONMENT).final_url)
    if _stands_in(own, text):
        return passed(
            say('The texts hold the site\'s own name, "{own}".', own=own[:QUOTED]), confidence=Confidence.LIKELY
        )
    names = _organisations(text)
    others = [name for name in names if not SERVICES & set(folded(name).split())]
    if others:
        return passed(
            say('The texts name an organisation: "{others}".', others=others[0][:QUOTED]), confidence=Confidence.LIKELY
        )
    return _without_name(text, page, names)


def _without_name(text: str, page: PolicyPage, services: list[str]) -> CheckResult:
    """What follows from having found no name of the site's own."""
    if services:
        return cant_tell(
            say(
                "Only services are named ({services}); a person should read.",
                services=listed([s[:QUOTED] for s in services]),
            )
        )
    if not page.text.strip():
        return cant_tell(say("The page behind the banner's link could not be read; a person should open it."))
    if any(re.search(rf"(?<!\w)(?:{words})", folded(text)) for words in ROLE_WORDS.values()):
        return cant_tell(say("The texts speak of a controller or an imprint; a person should read whom they name."))
    if known_language(page.language) not in ROLE_WORDS:
        return cant_tell(say("This check does not know the page's language well enough; a person should read it."))
    finding = Finding(
        say("No organisation is named in the banner, its settings or {url}.", url=page.url[:QUOTED]), _evidence()
    )
    return failed(say("No text names who is responsible."), [finding], confidence=Confidence.LIKELY)


def _readable(layer: Layer) -> str:
    return " ".join((layer.text, *(c.label for c in layer.controls)))


def _own_name(url: str) -> str:
    """The first part of the domain that was registered, or nothing for an address made of numbers."""
    domain = registrable_domain(host_of(url))
    name = domain.split(".")[0]
    return name if len(name) >= LEAST_NAME and any(c.isalpha() for c in name) else ""


def _stands_in(name: str, text: str) -> bool:
    """Whether a text holds the name: as a word, or, for long names, with spaces or hyphens in it."""
    words, name = folded(text), folded(name)
    if not name:
        return False
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
        return True
    squeezed = re.sub(r"[\W_]", "", name)
    return len(squeezed) >= LEAST_SQUEEZED and squeezed in re.sub(r"[\W_]", "", words)


def _organisations(text: str) -> list[str]:
    """Names with a legal form behind or before them."""
    return [" ".join(match.group().split()) for match in _NAMED.finditer(text)]


def _form(written: str) -> str:
    """One legal form as a regular expression; without capitals its dots must stand, for "as" is a word."""
    dot = r"\." if written.islower() else r"\.?"
    return "".join(dot if c == "." else r"\s?" if c == " " else re.escape(c) for c in written)


def _either(forms: Iterable[str]) -> str:
    return "|".join(sorted(map(_form, set(forms)), key=len, reverse=True))


def _evidence() -> tuple[str, ...]:
    return (reference(Journey.NO_ACTION, POLICY_PAGE), reference(Journey.OPEN_SECOND_LAYER, SECOND_LAYER))


_FORMS = [form for forms in LEGAL_FORMS.values() for form in forms]
_WORD = r"[\w&'’.+-]{1,40}"
_CAPITAL = rf"(?=[^\W_])(?=[^a-zß-öø-ÿ]){_WORD}"  # or a digit
_NAME = rf"(?:{_CAPITAL}\s{{1,3}}){{0,{WORDS_BEFORE - 1}}}"
# "AG" and "SE" may be words of a headline: before them, the name's last word begins with a capital as well.
_NAMED = re.compile(
    rf"(?<!\w){_NAME}(?:{_WORD},?\s{{1,3}}(?:{_either(f for f in _FORMS if len(f) > PLAIN)})"
    rf"|{_CAPITAL},?\s{{1,3}}(?:{_either(f for f in _FORMS if len(f) <= PLAIN)}))(?!\w)"
    rf"|(?<!\w)(?:{'|'.join(FORMS_BEFORE)})\s{{1,3}}[«\"„“]?{_WORD}"
)


CHECK = Check(
    id="controller-not-identified",
    version=1,
    title="The site says who is responsible for the data.",
    failure_title="No text says who is responsible for the data.",
    severity=Severity.MINOR,
    requires=(
        need(Journey.NO_ACTION, FIRST_LAYER),
        need(Journey.NO_ACTION, POLICY_PAGE),
        need(Journey.NO_ACTION, ENVIRONMENT),
        need(Journey.OPEN_SECOND_LAYER, SECOND_LAYER),
    ),
    sources=cited("gdpr-recital-42", "gdpr-consent", "gdpr-information", "edpb-consent"),
    since="0.2.0",
    status=Status.EXPERIMENTAL,
    evaluate=evaluate,
)

from collections.abc import Mapping
from pathlib import Path

import pytest

from auditor.domain.controls import AGREEING, REFUSING, Role
from auditor.measure import lexicon
from auditor.measure.lexicon import (
    MAX_LABEL,
    ORDER,
    Label,
    consent_words,
    folded,
    label_of,
    language_of,
    lexicons,
    order_of_languages,
    reopening,
    says,
)
from tests.unit.measure.labels import ACCEPTANCES, NEWLY_MADE, ONLY_NECESSARY, REFUSALS, SETTINGS

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl")


def _each(labels: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, label) for language, found in labels.items() for label in found]


def test_there_are_seven_languages_with_the_same_rules() -> None:
    assert tuple(lexicons()) == LANGUAGES
    assert len({frozenset(found.rules) for found in lexicons().values()}) == 1
    assert {rule for rule, _, _ in ORDER} <= set(lexicons()["en"].rules)


def test_what_is_no_set_of_rules_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("Rules.", encoding="utf-8")
    (folder / "sv.toml").write_text('language = "sv"\nreject = ["neka"]\n', encoding="utf-8")
    monkeypatch.setattr(lexicon, "files", lambda _package: tmp_path)
    assert list(lexicons.__wrapped__()) == ["sv"]


def test_refusing_and_negation_are_asked_before_agreement() -> None:
    asked = [role for _, role, _ in ORDER]
    last_refusal = max(n for n, role in enumerate(asked) if role in REFUSING)
    first_agreement = min(n for n, role in enumerate(asked) if role in AGREEING)
    assert last_refusal < first_agreement


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_of_refusals_are_long_enough_to_mean_something(language: str) -> None:
    assert len(set(REFUSALS[language])) >= 15


@pytest.mark.parametrize(("language", "label"), _each(REFUSALS))
def test_a_refusal_is_a_refusal(language: str, label: str) -> None:
    found = label_of(label, language)
    assert found.role is Role.REJECT
    assert found.clear is True
    assert found.rule == f"{language}:reject"


@pytest.mark.parametrize(("language", "label"), _each(REFUSALS))
def test_a_shouted_refusal_with_decoration_is_still_a_refusal(language: str, label: str) -> None:
    assert label_of(f"  {label.upper()} › ", language).role is Role.REJECT


@pytest.mark.parametrize(("language", "label"), _each(ONLY_NECESSARY))
def test_only_what_is_necessary_is_no_acceptance(language: str, label: str) -> None:
    assert label_of(label, language) == Label(Role.NECESSARY, True, f"{language}:necessary")


@pytest.mark.parametrize(("language", "label"), _each(ACCEPTANCES))
def test_an_acceptance_is_an_acceptance(language: str, label: str) -> None:
    assert label_of(label, language) == Label(Role.ACCEPT, True, f"{language}:accept")


@pytest.mark.parametrize(("language", "label"), _each(SETTINGS))
def test_the_way_to_the_settings_is_told(language: str, label: str) -> None:
    assert label_of(label, language).role is Role.SETTINGS


@pytest.mark.parametrize("language", [None, *LANGUAGES, "sv", "not a tag"])
@pytest.mark.parametrize("label", NEWLY_MADE)
def test_a_word_that_no_rule_knows_stays_unknown(label: str, language: str | None) -> None:
    assert label_of(label, language) == Label(Role.UNKNOWN, None, "no-rule")


@pytest.mark.parametrize("label", ["", "   ", " – ", "…", "a" * (MAX_LABEL + 1), "Reject all " * 10])
def test_no_words_and_whole_sentences_are_no_label(label: str) -> None:
    assert label_of(label, "en") == Label(Role.UNKNOWN, None, "no-label")


@pytest.mark.parametrize("label", ["x", "X", "×", "✕", "✖ ", "❌", "x x"])
def test_a_cross_closes(label: str) -> None:
    assert label_of(label) == Label(Role.CLOSE, None, "glyph")


@pytest.mark.parametrize(
    ("label", "role", "clear"),
    [
        ("Decline optional purposes", Role.REJECT, False),
        ("I don't want a better experience", Role.REJECT, False),
        ("Got it", Role.ACKNOWLEDGE, False),
        ("OK", Role.ACKNOWLEDGE, False),
        ("Continue", Role.ACKNOWLEDGE, False),
        ("Save my choices", Role.SAVE, None),
        ("Allow selection", Role.SAVE, None),
        ("Close", Role.CLOSE, None),
        ("Withdraw consent", Role.WITHDRAW, None),
        ("Privacy policy", Role.POLICY, None),
        ("Subscribe and reject", Role.PAY, None),
        ("Accept or pay", Role.PAY, None),
        ("Sign in", Role.OTHER, None),
        ("Accept strictly", Role.NECESSARY, True),
        ("Accept all strictly", Role.ACCEPT, True),
        ("Consent preferences", Role.SETTINGS, None),
        ("Accept all options", Role.ACCEPT, True),
    ],
)
def test_other_labels_of_banners(label: str, role: Role, *, clear: bool | None) -> None:
    found = label_of(label, "en-GB")
    assert (found.role, found.clear) == (role, clear)


@pytest.mark.parametrize(
    ("label", "language", "rule"),
    [
        ("Reject all", "de", "en:reject"),
        ("Accept all", "pl", "en:accept"),
        ("Tout refuser", "en", "fr:reject"),
        ("Odrzuć wszystkie", None, "pl:reject"),
        ("Alle ablehnen", "sv-SE", "de:reject"),
    ],
)
def test_a_label_in_another_language_than_the_page_is_understood(label: str, language: str | None, rule: str) -> None:
    assert label_of(label, language).rule == rule


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("fr", ["fr", "en", "de"]),
        ("pt", ["en", "de", "es"]),
        (None, ["en", "de", "es"]),
        ("en-GB", ["en", "de", "es"]),
        ("DE_at", ["de", "en", "es"]),
    ],
)
def test_the_languages_own_rules_come_first_then_the_english_ones(language: str | None, first: list[str]) -> None:
    order = [found.language for found in order_of_languages(language)]
    assert order[:3] == first
    assert sorted(order) == sorted(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ACCEPT\n\tALL  ", "accept all"),
        ("Don’t  accept", "don't accept"),
        ("J`accepte", "j'accepte"),
        ("Ab\u00adlehnen", "ablehnen"),
        ("› Weiter …", "weiter"),
        ("Ａｃｃｅｐｔ", "accept"),
        ("Accept\u00a0all!", "accept all"),
    ],
)
def test_folding_leaves_the_words_alone(text: str, words: str) -> None:
    assert folded(text) == words


def test_consent_words_are_weighed_and_capped() -> None:
    assert consent_words("Welcome to our shop for shoes") == 0
    assert consent_words("We use cookies", "en") == 2
    assert consent_words("We use cookies and respect your privacy", "en") == 3
    everything = "cookies consent tracking trackers gdpr privacy personal data partners visits preferences"
    assert consent_words(everything, "en") == 7


def test_the_language_that_speaks_most_of_consent_decides() -> None:
    french = "Nous utilisons des traceurs avec votre consentement pour mesurer l'audience"
    assert consent_words(french) == consent_words(french, "fr") == 5


@pytest.mark.parametrize(
    ("label", "weight"),
    [
        ("Cookie settings", 0.5),
        ("Withdraw consent", 0.5),
        ("Cookie-Einstellungen", 0.5),
        ("Gérer mes cookies", 0.5),
        ("Cookies", 0.35),
        ("Datenschutz", 0.35),
        ("About us", 0.0),
        ("", 0.0),
        ("cookie settings " * 10, 0.0),
    ],
)
def test_the_way_back_is_weighed_by_its_words(label: str, weight: float) -> None:
    assert reopening(label, "en") == weight


def test_a_bare_word_in_the_pages_language_outweighs_nothing_stronger_in_it() -> None:
    assert reopening("Privacy", "it") == 0.35


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        ("off", "Off", True),
        ("off", "Désactivé", True),
        ("on", "Aktiv", True),
        ("all", "Every purpose", True),
        ("locked", "Altijd actief", True),
        ("avoid", "Log out", True),
        ("avoid", "Warenkorb", True),
        ("off", "Marketing", False),
        ("off", "", False),
        ("no such rule", "Off", False),
    ],
)
def test_rules_speak_in_every_language(rule: str, text: str, *, said: bool) -> None:
    assert says(rule, text) is said


TEXTS = {
    "en": "We and our partners use cookies to measure how our site is used and to show you advertising that suits you.",
    "de": "Wir und unsere Partner verwenden Cookies, um die Nutzung unserer Website zu messen und Werbung zu zeigen.",
    "fr": "Nous et nos partenaires utilisons des cookies pour mesurer l'audience de notre site et afficher des pubs.",
    "nl": "Wij en onze partners gebruiken cookies om het gebruik van onze website te meten en advertenties te tonen.",
    "it": "Noi e i nostri partner utilizziamo i cookie per misurare l'uso del nostro sito e mostrarti pubblicità.",
    "es": "Nosotros y nuestros socios utilizamos cookies para medir el uso de nuestro sitio y mostrarle publicidad.",
    "pl": "My i nasi partnerzy używamy plików cookie, aby mierzyć korzystanie z naszej strony i wyświetlać reklamy.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_banner_is_told_from_its_text(language: str) -> None:
    assert language_of(TEXTS[language]) == language
    assert language_of(f"{TEXTS[language]} {TEXTS[language]}", "sv") == language


@pytest.mark.parametrize(("hint", "told"), [("de-AT", "de"), (None, None), ("x", None), ("no tag", None)])
def test_the_pages_claim_decides_for_a_text_that_is_too_short(hint: str | None, told: str | None) -> None:
    assert language_of(" Cookies ", hint) == told
    assert language_of("OK", hint) == told


def test_the_pages_claim_decides_where_a_short_text_could_be_either() -> None:
    assert language_of("Cookies & privacy", "nl") == "nl"


def test_a_claim_that_the_text_plainly_contradicts_does_not_decide() -> None:
    assert language_of("Wir verwenden Cookies. Bitte stimmen Sie zu oder lehnen Sie ab.", "ja") == "de"


def test_the_same_claim_as_the_text_changes_nothing() -> None:
    assert language_of("We use cookies on this site", "en-US") == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Ich stimme nicht zu",
        "Nichts akzeptieren",
        "Never accept",
        "I won't accept",
        "Withhold consent",
        "Ik stem niet in",
        "Niets accepteren",
        "Ne rien accepter",
        "Je ne donne pas mon consentement",
        "Non abilitare",
        "Zgoda nie",
        "Alle cookies weigeren",
        "Alle Cookies ablehnen",
        "Proceed without consent",
        "Sin consentimiento",
        "Afvis alle cookies",
    ],
)
@pytest.mark.parametrize("hint", [None, "en", "nl", "fr", "de", "es", "it", "pl", "da"])
def test_a_refusal_is_never_agreement_whatever_the_language_is_said_to_be(text: str, hint: str | None) -> None:
    if text == "Afvis alle cookies" and hint != "da":
        assert label_of(text, "da").role not in AGREEING
        return
    assert label_of(text, hint).role not in AGREEING


def test_two_things_in_one_label_are_left_open() -> None:
    assert label_of("Accept and do not ask again", "en").role is Role.UNKNOWN

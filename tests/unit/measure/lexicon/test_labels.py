"""Labels in every language: the lists beside this file say what each does."""

import tomllib
from pathlib import Path

import pytest

from auditor.domain.controls import AGREEING, REFUSING, Role
from auditor.measure.lexicon import labels as module
from auditor.measure.lexicon.labels import DECISIONS, MAX_LABEL, Label, has_concept, label_of, reopening
from auditor.measure.lexicon.languages import lexicons

LISTS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["labels"]
    for path in sorted((Path(__file__).parent / "labels").glob("*.toml"))
}
EU = frozenset(
    [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "ga",
        "hr",
        "hu",
        "it",
        "lt",
        "lv",
        "mt",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sv",
    ]
)
OTHERS = frozenset(["no", "is", "uk", "tr", "ca"])
CLEAR = {"reject": (Role.REJECT, True), "reject_unclear": (Role.REJECT, False)}

each_language = pytest.mark.parametrize("language", LISTS)


def test_every_language_has_its_labels_and_those_of_the_union_are_all_there() -> None:
    assert set(LISTS) == set(lexicons())
    assert set(LISTS) >= EU | OTHERS


@pytest.mark.parametrize("language", sorted(EU | OTHERS))
def test_the_lists_are_long_enough_to_mean_something(language: str) -> None:
    least = {"reject": 15, "reject_unclear": 2, "necessary": 6, "accept": 10, "settings": 7, "save": 6, "close": 3}
    short = {role: len(set(LISTS[language][role])) for role, n in least.items() if len(set(LISTS[language][role])) < n}
    assert short == {}


@each_language
def test_every_label_means_what_the_list_says(language: str) -> None:
    wrong = {}
    for name, found in LISTS[language].items():
        if name == "reopen":
            continue
        role, clear = CLEAR[name] if name in CLEAR else (Role(name), None)
        for label in found:
            told = label_of(label, language)
            if told.role is not role or (clear is not None and told.clear is not clear):
                wrong[label] = told
    assert wrong == {}


@each_language
def test_a_shouted_label_with_decoration_means_the_same(language: str) -> None:
    for name in ("reject", "accept"):
        wrong = [w for w in LISTS[language][name] if label_of(f"  {w.upper()} › ", language).role is not Role(name)]
        assert wrong == []


@each_language
def test_a_refusal_is_never_agreement_whatever_the_language_is_said_to_be(language: str) -> None:
    refusals = [w for name in ("reject", "reject_unclear", "necessary") for w in LISTS[language][name]]
    for hint in (None, "en", "de", "fr", "es", "nl", "pl", "ro", "sv", "fi"):
        assert [(hint, w) for w in refusals if label_of(w, hint).role in AGREEING] == []


@each_language
def test_an_acceptance_is_never_a_refusal_whatever_the_language_is_said_to_be(language: str) -> None:
    for hint in (None, "en", "de", "fr", "es", "nl", "pl", "ro", "sv", "fi"):
        assert [(hint, w) for w in LISTS[language]["accept"] if label_of(w, hint).role in REFUSING] == []


@each_language
def test_what_leads_back_is_told(language: str) -> None:
    assert [w for w in LISTS[language]["reopen"] if reopening(w) < 0.5] == []


@pytest.mark.parametrize("language", [None, "en", "nl", "pl"])
@pytest.mark.parametrize("label", ["Flurbel", "Qwrtz", "🦊 1234", "1234", "Schnibbeldiwupp"])
def test_a_word_that_no_list_knows_stays_unknown(label: str, language: str | None) -> None:
    assert label_of(label, language) == Label(Role.UNKNOWN, None, "no-rule")


@pytest.mark.parametrize(
    ("label", "language", "reason"),
    [
        ("", "en", "no-label"),
        ("   ", "en", "no-label"),
        (" – …", "en", "no-label"),
        ("a" * (MAX_LABEL + 1), "en", "no-label"),
        ("Reject all " * 100_000, "en", "no-label"),
        ("Accept all", "tlh", "language-not-known"),
        ("Reject all", "not a tag", "language-not-known"),
        ("Acc\x00ept all", "en", "control-characters"),
        ("Accept \x1b[31mall", "en", "control-characters"),
        ("\u202ella tpeccA", "en", "control-characters"),
        ("Аccept all", "en", "mixed-scripts"),
        ("Aссept", "en", "mixed-scripts"),
        ("Accept все", "en", "mixed-scripts"),
        ("Accept 全部", "en", "mixed-scripts"),
    ],
)
def test_what_cannot_be_told_is_unknown_with_the_reason(label: str, language: str, reason: str) -> None:
    assert label_of(label, language) == Label(Role.UNKNOWN, None, reason)


def test_invisible_characters_change_nothing() -> None:
    assert label_of("Rej\u00adect\u200b all", "en").role is Role.REJECT


@pytest.mark.parametrize("label", ["x", "X", "×", "✕", "✖ ", "❌", "x x"])
def test_a_cross_closes(label: str) -> None:
    assert label_of(label) == Label(Role.CLOSE, None, "glyph")


@pytest.mark.parametrize(
    ("label", "role", "clear"),
    [
        ("Decline optional purposes", Role.REJECT, False),
        ("I decline non-essential purposes", Role.REJECT, False),
        ("I don't want a better experience", Role.REJECT, False),
        ("Reject all except necessary", Role.REJECT, True),
        ("Continue without accepting and close", Role.REJECT, True),
        ("Accept and do not ask again", Role.ACCEPT, True),
        ("Accept and never share", Role.UNKNOWN, None),
        ("Accept or decline", Role.UNKNOWN, None),
        ("I agree or do not agree", Role.UNKNOWN, None),
        ("Accept all but marketing", Role.UNKNOWN, None),
        ("Do not reject", Role.UNKNOWN, None),
        ("Accept only necessary", Role.NECESSARY, True),
        ("Accept necessary and marketing", Role.ACCEPT, True),
        ("Accept without marketing", Role.UNKNOWN, None),
        ("Accept only first-party cookies", Role.UNKNOWN, None),
        ("Continue with necessary cookies", Role.NECESSARY, True),
        ("OK, necessary cookies", Role.NECESSARY, True),
        ("Necessary and functional", Role.NECESSARY, True),
        ("Close without consent", Role.REJECT, True),
        ("Do not show this cookie banner again", Role.CLOSE, None),
        ("All cookies except marketing", Role.UNKNOWN, None),
        ("Accept essential and optional cookies", Role.ACCEPT, True),
        ("Exit without saving", Role.UNKNOWN, None),
        ("Accept the cookie policy", Role.ACCEPT, True),
        ("Close the cookie notice", Role.CLOSE, None),
        ("Learn more and customize", Role.SETTINGS, None),
        ("Got it", Role.ACKNOWLEDGE, False),
        ("OK", Role.ACKNOWLEDGE, False),
        ("OK, reject all", Role.REJECT, True),
        ("No problem", Role.ACKNOWLEDGE, False),
        ("Save and accept all", Role.ACCEPT, True),
        ("Allow selection", Role.SAVE, None),
        ("Select all", Role.UNKNOWN, None),
        ("Consent preferences", Role.SETTINGS, None),
        ("Accept all options", Role.ACCEPT, True),
        ("All cookies", Role.ACCEPT, True),
        ("Not now", Role.CLOSE, None),
        ("Close preferences", Role.CLOSE, None),
        ("Withdraw consent", Role.WITHDRAW, None),
        ("Change cookie choices", Role.WITHDRAW, None),
        ("Privacy policy", Role.POLICY, None),
        ("Subscribe and reject", Role.PAY, None),
        ("Subscribe to our newsletter", Role.OTHER, None),
        ("Sign in", Role.OTHER, None),
        ("Continue to checkout", Role.OTHER, None),
    ],
)
def test_how_concepts_combine(label: str, role: Role, *, clear: bool | None) -> None:
    found = label_of(label, "en-GB")
    assert (found.role, found.clear) == (role, clear)


@pytest.mark.parametrize(
    ("label", "language"),
    [("Nu niet accepteren", "nl"), ("Ahora no acepto", "es"), ("Agora não aceito", "pt"), ("Acum nu accept", "ro")],
)
def test_a_negation_is_not_lost_in_a_longer_phrase(label: str, language: str) -> None:
    assert label_of(label, language).role is Role.REJECT


@pytest.mark.parametrize(
    ("label", "language", "rule"),
    [
        ("Reject all", "de", "en:reject"),
        ("Accept all", "nl", "en:accept"),
        ("Weigeren", "en", "nl:reject"),
        ("Alle cookies weigeren", None, "nl:reject"),
    ],
)
def test_a_label_in_another_language_than_the_page_is_understood(label: str, language: str | None, rule: str) -> None:
    assert label_of(label, language).rule == rule


def test_an_unknown_word_that_says_no_somewhere_makes_agreement_doubtful() -> None:
    assert label_of("Accept niet", "en").role not in AGREEING
    assert label_of("Accept sin", "en") == Label(Role.UNKNOWN, None, "en:not-all-words-known")


def test_going_on_with_an_unknown_word_about_consent_is_no_agreement() -> None:
    assert label_of("Continue flurbeling consent", "en") == Label(Role.UNKNOWN, None, "en:not-all-words-known")


def test_a_language_that_knows_little_of_a_label_does_not_decide() -> None:
    assert label_of("Nota bara það sem þarf til að vefurinn virki", "is").role is Role.UNKNOWN


def test_yes_in_one_language_and_no_in_another_is_left_open() -> None:
    assert label_of("Jo") == Label(Role.UNKNOWN, None, "yes-in-one-language-and-no-in-another")
    assert label_of("Jo", "lb").role is Role.ACCEPT
    assert label_of("Jo", "sq").role is Role.REJECT


def test_refusing_is_decided_before_agreement() -> None:
    order = [d.role for d in DECISIONS if d.needs & {"accept", "reject", "negation", "necessary"}]
    assert order.index(Role.REJECT) < order.index(Role.ACCEPT)
    assert order.index(Role.NECESSARY) < order.index(Role.ACCEPT)


def test_every_concept_of_a_decision_is_a_list_or_follows_from_some() -> None:
    lists = {entry.concept for lexicon in lexicons().values() for entry in lexicon.button}
    told = {
        "bare-necessary",
        "nothing-else",
        "not-reject",
        "accept-first",
        "accept-or-not",
        "accept-leads",
        "accept-then-not",
    }
    assert {c for d in DECISIONS for c in d.needs | d.lacks} <= lists | told


@pytest.mark.parametrize(
    ("label", "weight"),
    [
        ("Cookie settings", 0.5),
        ("Withdraw consent", 0.5),
        ("Cookie-instellingen", 0.5),
        ("Cookies", 0.35),
        ("Privacy", 0.35),
        ("About us", 0.0),
        ("", 0.0),
        ("cookie settings " * 10, 0.0),
    ],
)
def test_the_way_back_is_weighed_by_its_words(label: str, weight: float) -> None:
    assert reopening(label) == weight


@pytest.mark.parametrize(("text", "there"), [("Non-necessary", True), ("Strictly necessary", False), ("", False)])
def test_a_concept_is_found_in_a_short_text(text: str, *, there: bool) -> None:
    assert has_concept(text, "optional") is there


def test_scripts_are_told_by_the_first_letter() -> None:
    assert module._script("1 Принять") == "CYRILLIC"
    assert module._script("1234") == "LATIN"

from dataclasses import replace

import pytest

from auditor.domain.artifacts import Timeline
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.controls import Layer
from auditor.domain.journeys import Journey, StepName
from checks.misleading_consequence import CHECK
from tests.evidence.builders import STEPS, URL, layer, no_layer, timeline
from tests.evidence.check_builders import ask, examined

REFUSED = timeline(*STEPS[Journey.REJECT_ALL])
LOSS = "If you refuse, you will lose access to this website."
SOME = "Without cookies some functions may not work."


def saying(text: str, language: str | None = "en") -> Layer:
    """A layer with this text after an ordinary sentence."""
    return layer(text=f"We use cookies. {text}".strip(), language=language)


def led_to(url: str) -> Timeline:
    """A refusal after which the page stands at this address when it is loaded again."""
    steps = (replace(s, url=url) if s.name is StepName.RELOAD else s for s in REFUSED.steps)
    return Timeline(tuple(steps))


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (LOSS, "en"),
        ("If you reject all cookies, you lose your account.", "en"),
        ("If you decline, you'll lose your mailbox", "en"),
        ("Wenn Sie ablehnen, verlieren Sie den Zugang zu Ihrem Konto.", "de"),
        ("Si vous refusez, vous perdrez l'accès à votre compte.", "fr"),
        ("Als u weigert, verliest u toegang tot uw account.", "nl"),
        ("Si rechaza las cookies, perderá el acceso a su cuenta.", "es"),
        ("Se rifiuti, perderai l'accesso al tuo account.", "it"),
    ],
)
def test_failed_when_refusing_is_said_to_cost_the_account_or_the_site(words: str, language: str) -> None:
    told = ask(CHECK, saying(words, language), layer(), REFUSED)
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert [f.summary for f in told.findings] == [f'The text says: "{words}"']
    assert told.findings[0].evidence == ("no-action/first-layer", "reject-all/timeline")
    assert told.evidence == examined(CHECK)


def test_failed_when_the_settings_threaten_and_other_threats_are_left_out() -> None:
    told = ask(CHECK, saying(SOME), saying(LOSS), led_to(f"{URL}#top"))
    assert told.outcome is Outcome.FAILED
    assert [f.evidence[0] for f in told.findings] == ["open-second-layer/second-layer"]


def test_failed_names_a_sentence_of_both_layers_once() -> None:
    assert len(ask(CHECK, saying(LOSS), saying(LOSS), REFUSED).findings) == 1


@pytest.mark.parametrize("length", [300, 301])
def test_failed_up_to_the_longest_sentence_that_is_judged_and_quotes_a_line(length: int) -> None:
    padding = "x" * (length - len(LOSS) - 1)
    told = ask(CHECK, saying(f"{padding} {LOSS}"), layer(), REFUSED)
    assert told.outcome is (Outcome.FAILED if length == 300 else Outcome.CANT_TELL)
    assert told.findings[0].summary == f'The text says: "{padding[:120]}"'


@pytest.mark.parametrize(
    "words",
    [
        SOME,
        "If you refuse, videos will not be displayed.",
        "If you refuse, you will lose access to some parts of the site.",
        "If you refuse, you will not get ads, and you lose access to this website.",
        "If you block strictly necessary cookies, you will lose access to your account.",
        "If you delete cookies, you will lose access to your account.",
        "If you refuse, we lose access to our statistics.",
    ],
    ids=["functions", "media", "parts", "negated", "necessary", "not a refusal", "the site's own loss"],
)
def test_cant_tell_when_the_consequence_may_be_true(words: str) -> None:
    told = ask(CHECK, saying(words), layer(), REFUSED)
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert [f.summary for f in told.findings] == [f'The text says: "{words}"']
    assert told.findings[0].evidence == ("no-action/first-layer",)
    assert told.evidence == examined(CHECK)


@pytest.mark.parametrize(
    "walked",
    [
        led_to(f"{URL}subscribe"),
        timeline(StepName.LOAD),
        timeline(StepName.LOAD, StepName.REJECT),
        timeline(StepName.REJECT, StepName.RELOAD),
        timeline(),
    ],
    ids=["leads elsewhere", "no refusal", "not loaded again", "first page not seen", "nothing"],
)
def test_cant_tell_when_the_site_was_not_seen_open_after_a_refusal(walked: Timeline) -> None:
    told = ask(CHECK, saying(LOSS), layer(), walked)
    assert told.outcome is Outcome.CANT_TELL
    assert len(told.findings) == 1


@pytest.mark.parametrize(
    "unread", [saying("", "sw"), saying("", None), layer(text=" ")], ids=["no lists", "no language", "no text"]
)
def test_cant_tell_when_a_text_could_not_be_read(unread: Layer) -> None:
    for layers in ((unread, layer()), (layer(), unread)):
        told = ask(CHECK, *layers, REFUSED)
        assert (told.outcome, "could not be read" in told.summary) == (Outcome.CANT_TELL, True)


def test_cant_tell_when_the_search_for_a_banner_broke_off() -> None:
    assert ask(CHECK, layer(present=None), layer(), REFUSED).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("words", ["You can refuse at any time.", "Refusing has no disadvantages for you."])
def test_passed_when_nothing_is_threatened(words: str) -> None:
    told = ask(CHECK, saying(words), layer(), REFUSED)
    assert told.outcome is Outcome.PASSED
    assert told.confidence is Confidence.LIKELY
    assert told.findings == ()
    assert told.evidence == examined(CHECK)


def test_inapplicable_without_a_banner() -> None:
    told = ask(CHECK, no_layer(), layer(), REFUSED)
    assert told.outcome is Outcome.INAPPLICABLE
    assert told.evidence == examined(CHECK)

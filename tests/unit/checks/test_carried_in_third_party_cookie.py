from dataclasses import replace

import pytest

from auditor.domain.carried import CarriedCookie, CarriedIn
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.journeys import Journey
from auditor.evaluation.derive import derive
from auditor.evaluation.run_checks import run_checks
from checks.carried_in_third_party_cookie import CHECK
from tests.evidence.builders import SITE, visit
from tests.evidence.check_builders import NEUTRAL, ask, examined

WHERE = "seeded-visit/traffic#7"
COOKIE = CarriedCookie("IDE", "ads.example", "tag.ads.example", None, "news.example", True, True, WHERE)


def told(*cookies: CarriedCookie, **fields: object) -> CarriedIn:
    """Three seeds that were accepted on and left five cookies, of which these rode along."""
    return replace(CarriedIn(cookies, accepted=3, brought=5, third_party_cookies=True), **fields)


def test_failed_when_a_cookie_from_elsewhere_rides_along() -> None:
    early = replace(COOKIE, name="uid", after_accepting=False)
    answer = ask(CHECK, told(COOKIE, early))
    assert (answer.outcome, answer.confidence) == (Outcome.FAILED, Confidence.CONFIRMED)
    assert answer.summary == "1 other host received a cookie from other sites before any choice here."
    assert [f.summary for f in answer.findings] == [
        "tag.ads.example received cookie IDE, which came with accepting on news.example",
        "tag.ads.example received cookie uid, which was set while news.example was visited",
    ]
    assert answer.findings[0].evidence == (WHERE,)
    assert answer.evidence == examined(CHECK)


def test_failed_is_likely_only_when_nothing_but_the_value_tells() -> None:
    answer = ask(CHECK, told(replace(COOKIE, after_accepting=False, certain=False)))
    assert (answer.outcome, answer.confidence) == (Outcome.FAILED, Confidence.LIKELY)


def test_failed_though_the_self_test_gave_no_answer_and_the_record_has_gaps() -> None:
    assert ask(CHECK, told(COOKIE, third_party_cookies=None, gaps=("cut short",))).outcome is Outcome.FAILED


def test_passed_when_what_was_brought_was_not_sent() -> None:
    answer = ask(CHECK, told())
    assert (answer.outcome, answer.evidence) == (Outcome.PASSED, examined(CHECK))
    assert answer.summary == "5 cookies came from other sites, and none was sent before a choice here."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"third_party_cookies": False}, "blocked"),
        ({"third_party_cookies": None}, "could not be tested"),
        ({"accepted": 2}, "Only 2 other sites"),
        ({"accepted": 1}, "Only 1 other site "),
        ({"brought": 0}, "left no lasting cookie"),
        ({"gaps": ("network-log-cut-short",)}, "network-log-cut-short"),
    ],
)
def test_cant_tell_when_silence_proves_nothing(fields: dict[str, object], words: str) -> None:
    answer = ask(CHECK, told(**fields))
    assert (answer.outcome, words in answer.summary) == (Outcome.CANT_TELL, True)


@pytest.mark.parametrize("fields", [{"third_party_cookies": False}, {"accepted": 2}])
def test_cant_tell_still_lists_what_was_seen(fields: dict[str, object]) -> None:
    answer = ask(CHECK, told(COOKIE, **fields))
    assert (answer.outcome, len(answer.findings)) == (Outcome.CANT_TELL, 1)


def test_untested_when_no_other_sites_were_named() -> None:
    [checked] = run_checks([CHECK], derive([visit(Journey.NO_ACTION)], SITE, NEUTRAL.limits), NEUTRAL)
    assert checked.result.outcome is Outcome.UNTESTED
    assert "no-other-sites-were-named" in checked.result.summary

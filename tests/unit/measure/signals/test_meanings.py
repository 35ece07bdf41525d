import json

import pytest

from auditor.domain.signals import Channel, Meaning
from auditor.measure.signals.meanings import SHOWN, Told, Unread, answer, gpp, in_words, tc, tc_meaning
from auditor.measure.signals.tcf import decode_tc
from auditor.measure.signals.unreadable import SignalUnreadable
from tests.evidence.consent_strings import ACCEPTED, REFUSED, listed, tc_core, us_national
from tests.evidence.consent_strings import gpp as gpp_string


def test_yes_and_no_are_named_without_values() -> None:
    assert in_words(Channel.RECORD, {"ads": True, "stats": False}) == Told(
        Channel.RECORD, Meaning.PARTIAL, "yes to ads, no to stats"
    )
    assert in_words(Channel.RECORD, {"": True}).detail == "yes to the choice"
    assert in_words(Channel.GOOGLE, {"ads": False}) == Told(Channel.GOOGLE, Meaning.REFUSED, "no to ads")
    assert in_words(Channel.RECORD, {}) == Told(Channel.RECORD, Meaning.UNKNOWN, "")


def test_only_a_few_names_are_shown_and_the_rest_counted() -> None:
    many = {f"part {n} {'x' * 90}": True for n in range(SHOWN + 3)}
    detail = in_words(Channel.RECORD, many).detail
    assert detail.endswith(" and 3 more")
    assert len(detail) < 60 * (SHOWN + 1)


@pytest.mark.parametrize(
    ("text", "meaning", "detail"),
    [
        (
            ACCEPTED,
            Meaning.GRANTED,
            "consent to purposes 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11; 3 vendors",
        ),
        (REFUSED, Meaning.REFUSED, "consent to purposes none; 0 vendors"),
        (tc_core((2,)), Meaning.GRANTED, "consent to purposes 2; 0 vendors"),
        (tc_core(vendors=listed(7)), Meaning.PARTIAL, "consent to purposes none; 1 vendors"),
        (tc_core(features=(1,)), Meaning.PARTIAL, "consent to purposes none; 0 vendors"),
    ],
)
def test_consents_decide_what_a_tc_string_means(text: str, meaning: Meaning, detail: str) -> None:
    assert tc_meaning(decode_tc(text)) == (meaning, detail)


def test_legitimate_interest_is_named_and_is_no_consent() -> None:
    meaning, detail = tc_meaning(decode_tc(tc_core(interests=(2, 7))))
    assert meaning is Meaning.REFUSED
    assert detail.endswith("; legitimate interest for 2 purposes")


def test_the_european_section_decides_what_a_gpp_string_means() -> None:
    told = gpp(gpp_string({2: ACCEPTED, 7: us_national(SaleOptOut=1)}), "gpp", Unread({}))
    assert told is not None
    assert (told.channel, told.meaning) == (Channel.GPP, Meaning.GRANTED)
    assert told.detail.startswith("section 2: consent to purposes 1,")


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (gpp_string({}), "sections none; none of them is European"),
        (gpp_string({6: "1YNN"}), "sections 6; none of them is European"),
        (
            gpp_string({7: us_national(SaleOptOut=1, SharingOptOut=2, SaleOptOutNotice=1)}),
            "sections 7; opted out: SaleOptOut; none of them is European",
        ),
    ],
)
def test_american_sections_tell_nothing_of_consent(text: str, detail: str) -> None:
    assert gpp(text, "gpp", Unread({})) == Told(Channel.GPP, Meaning.UNKNOWN, detail)


@pytest.mark.parametrize(
    ("interface", "value", "channel"),
    [
        ("tcf", REFUSED, Channel.TCF),
        ("gpp", gpp_string({2: REFUSED}), Channel.GPP),
        ("google", json.dumps({"ad_storage": "denied"}), Channel.GOOGLE),
    ],
)
def test_each_interface_answers_in_its_own_form(interface: str, value: str, channel: Channel) -> None:
    unread = Unread({})
    told = answer(interface, value, unread)
    assert told is not None
    assert (told.channel, told.meaning) == (channel, Meaning.REFUSED)
    assert unread.names == {}


@pytest.mark.parametrize(("interface", "name"), [("tcf", "__tcfapi"), ("gpp", "__gpp"), ("google", "google")])
def test_an_answer_that_cannot_be_decoded_is_named(interface: str, name: str) -> None:
    unread = Unread({})
    assert answer(interface, "broken", unread) is None
    (noted,) = unread.names
    assert noted.startswith(f"{name}: ")


def test_what_is_unreadable_is_named_once_with_its_reason_and_shortened() -> None:
    unread = Unread({})
    for _ in range(2):
        assert tc("CO", "euconsent-v2", unread) is None
    unread.note("x" * 900, SignalUnreadable("why"))
    assert list(unread.names) == ["euconsent-v2: the text ends too early", "x" * 60 + ": why"]

import pytest

from auditor.domain.checks import CheckResult, Confidence, Outcome
from auditor.domain.facts import Read
from auditor.domain.recording import Form, ItemKind, Phase
from auditor.measure.withdrawn import PHASES, REFUSAL, VERBS, findings, judge, phase_of, sentence, verb_of
from tests.evidence.builders import item, read, reads

NOUN = ("cookie", "cookies")
SAME_PAGE = read(phase=Phase.SAME_PAGE)


def _judged(*found: Read, **fields: object) -> CheckResult:
    return judge(reads(*found, **fields), lambda r: r.form is not Form.REWRITTEN, NOUN, "read")


def test_every_form_and_phase_can_be_put_into_words() -> None:
    assert set(VERBS) == set(Form)
    assert set(PHASES) == set(Phase)


def test_a_read_in_words() -> None:
    assert sentence(read(count=2)) == (
        "cookie _ga (shop.example) was sent in the Cookie header to www.shop.example, 2 times, "
        "after reloading and on inner pages"
    )
    stored = item("visitor", kind=ItemKind.LOCAL_STORAGE, domain="www.shop.example")
    assert sentence(read(stored, form=Form.STORAGE_READ, phase=Phase.SAME_PAGE)) == (
        "local-storage visitor (www.shop.example) was read from storage and its value sent to www.shop.example, "
        "1 time, on the page of the withdrawal"
    )


def test_one_finding_for_each_read_with_its_evidence() -> None:
    found = findings([read(), SAME_PAGE])
    assert [f.summary for f in found] == [sentence(read()), sentence(SAME_PAGE)]
    assert found[0].evidence == ("withdraw/traffic#41",)


def test_a_read_after_the_reload_fails() -> None:
    result = _judged(read())
    assert result.outcome is Outcome.FAILED
    assert result.summary == "1 cookie that needed consent was read after it was withdrawn."
    assert len(result.findings) == 1


@pytest.mark.parametrize("phase", [Phase.AFTER_RELOAD, Phase.NEW_SESSION])
def test_items_are_counted_once_each(phase: Phase) -> None:
    other = item("_gid")
    result = _judged(read(phase=phase), read(form=Form.IDENTIFIER_SENT, phase=phase), read(other, phase=phase))
    assert result.summary == "2 cookies that needed consent were read after it was withdrawn."
    assert len(result.findings) == 3


def test_a_failure_is_as_sure_as_its_surest_read() -> None:
    likely, review = read(confidence=Confidence.LIKELY), read(confidence=Confidence.REVIEW)
    assert _judged(likely, review).confidence is Confidence.LIKELY
    assert _judged(review, likely, read()).confidence is Confidence.CONFIRMED


def test_reads_on_the_same_page_are_left_out_of_a_failure() -> None:
    assert len(_judged(SAME_PAGE, read()).findings) == 1


def test_a_failure_stands_though_the_record_is_incomplete() -> None:
    assert _judged(read(), complete=False, registered=False).outcome is Outcome.FAILED


def test_a_read_on_the_same_page_only_is_left_to_a_person() -> None:
    result = _judged(SAME_PAGE)
    assert (result.outcome, result.confidence) == (Outcome.CANT_TELL, Confidence.REVIEW)
    assert len(result.findings) == 1


def test_silence_passes_when_everything_was_recorded() -> None:
    result = _judged()
    assert result.outcome is Outcome.PASSED
    assert result.summary == "1 item needed consent; no cookie was read after the withdrawal."


def test_what_is_of_no_concern_does_not_fail() -> None:
    assert _judged(read(form=Form.REWRITTEN)).outcome is Outcome.PASSED


@pytest.mark.parametrize("consented", [(), (item(),), (item(), item("_gid"))])
@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("registered", [True, False])
def test_silence_never_passes_without_a_complete_record_of_an_effective_withdrawal(
    consented: tuple[object, ...], *, complete: bool, registered: bool
) -> None:
    result = _judged(consented=consented, complete=complete, registered=registered)
    if not (complete and registered):
        assert result.outcome is Outcome.CANT_TELL
    else:
        assert result.outcome is (Outcome.PASSED if consented else Outcome.INAPPLICABLE)


def test_each_reason_for_doubt_is_named() -> None:
    assert "does not rule it out (network-log-cut-short)" in _judged(complete=False).summary
    assert "showed no effect" in _judged(registered=False).summary


def test_how_a_value_left_is_told_where_it_is_news() -> None:
    by_value = read(form=Form.IDENTIFIER_SENT, carried="body, base64", host="partner.example")
    assert sentence(by_value) == (
        "cookie _ga (shop.example) left the device by its value, to partner.example (body, base64), 1 time, "
        "after reloading and on inner pages"
    )
    assert "(" not in sentence(read(carried="Cookie header")).removeprefix("cookie _ga (shop.example)")


def test_no_more_is_said_than_was_seen() -> None:
    assert verb_of(read(form=Form.SCRIPT_READ, left_device=False)) == "was read by a script of"
    assert verb_of(read(form=Form.SCRIPT_READ)) == VERBS[Form.SCRIPT_READ]


def test_a_refusal_is_spoken_of_as_one() -> None:
    assert phase_of(Phase.SAME_PAGE, REFUSAL) == "on the page of the refusal"
    refused = judge(reads(read()), lambda _: True, NOUN, "read", REFUSAL)
    assert refused.summary == "1 cookie that needed consent was read after the visitor refused."
    early = judge(reads(SAME_PAGE), lambda _: True, NOUN, "read", REFUSAL)
    assert "page of the refusal" in early.summary
    assert early.findings[0].summary.endswith("on the page of the refusal")
    nothing = judge(reads(consented=()), lambda _: True, NOUN, "read", REFUSAL)
    assert (nothing.outcome, nothing.summary) == (Outcome.INAPPLICABLE, REFUSAL.nothing)


def test_the_consequence_of_a_writing_is_not_held_against_reading() -> None:
    result = _judged(read(since_rewritten=True), SAME_PAGE)
    assert result.outcome is Outcome.CANT_TELL
    assert "deleted and was set again" in result.summary
    assert len(result.findings) == 2
    assert _judged(read(since_rewritten=True), read()).outcome is Outcome.FAILED
    assert len(_judged(read(since_rewritten=True), read()).findings) == 1


def test_every_gap_is_named_up_to_a_few() -> None:
    summary = _judged(gaps=tuple(f"gap {n}" for n in range(9))).summary
    assert "gap 0, gap 1, gap 2, gap 3, gap 4 and 4 more" in summary

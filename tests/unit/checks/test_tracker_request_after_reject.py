from auditor.domain.checks import Confidence, Outcome
from checks.tracker_request_after_reject import CHECK
from tests.evidence.builders import leak, leaks
from tests.evidence.check_builders import ask, examined

WHERE = "reject-all/traffic#7"


def test_failed_when_others_receive_what_singles_out_the_visitor() -> None:
    sure, unsure = leak(evidence=WHERE), leak(host="cdn.example.org", certain=False)
    told = ask(CHECK, leaks(sure, unsure))
    assert told.outcome is Outcome.FAILED
    assert [f.summary for f in told.findings] == ["www.google-analytics.com received cookie _ga"]
    assert told.findings[0].evidence == (WHERE,)
    assert told.evidence == examined(CHECK)


def test_failed_counts_each_host_once() -> None:
    told = ask(CHECK, leaks(leak(), leak(carries="cookie _gid"), leak(host="ads.example.org")))
    assert told.summary.startswith("2 other hosts received")
    assert len(told.findings) == 3


def test_cant_tell_when_only_unknown_items_were_sent() -> None:
    told = ask(CHECK, leaks(leak(host="cdn.example.org", certain=False, evidence=WHERE)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.confidence is Confidence.REVIEW
    assert told.findings[0].evidence == (WHERE,)
    assert told.evidence == examined(CHECK)


def test_passed_when_no_identifier_left() -> None:
    told = ask(CHECK, leaks())
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.early import Cloak, Cloaks, Unresolved
from checks.cname_cloaked_tracker import CHECK
from tests.evidence.check_builders import ask, examined

HOST = "metrics.shop.example"
WHERE = (f"no-action/names#{HOST}", "no-action/traffic#9")
BY_NAME = Cloak(HOST, "Eulerian", ("shop.eulerian.net",), None, self_hosted=False, evidence=WHERE)
BY_FORM = Cloak("www.shop.example", "Google", (), "Google Analytics 4", self_hosted=False, evidence=WHERE[1:])
OWN = Cloak(HOST, "Matomo", (), "Matomo", self_hosted=True, evidence=WHERE[1:])


def test_failed_when_a_name_leads_to_a_tracker() -> None:
    told = ask(CHECK, Cloaks((BY_NAME, OWN), (HOST,), (Unresolved("a.shop.example", "too-many-names"),)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.CONFIRMED
    assert told.summary == "A tracker stands behind 1 name of the site."
    assert [f.summary for f in told.findings] == [f"{HOST} leads to shop.eulerian.net, a name of Eulerian"]
    assert told.findings[0].evidence == WHERE
    assert told.evidence == examined(CHECK)


def test_failed_and_likely_when_only_the_form_tells() -> None:
    told = ask(CHECK, Cloaks((BY_FORM,)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert "in the form of Google Analytics 4 (Google)" in told.findings[0].summary


def test_failed_counts_each_name_once() -> None:
    told = ask(CHECK, Cloaks((BY_NAME, BY_FORM, BY_FORM)))
    assert told.summary == "Trackers stand behind 2 names of the site."


def test_cant_tell_when_the_site_may_run_the_software_itself() -> None:
    told = ask(CHECK, Cloaks((OWN,), (HOST,)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.findings[0].evidence == WHERE[1:]


def test_cant_tell_when_a_name_could_not_be_looked_up() -> None:
    told = ask(CHECK, Cloaks((), ("a.shop.example",), (Unresolved(HOST, "no-resolver-answered"),)))
    assert told.outcome is Outcome.CANT_TELL
    assert f"{HOST}: no-resolver-answered" in told.summary


def test_cant_tell_when_the_record_has_gaps() -> None:
    assert ask(CHECK, Cloaks((), gaps=("network-log-cut-short",))).outcome is Outcome.CANT_TELL


def test_passed_when_every_name_was_looked_up() -> None:
    told = ask(CHECK, Cloaks((), (HOST, "img.shop.example")))
    assert told.outcome is Outcome.PASSED
    assert told.summary.startswith("2 other names of the site were looked up")
    assert told.evidence == examined(CHECK)


def test_passed_when_there_was_no_other_name() -> None:
    assert ask(CHECK, Cloaks(())).outcome is Outcome.PASSED


def test_untested_without_the_record() -> None:
    assert ask(CHECK, Missing("network-log-lost")).outcome is Outcome.UNTESTED

"""The report: what it answers, and that nothing of a page is taken for markup."""

import re
from dataclasses import replace

from auditor.domain.errors import SiteUnreachable
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Profile
from auditor.domain.results import AuditResult
from auditor.domain.signals import Meaning
from auditor.evaluation.conclude import AuditFacts, conclude, failed_audit
from auditor.reporting.html import answers, render_html, told_signals
from auditor.reporting.pictures import Pictures, pictures
from checks.catalogue import CATALOGUE
from tests.architecture.sources import ROOT
from tests.evidence.builders import cookie, layer, removal_pictures, snapshot, snapshots, visit
from tests.unit.checks.signal_builders import signal, signals

FACTS = AuditFacts("a1", "https://shop.example/", Profile(), 100.0, 160.0)
HOSTILE = '<script>alert("x")</script>'


def result() -> AuditResult:
    kept = snapshots(snapshot(StepName.LOAD, cookie(HOSTILE)))
    records = [
        visit(Journey.NO_ACTION, first_layer=layer(text=HOSTILE), removal_pictures=removal_pictures(), snapshots=kept)
    ]
    return conclude(FACTS, records, CATALOGUE)


def test_names_of_a_page_are_escaped() -> None:
    html = render_html(result(), Pictures())
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html


def test_what_was_not_observed_is_never_answered_with_no() -> None:
    told = {a.question: (a.answer, a.tone) for a in answers(result())}
    assert told["Are cookies still read after consent is withdrawn?"] == ("Not observed", "open")
    assert told["Does a refusal work?"] == ("Not observed", "open")


def test_a_failed_audit_says_that_nothing_is_a_pass() -> None:
    html = render_html(failed_audit(FACTS, SiteUnreachable(HOSTILE), CATALOGUE), Pictures())
    assert "This site was not audited" in html
    assert HOSTILE not in html
    assert "What passed" not in html


def test_without_pictures_there_are_none() -> None:
    assert pictures((), replace(result(), banner=None)) == Pictures()


def test_a_signal_is_told_in_its_course() -> None:
    yes, no = (signal(step, m) for step, m in ((StepName.ACCEPT, Meaning.GRANTED), (StepName.RELOAD, Meaning.REFUSED)))
    later = signal(StepName.INNER_PAGE, Meaning.REFUSED)
    told = replace(result(), signals=((Journey.WITHDRAW, signals(yes, no, later)),))
    (row,) = told_signals(told)
    assert row.course == (("granted", "accept"), ("refused", "reload, inner-page"))
    assert row.last == later
    assert "at reload, inner-page" in render_html(told, Pictures())


def test_only_words_of_our_own_are_taken_for_translations() -> None:
    # What `_()` returns counts as markup, so that words of a page must never get there.
    for path in sorted((ROOT / "auditor" / "reporting" / "templates").glob("*.j2")):
        asked = re.findall(r'\b(?:_|gettext|ngettext)\((?!")', path.read_text(encoding="utf-8"))
        assert asked == [], path.name

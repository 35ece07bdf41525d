"""One self-contained HTML file for each audit: nothing in it is fetched, and nothing from a page is trusted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.domain.checks import SEVERITIES, Outcome
from auditor.domain.facts import Favours
from auditor.domain.journeys import StepName
from auditor.domain.recording import Phase
from auditor.domain.results import AuditResult, CheckedResult
from auditor.domain.rules import rules
from auditor.domain.signals import Signal
from auditor.domain.text import whole
from auditor.domain.wording import Text, joined, say
from auditor.measure.withdrawn import BY_VALUE, PHASES, verb_of
from auditor.reporting.card import Card
from auditor.reporting.environment import environment
from auditor.reporting.exhibits import Exhibit
from auditor.reporting.languages import ENGLISH, language
from auditor.reporting.pictures import Pictures
from auditor.reporting.reasons import summary_in_words

READ_CHECKS = frozenset(
    {
        "withdrawn-cookie-still-read-first-party",
        "withdrawn-cookie-still-read-third-party",
        "withdrawn-storage-still-read",
        "withdrawn-write",
        "withdrawn-identifier-leak",
    }
)


MAX_SIGNALS = 60  # rows of a report; the result document holds all; our choice


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the big questions with its answer; `tone` is bad, good or open."""

    question: str
    answer: str
    detail: str
    tone: str


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal of one journey: its meanings in order of time, each with the steps at which it was told."""

    journey: str
    last: Signal
    course: tuple[tuple[str, Text], ...]


def told_signals(result: AuditResult) -> tuple[SignalRow, ...]:
    """One row for each signal and journey."""
    rows: dict[tuple[str, ...], list[Signal]] = {}
    for journey, told in result.signals:
        for s in told.signals:
            rows.setdefault((journey, s.name, s.host, str(s.sent)), []).append(s)
    return tuple(SignalRow(key[0], found[-1], _course(found)) for key, found in rows.items())[:MAX_SIGNALS]


def _course(found: Sequence[Signal]) -> tuple[tuple[str, Text], ...]:
    """Each meaning with the steps that it lasted."""
    course: list[tuple[str, list[StepName]]] = []
    for s in found:
        if not course or course[-1][0] != s.meaning:
            course.append((s.meaning.value, []))
        if s.step not in course[-1][1]:
            course[-1][1].append(s.step)
    return tuple((meaning, joined(steps)) for meaning, steps in course)


def render_html(result: AuditResult, pictures: Pictures, exhibits: Sequence[Exhibit] = (), tag: str = ENGLISH) -> str:
    """The report of one audit in the language with that tag; raises `UnknownName` where there is none."""
    groups = {outcome: [r for r in result.results if r.result.outcome is outcome] for outcome in Outcome}
    failed = sorted(groups[Outcome.FAILED], key=lambda r: SEVERITIES.index(r.severity))
    report = (
        environment(language(tag))
        .get_template("report.html.j2")
        .render(
            result=result,
            under=rules(result.profile.jurisdiction),
            pictures=pictures,
            exhibits=exhibits,
            told=told_signals(result),
            answers=answers(result),
            failed=failed,
            groups=groups,
            Outcome=Outcome,
            verb_of=verb_of,
            phases=PHASES,
            by_value=BY_VALUE,
            read_checks=READ_CHECKS,
            same_page=Phase.SAME_PAGE,
        )
    )
    return whole(report)


@dataclass(frozen=True, slots=True)
class CardAbout:
    """What a card by itself says of where it comes from: a title, and names with values."""

    title: str
    facts: tuple[tuple[str, str], ...]


def render_card(card: Card, about: CardAbout, tag: str = ENGLISH) -> str:
    """A prominence card as a page of its own."""
    return whole(environment(language(tag)).get_template("card_page.html.j2").render(card=card, about=about))


def answers(result: AuditResult) -> tuple[Answer, ...]:
    """The questions a reader comes with, answered from the checks alone."""
    by_id = {r.check.id: r for r in result.results}
    return (
        _answer(
            say("Are cookies still read after consent is withdrawn?"),
            [by_id[i] for i in sorted(READ_CHECKS) if i in by_id],
            (say("Yes"), say("No")),
        ),
        _prominence(result, by_id),
        _answer(
            say("Is anything that needs consent used before a choice?"),
            [by_id[i] for i in ("prior-storage-before-choice", "tracker-request-before-choice") if i in by_id],
            (say("Yes"), say("No")),
        ),
        _answer(
            say("Does a refusal work?"),
            [
                by_id[i]
                for i in ("reject-missing-all-layers", "storage-after-reject", "tracker-request-after-reject")
                if i in by_id
            ],
            (say("No"), say("Yes")),
        ),
    )


def _answer(question: Text, rows: Iterable[CheckedResult], words: tuple[Text, Text]) -> Answer:
    """Bad when any check failed, good only when every one that applies has passed, open otherwise."""
    rows = list(rows)
    bad = [r for r in rows if r.result.outcome is Outcome.FAILED]
    if bad:
        return Answer(question, words[0], bad[0].result.summary, "bad")
    unsure = [r for r in rows if r.result.outcome in {Outcome.CANT_TELL, Outcome.UNTESTED}]
    if unsure or not rows:
        detail = summary_in_words(unsure[0].result.summary) if unsure else say("No check was asked.")
        return Answer(question, say("Not observed"), detail, "open")
    good = [r for r in rows if r.result.outcome is Outcome.PASSED]
    if not good:
        return Answer(question, say("Does not arise"), rows[0].result.summary, "open")
    return Answer(question, words[1], good[0].result.summary, "good")


def _prominence(result: AuditResult, by_id: dict[str, CheckedResult]) -> Answer:
    question = say("Is refusing as prominent as accepting?")
    missing = by_id.get("reject-missing-first-layer")
    if missing and missing.result.outcome is Outcome.FAILED:
        detail = say("The layer that offers to accept does not offer to refuse.")
        return Answer(question, say("No"), detail, "bad")
    rows = [by_id[i] for i in ("prominence-asymmetry", "reject-as-link") if i in by_id]
    answer = _answer(question, rows, (say("No"), say("Yes")))
    if answer.tone == "good" and result.prominence and result.prominence.favours is Favours.REJECT:
        detail = say("Refusing is even the more prominent of the two.")
        return Answer(question, say("Yes"), detail, "good")
    return answer

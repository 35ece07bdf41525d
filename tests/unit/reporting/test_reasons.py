"""Reasons in words: every code that the source can record has its own, and nothing else of a reason is lost."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from auditor.domain import artifacts, errors
from auditor.domain.artifacts import ArtifactKind, Missing
from auditor.domain.choices import NEEDS_LOGIN, OPENED
from auditor.domain.errors import AuditorError, LoadTimeout
from auditor.domain.evidence import missing_reason, need
from auditor.domain.journeys import Journey
from auditor.domain.wording import Text, say
from auditor.evaluation.conclude import ABOUT_THE_SITE
from auditor.reporting.reason_words import JOURNEYS, KINDS, REASONS
from auditor.reporting.reasons import reason_in_words, summary_in_words
from tests.architecture.sources import ROOT

SOURCE = ROOT / "auditor"
RECORDING = {"Missing", "JourneyImpossible"}
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")


@lru_cache(maxsize=1)
def _modules() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(SOURCE.rglob("*.py")))


def _constants() -> dict[str, str]:
    """The strings that go by a name in capitals, wherever they stand."""
    found: dict[str, str] = {}
    for _, tree in _modules():
        for node in (n for n in tree.body if isinstance(n, ast.Assign)):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                for name, value in zip(names, values, strict=False):
                    if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                        found[name.id] = value.value
    return found


def _codes_in(node: ast.expr, constants: dict[str, str]) -> Iterator[str]:
    """The codes that an expression can come to; what another place made is found there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in constants:
        yield constants[node.id]
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield str(node.values[0].value).partition(":")[0]
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _codes_in(value, constants)
    elif isinstance(node, ast.IfExp):
        yield from _codes_in(node.body, constants)
        yield from _codes_in(node.orelse, constants)


def _recorded() -> set[str]:
    """Every code that is given to `Missing` or `JourneyImpossible`, or called a reason, anywhere in the source."""
    constants, found = _constants(), set[str]()
    for path, tree in _modules():
        if path.parent.name == "reporting":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDING:
                found.update(code for arg in node.args for code in _codes_in(arg, constants))
            elif isinstance(node, ast.Assign) and any(
                isinstance(t, ast.Name) and t.id == "reason" for t in node.targets
            ):
                found.update(_codes_in(node.value, constants))
            elif isinstance(node, ast.Call):
                found.update(code for arg in node.args for code in _codes_in(arg, {}) if code.endswith("-was-found"))
    return {code for code in found if CODE.fullmatch(code)}


def test_the_source_is_read() -> None:
    found = _recorded()
    assert {"accept-control-not-found", "control-not-clickable", "no-refusal-path", "policy-page-not-opened"} <= found
    assert len(found) > 20


def test_every_code_in_the_source_has_words() -> None:
    assert sorted(_recorded() - REASONS.keys()) == []
    assert sorted({*ABOUT_THE_SITE, NEEDS_LOGIN, OPENED} - REASONS.keys()) == []


def test_every_error_has_words() -> None:
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, AuditorError)]
    assert sorted({k.code for k in kinds if k is not AuditorError} - REASONS.keys()) == []


def test_every_journey_and_kind_has_words() -> None:
    kinds = [k for module in SOURCE.joinpath("domain").glob("*.py") for k in _kinds(module)]
    assert len(kinds) > 20
    assert sorted({*kinds} - KINDS.keys()) == []
    assert sorted({*Journey} - JOURNEYS.keys()) == []
    assert {k.name for k in vars(artifacts).values() if isinstance(k, ArtifactKind)} <= {*kinds}


def _kinds(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ArtifactKind":
            yield from _codes_in(node.args[0], {})


def test_a_code_is_said_in_words() -> None:
    told = reason_in_words("accept-control-not-found")
    assert (told, told.template) == ("no control that accepts was found", "no control that accepts was found")


def test_a_detail_stands_beside_the_words() -> None:
    assert reason_in_words("control-not-clickable: Ablehnen: alle") == (
        "a control could not be clicked (Ablehnen: alle)"
    )


def test_an_errors_own_message_is_not_said_twice() -> None:
    assert reason_in_words(f"load-timeout: {LoadTimeout().message}") == "the page did not load within the limit"
    assert reason_in_words("site-unreachable: the site could not be reached (net::ERR_FAILED)") == (
        "the site could not be reached (net::ERR_FAILED)"
    )
    assert reason_in_words("site-unreachable: the connection was refused") == (
        "the site could not be reached (the connection was refused)"
    )


def test_a_code_without_words_is_said_as_it_is() -> None:
    assert reason_in_words("never-heard-of: it") == "never-heard-of: it"
    assert reason_in_words("") == ""
    assert reason_in_words("{braces}: {0}") == "{braces}: {0}"


def test_what_is_said_in_words_already_stays() -> None:
    text = say("the check itself failed ({error})", error="KeyError")
    assert reason_in_words(text) is text


def test_journey_and_kind_are_named() -> None:
    told = reason_in_words("withdraw/withdrawal: no-banner")
    assert told == "withdrawing – the search for a way back: no banner was found"


def test_what_has_one_reason_is_told_together() -> None:
    told = reason_in_words(
        "no-action/prominence: the-layer-does-not-offer-both; withdraw/reads: no-banner; withdraw/signals: no-banner"
    )
    assert told == (
        "looking without choosing – the comparison of the two controls: the layer does not offer both controls; "
        "withdrawing – what was still read, consent signals: no banner was found"
    )


def test_a_detail_may_hold_anything() -> None:
    told = reason_in_words("reject-all/choice: click-failed: a; b/c: d; accept-all/choice: no-banner")
    assert told == (
        "refusing everything – the choice: a click had no effect (a; b/c: d); "
        "accepting everything – the choice: no banner was found"
    )


def test_a_journey_or_kind_without_words_is_named_as_it_is() -> None:
    assert reason_in_words("stroll/tea: no-banner") == "stroll/tea: no-banner"
    assert reason_in_words("withdraw/tea: no-banner") == "withdrawing – tea: no banner was found"


@pytest.mark.parametrize("journey", list(Journey))
def test_what_evidence_composes_is_understood(journey: Journey) -> None:
    composed = missing_reason((need(journey, artifacts.TRAFFIC),), {(journey, "traffic"): Missing("no-banner")})
    assert composed is not None
    assert reason_in_words(composed) == f"{JOURNEYS[journey]} – {KINDS['traffic']}: {REASONS['no-banner']}"


def test_the_summary_of_what_was_not_observed_is_said_in_words() -> None:
    summary = say("Not observed: {reason}", reason="withdraw/traffic: no-banner")
    told = summary_in_words(summary)
    assert told == "Not observed: withdrawing – the requests: no banner was found"
    assert isinstance(told, Text)
    assert told.template == summary.template
    assert summary_in_words("Not observed: as it is") == "Not observed: as it is"
    passed = say("Nothing was stored.")
    assert summary_in_words(passed) is passed

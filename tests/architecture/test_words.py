"""The table of words explains every member of the closed sets."""

from enum import StrEnum

import pytest

from auditor.domain.checks import Confidence, Outcome, Severity
from auditor.domain.choices import Mechanism
from auditor.domain.controls import Kind
from auditor.domain.facts import Excuse
from auditor.domain.journeys import Journey
from auditor.domain.recording import Form, ItemKind, Phase, Recorder
from auditor.domain.signals import Channel, Meaning
from tests.architecture.sources import ROOT

WORDS = ROOT / "docs" / "words.md"


def test_the_table_of_words_exists() -> None:
    assert WORDS.is_file()


@pytest.mark.parametrize(
    "closed_set",
    [
        Journey,
        Outcome,
        Severity,
        Confidence,
        Form,
        Phase,
        Mechanism,
        Kind,
        Channel,
        Meaning,
        Recorder,
        Excuse,
        ItemKind,
    ],
    ids=lambda s: s.__name__,
)
def test_every_member_stands_in_the_table_of_words(closed_set: type[StrEnum]) -> None:
    text = WORDS.read_text(encoding="utf-8")
    assert [member.value for member in closed_set if f"`{member.value}`" not in text] == []

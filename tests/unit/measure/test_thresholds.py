import tomllib
from dataclasses import FrozenInstanceError, fields
from importlib.resources import files

import pytest

from auditor.measure.thresholds import Thresholds, thresholds

TEXT = files("auditor.measure").joinpath("data/thresholds.toml").read_text(encoding="utf-8")
LIMITS = thresholds()
NUMBERS = {f.name: getattr(LIMITS, f.name) for f in fields(LIMITS) if f.name != "version"}


def test_bands_follow_each_other() -> None:
    assert 1 < LIMITS.notable < LIMITS.marked < LIMITS.severe


def test_contrasts_are_those_of_wcag() -> None:
    assert (LIMITS.label_contrast, LIMITS.fill_contrast) == (4.5, 3.0)


@pytest.mark.parametrize("name", NUMBERS)
def test_every_threshold_is_a_positive_number(name: str) -> None:
    assert NUMBERS[name] > 0


@pytest.mark.parametrize("name", [name for name in NUMBERS if name.endswith("_share")])
def test_shares_are_below_one(name: str) -> None:
    assert NUMBERS[name] < 1


@pytest.mark.parametrize("name", [name for name in NUMBERS if name.endswith("_ratio")])
def test_ratios_are_above_one(name: str) -> None:
    assert NUMBERS[name] > 1


def test_a_shadow_may_be_fainter_than_a_fill() -> None:
    assert LIMITS.shadow_difference < LIMITS.fill_difference


def test_the_thresholds_are_those_of_the_file_and_none_is_missing() -> None:
    raw = tomllib.loads(TEXT)
    told = {name: value for table in raw.values() if isinstance(table, dict) for name, value in table.items()}
    assert told == NUMBERS
    assert raw["version"] == LIMITS.version


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_has_its_source_beside_it(name: str) -> None:
    line = next(line for line in TEXT.splitlines() if line.startswith(f"{name} "))
    assert line.partition("#")[2].strip()


def test_they_are_read_once_and_never_changed() -> None:
    assert thresholds() is LIMITS
    with pytest.raises(FrozenInstanceError):
        LIMITS.notable = 1.0  # type: ignore[misc]  # that it cannot be assigned is the point
    assert isinstance(LIMITS, Thresholds)

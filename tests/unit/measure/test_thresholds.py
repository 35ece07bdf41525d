from dataclasses import fields

from auditor.measure.thresholds import thresholds


def test_bands_follow_each_other() -> None:
    limits = thresholds()
    assert 1 < limits.notable < limits.marked < limits.severe


def test_contrasts_are_those_of_wcag() -> None:
    limits = thresholds()
    assert (limits.label_contrast, limits.fill_contrast) == (4.5, 3.0)


def test_every_threshold_is_a_positive_number_and_shares_are_at_most_one() -> None:
    limits = thresholds()
    numbers = {f.name: getattr(limits, f.name) for f in fields(limits) if f.name != "version"}
    assert all(value > 0 for value in numbers.values())
    assert all(value <= 1 for name, value in numbers.items() if name.endswith("_share"))
    assert limits.version
    assert thresholds() is limits

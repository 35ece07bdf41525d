import pytest

from auditor.measure.prices import price_in


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Subscribe for € 4,99 a month", "€ 4,99"),
        ("Nur 2,99 € im Monat", "2,99 €"),
        ("£3.50 per week", "£3.50"),
        ("29 kr/mån", "29 kr"),
        ("12,90 zł miesięcznie", "12,90 zł"),
        ("1.990 Ft havonta", "1.990 Ft"),
        ("EUR 3 monthly", "EUR 3"),
    ],
)
def test_a_price_is_found_with_what_stands_around_it(text: str, price: str) -> None:
    found = price_in(text)
    assert found is not None
    assert price in found


@pytest.mark.parametrize("text", ["", "We and our 754 partners", "13 months", "Article 7", "kr", "€"])
def test_other_numbers_are_no_price(text: str) -> None:
    assert price_in(text) is None


def test_only_a_little_of_the_text_is_kept() -> None:
    found = price_in("x" * 500 + " 5 € " + "y" * 500)
    assert found is not None
    assert len(found) < 100

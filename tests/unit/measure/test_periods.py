"""Lifetimes in every official language of the Union, and what is none."""

import math

import pytest

from auditor.measure.periods import DAY, YEAR, Period, period_of

# Two years, three months, 30 days, and the end of the session.
SAID = {
    "bg": ("2 години", "3 месеца", "30 дни", "Сесия"),
    "cs": ("2 roky", "3 měsíce", "30 dní", "Relace"),
    "da": ("2 år", "3 måneder", "30 dage", "Session"),
    "de": ("2 Jahre", "3 Monate", "30 Tage", "Sitzung"),
    "el": ("2 έτη", "3 μήνες", "30 ημέρες", "Συνεδρία"),
    "en": ("2 years", "3 months", "30 days", "Session"),
    "es": ("2 años", "3 meses", "30 días", "Sesión"),
    "et": ("2 aastat", "3 kuud", "30 päeva", "Sessioon"),
    "fi": ("2 vuotta", "3 kuukautta", "30 päivää", "Istunto"),
    "fr": ("2 ans", "3 mois", "30 jours", "Session"),
    "ga": ("2 bhliain", "3 mhí", "30 lá", "Seisiún"),
    "hr": ("2 godine", "3 mjeseca", "30 dana", "Sesija"),
    "hu": ("2 év", "3 hónap", "30 nap", "Munkamenet"),
    "it": ("2 anni", "3 mesi", "30 giorni", "Sessione"),
    "lt": ("2 metai", "3 mėnesiai", "30 dienų", "Sesija"),
    "lv": ("2 gadi", "3 mēneši", "30 dienas", "Sesija"),
    "mt": ("2 snin", "3 xhur", "30 ġranet", "Sessjoni"),
    "nl": ("2 jaar", "3 maanden", "30 dagen", "Sessie"),
    "pl": ("2 lata", "3 miesiące", "30 dni", "Sesja"),
    "pt": ("2 anos", "3 meses", "30 dias", "Sessão"),
    "ro": ("2 ani", "3 luni", "30 de zile", "Sesiune"),
    "sk": ("2 roky", "3 mesiace", "30 dní", "Relácia"),
    "sl": ("2 leti", "3 meseci", "30 dni", "Seja"),
    "sv": ("2 år", "3 månader", "30 dagar", "Session"),
    "no": ("2 år", "3 måneder", "30 dager", "Økt"),
    "ja": ("2年", "3か月", "30日", "セッション"),
    "zh": ("2年", "3个月", "30天", "会话"),
    "ru": ("2 года", "3 месяца", "30 дней", "Сеанс"),
}


def days(text: str, language: str | None = None, heading: str = "") -> float | None:
    """The days that a text says, rounded; None for a session's."""
    told = period_of(text, language, heading=heading)
    assert told is not None
    return None if told.seconds is None else round(told.seconds / DAY, 1)


@pytest.mark.parametrize("language", SAID)
def test_durations_are_read_in_every_language(language: str) -> None:
    years, months, count, session = SAID[language]
    assert days(years, language) == 730.5
    assert days(months, language) == 91.3
    assert days(count, language) == 30.0
    assert period_of(session, language) == Period(None)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("nach 13 Monaten", "de", 395.7),
        ("ein Jahr", "de", 365.2),
        ("1 year, 1 month and 2 days", "en", 397.7),
        ("30 minutes - 2 years", "en", 730.5),
        ("1.5 years", "en", 547.9),
        ("24-month", None, 730.5),
        ("سنتان", "ar", 730.5),
        ("٢ سنوات", "ar", 730.5),
        ("13 μηνών", "el", 395.7),
        ("2 Jahre", "en", 730.5),
        ("Session / 1 year", "en", 365.2),
    ],
)
def test_durations_are_read_as_sites_write_them(text: str, language: str | None, told: float) -> None:
    assert days(text, language) == told


def test_a_bare_number_counts_in_the_unit_of_its_heading() -> None:
    assert days("365", "en", heading="Lifetime (days)") == 365.0
    assert days("2", "de", heading="Laufzeit in Jahren") == round(2 * YEAR / DAY, 1)
    assert period_of("365", "en", heading="Lifetime") is None


@pytest.mark.parametrize(
    ("text", "language"), [("Persistent", "en"), ("Never expires", "en"), ("Unbegrenzt", "de"), ("Jamais", "fr")]
)
def test_what_never_ends_is_infinite(text: str, language: str) -> None:
    told = period_of(text, language)
    assert told == Period(math.inf)
    assert told is not None and not told.session  # noqa: PT018 - one question


def test_nothing_left_is_a_session() -> None:
    assert period_of("0 days", "en") == Period(None)


@pytest.mark.parametrize("text", ["", "_ga", "2 flurbels", "HTTP Cookie", "\x00\u202e", "9" * 5000, "Google"])
def test_other_cells_are_no_durations(text: str) -> None:
    assert period_of(text, "en") is None

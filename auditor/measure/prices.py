"""Finding a price in a text."""

import re

# Currencies of the countries whose banners are read, by sign, code and local abbreviation.
_CURRENCY = (
    r"(?:€|EUR|euros?|£|GBP|\$|USD|CHF|Fr\.|zł|PLN|kr\.?|SEK|DKK|NOK|ISK|Kč|CZK|Ft|HUF|lei|RON|лв\.?|BGN|₺|TL|TRY|₴"
    r"|грн)"
)
_AMOUNT = r"\d{1,4}(?:[.,\u00a0 ]\d{3})*(?:[.,]\d{1,2})?"
_PRICE = re.compile(rf"(?:{_CURRENCY}\s?{_AMOUNT}|{_AMOUNT}\s?(?:ct|cents?|{_CURRENCY}))(?!\w)", re.IGNORECASE)
AROUND = 40  # characters kept on either side; our choice


def price_in(text: str) -> str | None:
    """The first price of a text with the words around it, such as the period it is for; None without one."""
    match = _PRICE.search(text)
    if match is None:
        return None
    return text[max(0, match.start() - AROUND) : match.end() + AROUND].strip()

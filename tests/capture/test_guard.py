"""The front door."""

import asyncio

import pytest

from auditor.capture.guard import admit
from auditor.domain.errors import SiteUnreachable, TargetRefused
from auditor.domain.target import parse_target


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://localhost/",
    ],
)
def test_private_addresses_are_refused_and_admitted_on_request(url: str) -> None:
    with pytest.raises(TargetRefused):
        asyncio.run(admit(parse_target(url), allow_private=False))
    asyncio.run(admit(parse_target(url), allow_private=True))


def test_public_addresses_are_admitted() -> None:
    asyncio.run(admit(parse_target("http://93.184.216.34/"), allow_private=False))


def test_unknown_names_are_unreachable() -> None:
    with pytest.raises(SiteUnreachable):
        asyncio.run(admit(parse_target("http://no-such-host.invalid/"), allow_private=False))

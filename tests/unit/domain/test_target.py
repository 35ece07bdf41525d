import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.domain.errors import TargetRefused
from auditor.domain.target import MAX_URL_LENGTH, Target, parse_target


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("shop.example", "https://shop.example/", "shop.example"),
        ("  https://shop.example/  ", "https://shop.example/", "shop.example"),
        ("http://shop.example", "http://shop.example/", "shop.example"),
        ("HTTPS://Shop.Example/Path?q=1", "https://Shop.Example/Path?q=1", "shop.example"),
        ("shop.example/a?b=c#part", "https://shop.example/a?b=c", "shop.example"),
        ("localhost:8080", "https://localhost:8080/", "localhost"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x", "127.0.0.1"),
        ("http://[::1]:8080/", "http://[::1]:8080/", "::1"),
        ("https://shop.example./", "https://shop.example./", "shop.example"),
        ("https://bücher.example/", "https://bücher.example/", "bücher.example"),
    ],
)
def test_addresses_are_completed(text: str, url: str, host: str) -> None:
    assert parse_target(text) == Target(url, host)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not an address"),
        ("   ", "not an address"),
        ("two words", "not an address"),
        ("https://shop.example/a\tb", "not an address"),
        ("https://shop.example/\x00", "not an address"),
        ("https://shop.example/\u202egpj", "not an address"),
        ("https://[::1/", "not an address: "),
        ("https://shop.example:99999/", "not an address: "),
        ("https://shop.example:http/", "not an address: "),
        ("ftp://shop.example/", "only http and https addresses are audited, not ftp:"),
        ("file:///etc/passwd", "not file:"),
        ("javascript:alert(1)", "not javascript:"),
        ("data:text/html,x", "not data:"),
        ("mailto:someone@shop.example", "not mailto:"),
        ("https://user:secret@shop.example/", "user name or password"),
        ("https://user@shop.example/", "user name or password"),
        ("https://:secret@shop.example/", "user name or password"),
        ("https:///path", "names no host"),
        ("https://.../", "names no host"),
        ("https://shop.example:0/", "names no host"),
    ],
)
def test_anything_else_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(TargetRefused) as refused:
        parse_target(text)
    assert why in refused.value.message


def test_an_address_may_be_long_but_not_endless() -> None:
    longest = "https://shop.example/".ljust(MAX_URL_LENGTH, "a")
    assert parse_target(longest).url == longest
    with pytest.raises(TargetRefused, match="not an address"):
        parse_target(longest + "a")


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_web_address_or_is_refused(text: str) -> None:
    try:
        target = parse_target(text)
    except TargetRefused:
        return
    assert target.url.startswith(("http://", "https://"))
    assert target.host
    assert parse_target(target.url) == target

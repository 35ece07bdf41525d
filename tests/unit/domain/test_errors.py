import re

from auditor.domain import errors
from auditor.domain.errors import AuditorError, SiteUnreachable, TargetRefused

ALL = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, AuditorError)]


def test_the_docstring_is_the_default_message() -> None:
    assert SiteUnreachable().message == "The site could not be reached."
    assert str(TargetRefused("not an address")) == "not an address"


def test_a_message_is_one_line() -> None:
    assert SiteUnreachable("net::ERR\n  at https://shop.example/").message == "net::ERR at https://shop.example/"


def test_an_error_without_words_still_has_a_message() -> None:
    class Wordless(AuditorError):
        pass

    assert Wordless().message == ""
    assert Wordless("spoken").message == "spoken"


def test_every_error_has_a_stable_code_of_its_own_and_a_message() -> None:
    assert len({e.code for e in ALL}) == len(ALL)
    for error in ALL:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", error.code)
        assert error().message.endswith((".", "browser install`, or set AUDITOR_BROWSER to its path."))

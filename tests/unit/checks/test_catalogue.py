import pytest

from auditor.domain.errors import UnknownName
from checks.catalogue import page


def test_page_of_a_check() -> None:
    assert page("withdrawn-write").startswith("Something that needs consent is written again")


def test_page_of_a_name_nobody_knows() -> None:
    with pytest.raises(UnknownName, match=r"there is no check x{60}: "):
        page("x" * 100)

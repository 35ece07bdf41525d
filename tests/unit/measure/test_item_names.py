"""Names as declarations write them."""

import pytest

from auditor.measure.item_names import MOST_NAMES, fits, looks_named, names_in


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("_ga", ("_ga",)),
        ("_ga, _gid; _gat", ("_ga", "_gid", "_gat")),
        ("_ga\n_gid", ("_ga", "_gid")),
        ("_ga (Google Analytics)", ("_ga",)),
        ("_ga und _gid", ("_ga", "_gid")),
        ("Google Analytics", ("Google Analytics",)),
        ('"IDE"', ("IDE",)),
        ("_hjSession_{site id}", ("_hjSession_{site-id}",)),
        ("", ()),
    ],
)
def test_a_cell_is_taken_apart(cell: str, names: tuple[str, ...]) -> None:
    assert names_in(cell) == names


def test_the_names_of_a_cell_are_limited() -> None:
    assert len(names_in(",".join(f"n{i}" for i in range(500)))) == MOST_NAMES


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("_ga", "_ga"),
        ("_GA", "_ga"),
        ("_ga_*", "_ga_ABC123"),
        ("_ga_<container-id>", "_ga_ABC123"),
        ("_ga_#", "_ga_1"),
        ("_pk_id.xxx", "_pk_id.7.1fff"),
        ("_hj…", "_hjSessionUser_99"),
        ("_hj...", "_hjid"),
        ("_hjSession_{id}", "_hjSession_77"),
        ("_hjSession_[ID]", "_hjSession_77"),
        ("_dc_gtm_UA-########-#", "_dc_gtm_UA-12345678-9"),
        ("_dc_gtm_UA-xxxxxxxx-x", "_dc_gtm_UA-12345678-9"),
        ("wp-*-user-*", "wp-settings-user-1"),
        ("*_session", "shop_session"),
    ],
)
def test_placeholders_stand_for_what_changes(declared: str, name: str) -> None:
    assert fits(declared, name)


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("*", "_ga"),
        ("...", "_ga"),
        ("_*", "_ga"),
        ("a*", "abc"),
        ("", ""),
        ("_ga", "_ga_ABC"),
        ("_ga_*", "_gid"),
        ("wp-*-user-*", "wp-settings-1"),
        ("ab*ba", "aba"),
        ("maxx", "ma12"),
        ("*" * 200 + "ab", "x" * 200),
    ],
)
def test_nothing_else_fits(declared: str, name: str) -> None:
    assert not fits(declared, name)


@pytest.mark.parametrize(("text", "named"), [("_ga", True), ("IDE", True), ("Statistics", False), ("a b_c", False)])
def test_a_name_looks_like_one(text: str, *, named: bool) -> None:
    assert looks_named(text) is named

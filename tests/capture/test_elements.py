"""Functions are called on elements of a real page, wherever they live."""

from collections.abc import Iterator

import pytest

from auditor.capture.elements import call, handle
from auditor.capture.errors import PlaywrightError
from tests.capture.screens import Home, Pages, Screen, housed, named, showing

pytestmark = pytest.mark.browser
A = "<button id=a title=Yes><b>Yes</b></button>"


@pytest.fixture(scope="module")
def pages() -> Iterator[Pages]:
    with showing() as shown:
        yield shown


@pytest.mark.parametrize("home", Home)
def test_a_function_is_called_with_the_element_as_this(home: Home, pages: Pages) -> None:
    async def title(screen: Screen) -> object:
        _, node = await named(screen, "a")
        told = await call(screen, await handle(screen, node.node_id), "function () { return this.title }", value=True)
        return told["value"]

    assert pages.show(housed(home, A), title) == "Yes"


@pytest.mark.parametrize("given", [1, 0.5, "'\"\\\n\N{SNOWMAN}", None, True, [1, "two"], {"three": [3]}])
def test_arguments_are_handed_over_and_values_come_back_as_they_are(given: object, pages: Pages) -> None:
    async def echo(screen: Screen) -> object:
        _, node = await named(screen, "a")
        element = await handle(screen, node.node_id)
        function = "function (one, two) { return [this.id, one, two] }"
        return (await call(screen, element, function, given, "last", value=True))["value"]

    assert pages.show(A, echo) == ["a", given, "last"]


def test_without_asking_for_the_value_there_is_a_handle_to_go_on_with(pages: Pages) -> None:
    async def inner(screen: Screen) -> object:
        _, node = await named(screen, "a")
        element = await handle(screen, node.node_id)
        answer = await call(screen, element, "function () { return this.firstElementChild }")
        assert "value" not in answer
        return (await call(screen, answer["objectId"], "function () { return this.tagName }", value=True))["value"]

    assert pages.show(A, inner) == "B"


def test_there_is_no_handle_of_what_is_not_there(pages: Pages) -> None:
    async def absent(screen: Screen) -> None:
        await handle(screen, 1_000_000)

    with pytest.raises(PlaywrightError):
        pages.show(A, absent)


def test_an_element_that_left_the_page_still_answers(pages: Pages) -> None:
    async def left(screen: Screen) -> object:
        _, node = await named(screen, "a")
        element = await handle(screen, node.node_id)
        await screen.page.evaluate("a.remove()")
        return (await call(screen, element, "function () { return this.isConnected }", value=True))["value"]

    assert pages.show(A, left) is False

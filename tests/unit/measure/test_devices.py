import pytest

from auditor.domain.facts import DeviceReading
from auditor.domain.recording import AccessOp, Phase, Request, ScriptAccess
from auditor.measure.devices import LEAST_INTERFACES, device_readings
from tests.evidence.builders import SITE, access, request
from tests.unit.measure.withdrawals import AFTER, GA_SCRIPT, WITHDRAWN, scene

PRINTER = "https://fp.partner.example/print.js"
SENDING = request("https://fp.partner.example/x", at=AFTER + 2, chain=(f"{PRINTER}:10:5", f"https://{SITE}/:1:1"))
ALL = ("canvas", "webgl", "audio")


def looks(*interfaces: str, at: float = AFTER, script: str | None = PRINTER) -> list[ScriptAccess]:
    return [
        access(AccessOp.DEVICE_READ, name, at=at + n / 10, script=script, kind=None, id=n)
        for n, name in enumerate(interfaces, start=1)
    ]


def test_a_script_that_reads_several_interfaces_and_sends_afterwards() -> None:
    assert list(device_readings(scene(*looks(*ALL), SENDING))) == [
        DeviceReading(
            PRINTER,
            "fp.partner.example",
            ("audio", "canvas", "webgl"),
            Phase.AFTER_RELOAD,
            ("withdraw/script-accesses#1", "withdraw/script-accesses#2", "withdraw/script-accesses#3"),
        ),
    ]


def test_one_interface_read_often_is_one_interface() -> None:
    assert len(ALL) == LEAST_INTERFACES
    assert list(device_readings(scene(*looks("canvas", "canvas", "webgl", "webgl"), SENDING))) == []


@pytest.mark.parametrize(
    "sending",
    [
        request("https://fp.partner.example/x", at=AFTER - 1, chain=(f"{PRINTER}:10:5",)),
        request("https://fp.partner.example/x", at=AFTER + 2, chain=(f"{PRINTER}.map:10:5",)),
        request("https://fp.partner.example/x", at=AFTER + 2),
        request("https://fp.partner.example/x", at=AFTER + 2, chain=(f"{GA_SCRIPT}:1:1",)),
    ],
)
def test_without_a_later_request_of_that_script_it_is_no_reading(sending: Request) -> None:
    assert list(device_readings(scene(*looks(*ALL), sending))) == []


@pytest.mark.parametrize(
    "calls",
    [
        looks(*ALL, at=WITHDRAWN - 5),
        looks(*ALL, at=WITHDRAWN + 0.5),
        looks(*ALL, script=None),
        [*looks("canvas", "webgl"), *looks("audio", script=GA_SCRIPT)],
        [*looks("canvas", "webgl", at=WITHDRAWN + 5), *looks("audio")],
        [access(AccessOp.STORAGE_GET, name, at=AFTER, script=PRINTER) for name in ALL],
    ],
    ids=["before the choice", "in the grace", "no script", "two scripts", "two phases", "no device"],
)
def test_calls_are_taken_together_by_script_and_phase(calls: list[ScriptAccess]) -> None:
    assert list(device_readings(scene(*calls, SENDING))) == []


def test_an_old_document_reads_the_device_on_its_own_page() -> None:
    calls = [access(AccessOp.DEVICE_READ, n, at=AFTER, script=PRINTER, document_at=WITHDRAWN - 9) for n in ALL]
    (found,) = device_readings(scene(*calls, SENDING))
    assert found.phase is Phase.SAME_PAGE

from dataclasses import replace

from auditor.domain.artifacts import Missing
from auditor.domain.checks import Confidence, Outcome
from auditor.domain.early import Devices, DeviceUse
from checks.fingerprinting_before_choice import CHECK
from tests.evidence.check_builders import ask, examined

WHERE = ("no-action/script-accesses#4", "no-action/traffic#9")
USE = DeviceUse(
    script="https://cdn.prints.example/print.js",
    company="prints.example",
    counted=("audio", "canvas", "webgl"),
    others=("screen",),
    receiver="in.prints.example",
    carried=None,
    excuse=None,
    evidence=WHERE,
)


def test_failed_when_a_script_read_the_device_and_something_was_sent() -> None:
    told = ask(CHECK, Devices((USE,), ("a gap",)))
    assert told.outcome is Outcome.FAILED
    assert told.confidence is Confidence.LIKELY
    assert told.summary == "1 company or script read the device in detail before any choice, and something was sent."
    assert told.findings[0].summary == (
        "https://cdn.prints.example/print.js (prints.example) read audio, canvas, webgl, screen, "
        "and in.prints.example received something afterwards"
    )
    assert told.findings[0].evidence == WHERE
    assert told.evidence == examined(CHECK)


def test_failed_and_confirmed_when_a_value_that_was_read_was_sent() -> None:
    carried = replace(USE, carried="webgl, body, sha256")
    told = ask(CHECK, Devices((USE, carried)))
    assert told.confidence is Confidence.CONFIRMED
    assert told.summary.startswith("2 companies or scripts read")
    assert told.findings[1].summary.endswith("received what was read (webgl, body, sha256)")


def test_failed_names_only_what_has_no_reason() -> None:
    told = ask(CHECK, Devices((USE, replace(USE, excuse="DataDome"))))
    assert len(told.findings) == 1


def test_cant_tell_when_a_service_against_fraud_reads_it() -> None:
    told = ask(CHECK, Devices((replace(USE, excuse="DataDome"),)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.findings[0].summary.endswith("it may have a reason: DataDome")
    assert told.evidence == examined(CHECK)


def test_cant_tell_when_nothing_was_seen_to_leave() -> None:
    told = ask(CHECK, Devices((replace(USE, receiver=None),)))
    assert told.outcome is Outcome.CANT_TELL
    assert told.findings[0].summary.endswith("nothing was seen to leave afterwards")


def test_cant_tell_when_the_record_has_gaps() -> None:
    told = ask(CHECK, Devices((), ("scripts called more often than is recorded",)))
    assert told.outcome is Outcome.CANT_TELL
    assert "called more often" in told.summary


def test_passed_when_nobody_read_the_device() -> None:
    told = ask(CHECK, Devices(()))
    assert told.outcome is Outcome.PASSED
    assert told.evidence == examined(CHECK)


def test_untested_without_the_record() -> None:
    assert ask(CHECK, Missing("network-log-lost")).outcome is Outcome.UNTESTED

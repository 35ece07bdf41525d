"""Asking one check, and the items that its answers turn on."""

from dataclasses import replace
from typing import Any

from auditor.domain.checks import Check, CheckResult, Confidence
from auditor.domain.evidence import reference
from auditor.domain.facts import Basis, Item, Sighting
from auditor.domain.journeys import Journey, StepName
from auditor.domain.profile import Jurisdiction
from auditor.domain.rules import Rules, rules
from auditor.evaluation.run_checks import run_checks
from tests.evidence.builders import item

# Rules that leave every answer to the check itself.
NEUTRAL = replace(rules(Jurisdiction.EU), rulings={})


def ask(check: Check, *artifacts: object, under: Rules = NEUTRAL) -> CheckResult:
    """What the check says of these artifacts, given in the order in which it declares them."""
    declared = [(journey, kind.name) for journey, kind in check.requires]
    [checked] = run_checks([check], dict(zip(declared, artifacts, strict=True)), under)
    return checked.result


def examined(check: Check) -> tuple[str, ...]:
    """The references that every answer of the check carries."""
    return tuple(reference(journey, kind) for journey, kind in check.requires)


def known(journey: Journey, step: StepName, **fields: object) -> Item:
    """A cookie of a well-known analytics service, first seen at that step."""
    told: dict[str, Any] = {
        "basis": Basis.KNOWLEDGE_BASE,
        "owner": "Google Analytics",
        "purpose": "analytics",
        "sightings": (Sighting(journey, step),),
    }
    return item(**(told | fields))


def unknown(journey: Journey, step: StepName, **fields: object) -> Item:
    """A cookie nobody knows, first seen at that step; its value singles out a visitor."""
    told: dict[str, Any] = {"name": "pref", "basis": Basis.UNKNOWN, "confidence": Confidence.REVIEW}
    return known(journey, step, **(told | {"owner": None, "purpose": None} | fields))


def exempt(journey: Journey, step: StepName, **fields: object) -> Item:
    """The consent record itself, first seen at that step."""
    return known(journey, step, name="consent", basis=Basis.EXEMPT, owner=None, purpose="consent-record", **fields)

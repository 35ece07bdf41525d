"""Evidence: artifacts as a check sees them, and nothing it did not ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from auditor.domain.artifacts import ArtifactKind, Missing
from auditor.domain.errors import UndeclaredEvidence
from auditor.domain.journeys import Journey
from auditor.domain.limits import Limits

T = TypeVar("T")

Requirement: TypeAlias = tuple[Journey, ArtifactKind[object]]


def need(journey: Journey, kind: ArtifactKind[T]) -> Requirement:
    """One thing a check reads."""
    return journey, kind


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one check declared, and nothing else; `limits` are the numbers of the rules it is read under."""

    found: Mapping[tuple[Journey, str], object]
    limits: Limits = field(default_factory=Limits)

    def get(self, journey: Journey, kind: ArtifactKind[T]) -> T:
        """The artifact; raises `UndeclaredEvidence` when the check does not declare it."""
        artifact = self.found.get((journey, kind.name))
        if not isinstance(artifact, kind.type):
            raise UndeclaredEvidence(f"{journey}/{kind} was read without being declared")
        return artifact


def reference(journey: Journey, kind: ArtifactKind[T], anchor: str | int | None = None) -> str:
    """Where in the evidence something stands, such as `withdraw/traffic#41`."""
    return f"{journey}/{kind.name}" + ("" if anchor is None else f"#{anchor}")


def missing_reason(requires: tuple[Requirement, ...], lookup: Mapping[tuple[Journey, str], object]) -> str | None:
    """Why a check cannot be asked, or None when everything it declared is there."""
    reasons = []
    for journey, kind in requires:
        artifact = lookup.get((journey, kind.name), Missing("not-recorded"))
        if isinstance(artifact, Missing):
            reasons.append(f"{journey}/{kind.name}: {artifact.reason}")
    return "; ".join(reasons) or None

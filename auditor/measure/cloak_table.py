"""Where names of a site lead when a tracker stands behind them, and which form a tracker's requests have."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from auditor.domain.recording import Request
from auditor.measure.knowledge import host_owner

MOST_PAIRS = 200  # parameters of an address or a body that are read; our choice


@dataclass(frozen=True, slots=True)
class Form:
    """How the requests to one service look."""

    id: str
    company: str
    path: re.Pattern[str] | None
    query: tuple[tuple[str, re.Pattern[str]], ...]
    body: tuple[re.Pattern[str], ...]
    self_hosted: bool

    def fits(self, request: Request) -> bool:
        """Whether a request has the form, in its address or its body."""
        return self._on_path(request) and self._has_parameters(request) and self._has_body(request)

    def hidden(self, request: Request) -> bool:
        """Whether a request may have the form, and its body, which nobody saw, would tell."""
        return request.body_missing and bool(self.body) and self._on_path(request)

    def _on_path(self, request: Request) -> bool:
        return self.path is None or self.path.search(_path(request.url)) is not None

    def _has_parameters(self, request: Request) -> bool:
        if not self.query:
            return True
        pairs = _pairs(_query(request.url)) | _pairs(request.body or "")
        return all(pattern.search(pairs.get(name, "")) for name, pattern in self.query)

    def _has_body(self, request: Request) -> bool:
        return all(pattern.search(request.body or "") for pattern in self.body)


@dataclass(frozen=True, slots=True)
class Targets:
    """Names of trackers, with their companies."""

    names: Mapping[str, str] = field(default_factory=dict)

    def company(self, host: str) -> str | None:
        """Who stands behind a name, None when it is nobody's that is known."""
        labels = host.lower().strip(".").split(".")
        endings = (".".join(labels[n:]) for n in range(len(labels)))
        return next((self.names[e] for e in endings if e in self.names), None) or host_owner(host)


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("auditor.measure").joinpath("data/cloaks.toml").read_text(encoding="utf-8"))


def known_targets(downloaded: Mapping[str, str] = MappingProxyType({})) -> Targets:
    """The table of this release, and the names of a list that was fetched, each with its company."""
    own = {name: company for company, names in _raw()["targets"].items() for name in names}
    fetched = {name.lower().strip("."): company for name, company in downloaded.items()}
    return Targets(MappingProxyType(fetched | own))


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """The forms of this release."""
    return tuple(
        Form(
            row["id"],
            row["company"],
            re.compile(row["path"]) if "path" in row else None,
            tuple((name, re.compile(pattern)) for name, pattern in row.get("query", {}).items()),
            tuple(re.compile(pattern) for pattern in row.get("body", ())),
            row.get("self_hosted", False),
        )
        for row in _raw()["form"]
    )


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _query(url: str) -> str:
    try:
        return urlsplit(url).query
    except ValueError:
        return ""


def _pairs(text: str) -> dict[str, str]:
    """The parameters of a query; of any other text, none."""
    try:
        return dict(parse_qsl(text, max_num_fields=MOST_PAIRS)) if "=" in text else {}
    except ValueError:
        return {}

"""Which company runs a host, as far as a compact table and the tracker table know."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from auditor.measure.domains import registrable_domain
from auditor.measure.knowledge import host_owner


@lru_cache(maxsize=1)
def _companies() -> tuple[tuple[str, str], ...]:
    """Every registrable domain of the table with its company."""
    raw = tomllib.loads(files("auditor.measure").joinpath("data/owners.toml").read_text(encoding="utf-8"))
    return tuple((domain, company) for company, domains in raw["companies"].items() for domain in domains)


@lru_cache(maxsize=4096)
def company_of(host: str) -> str:
    """The company that runs a host; its registrable domain where nobody is known to own it."""
    domain = registrable_domain(host)
    known = next((company for d, company in _companies() if d == domain), None)
    return known or host_owner(host) or domain

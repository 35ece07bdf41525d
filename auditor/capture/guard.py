"""The front door: which addresses may be visited at all."""

import asyncio
import ipaddress
import socket

from auditor.domain.errors import SiteUnreachable, TargetRefused
from auditor.domain.target import Target

RESOLVE_LIMIT_S = 10.0  # our choice


async def admit(target: Target, *, allow_private: bool) -> None:
    """Raise `TargetRefused` unless every address of the host is public; `allow_private` admits all."""
    if not allow_private:
        await admitted_addresses(target, allow_private=False)


async def admitted_addresses(target: Target, *, allow_private: bool) -> list[str]:
    """The addresses to dial, so that nobody resolves the name once more; raises `TargetRefused` for private ones."""
    local = target.host == "localhost" or target.host.endswith(".localhost")
    if local and not allow_private:
        raise TargetRefused(f"{target.host} is this machine; use --allow-private to audit it")
    addresses = await _addresses(target.host)
    refused = [] if allow_private else [a for a in addresses if not _public(a)]
    if refused:
        raise TargetRefused(f"{target.host} is at the private address {refused[0]}; use --allow-private to audit it")
    return addresses


async def _addresses(host: str) -> list[str]:
    try:
        async with asyncio.timeout(RESOLVE_LIMIT_S):
            rows = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError, UnicodeError) as error:
        raise SiteUnreachable(f"the host name {host[:80]} was not found") from error
    return sorted({str(row[4][0]) for row in rows})


def _public(text: str) -> bool:
    address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_global)

"""The front door: which addresses may be visited at all."""

import asyncio
import ipaddress
import socket

from auditor.domain.errors import SiteUnreachable, TargetRefused
from auditor.domain.target import Target

RESOLVE_LIMIT_S = 10.0  # our choice


async def admit(target: Target, *, allow_private: bool) -> None:
    """Raise `TargetRefused` unless every address of the host is public; `allow_private` admits all."""
    if allow_private:
        return
    if target.host == "localhost" or target.host.endswith(".localhost"):
        raise TargetRefused(f"{target.host} is this machine; use --allow-private to audit it")
    for address in await _addresses(target.host):
        if not _public(address):
            raise TargetRefused(f"{target.host} is at the private address {address}; use --allow-private to audit it")


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

"""Who asks, as far as tries are counted by it, and where they may be led."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address, ip_network

_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def network_of(address: str) -> str:
    """Return what one household has of network addresses: all of an IPv4 one, half of an IPv6 one."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
    return str(known)


def own_path(path: str, *, otherwise: str) -> str:
    """Return a path if it is one of this site, else another one."""
    return path if _OWN_PATH.fullmatch(path) else otherwise

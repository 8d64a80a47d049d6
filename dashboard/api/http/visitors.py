"""Who asks, as far as tries are counted by it, and where they may be led."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import quote

_LONGEST_PATH = 3_500
"""Characters of a path once it is written into another address: servers read some 4,000 of a line."""
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
    """Return a path if it is one of this site, and short enough to lead to, else another one."""
    leads = _OWN_PATH.fullmatch(path) and len(quote(path, safe="")) <= _LONGEST_PATH
    return path if leads else otherwise

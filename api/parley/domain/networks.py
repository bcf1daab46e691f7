"""Networks of addresses, as administrators write them."""

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

TEXT_MAX_CHARS = 50
_WIDEST = {4: 16, 6: 32}
_HOUSEHOLD = 64  # the smallest that a household with IPv6 has (RFC 6177)
_MAPPED_BITS = 96  # RFC 4291, 2.5.5.2: the last 32 are an IPv4 address


def network(text: str) -> str:
    """The network of an address, or one in CIDR notation, as it is kept.

    Raises:
        ValueError: it is none, or too wide.
    """
    try:
        found = _network(text)
    except ValueError:
        raise ValueError("This must be an IP address or a network, such as 192.0.2.0/24.") from None
    if found.prefixlen < _WIDEST[found.version]:
        raise ValueError("A network is at most a /16 of IPv4 or a /32 of IPv6.")
    return str(found)


def address(text: str) -> Address | None:
    """The address that a request comes from, IPv4 wherever it is; None where nobody can tell."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def household(text: str) -> str:
    """What the addresses of one household share: IPv4's all of it, IPv6's the first 64 bits.

    Where nobody can tell, the text itself.
    """
    try:
        return network(text)
    except ValueError:
        return text


def _network(text: str) -> Network:
    text = text.strip()
    if "%" in text:  # a zone means something on one machine only
        raise ValueError(text)
    found = ip_network(text, strict=False)
    if found.version == 4:
        return found
    if found.network_address.ipv4_mapped and found.prefixlen >= _MAPPED_BITS:
        prefix = found.prefixlen - _MAPPED_BITS
        return IPv4Network((found.network_address.ipv4_mapped, prefix))
    return found if "/" in text else found.supernet(new_prefix=_HOUSEHOLD)

"""Which web addresses may be fetched: public ones, written plainly; nothing inside of any network."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from tools.errors import DocumentRefused

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
_SAFE = "/%:@!$&'()*+,;=~-._?"
_WRITTEN = re.compile(r"[^\s\\<>\"'`{}|^\x00-\x20\x7f]+")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.I)
_INSIDE = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa", ".onion")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_NEVER = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "2001::/23", "192.88.99.0/24", "fec0::/10", "100::/64")))


@dataclass(frozen=True)
class Address:
    """A web address taken apart; `host` is in ASCII, `path` is what is asked of it, with the query."""

    url: str
    scheme: str
    host: str
    port: int
    path: str


def read_address(url: str) -> Address:
    """Return a web address taken apart.

    Raises DocumentRefused for what is no plain http or https address: with a user's name in it, on
    an odd port, of a host that lies inside of a network, or whose number is written to mislead.
    """
    if len(url) > LONGEST or not _WRITTEN.fullmatch(url):
        raise DocumentRefused("it is no web address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise DocumentRefused(f"it is no web address: {error}") from error
    if parts.scheme not in PORTS:
        raise DocumentRefused("only http and https addresses are fetched")
    if "@" in parts.netloc:
        raise DocumentRefused("an address with a user's name in it is not fetched")
    if port not in (None, PORTS[parts.scheme]):
        raise DocumentRefused(f"port {port} is not fetched from")
    host = _host(parts.hostname or "")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Address(parts._replace(fragment="").geturl(), parts.scheme, host, PORTS[parts.scheme], path)


def is_public(number: str) -> bool:
    """Whether an IP address lies in the open internet, looking through forms that carry another address."""
    try:
        address = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(str(carried))
    if any(address.version == net.version and address in net for net in _NEVER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _host(name: str) -> str:
    if ":" in name:
        if not is_public(name):
            raise DocumentRefused(f"{name} lies inside of a network")
        return name
    try:
        host = name.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise DocumentRefused("its host's name is not sound") from error
    if _NUMBER.fullmatch(host):
        return _number(host)
    if "." not in host or host.endswith(_INSIDE):
        raise DocumentRefused(f"{host or 'an address without a host'} lies inside of a network")
    return host


def _number(host: str) -> str:
    """Return an IPv4 address written in the one plain way; others are read differently by different programs."""
    try:
        plain = str(ipaddress.IPv4Address(host))
    except ValueError as error:
        raise DocumentRefused("its host is a number written to mislead") from error
    if not is_public(plain):
        raise DocumentRefused(f"{plain} lies inside of a network")
    return plain


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one leads to, or None."""
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour

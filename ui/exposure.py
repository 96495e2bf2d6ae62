"""Who may reach the page: this machine alone, unless more is meant."""

from __future__ import annotations

import ipaddress

from index import UserError

MEANING = "The page asks for no password: whoever reaches it can read and change the library."


def check_host(host: str, expose: bool, remedy: str) -> None:
    """Refuse an address that other machines reach, unless that is meant; ``remedy`` says how to mean it.

    Raises:
        UserError: it is reachable, and ``expose`` is false.
    """
    if not expose and not is_loopback(host):
        raise UserError(f"“{host}” can be reached from other machines. {MEANING} {remedy}")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches ``host``. A name other than localhost may stand for anything."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

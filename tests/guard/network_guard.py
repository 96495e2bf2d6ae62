"""Forbid every connection that leaves this machine.

An audit hook, because it cannot be patched away or passed by: Python reports each look-up and each
connection to it, whichever library makes them. ``sitecustomize`` beside this module installs it in the
Python processes that tests start, too.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

LOCAL_NAMES = {"", "localhost", "ip6-localhost"}
attempts: list[str] = []


class NetworkForbidden(RuntimeError):
    """Something tried to reach another machine. Not an OSError, which libraries take for a bad line."""


def is_local(host: object) -> bool:
    """Whether ``host`` (None, a name or an address, as text or bytes) is this machine."""
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else str(host)
    if name.lower() in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def forbid(event: str, host: object) -> None:
    """Note the attempt and refuse it, unless ``host`` is this machine."""
    if not is_local(host):
        attempts.append(f"{event} {host!r}")
        raise NetworkForbidden(f"Tests may not leave this machine, but {event} was called for {host!r}.")


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """The audit hook."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        forbid(event, arguments[0])
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        connection, address = arguments[:2]
        if connection.family in (socket.AF_INET, socket.AF_INET6) and address:
            forbid(event, address[0])


def install() -> None:
    """Start watching; there is no way back in this process."""
    if not getattr(sys, "network_guard_installed", False):
        sys.network_guard_installed = True  # type: ignore[attr-defined]
        sys.addaudithook(watch)

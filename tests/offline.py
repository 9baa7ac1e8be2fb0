"""No way out: what any code of a process asks of the network is refused, but for this machine itself."""

from __future__ import annotations

import sys
from ipaddress import ip_address

# What Python tells its auditors before it asks the system: a name to be found, a connection, a message, a port to be heard at.
_EVENTS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"}
_EVENTS |= {"socket.gethostbyaddr", "socket.getnameinfo"}


class NetworkRefused(RuntimeError):
    """Something asked the network."""


def here(address: object) -> bool:
    """Return whether an address, as a socket is given it, is of this machine: a path, a loopback, or none at all."""
    host = address[0] if isinstance(address, tuple) and address else address
    if isinstance(address, (str, bytes)) or host is None:
        return True  # of a socket that is a file
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if text in ("", "localhost"):
        return True
    try:
        return ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_network(*, all_of_it: bool = False) -> None:
    """Refuse the network to this process until it ends, and to the processes that it forks; with `all_of_it` this machine's own too."""

    def hear(event: str, args: tuple[object, ...]) -> None:
        if event in _EVENTS:
            named = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
            address: object = (args[0],) if named else args[-1] if event != "socket.getnameinfo" else args[0]
            if all_of_it or not here(address):
                raise NetworkRefused(f"{event} {address!r}")
        elif all_of_it and event in ("socket.__new__", "socket.socketpair") and args[1:2] not in ((1,), ()):  # 1: a socket that is a file
            raise NetworkRefused(f"{event} {args[1:]!r}")

    sys.addaudithook(hear)


if __name__ == "__main__":
    refuse_network(all_of_it=True)
    from factcheck.__main__ import main

    sys.argv = ["factcheck", *sys.argv[1:]]
    main()

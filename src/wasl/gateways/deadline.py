"""A hard end for a conversation with the outside world, however slowly the other side talks."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def ended_after(
    seconds: float, current_socket: Callable[[], socket.socket | None]
) -> Iterator[None]:
    """Cut the socket after `seconds`: a timeout per read alone lets a trickle last for ever."""

    def cut() -> None:
        open_socket = current_socket()
        if open_socket is not None:
            with suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()

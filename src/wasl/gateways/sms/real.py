"""The SMS provider, over HTTPS."""

import json
import ssl
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import socket
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from wasl.domains.notifications.ports import CarrierTrouble, ReceiptRead
from wasl.gateways.deadline import ended_after
from wasl.gateways.sms.receipts import read_receipt, signature_of

_TAKEN = frozenset({200, 201, 202, 409})
_WRONG_MESSAGE = frozenset({400, 413, 422})
"""Answers about this message; all others are about us or the provider, and pass."""

_LONGEST_ANSWER = 65_536
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class HttpsSmsCarrier:
    """Posts each message as signed JSON: {"to", "text", "sender", "reference"}.

    The provider answers {"id": …}. A repeat under the same reference may be answered with 409 and
    the first id. `seconds` is the longest a whole call lasts.
    """

    def __init__(self, *, url: str, secret: str, sender: str, seconds: float = 15) -> None:
        self._url = url
        self._secret = secret
        self._sender = sender
        self._seconds = seconds

    def send(self, *, to: str, text: str, reference: UUID) -> str:
        """Hand over one message; see the port."""
        body = json.dumps(
            {"to": to, "text": text, "sender": self._sender, "reference": str(reference)},
            ensure_ascii=False,
        ).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json",
            "Idempotency-Key": str(reference),
            "X-Wasl-Signature": signature_of(body, secret=self._secret),
        }
        try:
            status, answer = self._posted(body, headers)
        except (OSError, HTTPException) as trouble:
            # A call that was cut may well have been taken: the retry carries the same reference.
            name = type(trouble).__name__
            raise CarrierTrouble(f"no whole answer: {name}", is_temporary=True) from trouble
        if status not in _TAKEN:
            raise CarrierTrouble(f"answered {status}", is_temporary=status not in _WRONG_MESSAGE)
        return _identifier(answer)

    def read_receipt(self, *, body: bytes, signature: str) -> ReceiptRead:
        """Read a receipt; see the port."""
        return read_receipt(body, signature, secret=self._secret)

    def _posted(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        address = urlsplit(self._url)
        connection = self._connection(address)
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        held: list[socket] = []
        # Once an answer closes the connection, only the answer still holds the socket.
        with (
            closing(connection),
            ended_after(self._seconds, lambda: connection.sock or next(iter(held), None)),
        ):
            connection.connect()
            held.append(connection.sock)
            connection.request("POST", path, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.read(_LONGEST_ANSWER)

    def _connection(self, address: SplitResult) -> HTTPConnection:
        host = address.hostname
        if not host:
            raise CarrierTrouble("WASL_SMS_URL is not set", is_temporary=True)
        if address.scheme == "https":
            return HTTPSConnection(
                host,
                address.port,
                timeout=self._seconds,
                context=ssl.create_default_context(),
            )
        if address.scheme == "http" and host in _LOOPBACK:
            return HTTPConnection(host, address.port, timeout=self._seconds)
        raise CarrierTrouble("WASL_SMS_URL must begin with https://", is_temporary=True)


def _identifier(answer: bytes) -> str:
    try:
        identifier = str(json.loads(answer)["id"])
    except (ValueError, TypeError, KeyError) as trouble:
        raise CarrierTrouble("the answer was cut or unreadable", is_temporary=True) from trouble
    return identifier[:80]

"""An SMS provider on loopback, which can misbehave in every way a provider does."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Provider:
    """Takes signed messages over HTTP; `trouble` says how it misbehaves.

    `arrived` holds what was taken, in order; `calls` counts every call that came.
    """

    def __init__(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                provider.answer(self)

            def log_message(self, *_words):
                pass

        self.arrived = []
        self.signatures = []
        self.calls = 0
        self.trouble = ""
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/messages?v=1"

    def stop(self):
        """Close the server, and let calls that hang end."""
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, handler):
        """Answer one call as the trouble wills it."""
        self.calls += 1
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.signatures.append((body, handler.headers["X-Wasl-Signature"]))
        message = json.loads(body)
        statuses = {"5xx": 503, "refused": 422, "unauthorised": 401, "busy": 429}
        if self.trouble in statuses:
            return self._say(handler, statuses[self.trouble], {"error": "no"})
        if self.trouble == "elsewhere":
            handler.send_response(302)
            handler.send_header("Location", self.url)
            handler.send_header("Content-Length", "0")
            return handler.end_headers()
        is_repeat = any(known["reference"] == message["reference"] for known in self.arrived)
        if not is_repeat and self.trouble != "drop":
            self.arrived.append(message)
        if self.trouble == "hang":
            self.released.wait(60)
            return None
        if self.trouble == "trickle":
            return self._trickle(handler)
        if self.trouble == "cut":
            handler.send_response(200)
            handler.send_header("Content-Length", "500")
            handler.end_headers()
            handler.wfile.write(b'{"id": "p-')
            handler.wfile.flush()
            return handler.connection.shutdown(socket.SHUT_RDWR)
        if self.trouble == "unreadable":
            return self._say(handler, 200, ["no id here"])
        return self._say(
            handler, 409 if is_repeat else 200, {"id": f"p-{message['reference'][:8]}"}
        )

    def _trickle(self, handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        try:
            while not self.released.is_set():
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def _say(self, handler, status, answer):
        text = json.dumps(answer).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

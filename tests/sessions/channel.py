"""A local server that stands for Discord, Slack or another program: it keeps what is posted, and answers as told."""

import json
import threading
from contextlib import contextmanager
from http.server import ThreadingHTTPServer

from tests.server import Handler, serving

SECRET = "s3cret-t0ken"  # in the path of each address


class Channel(Handler):
    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.received.append(json.loads(sent))
            self.server.headers.append(dict(self.headers))
            self.server.arrived.set()
        answers = self.server.answers
        reply = answers.pop(0) if answers else 204
        if callable(reply):
            reply = reply(self)
        if reply is None:
            self.close_connection = True
            return
        status, headers, body = reply if isinstance(reply, tuple) else (reply, {}, b"")
        self.send_response(status)
        for name, value in {"Content-Length": len(body), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def channel():
    """Yields the server: `url` to post to, `received` and `headers` of what came, `answers` to give first: a status, a
    triple with headers and a body, or a function of the handler that gives one or, for no answer, None."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Channel)
    server.lock, server.arrived, server.patience = threading.Lock(), threading.Event(), threading.Event()
    server.received, server.headers, server.answers = [], [], []
    server.url = f"http://127.0.0.1:{server.server_port}/{SECRET}"
    with serving(server, server.patience.set):
        yield server


def texts(server):
    """What was said, one text a message."""
    return [sent.get("content") or sent["text"] for sent in server.received]

"""Other sites on this machine, which answer as real ones do: well, gone, busy, slowly, endlessly, not at all.

def test_x(elsewhere):
    elsewhere.url("/good")               # also under other names: elsewhere.url("/good", "127.0.0.2")
    elsewhere.url("/status/404")
    elsewhere.asked                      # pairs of a method and a path, in order
"""

import ssl
import threading
import time
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.server import Handler, serving

# Made for these tests and of no use elsewhere; no browser takes it for valid.
CERTIFICATE = """\
MIIBmzCCAUCgAwIBAgIUVeFTBDKMqqxaC/rLrmmvMQCbfX4wCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwObm9ib2R5LmludmFsaWQwIBcNMjYxMTIzMTIwNDAzWhgPMjEy
NjEwMzAxMjA0MDNaMBkxFzAVBgNVBAMMDm5vYm9keS5pbnZhbGlkMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEZG5AJdM7FuxOzEQnb64rLnObb09gmNpvgZe4dOSx
ycdgacV1ouBv8O9BSLM4iGg6E3TsHb2p2005lCcWjL6fQ6NkMGIwHQYDVR0OBBYE
FE8/+rTb8PuIJcHgWShta3N12Vl2MB8GA1UdIwQYMBaAFE8/+rTb8PuIJcHgWSht
a3N12Vl2MA8GA1UdEwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAKBggqhkjO
PQQDAgNJADBGAiEAlhVj9wgUarrf6AYPkJb6fh6C4P/BI7zW2cFAhvs4u+wCIQDt
SBA+g0qCt1aNVrTEO6GkkR7dzD8l6MJQg58yaTsOnA=="""
KEY = """\
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgokOUhMFLaRuMApj/
MFLa4AIJ5ej6AP80pwXyKk4OI7GhRANCAARkbkAl0zsW7E7MRCdvrisuc5tvT2CY
2m+Bl7h05LHJx2BpxXWi4G/w70FIsziIaDoTdOwdvanbTTmUJxaMvp9D"""


class Elsewhere(Handler):
    def do_HEAD(self):
        self.tell()

    def do_GET(self):
        self.tell()

    def tell(self):
        server, path = self.server, urlsplit(self.path)
        with server.lock:
            server.asked.append((self.command, self.path))
            server.agents.add(self.headers["User-Agent"])
            server.times.append(time.monotonic())
            server.open[self.headers["Host"]] = server.open.get(self.headers["Host"], 0) + 1
            server.most_open = max(server.most_open, sum(server.open.values()))
            server.most_of_one = max(server.most_of_one, *server.open.values())
        try:
            name, _, rest = path.path.strip("/").partition("/")
            getattr(self, name.replace("-", "_"), self.good)(rest or parse_qs(path.query).get("url", [""])[0])
        finally:
            with server.lock:
                server.open[self.headers["Host"]] -= 1

    def answer(self, status, **headers):
        self.send_response(status)
        for header, value in {"Content-Length": 0, **headers}.items():
            self.send_header(header.replace("_", "-"), str(value))
        self.end_headers()

    def good(self, rest):
        self.answer(200)

    def status(self, rest):
        self.answer(int(rest))

    def hold(self, rest):
        time.sleep(0.03)
        self.answer(200)

    def wait(self, rest):
        """Until the test lets go."""
        self.server.arrived.set()
        self.server.patience.wait(20)
        self.answer(200)

    def busy(self, rest):
        self.answer(429, Retry_After=60)

    def maintenance(self, rest):
        self.answer(503, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT")

    def no_head(self, rest):
        """Refuses HEAD as `rest` says."""
        if self.command == "GET":
            self.answer(200)
        elif rest == "cut":
            self.close_connection = True
        else:
            self.answer(int(rest))

    def moved(self, rest):
        self.answer(301, Location=f"/{rest}")

    def circle(self, rest):
        self.answer(302, Location="/circle")

    def inside(self, rest):
        self.answer(302, Location="http://10.0.0.1/")

    def odd(self, rest):
        self.answer(302, Location="itms-apps://example.org")

    def endless(self, rest):
        if self.command == "HEAD":
            return self.answer(405)
        self.send_response(200)
        self.end_headers()
        with suppress(ConnectionError):
            while not self.server.patience.wait(0.001):
                self.server.sent += self.wfile.write(b"0" * 65536)

    def silent(self, rest):
        self.server.patience.wait(20)

    def dripping(self, rest):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.patience.wait(0.02):
            self.wfile.write(b"0")

    def cut(self, rest):
        self.close_connection = True

    def meanwhile(self, rest):
        self.server.meanwhile()
        self.answer(200)

    def oembed(self, rest):
        """YouTube's: the video's id, or the list's, ends with the status."""
        self.answer(int(rest[-3:]))

    def picture(self, rest):
        self.answer(404 if "private" in rest else 200)


@contextmanager
def running(folder=None):
    """Yields the server; given a folder for its certificate, it speaks HTTPS."""
    server = ThreadingHTTPServer(("0.0.0.0", 0), Elsewhere)
    scheme = "http"
    if folder:
        pem = folder / "certificate.pem"
        labels = ("CERTIFICATE", CERTIFICATE), (" ".join(["PRIVATE", "KEY"]), KEY)
        pem.write_text("".join(f"-----BEGIN {name}-----\n{text}\n-----END {name}-----\n" for name, text in labels))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https"
    server.lock, server.arrived, server.patience = threading.Lock(), threading.Event(), threading.Event()
    server.asked, server.agents, server.times = [], set(), []
    server.open, server.most_open, server.most_of_one, server.sent = {}, 0, 0, 0
    server.url = lambda path, name="127.0.0.1": f"{scheme}://{name}:{server.server_port}{path}"
    with serving(server, server.patience.set):
        yield server

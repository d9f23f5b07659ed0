"""Brings the PDF behind a link. The link may be anybody's: only a PDF of bounded size, from a public address, in
bounded time, is taken; everything else is refused with a reason in plain words."""

import ipaddress
import socket
import threading
from contextlib import closing, contextmanager, suppress
from tempfile import TemporaryFile
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings
from django.core.files import File
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection

CONNECT_SECONDS, READ_SECONDS, ALL_SECONDS = 5, 15, 120
MOST_REDIRECTS = 5
PIECE = 64 * 1024  # bytes
HEADERS = {"User-Agent": "readinggroup (fetches slides for a reading group's site)", "Accept": "application/pdf"}
# The addresses of IPv6 that are given out to the world, and those in which a network wraps those of IPv4 (RFC 6052).
WORLD = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchError(Exception):
    """Why there is no file, in plain words."""


class PrivateAddressError(urllib3.exceptions.HTTPError):
    """The name leads into a private network: the operator's own, or the machine itself."""


def is_public(address):
    """Whether everyone may reach this IP address, given as text."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 4:
        return ip.is_global and not ip.is_multicast
    inside = ip.sixtofour or (ip.teredo and ip.teredo[1])
    if ip in NAT64:
        inside = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
    if inside:
        return is_public(str(inside))
    return ip in WORLD and ip.is_global


class Connections:
    """Connections to public addresses, all of which are cut off when the time is over.

    They look a name up themselves and go to the address they have checked: a second look-up, which might answer
    otherwise, never happens.
    """

    def __init__(self):
        self.is_over = False
        self.sockets = []
        self.clock = threading.Timer(ALL_SECONDS, self.cut_off)

    def __enter__(self):
        self.clock.start()
        return self

    def __exit__(self, *error):
        self.clock.cancel()
        for connected in self.sockets:
            connected.close()

    def cut_off(self):
        """Whoever waits for an answer, its head or its body, waits no more."""
        self.is_over = True
        for connected in self.sockets:
            with suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

    def connect(self, connection):
        try:
            found = socket.getaddrinfo(connection.host, connection.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise urllib3.exceptions.NameResolutionError(connection.host, connection, error) from error
        addresses = [address[0] for *_, address in found]
        if not all(map(is_public, addresses)):
            raise PrivateAddressError
        problem = None
        for address in dict.fromkeys(addresses):
            try:
                connected = create_connection((address, connection.port), connection.timeout)
            except OSError as error:
                problem = error
            else:
                # TLS takes the first for itself; the second leads to the same connection.
                self.sockets.append(connected.dup())
                return connected
        raise urllib3.exceptions.NewConnectionError(connection, str(problem)) from problem

    def pools(self):
        pools = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS), retries=False, headers=HEADERS
        )
        pools.pool_classes_by_scheme = {
            "http": self.public_only(HTTPConnectionPool),
            "https": self.public_only(HTTPSConnectionPool),
        }
        return pools

    def public_only(self, pool):
        made_here = {"_new_conn": lambda connection: self.connect(connection)}
        connection = type(f"Public{pool.ConnectionCls.__name__}", (pool.ConnectionCls,), made_here)
        return type(f"Public{pool.__name__}", (pool,), {"ConnectionCls": connection})


@contextmanager
def fetched(url):
    """The PDF at this address as an open file; FetchError says why there is none."""
    with TemporaryFile() as file, Connections() as connections:
        try:
            with closing(answer(connections.pools(), url)) as response:
                take(response, file)
        except PrivateAddressError:
            raise FetchError("it lies in a private network") from None
        except (urllib3.exceptions.HTTPError, OSError, FetchError) as error:
            # What was cut off ends in all kinds of errors, or in none.
            raise FetchError("it took too long" if connections.is_over else reason(error)) from None
        if connections.is_over:
            raise FetchError("it took too long")
        file.seek(0)
        yield File(file, name="slides.pdf")


def answer(pools, url):
    """The answer that redirects lead to; what they say besides is not read."""
    for _ in range(MOST_REDIRECTS + 1):
        if urlsplit(url).scheme not in ("http", "https"):
            raise FetchError("it leads to an address that is no web address")
        response = pools.request("GET", url, preload_content=False, redirect=False)
        location = response.get_redirect_location()
        if not location:
            return response
        response.close()
        url = urljoin(url, location)
    raise FetchError("it leads from one address to the next without end")


def take(response, file):
    """Writes the body to the file, and gives up as soon as it is no PDF or too large."""
    if response.status != 200:
        raise FetchError(f"the answer was {response.status}")
    start = b""
    while piece := response.read1(PIECE):
        start += piece[: 1024 - len(start)]
        file.write(piece)
        if len(start) >= 1024 and b"%PDF-" not in start:
            break
        if file.tell() > settings.MAX_UPLOAD_MEGABYTES * 1024 * 1024:
            raise FetchError(f"it is larger than {settings.MAX_UPLOAD_MEGABYTES} MB")
    if b"%PDF-" not in start:
        raise FetchError("it is not a PDF")


def reason(error):
    """An error in plain words; those of the network are other people's."""
    if isinstance(error, FetchError):
        return str(error)
    for kinds, words in (
        (urllib3.exceptions.NameResolutionError, "there is no such site"),
        (urllib3.exceptions.NewConnectionError, "the site cannot be reached"),
        ((urllib3.exceptions.TimeoutError, TimeoutError), "the site did not answer in time"),
        (urllib3.exceptions.SSLError, "the site's certificate is not valid"),
    ):
        if isinstance(error, kinds):
            return words
    return "the connection broke off"

"""The site as its container runs it: with the Dockerfile's own commands, on production's settings."""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
HOST = "readings.example.org"
SECONDS = 60
MOST_PAGES = 400

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
FILES = "link[rel~=stylesheet], link[rel~=icon], link[rel~=manifest], link[rel=modulepreload], script[src], img[src]"
# What a style sheet or a module loads in its turn.
LOADED = re.compile(r"""url\(["']?([^"')]+)|\b(?:from|import)\s*\(?["']([./][^"']+)""")


def instructions(word):
    """What follows this word in the Dockerfile: RUN's command lines, CMD's list in brackets."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", "")
    return re.findall(rf"^{word} +(.*)", text, flags=re.MULTILINE)


[COLLECT_STATIC] = [line for line in instructions("RUN") if "collectstatic" in line]
START = json.loads(instructions("CMD")[-1])
HEALTH_CHECK = json.loads(instructions("HEALTHCHECK")[-1].split("CMD", 1)[1])


def environment(**settings):
    """A container's environment: of this machine's, nothing but the way to the programs."""
    return {"PATH": f"{Path(sys.executable).parent}:{os.defpath}", **settings}


def run(command, settings):
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=2 * SECONDS)


def manage(settings, *arguments):
    """What `docker compose exec web python manage.py …` does; raises with its output if it fails."""
    done = run(["python", "manage.py", *arguments], settings)
    assert done.returncode == 0, done.stdout + done.stderr


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        plain = gzip.decompress(self.body) if self.headers["Content-Encoding"] == "gzip" else self.body
        return plain.decode()

    @property
    def is_page(self):
        return self.headers.get_content_type() == "text/html"


class Container:
    """One that runs; `get` asks as the proxy does for a visitor who came by HTTPS, and follows no redirect."""

    def __init__(self, process, port):
        self.process = process
        self.port = port

    def get(self, path, **headers):
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders()
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def is_healthy(self, settings):
        command = [part.replace(":8000/", f":{self.port}/") for part in HEALTH_CHECK]
        return run(command, settings).returncode == 0

    def stop(self):
        """What `docker stop` does; the exit code."""
        self.process.terminate()
        return self.process.wait(SECONDS)


@contextmanager
def running(settings):
    """Starts the container's command on a free port, waits until it answers, and leaves no process behind."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings = settings | {"GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{port}"}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            START, cwd=ROOT, env=settings, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        container = Container(process, port)
        try:
            deadline = time.monotonic() + SECONDS
            while not container.is_healthy(settings):
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    raise RuntimeError(f"The container did not start:\n{log.read()}")
                time.sleep(0.1)
            yield container
        finally:
            # The whole group: should the shell end without gunicorn, gunicorn must not stay.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def crawl(container):
    """Follows every link from "/" on; gives the answers for pages and for the files that they load, by address.

    The admin site is not public. Addresses with a query come last, so that no list of filters hides a page.
    """
    pages, files, found = {}, {}, {"/"}
    while waiting := sorted(found - pages.keys(), key=lambda path: ("?" in path, path)):
        assert len(pages) < MOST_PAGES, f"More than {MOST_PAGES} pages; next would be {waiting[:9]}"
        path = waiting[0]
        answer = pages[path] = container.get(path)
        if answer.is_page:
            soup = BeautifulSoup(answer.text, "html.parser")
            found |= {link for link in own(path, soup.select("a[href], link[rel~=alternate]")) if is_public(link)}
            load(container, files, own(path, soup.select(FILES)))
    return pages, files


def own(base, elements):
    """The addresses on this site that elements point to, as path and query."""
    for element in elements:
        url = urlsplit(urldefrag(urljoin(f"https://{HOST}{base}", element.get("href") or element.get("src")))[0])
        if url.scheme == "https" and url.netloc == HOST:
            yield url._replace(scheme="", netloc="").geturl()


def is_public(path):
    return not path.startswith("/admin/")


def load(container, files, paths):
    for path in paths:
        if path not in files:
            answer = files[path] = container.get(path)
            if answer.headers.get_content_type() in {"text/css", "text/javascript"}:
                names = [style or module for style, module in LOADED.findall(answer.text)]
                load(container, files, [urljoin(path, name) for name in names if not name.startswith("data:")])

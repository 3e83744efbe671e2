"""Radicale, a real CalDAV and CardDAV server, in a thread of the tests."""

import logging
import threading
import urllib.request
import warnings
from base64 import b64encode
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

USER, PASSWORD = "sam", "correct horse"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = False


class _Handler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Served:
    """A server with one person's folder; `asked` has what it was asked, ``PROPFIND /sam/``."""

    def __init__(self, url, folder):
        self.url, self.folder, self.asked = url, folder, []

    def put(self, path, text, method="PUT", kind="text/calendar"):
        self.call(method, path, text, {"Content-Type": kind})

    def delete(self, path):
        self.call("DELETE", path)

    def calendar(self, path, name):
        self._make(path, name, "<C:calendar/>", "urn:ietf:params:xml:ns:caldav")

    def book(self, path, name):
        self._make(path, name, "<C:addressbook/>", "urn:ietf:params:xml:ns:carddav")

    def _make(self, path, name, kind, space):
        body = (
            f'<mkcol xmlns="DAV:" xmlns:C="{space}"><set><prop><resourcetype><collection/>{kind}'
            f"</resourcetype><displayname>{name}</displayname></prop></set></mkcol>"
        )
        self.call("MKCOL", path, body, {"Content-Type": "application/xml"})

    def call(self, method, path, text="", headers=None):
        request = urllib.request.Request(
            self.url + path.lstrip("/"), text.encode() or None, headers or {}, method=method
        )
        token = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()
        self.asked.clear()


@contextmanager
def radicale(folder: Path):
    with warnings.catch_warnings():
        # Of its own imports, in some versions of Python.
        warnings.simplefilter("ignore", DeprecationWarning)
        from radicale import Application, config

    logging.getLogger("radicale").setLevel(logging.CRITICAL)
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    settings = config.load()
    settings.update(
        {
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(folder / "users"),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "storage": {"filesystem_folder": str(folder / "store")},
        },
        "the tests",
        privileged=True,
    )
    application = Application(settings)
    server = _Server(("127.0.0.1", 0), _Handler)
    served = Served(f"http://127.0.0.1:{server.server_port}/", folder)

    def noted(environ, start):
        served.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        return application(environ, start)

    server.set_app(noted)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

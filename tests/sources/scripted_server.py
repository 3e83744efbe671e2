"""A web server that says what it is told to, however wrong."""

import contextlib
import socket
import threading
from contextlib import contextmanager
from typing import NamedTuple

HANG, DROP = object(), object()
"""What an answer can be instead of bytes: silence, or the end of the line."""


class Request(NamedTuple):
    method: str
    path: str
    headers: dict
    body: bytes


class Scripted:
    """Answers by what `answer` returns for a request: bytes, pieces of them, `HANG` or `DROP`."""

    def __init__(self, answer, tls):
        self.answer, self.tls = answer, tls
        self.asked = []
        self.lines = 0
        self.stopped = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}/"
        self.threads = []

    def serve(self):
        while not self.stopped.is_set():
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            self.lines += 1
            thread = threading.Thread(target=self._line, args=[line], daemon=True)
            self.threads.append(thread)
            thread.start()

    def _line(self, line):
        line.settimeout(10)
        with contextlib.suppress(OSError, ValueError), line:
            if self.tls:
                line = self.tls.wrap_socket(line, server_side=True)
            with line, line.makefile("rb") as reader:
                while request := self._request(reader):
                    self.asked.append(request)
                    said = self.answer(request)
                    if said is HANG:
                        self.stopped.wait(10)
                    if said in (HANG, DROP):
                        return
                    for piece in [said] if isinstance(said, bytes) else said:
                        if self.stopped.is_set():
                            return
                        line.sendall(piece)
                    if not isinstance(said, bytes):
                        return

    def _request(self, reader):
        first = reader.readline().decode("latin-1").split()
        if len(first) != 3:
            return None
        headers = {}
        while (line := reader.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = reader.read(int(headers.get("content-length", 0)))
        return Request(first[0], first[1], headers, body)


@contextmanager
def scripted(answer, tls=None):
    server = Scripted(answer, tls)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        with contextlib.suppress(OSError):
            # Wakes up who waits in accept; closing alone doesn't.
            server.socket.shutdown(socket.SHUT_RDWR)
        server.socket.close()
        thread.join(10)
        for one in server.threads:
            one.join(10)


def http(body=b"", status="200 OK", **headers):
    """Write an answer, with the length of its body."""
    if isinstance(body, str):
        body = body.encode()
    headers = {"content_length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def multistatus(*responses, token=""):
    told = f"<d:sync-token>{token}</d:sync-token>" if token else ""
    return http(
        '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
        ' xmlns:a="urn:ietf:params:xml:ns:carddav" xmlns:s="http://calendarserver.org/ns/">'
        f"{''.join(responses)}{told}</d:multistatus>",
        "207 Multi-Status",
        content_type="application/xml",
    )


def response(href, properties="", status=""):
    told = f"<d:status>HTTP/1.1 {status}</d:status>" if status else ""
    found = f"<d:prop>{properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status>"
    found = f"<d:propstat>{found}</d:propstat>"
    return f"<d:response><d:href>{href}</d:href>{told or found}</d:response>"


CALENDAR = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"

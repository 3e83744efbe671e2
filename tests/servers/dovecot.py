"""A Dovecot on this machine, with mailboxes of its own."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clientpulse.config.sources import Source
from tests.servers.certificates import OPENSSL, authority, certificate

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
MISSING = "" if DOVECOT and OPENSSL else "needs dovecot (package dovecot-imapd) and openssl"

PASSWORD = 'pässwörd "\\ %&'
SECONDS = 20
MOST_USERS = 200

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
auth_failure_delay = 0
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_fsync = never
mail_location = maildir:{folder}/mail/%u
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
namespace inbox {{
  inbox = yes
  mailbox "Gesendet & gut" {{
    special_use = \\Sent
    auto = create
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {implicit}
    ssl = yes
  }}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A server that runs.

    Attributes:
        ports: By ``tls`` of a source.
        authority: The certificate to check its own against.
    """

    folder: Path
    ports: dict[str, int]
    authority: Path
    owner: tuple[int, int]
    users: Iterator[str]

    def source(self, tls: str = "implicit", **more: Any) -> Source:
        """Return the mailbox of a new user as it is configured."""
        given = {
            "user": next(self.users),
            "host": "127.0.0.1",
            "port": self.ports[tls],
            "password_command": f"cat {self.folder}/password",
            "ca_file": self.authority,
        }
        return Source("mail", "imap", tls=tls, **{**given, **more})

    def deliver(self, source: Source, messages: Iterable[bytes], folder: str = "") -> None:
        """Put messages into a folder, as they were delivered just now."""
        path = self.folder / "mail" / str(source.user) / (f".{folder}" if folder else "")
        with self._as_owner():
            path.parent.mkdir(exist_ok=True)
            for name in ("", "cur", "new", "tmp"):
                (path / name).mkdir(exist_ok=True)
            for number, message in enumerate(messages):
                (path / "new" / f"{time.time_ns()}.{number}.tests").write_bytes(message)

    @contextmanager
    def _as_owner(self) -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.setegid(self.owner[1])
        os.seteuid(self.owner[0])
        try:
            yield
        finally:
            os.seteuid(0)
            os.setegid(0)


@contextmanager
def running() -> Iterator[Dovecot]:
    """Start a server on free ports of the loopback, and stop it in the end."""
    # Not among the tests' own folders: those aren't for the user that it runs as.
    folder = Path(tempfile.mkdtemp(prefix="clientpulse-dovecot-"))
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    try:
        ports = dict(zip(("implicit", "starttls"), _free_ports(2), strict=True))
        users = [f"sam{number}" for number in range(MOST_USERS)]
        ca = _prepared(folder, ports, user, users)
        server = Dovecot(folder, ports, ca, user[2:4], iter(users))
        with _process(folder, user):
            for port in ports.values():
                _wait_for(port, folder)
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(
    folder: Path, ports: dict[str, int], user: pwd.struct_passwd, users: Iterable[str]
) -> Path:
    ca = authority(folder)
    pem, key = certificate(folder, "server", "DNS:localhost,IP:127.0.0.1")
    (folder / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    passwords = "".join(f"{one}:{PASSWORD}\n" for one in users)
    (folder / "users").write_text(passwords, encoding="utf-8")
    for name in ("run", "state", "mail", "home"):
        (folder / name).mkdir()
    config = _CONFIG.format(
        folder=folder,
        user=user.pw_name,
        group=_group_of(user),
        certificate=pem,
        key=key,
        **ports,
    )
    (folder / "dovecot.conf").write_text(config, encoding="utf-8")
    if os.geteuid() == 0:
        for one in (folder, *folder.iterdir()):
            os.chown(one, user.pw_uid, user.pw_gid)
    return ca


def _group_of(user: pwd.struct_passwd) -> str:
    import grp

    return grp.getgrgid(user.pw_gid).gr_name


@contextmanager
def _process(folder: Path, user: pwd.struct_passwd) -> Iterator[None]:
    # It ends with what it reads from, even where the tests are killed.
    script = '"$0" -F -c "$1" & read -r _; kill $!; wait'
    options: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    with (folder / "stderr").open("wb") as said:
        process = subprocess.Popen(
            ["sh", "-c", script, str(DOVECOT), str(folder / "dovecot.conf")],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
            **(options if os.geteuid() == 0 else {}),
        )
    assert process.stdin is not None
    try:
        yield
    finally:
        process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        found = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in found:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in found]


def _wait_for(port: int, folder: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    said = [(folder / name).read_text(errors="replace") for name in ("stderr", "log")]
    raise AssertionError(f"Dovecot didn't start: {said}")

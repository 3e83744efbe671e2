"""The timer as a person has it: a real cron runs the line that was written, at the set minute."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import PROGRAMS
from tests.processes import PULSE
from tests.servers.mail_server import receiving

CRON = shutil.which("cron", path=f"{os.environ['PATH']}:/usr/sbin")

# What the computer itself has for cron isn't seen in here, nor is anything changed outside.
ALONE = """
set -e
mount -t tmpfs tmpfs /run
mount --bind "$SPOOL" /var/spool/cron/crontabs
mount --bind "$NOTHING" /etc/cron.d
mount --bind /dev/null /etc/crontab
"$@"
crontab -l > "$WRITTEN"
exec cron -f
"""


@pytest.mark.thorough
@pytest.mark.skipif(CRON is None or os.geteuid() != 0, reason="needs cron, and root to lock it in")
def test_cron_mails_todays_list_at_the_set_minute(tmp_path: Path) -> None:
    folder = tmp_path / 'it\'s 100% "mine"'
    for name in ("spool", "nothing", "config/clientpulse"):
        (folder / name).mkdir(parents=True)
    shutil.chown(folder / "spool", group="crontab")
    (folder / "spool").chmod(0o1730)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CLIENTP")},
        "PATH": os.environ["PATH"].replace(f"{PROGRAMS}{os.pathsep}", "") + ":/usr/sbin",
        "CLIENTPULSE_DB": str(folder / "clients.db"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "SPOOL": str(folder / "spool"),
        "NOTHING": str(folder / "nothing"),
        "WRITTEN": str(folder / "written"),
    }
    with receiving() as server:
        (folder / "config/clientpulse/config.toml").write_text(
            'workdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]\n'
            'sender = "Sam Reed <sam@practice.example>"\n'
            f'[send]\nsmtp = "{server.address}"\n'
        )
        add = (*PULSE, "add", "Acme", "--meet", "monthly", "--since", "2026-01-05")
        subprocess.run(add, env=environment, check=True, timeout=60, stdout=subprocess.DEVNULL)
        at = datetime.now(UTC).astimezone() + timedelta(seconds=75)
        install = (*PULSE, "timer", "install", "--with", "cron", "--at", f"{at:%H:%M}")
        process = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", ALONE, "sh", *install], env=environment
        )
        try:
            until = time.monotonic() + 150
            while not server.received and time.monotonic() < until and process.poll() is None:
                time.sleep(0.2)
        finally:
            process.terminate()
            process.wait(20)
    (mail,) = server.received
    assert mail.to == ("sam@practice.example",)
    assert "Acme" in mail.message.get_body(("plain",)).get_content()
    assert (folder / "written").read_text().count("# begin clientpulse") == 1

"""The timer as a person has it: a real systemd makes up for a run that was slept through."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROGRAMS
from tests.processes import PULSE
from tests.servers.mail_server import receiving

SYSTEMD = "/usr/lib/systemd/systemd"
HERE = os.geteuid() == 0 and Path(SYSTEMD).exists() and shutil.which("dbus-daemon")

# A systemd for the user alone, which ends with the namespace that it is in.
ALONE = f"""
set -e
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR" "$HOME/.local/share/systemd/timers"
chmod 700 "$XDG_RUNTIME_DIR"
dbus-daemon --session --address="$DBUS_SESSION_BUS_ADDRESS" --fork --nopidfile
env -u XDG_CONFIG_HOME -u XDG_DATA_HOME {SYSTEMD} --user > "$HOME/systemd.log" 2>&1 &
for _ in $(seq 100); do
    systemctl --user is-system-running 2> /dev/null | grep -Eq "running|degraded" && break
    sleep 0.1
done
touch -d "3 days ago" "$HOME/.local/share/systemd/timers/stamp-clientpulse.timer"
CLIENTPULSE_TODAY="$THEN" "$@" timer install --with systemd --at 0:00 > "$HOME/said"
for _ in $(seq 300); do
    grep -q '"ended_at": "' "$HOME/clients.db.timer" && break
    sleep 0.1
done
"$@" timer status > "$HOME/status"
systemctl --user disable -q --now clientpulse.timer
"$@" timer status > "$HOME/stopped"
"$@" timer remove > "$HOME/removed"
"""


@pytest.mark.thorough
@pytest.mark.skipif(not HERE, reason="needs systemd and D-Bus, and root to lock them in")
def test_systemd_mails_the_list_of_a_morning_that_was_missed(tmp_path: Path) -> None:
    home = tmp_path / 'it\'s 100% of $HOME "mine"'
    (home / "config/clientpulse").mkdir(parents=True)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CLIENTP")},
        "PATH": os.environ["PATH"].replace(f"{PROGRAMS}{os.pathsep}", ""),
        "HOME": str(home),
        "CLIENTPULSE_DB": str(home / "clients.db"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_RUNTIME_DIR": "/run/user/0",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/0/bus",
        "THEN": "2026-01-10 12:00",
    }
    with receiving() as server:
        (home / "config/clientpulse/config.toml").write_text(
            'workdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]\n'
            'sender = "Sam Reed <sam@practice.example>"\n'
            f'[send]\nsmtp = "{server.address}"\n'
        )
        add = (*PULSE, "add", "Acme", "--meet", "monthly", "--since", "2026-01-05")
        subprocess.run(add, env=environment, check=True, timeout=60, stdout=subprocess.DEVNULL)
        namespace = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        subprocess.run(
            [*namespace, "sh", "-c", ALONE, "sh", *PULSE], env=environment, check=True, timeout=120
        )
    (mail,) = server.received
    assert mail.to == ("sam@practice.example",)
    assert "all went well" in (home / "status").read_text()
    assert "Wrong" not in (home / "status").read_text()
    assert "it is stopped" in (home / "stopped").read_text()
    assert (home / "removed").read_text().count("Deleted: ") == 2

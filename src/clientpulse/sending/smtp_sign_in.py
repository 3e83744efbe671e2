"""Signing in to a server that takes mail."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from clientpulse.quoting import printable
from clientpulse.sending.outcomes import NotSentError
from clientpulse.sending.smtp_failures import LATER, Words
from clientpulse.servers.secrets import Secret

_APP_PASSWORD = (
    "check the user in smtp and password_command; many providers want an app password made for this"
)
_TOKEN = "check the user in smtp, and that token_command prints a valid token, for SMTP"
_CONTINUE = 334


def sign_in(line: Any, secret: Secret, words: Words) -> None:
    """Sign in with a password or a token, in a way that the server offers.

    Raises:
        NotSentError: It lets nobody in so, or not with that.
    """
    host, user = words.server.host, str(words.server.user)
    offered = line.esmtp_features.get("auth", "").upper().split()
    way = next((one for one in _ways(secret) if one in offered), None)
    if way is None:
        what, other = ("tokens", "password") if secret.is_token else ("passwords", "token")
        knows = ", ".join(printable(one[:20]) for one in offered[:5]) or "nothing"
        raise NotSentError(
            f"{host} takes no {what}; for signing in it offers {knows}",
            f"it may take {other}_command"
            if offered
            else "try another port, or leave the user out",
        )
    code, said = _say(line, way, user, secret.text)
    if code // 100 != 2:
        hint = _TOKEN if secret.is_token else _APP_PASSWORD
        raise NotSentError(
            f"{host} refused to let {printable(user)} in: {words.of(code, said)}",
            LATER if code // 100 == 4 else hint,
        )


def _ways(secret: Secret) -> tuple[str, ...]:
    return ("XOAUTH2",) if secret.is_token else ("PLAIN", "LOGIN")


def _say(line: Any, way: str, user: str, secret: str) -> tuple[int, bytes]:
    answer: tuple[int, bytes]
    if way == "LOGIN":
        answer = line.docmd("AUTH", "LOGIN")
        for one in (user, secret):
            if answer[0] == _CONTINUE:
                answer = line.docmd(_coded(one))
        return answer
    sent = f"\0{user}\0{secret}"
    if way == "XOAUTH2":
        sent = f"user={user}\x01auth=Bearer {secret}\x01\x01"
    answer = line.docmd("AUTH", f"{way} {_coded(sent)}")
    if answer[0] == _CONTINUE:  # it says why it refuses a token, and waits until that was heard
        answer = line.docmd("")
    return answer


def _coded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")

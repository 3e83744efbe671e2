"""Which addresses a source may have, and when a password may go there."""

import pytest

from clientpulse.config.sources import check
from clientpulse.config.values import WrongValueError

PASSWORD = {"user": "sam", "password_command": "pass show office"}
TOKEN = {"token_command": "pass show token"}


def source(url, **more):
    return check({"work": {"kind": "calendar", "url": url, **more}})[0]


@pytest.mark.parametrize("login", [PASSWORD, TOKEN, {"user": "sam"}])
@pytest.mark.parametrize(
    "url",
    [
        "http://calendar.example/",
        "http://127.0.0.1.example/",
        "http://localhost.example/",
        "http://192.168.1.4/",
        "http://128.0.0.1/",
    ],
)
def test_no_password_goes_unprotected_to_another_computer(url, login):
    with pytest.raises(WrongValueError, match="would send the password unprotected"):
        source(url, **login)
    assert source(url).url == url


@pytest.mark.parametrize("login", [PASSWORD, TOKEN])
@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://127.0.0.1:5232/sam/", "http://[::1]:5232/", "https://a.b/"]
)
def test_a_password_goes_to_this_computer_and_over_https(url, login):
    assert source(url, **login).url == url


@pytest.mark.parametrize(
    "url",
    [
        *("https://sam:secret@calendar.example/", "ftp://a.b/", "https://", "/calendar", "a.b"),
        *(
            "https://a.b:99999/",
            "https://a.b:x/",
            "https://[::1/",
            "https://:80/",
            "https://a.b:0/",
        ),
    ],
)
def test_what_is_no_address_of_a_web_server_is_refused(url):
    with pytest.raises(WrongValueError) as told:
        source(url)
    assert "secret" not in str(told.value)


def test_the_address_that_calendar_programs_hand_out_is_understood():
    assert source("webcal://calendar.example/a.ics").url == "https://calendar.example/a.ics"

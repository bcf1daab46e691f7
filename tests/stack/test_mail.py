"""Mail by way of nginx: whose address its links have."""

import pytest

from tests.stack import wire
from tests.stack.mail import MailSink, link_in
from tests.stack.people import Person

CHAT = "https://chat.example.org"
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def sink():
    with MailSink() as sink:
        yield sink


@pytest.fixture(scope="module")
def mailing(new_stack, sink):
    """A chat that sends mail to the sink."""
    stack = new_stack(settings=sink.settings(CHAT))
    stack.start()
    return stack


def test_host_header_poisoning_of_mail_links(mailing, sink):
    body = {"username": "zoe", "password": PASSWORD, "mail": "zoe@mail.example.org"}
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil"}
    answer = Person(mailing.url).ask("POST", "/api/account", json=body, headers=forged)
    assert answer.status_code == 201, answer.text
    (letter,) = sink.wait(1)
    assert link_in(letter).startswith(f"{CHAT}/account#mail=")
    assert "evil" not in str(letter)


def test_an_address_of_the_chat_in_the_first_line_is_no_host_either(mailing, sink):
    body = b'{"username":"yan","password":"correct horse battery","mail":"yan@mail.example.org"}'
    request = (
        b"POST http://evil.example/api/account HTTP/1.1\r\nHost: evil.example\r\n"
        b"Content-Type: application/json\r\nConnection: close\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    assert wire.send(mailing.port, request).status == 201
    (letter,) = sink.wait(1, "yan@mail.example.org")
    assert link_in(letter).startswith(f"{CHAT}/account#mail=")
    assert "evil" not in str(letter)

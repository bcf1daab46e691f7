"""The postman: what he does with what the server says; and no server gets more than it may."""

import pytest

from parley import postman
from parley.services import outbox
from tests.mail.conftest import ask_mail
from tests.mail_sink import MailSink

BOBS, EVES = "bob@mail.example.org", "eve@mail.example.org"
DUE = "UPDATE mails SET due_at = created_at"
LONG_AGO = "UPDATE mails SET created_at = strftime('%Y-%m-%d %H:%M:%f', 'now', '-49 hours')"


@pytest.fixture
def bob(chat):
    return chat.account("Bob")


def failures(log):
    return [line["reason"] for line in log.lines if line["event"] == "mail not sent"]


def acts(chat, act):
    return [
        details for (details,) in chat.sql(f"SELECT details FROM audit_entries WHERE act = '{act}'")
    ]


def test_what_was_sent_is_not_in_the_outbox_any_more(chat, bob, post):
    ask_mail(bob, BOBS)
    assert [letter["To"] for letter in post()] == [BOBS]
    assert chat.sql("SELECT * FROM mails") == [] and post() == []


def test_the_pauses_between_tries_grow(chat, sink, bob, post, log):
    sink.stop()
    ask_mail(bob, BOBS)
    waits = []
    for _ in range(6):
        assert post() == []
        ((wait,),) = chat.sql("SELECT (julianday(due_at) - julianday('now')) * 1440 FROM mails")
        waits.append(wait)
        post()  # before that nothing is tried
        chat.sql(DUE)
    assert len(failures(log)) == 6
    expected = [1, 5, 15, 60, 60, 60]
    assert all(most - 0.5 < wait <= most for wait, most in zip(waits, expected, strict=True)), waits


def test_a_restart_tries_at_once(chat, sink, bob, post):
    sink.stop()
    ask_mail(bob, BOBS)
    post()
    sink.start()
    assert post() == []
    chat.run(outbox.hurry)
    assert [letter["To"] for letter in post()] == [BOBS]


def test_who_will_never_take_a_mail_is_not_asked_again(chat, sink, bob, post):
    sink.answers[BOBS] = "550 5.1.1 no such user"
    ask_mail(bob, BOBS)
    assert post() == [] and chat.sql("SELECT * FROM mails") == []
    assert acts(chat, "mail-refused") == ['{"code": "550", "kind": "confirmation"}']


def test_who_does_not_take_it_now_keeps_nobody_else_waiting(chat, sink, bob, eve, post, log):
    sink.answers[BOBS] = f"450 4.2.0 {BOBS} come again later"
    ask_mail(bob, BOBS)
    ask_mail(eve, EVES)
    assert [letter["To"] for letter in post()] == [EVES]
    assert chat.sql("SELECT about, tries FROM mails") == [(BOBS, 1)]
    assert failures(log) == ["450"]
    del sink.answers[BOBS]
    chat.sql(DUE)
    assert [letter["To"] for letter in post()] == [BOBS]


def test_while_the_server_is_away_one_try_is_enough_for_all(chat, sink, bob, eve, post, log):
    sink.stop()
    ask_mail(bob, BOBS)
    ask_mail(eve, EVES)
    assert post() == [] and len(failures(log)) == 1
    sink.start()
    assert [letter["To"] for letter in post()] == [EVES]


def test_after_two_days_it_is_given_up(chat, sink, bob, post, log):
    sink.stop()
    ask_mail(bob, BOBS)
    post()
    chat.sql(LONG_AGO)
    post()
    assert len(chat.sql("SELECT * FROM mails")) == 1  # not due
    chat.sql(DUE)
    post()
    assert chat.sql("SELECT * FROM mails") == []
    assert acts(chat, "mail-given-up") == ['{"kind": "confirmation"}']
    assert log.lines[-1]["event"] == "mail not sent for good" and log.lines[-1]["level"] == "error"


def test_a_kind_of_another_version_is_no_end_of_the_mail(chat, bob, sink, log):
    ask_mail(bob, BOBS)
    chat.sql("UPDATE mails SET kind = 'invented'")
    ask_mail(chat.account("Eve"), EVES)
    postman.post(chat.app)
    assert [letter["To"] for letter in sink.messages] == [EVES]
    assert chat.sql("SELECT * FROM mails") == []


def test_a_piece_that_a_restore_brought_back_meanwhile_stays(chat, sink, bob, post, monkeypatch):
    """Its number is the same; it is another mail."""
    ask_mail(bob, BOBS)
    deliver = MailSink.handle_DATA

    async def restore_meanwhile(*args):
        chat.sql("UPDATE mails SET about = ?, created_at = '2026-01-01 00:00:00.000000'", EVES)
        return await deliver(*args)

    monkeypatch.setattr(MailSink, "handle_DATA", restore_meanwhile)
    assert [letter["To"] for letter in post()] == [BOBS]
    assert chat.sql("SELECT about FROM mails") == [(EVES,)]


def test_nobody_waits_for_the_mail_server(chat, sink, bob, post, monkeypatch):
    """Neither for the write lock nor for a connection: another writes while a mail is handed over."""
    ask_mail(bob, BOBS)
    deliver = MailSink.handle_DATA
    said = []

    async def write_meanwhile(*args):
        said.append(chat.sql("UPDATE users SET language = 'de' WHERE id = ? RETURNING id", bob.id))
        return await deliver(*args)

    monkeypatch.setattr(MailSink, "handle_DATA", write_meanwhile)
    assert len(post()) == 1 and said == [[(bob.id,)]]


@pytest.fixture
def secure(request, tmp_path, monkeypatch, make_mailing):
    """Make a chat whose mail goes over TLS, and the server, which vouches for itself."""
    sinks = []

    def make(security, is_trusted, **settings):
        sinks.append(MailSink(tmp_path, security, asks_login=True))
        sinks[0].start()
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(sinks[0].certificate))
        chat = make_mailing(sinks[0], **settings)
        ask_mail(chat.account("Bob"), BOBS)
        postman.post(chat.app)
        return sinks[0]

    yield make
    sinks[0].stop()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_that_nobody_vouches_for_gets_nothing(secure, security, log):
    sink = secure(security, is_trusted=False)
    assert sink.messages == [] and sink.logins == []
    assert "CERTIFICATE_VERIFY_FAILED" in failures(log)[0]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_and_one_that_somebody_vouches_for_gets_it(secure, security, log):
    sink = secure(security, is_trusted=True)
    assert len(sink.messages) == len(sink.logins) == 1 and failures(log) == []


def test_a_server_of_another_name_gets_nothing(secure, log):
    sink = secure("starttls", is_trusted=True, SMTP_HOST="localhost")
    assert sink.messages == [] and sink.logins == []
    assert "mismatch" in failures(log)[0]


def test_a_server_without_starttls_gets_neither_mail_nor_password(make_mailing, sink, log):
    """Somebody in between took the offer out of its greeting."""
    settings = {"SMTP_SECURITY": "starttls", "SMTP_USERNAME": "x", "SMTP_PASSWORD": "y"}
    chat = make_mailing(sink, **settings)
    ask_mail(chat.account("Bob"), BOBS)
    postman.post(chat.app)
    assert sink.messages == [] and sink.logins == []
    assert "STARTTLS" in failures(log)[0]


def test_a_wrong_login_is_told_without_the_password(secure, log):
    sink = secure("starttls", is_trusted=True, SMTP_PASSWORD="another secret")
    assert sink.messages == []
    assert failures(log) == ["SMTPAuthenticationError 535"]
    assert "another secret" not in str(log.lines)


def test_a_password_that_smtp_cannot_say_is_an_outage_like_others(secure, log):
    sink = secure("starttls", is_trusted=True, SMTP_PASSWORD="pässwörd")
    assert sink.messages == []
    assert len(failures(log)) == 1 and "sswör" not in str(log.lines)

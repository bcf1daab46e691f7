"""The cookie by which a person is recognised."""

import pytest
from itsdangerous import URLSafeSerializer

from tests.cast import Client
from tests.claims import problem
from tests.spelling import RESPELLED

NAME = "parley_session"


def cookie(client):
    return client.cookie


def signed(client):
    """What the cookie says: the session and its key, which is nowhere else."""
    return URLSafeSerializer("").loads_unsafe(cookie(client))[1]


def with_cookie(chat, value):
    """A browser that shows this cookie."""
    client = Client(chat.app)
    client.http.set_cookie(NAME, value)
    return client


def test_scripts_of_the_page_cannot_read_it_and_other_sites_cannot_send_it(charlie):
    attributes = charlie.become_guest("Charlie").headers["Set-Cookie"].split("; ")
    assert attributes[0].startswith(f"{NAME}=")
    assert "HttpOnly" in attributes
    assert "SameSite=Lax" in attributes
    assert "Path=/" in attributes
    assert not [a for a in attributes if a.startswith("Domain")]
    assert int(dict(a.split("=") for a in attributes[1:] if "=" in a)["Max-Age"]) > 300 * 86_400


@pytest.mark.parametrize(
    ("forwarded", "secure"),
    [(None, False), ("http", False), ("https", True), ("", False), ("httpsx", False)],
)
def test_it_is_secure_exactly_when_the_browser_came_by_https(charlie, forwarded, secure):
    headers = {"X-Forwarded-Proto": forwarded}
    answer = charlie.send("POST", "/api/session/guest", headers=headers, json={})
    assert ("Secure" in answer.headers["Set-Cookie"].split("; ")) is secure


def test_signing_out_takes_it_back_with_the_same_attributes(alice):
    answer = alice.send(
        "DELETE",
        "/api/session",
        content_type="application/json",
        headers={"X-Forwarded-Proto": "https"},
    )
    attributes = answer.headers["Set-Cookie"].split("; ")
    assert attributes[0] == f"{NAME}="
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=0"} <= set(attributes)


def test_it_is_set_once_and_not_with_every_answer(alice):
    for answer in (alice.who_am_i(), alice.page(), alice.post_message("hello")):
        assert "Set-Cookie" not in answer.headers


def test_it_opens_the_chat_for_its_person(chat, alice):
    assert with_cookie(chat, cookie(alice)).who_am_i().json["name"] == "Alice"


def test_every_change_of_a_letter_breaks_it(chat, alice):
    value = cookie(alice)
    payload_and_separator = value.rindex(".") + 1
    for place in range(payload_and_separator):
        other = "A" if value[place] != "A" else "B"
        changed = value[:place] + other + value[place + 1 :]
        assert with_cookie(chat, changed).who_am_i().status_code == 401, place
    assert with_cookie(chat, value).who_am_i().status_code == 200


@pytest.mark.parametrize("respelled", RESPELLED.values(), ids=RESPELLED)
def test_no_other_spelling_of_it_is_taken(chat, alice, respelled):
    """Each of them would be known by heart for its own, until nothing else is."""
    problem(with_cookie(chat, respelled(cookie(alice))).who_am_i(), 401, "not-signed-in")


@pytest.mark.parametrize(
    "value", ["x", ".", "..", "a.b", "null", "%00", "x" * 60_000, "WzEsIngiXQ.x", "🙂", "\x7f"]
)
def test_what_we_did_not_sign_is_nobody(chat, alice, value):
    stranger = Client(chat.app)
    answer = stranger.send("GET", "/api/session", headers={"Cookie": f"{NAME}={value}"})
    problem(answer, 401, "not-signed-in")


@pytest.mark.parametrize(
    "header", ["=;;=a; ;\x7f", f"{NAME}", f"{NAME}=", ";" * 8000, "a=b; " * 1000]
)
def test_strange_cookie_headers_are_nobody(chat, alice, header):
    answer = Client(chat.app).send("GET", "/api/session", headers={"Cookie": header})
    problem(answer, 401, "not-signed-in")


@pytest.mark.parametrize("secret", ["", "parley", "another-secret-of-sufficient-length-for-all"])
def test_another_secret_signs_for_nobody(chat, alice, secret):
    forged = URLSafeSerializer(secret, salt=NAME).dumps(signed(alice))
    problem(with_cookie(chat, forged).who_am_i(), 401, "not-signed-in")


def test_another_purpose_of_the_same_secret_signs_for_nobody(chat, alice):
    secret = (chat.data_dir / "secret_key").read_text()
    genuine = URLSafeSerializer(secret, salt=NAME).dumps(signed(alice))
    assert with_cookie(chat, genuine).who_am_i().status_code == 200
    forged = URLSafeSerializer(secret, salt="itsdangerous").dumps(signed(alice))
    problem(with_cookie(chat, forged).who_am_i(), 401, "not-signed-in")


def test_the_secret_and_the_database_together_open_nobodys_session(chat, alice):
    """Who reads a backup learns hashes of keys, and a key is 128 random bits."""
    secret = (chat.data_dir / "secret_key").read_text()
    ((session_id, key_hash),) = chat.sql("SELECT id, key_hash FROM sessions")
    assert signed(alice)[0] == session_id and signed(alice)[1] not in str(dump(chat))
    assert len(signed(alice)[1]) == 32
    forged = URLSafeSerializer(secret, salt=NAME).dumps([session_id, key_hash])
    problem(with_cookie(chat, forged).who_am_i(), 401, "not-signed-in")


def dump(chat):
    tables = [name for (name,) in chat.sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [chat.sql(f"SELECT * FROM {table}") for table in tables]


def test_the_cookie_of_someone_who_vanished_is_nobody(chat, alice, bob):
    chat.sql("DELETE FROM users WHERE id = ?", bob.id)
    fresh = restarted(chat)
    problem(fresh(bob).who_am_i(), 401, "not-signed-in")
    assert fresh(alice).who_am_i().status_code == 200


def test_the_cookie_of_an_id_that_was_given_out_anew_is_nobody(chat, alice):
    """As after a restore: the same number, another person."""
    chat.sql("UPDATE users SET name = 'Mallory' WHERE id = ?", alice.id)
    chat.sql("UPDATE sessions SET key_hash = ? WHERE user_id = ?", "0" * 64, alice.id)
    problem(restarted(chat)(alice).who_am_i(), 401, "not-signed-in")


def test_it_survives_a_restart(chat, alice):
    assert restarted(chat)(alice).who_am_i().json["name"] == "Alice"


def test_it_says_nothing_to_another_chat(make_chat, alice):
    other = make_chat()
    other.guest("Someone")
    (other.data_dir / "secret_key").unlink()
    problem(restarted(other)(alice).who_am_i(), 401, "not-signed-in")


def test_becoming_a_guest_with_a_bad_cookie_gives_a_good_one(chat):
    lost = with_cookie(chat, "nonsense")
    assert lost.become_guest("Lost").status_code == 201
    assert lost.who_am_i().json["name"] == "Lost"


def restarted(chat):
    """The chat in a new process: gives each person's browser in front of it."""
    from parley import create_app

    app = create_app(chat.environ)
    return lambda client: with_cookie_of(app, cookie(client))


def with_cookie_of(app, value):
    client = Client(app)
    client.http.set_cookie(NAME, value)
    return client

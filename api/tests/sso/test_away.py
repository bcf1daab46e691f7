"""Single sign-on with providers that are away, slow, broken or new: what fails, and what does not."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from joserfc.jwk import RSAKey

from parley.db import db
from parley.services import identities
from tests.claims import problem
from tests.server import running
from tests.sso.conftest import providers
from tests.sso.hostile import WELL_KNOWN
from tests.stage import PATIENCE_S


@pytest.fixture
def chat(make_chat, hostile):
    return make_chat(**providers(hostile.setting()))


def ask(chat):
    return chat.stranger().send("POST", "/api/session/sso/options", json={"provider": "corp"})


def unreachable(answer):
    problem(answer, 503, "provider-unreachable")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_provider_that_is_away_costs_nothing_but_a_moment(chat, hostile, door):
    browser = door(chat.stranger())
    asked = browser.ask()
    back = hostile.walk(asked["address"])
    hostile.is_away = True
    unreachable(browser.answer(asked["ticket"], back))
    hostile.is_away = False
    assert browser.answer(asked["ticket"], back).status_code == 201  # the same ticket, nothing lost


def test_a_provider_that_was_never_there_keeps_nobody_else_out(make_chat, hostile):
    hostile.is_away = True
    chat = make_chat(**providers(hostile.setting()))
    unreachable(ask(chat))
    assert chat.stranger().sign_up("bob").status_code == 201
    hostile.is_away = False
    assert ask(chat).status_code == 200


def test_a_provider_that_says_nothing_is_not_waited_for(chat, hostile, door, monkeypatch):
    monkeypatch.setattr("parley.services.providers.SILENCE_S", 0.1)
    spoken = threading.Event()
    hostile.on_token = lambda: spoken.wait(PATIENCE_S)
    unreachable(door(chat.stranger()).enter_by(hostile))
    spoken.set()


def test_a_provider_that_never_ends_is_not_waited_for(chat, hostile):
    hostile.drips = True
    ask = (
        "from gevent import monkey; monkey.patch_all();"
        "from parley import create_app; from parley.services import providers;"
        "providers.WHOLE_S = 0.5; body = {'provider': 'corp'};"
        "answer = create_app().test_client().post('/api/session/sso/options', json=body);"
        "print(answer.status_code)"
    )
    done = chat.python("-c", ask)
    hostile.drips = False
    assert done.stdout.split()[-1:] == [b"503"], done


def test_nobody_holds_the_database_while_a_provider_is_asked(chat, hostile, door):
    held = []

    def look():
        with chat.app.app_context():
            held.append(db.engine.pool.checkedout())
        chat.account("Bob")  # which is a write

    hostile.on_token = look
    assert door(chat.guest("Gus")).enter_by(hostile).status_code == 201
    assert held == [0]


BROKEN = {
    "no JSON": (WELL_KNOWN, b"<html>"),
    "no object": (WELL_KNOWN, b"[]"),
    "nothing": (WELL_KNOWN, b""),
    "nothing in it": (WELL_KNOWN, b"{}"),
    "far too much": (WELL_KNOWN, b'{"a": "' + b"x" * 1_000_000 + b'"}'),
    "too deep": (WELL_KNOWN, b"[" * 100_000),
    "no tokens": ("/token", b"{}"),
    "no JSON for tokens": ("/token", b"<html>"),
    "strange tokens": ("/token", b'{"id_token": 7, "access_token": [], "expires_in": {}}'),
    "far too much for tokens": ("/token", b'{"a": "' + b"x" * 1_000_000 + b'"}'),
    "another client": ("/token", b'{"error": "invalid_client"}'),
    "no keys": ("/keys", b"{}"),
    "no JSON for keys": ("/keys", b"<html>"),
    "no JSON for userinfo": ("/userinfo", b"<html>"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_provider_is_as_good_as_away(make_chat, hostile, door, how):
    chat = make_chat(**providers(hostile.setting()))
    hostile.metadata = {"userinfo_endpoint": f"{hostile.issuer}/userinfo"}
    path, body = BROKEN[how]
    hostile.bodies = {path: body}
    if path == WELL_KNOWN:
        unreachable(ask(chat))
    else:
        answer = door(chat.stranger()).enter_by(hostile)
        assert answer.status_code in (401, 503), answer.text
        assert answer.json["type"] in ("sso-refused", "provider-unreachable")
    assert chat.sql("SELECT count(*) FROM identities") == [(0,)]


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize(
    "address", ["http://corp.example/x", "ftp://127.0.0.1/x", "javascript:alert(1)", "/x", 7]
)
def test_no_address_without_https_is_gone_to(chat, hostile, door, name, address):
    hostile.metadata = {name: address}
    answer = ask(chat)
    if answer.status_code == 200:
        answer = door(chat.stranger()).enter_by(hostile)
    unreachable(answer)


@pytest.mark.parametrize("issuer", ["https://corp.example", "", None, 7, "http://127.0.0.1:1"])
def test_a_provider_that_speaks_in_anothers_name_is_not_heard(chat, hostile, issuer):
    hostile.metadata = {"issuer": issuer}
    unreachable(ask(chat))


def test_a_provider_cannot_send_us_elsewhere(make_chat, hostile):
    """A redirect could lead into the host's own network."""
    setting = hostile.setting()
    hostile.moved = {WELL_KNOWN: "/elsewhere"}
    chat = make_chat(**providers(setting))
    unreachable(ask(chat))
    assert hostile.paths == [WELL_KNOWN]


def test_what_a_provider_says_of_itself_is_remembered(chat, hostile, door, monkeypatch):
    for _ in range(2):
        assert door(chat.stranger()).enter_by(hostile).status_code == 201
    assert hostile.paths == [WELL_KNOWN, "/token", "/keys", "/token"]
    monkeypatch.setattr("parley.services.providers.REMEMBERED_S", -1)
    chat.app.extensions["parley.companions"].clear()
    assert door(chat.stranger()).enter_by(hostile).status_code == 201
    assert hostile.paths[4:].count(WELL_KNOWN) > 1


def test_a_new_key_is_looked_for_and_not_all_the_time(chat, hostile, door):
    assert door(chat.stranger()).enter_by(hostile).status_code == 201
    hostile.key = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"})
    assert door(chat.stranger()).enter_by(hostile).status_code == 201
    assert hostile.paths.count("/keys") == 2
    hostile.sign = lambda claims: hostile.signed(claims, kid="three")
    for _ in range(2):
        problem(door(chat.stranger()).enter_by(hostile), 401, "sso-refused")
    assert hostile.paths.count("/keys") == 2


@pytest.mark.parametrize(
    ("methods", "is_basic"),
    [
        (None, True),
        (["client_secret_post", "client_secret_basic"], True),
        (["client_secret_post", "private_key_jwt"], False),
    ],
)
def test_a_client_shows_its_secret_as_discovery_says(make_chat, hostile, door, methods, is_basic):
    chat = make_chat(**providers(hostile.setting(client_secret="s:e/c+r%")))
    hostile.metadata = {"token_endpoint_auth_methods_supported": methods} if methods else {}
    assert door(chat.stranger()).enter_by(hostile).status_code == 201
    authorization, body = hostile.shown[0]
    assert (authorization is not None) is is_basic
    assert body.get("client_secret") == (None if is_basic else ["s:e/c+r%"])


def test_a_client_without_a_secret_shows_its_name(chat, hostile, door):
    door(chat.stranger()).enter_by(hostile)
    authorization, body = hostile.shown[0]
    assert authorization is None and body["client_id"] == ["parley"]
    assert "client_secret" not in body and len(body["code_verifier"][0]) >= 43


def test_two_first_sign_ins_of_one_person_make_one_account(chat, hostile, door, monkeypatch):
    """Neither is known when both begin to make the account."""
    both, join = threading.Barrier(2), identities._join

    def together(*arguments):
        both.wait(PATIENCE_S)
        return join(*arguments)

    monkeypatch.setattr(identities, "_join", together)
    browsers = [door(chat.stranger()) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda browser: browser.enter_by(hostile), browsers))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert chat.sql("SELECT count(*) FROM identities") == [(1,)]
    assert chat.sql("SELECT count(*) FROM users") == [(1,)]


def test_what_is_large_is_loaded_by_the_first_sign_on(make_chat, hostile):
    chat = make_chat(**providers(hostile.setting()))
    look = (
        "import sys; from parley import create_app; app = create_app();"
        "answer = app.test_client().get('/api/health'); assert answer.status_code == 200;"
        "print(sorted({'authlib', 'joserfc', 'requests'} & set(sys.modules)))"
    )
    assert chat.python("-c", look).stdout.strip() == b"[]"


@pytest.fixture
def server(tmp_path, hostile):
    """The chat as it really runs, with its greenlets."""
    with running(tmp_path, **providers(hostile.setting())) as server:
        yield server


def test_others_go_on_while_somebody_waits_for_a_provider(server, hostile):
    """And the log says neither code nor ticket nor secret."""
    status, _, asked = server.ask("POST", "/api/session/sso/options", {"provider": "corp"})
    assert status == 200
    body = {"provider": "corp", "ticket": asked["ticket"]} | hostile.walk(asked["address"])
    arrived, released = threading.Event(), threading.Event()
    hostile.on_token = lambda: (arrived.set(), released.wait(PATIENCE_S))
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(server.ask, "POST", "/api/session/sso", body)
        assert arrived.wait(PATIENCE_S)
        server.guest("Gus")
        assert not waiting.done()
        released.set()
        assert waiting.result(PATIENCE_S)[0] == 201
    log = server.log.read_text()
    assert not any(secret in log for secret in (body["code"], body["ticket"], body["state"]))
    assert json.loads(log.splitlines()[-1])["route"] == "/api/session/sso"

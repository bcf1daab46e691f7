"""Single sign-on: what is tried to come in as somebody else, over HTTP."""

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.claims import problem
from tests.sso.conftest import PUBLIC_URL, providers
from tests.stage import PATIENCE_S


@pytest.fixture
def chat(make_chat, hostile):
    return make_chat(**providers(hostile.setting()))


@pytest.fixture
def two(make_chat, corp, club):
    """A chat with two certified providers."""
    return make_chat(**providers(corp.setting(), club.setting("club")))


def nobody_came(chat):
    return chat.sql("SELECT count(*) FROM identities") == [(0,)]


@pytest.mark.parametrize("iss", ["its own", "none", "the other's"])
def test_mix_up_a_code_of_one_provider_does_not_answer_the_question_to_another(
    two, corp, door, iss
):
    at_corp, at_club = door(two.stranger()), door(two.stranger(), "club")
    asked, other = at_corp.ask(), at_club.ask()
    back = at_club.there(other["address"], "ada")
    answered = {"its own": back["iss"], "none": None, "the other's": corp.issuer}[iss]
    state = parse_qs(urlsplit(asked["address"]).query)["state"][0]
    refused = at_corp.answer(asked["ticket"], back, state=state, iss=answered)
    problem(refused, 401, "sso-refused")
    assert nobody_came(two)


def test_mix_up_a_ticket_of_one_provider_is_none_at_another(two, door):
    browser = two.stranger()
    at_corp, at_club = door(browser), door(browser, "club")
    asked = at_corp.ask()
    back = at_corp.there(asked["address"], "ada")
    problem(at_club.answer(asked["ticket"], back), 401, "sso-refused")
    assert at_corp.answer(asked["ticket"], back).status_code == 201  # which was the difference


def test_mix_up_an_honest_code_never_reaches_the_one_that_lies(make_chat, corp, hostile, door):
    """Who thinks that they came from the liar carries what the honest provider gave."""
    chat = make_chat(**providers(hostile.setting("club"), corp.setting()))
    liar, honest = door(chat.stranger(), "club"), door(chat.stranger())
    asked = liar.ask()
    back = honest.there(honest.ask()["address"], "ada")
    state = hostile.walk(asked["address"])["state"]
    problem(liar.answer(asked["ticket"], back, state=state), 401, "sso-refused")
    assert "/token" not in hostile.paths


@pytest.mark.parametrize("iss", ["https://evil.example", "", "http://127.0.0.1", None])
def test_an_answer_that_names_another_issuer_or_none_is_refused(two, door, iss):
    problem(door(two.stranger()).enter("ada", iss=iss), 401, "sso-refused")
    assert nobody_came(two)


@pytest.mark.parametrize("says", [{}, {"authorization_response_iss_parameter_supported": False}])
def test_who_never_promised_the_issuer_may_leave_it_out_and_not_get_it_wrong(
    chat, hostile, door, says
):
    hostile.metadata = says
    problem(door(chat.stranger()).enter_by(hostile, iss="https://evil"), 401, "sso-refused")
    assert door(chat.stranger()).enter_by(hostile).status_code == 201


def test_a_ticket_is_good_once(chat, hostile, door):
    browser = door(chat.stranger())
    asked = browser.ask()
    assert browser.answer(asked["ticket"], hostile.walk(asked["address"])).status_code == 201
    asks = len(hostile.paths)
    another = hostile.walk(asked["address"])  # a fresh code for the same question
    problem(door(chat.stranger()).answer(asked["ticket"], another), 410, "ticket-expired")
    assert len(hostile.paths) == asks  # nobody was asked for it


def test_a_ticket_of_who_is_known_is_good_once_however_fast_one_is(chat, hostile, door):
    assert door(chat.stranger()).enter_by(hostile).status_code == 201
    browser = door(chat.stranger())
    asked = browser.ask()
    both = threading.Barrier(2)
    hostile.on_token = lambda: both.wait(PATIENCE_S)

    def enter(_number):
        return door(chat.stranger()).answer(asked["ticket"], hostile.walk(asked["address"]))

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(enter, range(2)))
    assert sorted(answer.status_code for answer in answers) == [201, 410]


def test_a_code_is_good_once(two, door):
    browser = door(two.stranger())
    asked = browser.ask()
    back = browser.there(asked["address"], "ada")
    assert browser.answer(asked["ticket"], back).status_code == 201
    two.sql("DELETE FROM links")  # as if the ticket were new
    problem(door(two.stranger()).answer(asked["ticket"], back), 401, "sso-refused")


@pytest.mark.parametrize("ticket", ["x", "x.y.z", "é", "W10.aAaAaA.bBbBbB"])
def test_a_ticket_that_is_not_ours_opens_nothing(chat, hostile, door, ticket):
    browser = door(chat.stranger())
    problem(browser.answer(ticket, hostile.walk(browser.ask()["address"])), 410, "ticket-expired")


def test_a_ticket_for_another_step_is_none_for_this(chat, hostile, door):
    browser = door(chat.stranger())
    back = hostile.walk(browser.ask()["address"])
    passkey = browser.client.send("POST", "/api/session/passkey/options", json={}).json["ticket"]
    problem(browser.answer(passkey, back), 410, "ticket-expired")


def test_a_ticket_expires(chat, hostile, door, monkeypatch):
    browser = door(chat.stranger())
    asked = browser.ask()
    monkeypatch.setattr("parley.services.tickets.LASTS_S", -1)
    back = hostile.walk(asked["address"])
    problem(browser.answer(asked["ticket"], back), 410, "ticket-expired")


def test_login_csrf_a_code_of_anothers_browser_does_not_fit_ones_own_ticket(chat, hostile, door):
    """The attacker's address, code and state in it, opened in a browser that has asked too."""
    victim, attacker = door(chat.stranger()), door(chat.stranger())
    own, foreign = victim.ask(), attacker.ask()
    back = hostile.walk(foreign["address"])
    problem(victim.answer(own["ticket"], back), 401, "sso-refused")
    state = hostile.walk(own["address"])["state"]
    problem(victim.answer(own["ticket"], back, state=state), 401, "sso-refused")  # the nonce
    assert nobody_came(chat)


@pytest.mark.parametrize("state", ["x", "é", None])
def test_an_answer_to_another_question_is_not_even_asked_about(chat, hostile, door, state):
    browser = door(chat.stranger())
    asked = browser.ask()
    back = hostile.walk(asked["address"])
    other = state or hostile.walk(browser.ask()["address"])["state"]
    problem(browser.answer(asked["ticket"], back, state=other), 401, "sso-refused")
    assert "/token" not in hostile.paths


def test_login_csrf_without_a_ticket_nobody_comes_in(chat, hostile, door):
    attacker = door(chat.stranger())
    back = hostile.walk(attacker.ask()["address"])
    problem(door(chat.stranger()).answer(None, back), 422, "invalid", "ticket")


def test_login_csrf_another_site_cannot_send_its_own_ticket(chat, hostile, door):
    attacker = door(chat.stranger())
    asked = attacker.ask()
    body = {"provider": "corp", "ticket": asked["ticket"]} | hostile.walk(asked["address"])
    theirs = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    victim = chat.stranger()
    refused = victim.send("POST", "/api/session/sso", headers=theirs, json=body)
    problem(refused, 403, "cross-site")
    assert victim.send("POST", "/api/session/sso", json=body).status_code == 201


def test_the_proof_of_the_code_is_the_browsers_own(two, door):
    """PKCE: a code that was stolen on its way back fits no question but its own."""
    thief, victim = door(two.stranger()), door(two.stranger())
    stolen = victim.there(victim.ask()["address"], "ada")
    asked = thief.ask()
    state = parse_qs(urlsplit(asked["address"]).query)["state"][0]
    problem(thief.answer(asked["ticket"], stolen, state=state), 401, "sso-refused")


@pytest.mark.parametrize(
    "field", ["redirect_uri", "next", "return_to", "address", "issuer", "discovery_url", "role"]
)
def test_open_redirect_by_a_field_of_a_request(chat, hostile, door, field):
    evil = "https://evil.example"
    body = {"provider": "corp", field: evil}
    refused = chat.stranger().send("POST", "/api/session/sso/options", json=body)
    problem(refused, 422, "invalid", field)
    refused = door(chat.stranger()).enter_by(hostile, **{field: evil})
    problem(refused, 422, "invalid", field)


def test_open_redirect_by_a_forged_host(chat, hostile):
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    asked = chat.stranger().send(
        "POST", "/api/session/sso/options", headers=headers, json={"provider": "corp"}
    )
    query = parse_qs(urlsplit(asked.json["address"]).query)
    assert query["redirect_uri"] == [f"{PUBLIC_URL}/sign-in/via/corp"]
    assert asked.json["address"].startswith(f"{hostile.issuer}/auth?")
    assert (query["code_challenge_method"], query["response_type"]) == (["S256"], ["code"])


def test_every_question_is_another(chat, door):
    queries = [parse_qs(urlsplit(door(chat.stranger()).ask()["address"]).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        first, second = (query[name][0] for query in queries)
        assert first != second and len(first) >= 43


def test_tries_are_counted(make_chat, hostile, door):
    chat = make_chat(**providers(hostile.setting()) | {"SIGN_INS_PER_MINUTE": "2"})
    browser = door(chat.stranger())
    assert browser.enter_by(hostile).status_code == 201
    body = {"provider": "corp"}
    problem(browser.client.send("POST", "/api/session/sso/options", json=body), 429, "too-fast")
    problem(browser.answer("x", {"code": "x", "state": "x"}), 429, "too-fast")


def test_a_provider_that_is_not_in_the_settings_is_not_there(chat):
    for provider in ("club", "ldap", "../corp", "Corp"):
        body = {"provider": provider}
        answer = chat.stranger().send("POST", "/api/session/sso/options", json=body)
        problem(answer, 404, "not-found")


def test_a_failure_is_in_the_audit_log_without_what_was_said(chat, hostile, door):
    hostile.claims = {"nonce": "swordfish"}
    door(chat.stranger()).enter_by(hostile)
    entries = chat.sql("SELECT act, details FROM audit_entries")
    assert entries == [("sign-in-failed", '{"provider": "corp"}')]

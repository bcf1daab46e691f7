"""Single sign-on with a certified provider, from the button to the session."""

import pytest

from tests.claims import NO_FACTOR
from tests.sso.conftest import providers


@pytest.fixture
def chat(make_chat, corp):
    return make_chat(**providers(corp.setting()))


def test_who_comes_for_the_first_time_gets_an_account(chat, charlie, door):
    answer = door(charlie).enter("ada")
    assert answer.status_code == 201, answer.text
    newcomer = {"name": "Ada Lovelace", "username": "ada", "role": "member", "is_guest": False}
    person = {name: answer.json[name] for name in newcomer | {"has_password": 0} | NO_FACTOR}
    assert person == newcomer | {"has_password": False} | NO_FACTOR
    assert charlie.who_am_i().json == answer.json
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    mail = chat.sql("SELECT mail, mail_key FROM users WHERE id = ?", answer.json["id"])
    assert mail == [("Ada@Corp.example", "ada@corp.example")]

"""PUT /api/account/locale: where and in which language somebody lives."""

import pytest

from tests.claims import problem


def kept(chat, person):
    return chat.sql("SELECT time_zone, language FROM users WHERE id = ?", person.id)[0]


def test_both_are_kept_as_they_are_mostly_written(chat, bob):
    answer = bob.change_locale(time_zone="Europe/Berlin", language="PT-br")
    assert answer.status_code == 200
    assert answer.json == {"time_zone": "Europe/Berlin", "language": "pt-BR"}
    assert kept(chat, bob) == ("Europe/Berlin", "pt-BR")


def test_null_takes_it_back(chat, bob):
    bob.change_locale(time_zone="Europe/Berlin", language="de")
    assert bob.change_locale(time_zone=None, language="de").json["time_zone"] is None
    assert kept(chat, bob) == (None, "de")
    bob.change_locale(time_zone=None, language=None)
    assert kept(chat, bob) == (None, None)


def test_it_is_of_whoever_says_it(chat, alice, bob):
    bob.change_locale(time_zone="Europe/Berlin", language="de")
    assert kept(chat, alice) == (None, None)


def test_guests_keep_none(gus):
    problem(gus.change_locale(time_zone=None, language=None), 403, "not-allowed")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("time_zone", "Europe/Atlantis"), ("time_zone", ""), ("time_zone", "europe/berlin")),
        *(("time_zone", "../../etc/passwd"), ("time_zone", "Europe/Berlin\0"), ("time_zone", 1)),
        *(
            ("time_zone", "Europe"),
            ("time_zone", "x" * 65),
            ("language", ""),
            ("language", "x" * 36),
        ),
        *(
            ("language", "english please"),
            ("language", "de_DE"),
            ("language", "<b>"),
            ("language", 1),
        ),
        ("theme", "dark"),
    ],
)
def test_what_is_neither_is_refused_with_the_field(chat, bob, field, value):
    locale = {"time_zone": "Europe/Berlin", "language": "de"} | {field: value}
    problem(bob.change_locale(**locale), 422, "invalid", field)
    assert kept(chat, bob) == (None, None)


def test_both_must_be_said(bob):
    problem(bob.change_locale(), 422, "invalid", "time_zone", "language")


def test_who_gives_the_account_up_leaves_neither(chat, alice, bob):
    bob.change_locale(time_zone="Europe/Berlin", language="de")
    bob.give_up()
    assert kept(chat, bob) == (None, None)

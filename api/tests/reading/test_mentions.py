"""Mentions: whom a message means, and who may be meant."""

import pytest

from parley.services import mentions
from tests.cast import LOBBY


@pytest.fixture
def ada(chat):
    return chat.account("Ada")


@pytest.fixture
def room(chat, alice, bob, ada):
    """A private room of Ada and Alice: Bob is outside."""
    return chat.room(ada, alice)


def shown(message):
    return [(each["id"], each["name"]) for each in message["mentions"]]


def counted(chat):
    """What is counted as a mention: message, room, author, whom (None: everybody)."""
    columns = "message_id, room_id, author_id, user_id"
    return chat.sql(f"SELECT {columns} FROM mentions ORDER BY id")


@pytest.mark.parametrize("how", ["@Ada", "@ada", "@ADA", "<@{}>"])
def test_somebody_is_meant(chat, alice, ada, how):
    message = alice.says(f"see {how.format(ada.id)}, please")
    assert message["content"] == f"see <@{ada.id}>, please"
    assert shown(message) == [(ada.id, "Ada")]
    assert message["mentions_room"] is False
    assert counted(chat) == [(message["id"], LOBBY, alice.id, ada.id)]


def test_a_user_name_means_its_owner_unless_somebody_is_called_so(chat, alice, ada):
    assert ada.rename("Countess").status_code == 200
    assert shown(alice.says("@ada")) == [(ada.id, "Countess")]
    impostor = chat.guest("Ada")
    assert shown(alice.says("@ada")) == [(impostor.id, "Ada")]


def test_the_longest_name_is_meant(chat, alice, ada):
    ada_lovelace = chat.guest("Ada Lovelace")
    message = alice.says("@Ada Lovelace and @Ada L and @Adam")
    assert message["content"] == f"<@{ada_lovelace.id}> and <@{ada.id}> L and @Adam"


def test_a_rename_shows_in_what_was_said_before(alice, ada):
    message = alice.says("@Ada")
    assert ada.rename("Countess").status_code == 200
    (same, _) = alice.page(limit=2).json["messages"]
    assert same["id"] == message["id"] and shown(same) == [(ada.id, "Countess")]


def test_the_feed_and_the_page_say_the_same(alice, bob, ada):
    bob.load()
    message = alice.says("@Ada @Bob @Alice")
    assert bob.follow() == [message]
    assert bob.load()[-1] == message
    assert [id for id, _ in shown(message)] == [ada.id, bob.id, alice.id]


def test_who_means_themselves_is_not_called(chat, alice):
    assert shown(alice.says("@Alice")) == [(alice.id, "Alice")]
    assert counted(chat) == []


def test_somebody_who_is_meant_twice_is_called_once(chat, alice, ada):
    message = alice.says(f"@Ada @ada <@{ada.id}>")
    assert message["content"] == " ".join([f"<@{ada.id}>"] * 3)
    assert [row[3] for row in counted(chat)] == [ada.id]


def test_posting_it_again_changes_nothing(chat, alice, ada):
    first = alice.post_message("@Ada", client_id="8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10")
    again = alice.post_message("@Ada", client_id="8c1b7a52-3f0e-4f9b-9d43-0a8f3c1f6a10")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert len(counted(chat)) == 1


def test_who_may_mean_everybody_does(chat, room, alice, ada):
    message = ada.says("@room, <@room>", room)
    assert message["content"] == "<@room>, <@room>"
    assert (message["mentions"], message["mentions_room"]) == ([], True)
    assert counted(chat) == [(message["id"], room, ada.id, None)]


@pytest.mark.parametrize("words", ["@room", "<@room>", "@ROOM look"])
def test_who_may_not_does_not(chat, room, alice, ada, words):
    """In a public room it takes a moderator, and it is nothing for guests anywhere."""
    for author, where in ((ada, LOBBY), (alice, room)):
        message = author.says(words, where)
        assert message["content"] == words
        assert message["mentions_room"] is False
    assert counted(chat) == []
    assert chat.account("Olga", "owner").says(words)["mentions_room"] is True


@pytest.mark.parametrize("how", ["@Bob", "@bob", "<@{}>"])
def test_nobody_outside_the_room_is_meant(chat, room, alice, bob, how):
    """Nor is a name told by an id: what does not resolve is the text that it is."""
    words = f"hello {how.format(bob.id)}"
    message = alice.says(words, room)
    assert message["content"] == words
    assert (message["mentions"], message["mentions_room"]) == ([], False)
    assert b"Bob" not in alice.page(room_id=room).data or "Bob" in words
    assert counted(chat) == []
    assert shown(alice.says(words)) == [(bob.id, "Bob")]  # in the Lobby, where he is


def test_somebody_outside_costs_as_many_statements_as_nobody(chat, room, alice, bob):
    def cost(words):
        return chat.statements(lambda: alice.says(words, room))

    cost("@Nobody")
    assert cost("@Bob") == cost("@Nobody") == cost(f"<@{bob.id}>") == cost("<@999>")


def test_a_post_that_means_nobody_costs_nothing_more(chat, room, alice, ada):
    def cost(words):
        return chat.statements(lambda: alice.says(words, room))

    cost("warm")
    plain = cost("hello")
    assert cost("me@example.org `@Ada` a @") == plain
    assert cost("@Nobody") == plain + 1  # who could that be?
    assert cost("@Ada") == plain + 3  # and the name, and the mention
    assert cost("@Ada @Alice <@1> <@2> @room and @Ada") == plain + 3


def test_a_hostile_message_costs_as_many_statements(chat, room, alice, ada):
    def cost(words):
        return chat.statements(lambda: alice.says(words, room))

    cost("@Ada")
    assert cost("@" * 4000) <= cost("@Ada")
    assert cost("@Ada " * 800) == cost("@Ada")
    assert cost("".join(f"<@{n}>" for n in range(1, 600))) <= cost("@Ada")
    assert cost("".join(f"@a{n}! b, " for n in range(1, 400))) <= cost("@Ada")


def test_the_length_that_counts_is_that_of_what_was_sent(chat, alice):
    bo = chat.guest("Bo")
    words = ("@Bo " * 1000).strip()
    message = alice.says(words + "x")
    assert message["content"].startswith(f"<@{bo.id}> <@{bo.id}>")
    assert len(message["content"]) > len(words)
    assert alice.post_message("@Bo " * 1000 + "x").status_code == 422


def test_an_id_that_no_row_can_have_means_nobody(alice):
    words = "<@9223372036854775807> <@9223372036854775808> <@9999999999999999999>"
    assert alice.says(words)["content"] == words


def test_in_a_conversation_of_few_both_can_be_meant(chat, ada):
    eve = chat.account("Eve")
    direct = chat.room(ada, eve, kind="direct", name="")
    message = ada.says("@eve @room", direct)
    assert shown(message) == [(eve.id, "Eve")]
    assert message["mentions_room"] is True


def test_a_message_that_fails_leaves_no_mention(chat, alice, ada, monkeypatch):
    from sqlalchemy.orm import Session

    def fail(_session):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", fail)
        assert alice.post_message("@Ada").status_code == 500
    assert counted(chat) == []
    assert chat.sql("SELECT count(*) FROM messages WHERE kind = 'text'") == [(0,)]


def test_who_leaves_while_a_post_waits_is_not_meant(chat, room, alice, ada, monkeypatch):
    """Whom it means is decided when it is written, not when it was sent."""
    find = mentions.find

    def find_and_lose(text):
        found = find(text)
        chat.sql("DELETE FROM memberships WHERE user_id = ? AND room_id = ?", ada.id, room)
        chat.sql("UPDATE feed_state SET rights = rights + 1")
        return found

    assert alice.says("@Ada", room)["mentions"] == [{"id": ada.id, "name": "Ada"}]
    monkeypatch.setattr(mentions, "find", find_and_lose)
    message = alice.says("@Ada", room)
    assert (message["content"], message["mentions"]) == ("@Ada", [])

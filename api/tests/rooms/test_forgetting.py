"""What is forgotten with time about rooms."""

from parley.services import feed, tidying


def test_a_mute_that_is_over_is_forgotten(chat, alice, bob, charlie, den):
    charlie.join(den)
    for person in (bob, charlie):
        alice.change_member(den, person, muted_minutes=5)
    chat.sql("UPDATE room_mutes SET until = '2020-01-01 00:00:00' WHERE user_id = ?", bob.id)
    chat.run(tidying.tidy)
    assert chat.sql("SELECT user_id FROM room_mutes") == [(charlie.id,)]


def test_who_left_is_forgotten_once_no_feed_goes_back_so_far(chat, alice, bob, charlie, den):
    charlie.join(den)
    bob.leave_room(den)
    charlie.leave_room(den)
    ((charlies,),) = chat.sql("SELECT revision FROM departures WHERE user_id = ?", charlie.id)
    chat.sql("UPDATE feed_state SET revision = ?", charlies + feed.REPLAY_MAX)
    chat.run(tidying.tidy)
    assert chat.sql("SELECT user_id FROM departures") == [(charlie.id,)]

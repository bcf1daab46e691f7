"""What is counted about rooms: as counted_people.py has it about people."""

from functools import partial
from operator import attrgetter

from parley.services import feed
from tests.cast import LOBBY


def _call(verb, *arguments, **more):
    """A call by the verb of somebody in the scene; what is callable is asked of the scene first."""

    def ready(scene):
        given = [each(scene) if callable(each) else each for each in arguments]
        asked = {name: each(scene) if callable(each) else each for name, each in more.items()}
        return partial(attrgetter(verb)(scene), *given, **asked)

    return ready


def den(scene):
    return scene.den


def word(scene):
    return scene.word()


def said(scene):
    return scene.said


def bob(scene):
    return scene.bob


def _outside(scene):
    """Charlie, who is in the den no more."""
    scene.charlie.leave_room(scene.den)
    return scene.charlie


def _inside(scene):
    """Charlie, who is in the den."""
    scene.charlie.join(scene.den)
    return scene.charlie


def _message(scene, person):
    return getattr(scene, person).says("hello", scene.den)["id"]


def _page_from(scene):
    scene.bob.says("@Alice", scene.den)  # somebody to name, as there is where much is said
    return partial(scene.alice.page, **{"room_id": scene.den, "from": scene.said})


def _ended_room(scene):
    room_id = scene.room()
    return partial(scene.alice.delete_room, room_id, scene.name_of(room_id))


def _closed_room(scene):
    """A public room of Olga's that guests may be in, and are."""
    room_id = scene.olga.has_room(scene.bob, name=scene.word())
    scene.olga.change_room(room_id, is_open_to_guests=True)
    scene.gus.join(room_id)
    scene.crowd_into(room_id)
    return partial(scene.olga.change_room, room_id, is_open_to_guests=False)


def _marked(scene):
    scene.bob.says("@Alice", scene.den)
    return partial(scene.alice.read_up_to, _message(scene, "bob"), scene.den)


def _marked_rooms(scene):
    scene.alice.read_up_to(scene.said, scene.den, unread=True)
    return partial(scene.alice.get, "/api/rooms")


def _marked_everywhere(scene):
    scene.bob.says("@Alice", scene.den)
    return scene.alice.read_everything


def _news(scene, *, is_known_by_heart):
    before = scene.chat.newest()
    scene.bob.says("@Alice", scene.den)
    if not is_known_by_heart:
        scene.chat.run(feed.forget_changes)
    return partial(scene.alice.poll, before)


def _reports(scene):
    scene.alice.report(_message(scene, "bob"))
    return partial(scene.olga.reports, limit=200)


def _report(scene):
    scene.alice.report(_message(scene, "bob"))
    return partial(scene.olga.resolve, scene.olga.reports().json["reports"][0]["id"])


COUNTED = {
    "GET /api/rooms": _call("alice.get", "/api/rooms"),
    "GET /api/rooms while a mark is not written down": _marked_rooms,
    "POST /api/rooms": _call("alice.make_room", word),
    "POST /api/rooms with people": lambda s: partial(
        s.alice.make_room, s.word(), "private", people=[s.bob.id, s.charlie.id]
    ),
    "GET /api/rooms/<id:room_id>": _call("alice.show_room", den),
    "GET /api/rooms/<id:room_id> from outside": lambda s: partial(_outside(s).show_room, s.den),
    "PATCH /api/rooms/<id:room_id>": _call("alice.change_room", den, topic=word),
    "PATCH /api/rooms/<id:room_id> by another name": _call("alice.change_room", den, name=word),
    "PATCH /api/rooms/<id:room_id> closing it to guests": _closed_room,
    "DELETE /api/rooms/<id:room_id>": _ended_room,
    "GET /api/public-rooms": _call("alice.find_rooms", limit=200),
    "GET /api/public-rooms by a name": _call("charlie.find_rooms", search="o", after=LOBBY),
    "POST /api/directs": lambda s: partial(s.alice.talk_with, s.member(), s.bob),
    "POST /api/directs again": _call("alice.talk_with", bob),
    "PUT /api/rooms/<id:room_id>/membership": lambda s: partial(_outside(s).join, s.den),
    "PATCH /api/rooms/<id:room_id>/membership": _call("alice.prefer", den, level="mentions"),
    "DELETE /api/rooms/<id:room_id>/membership": lambda s: partial(_inside(s).leave_room, s.den),
    "GET /api/rooms/<id:room_id>/members": _call("alice.members", den, limit=200),
    "GET /api/rooms/<id:room_id>/members by a name": lambda s: partial(
        s.alice.members, s.den, search="o", after=s.alice.id
    ),
    "POST /api/rooms/<id:room_id>/members": lambda s: partial(s.alice.add, s.den, _outside(s)),
    "PATCH /api/rooms/<id:room_id>/members/<id:person_id>": _call(
        "alice.change_member", den, bob, role="moderator", muted_minutes=0
    ),
    "PATCH /api/rooms/<id:room_id>/members/<id:person_id> to silence": lambda s: partial(
        s.alice.change_member, s.den, _inside(s), muted_minutes=1
    ),
    "DELETE /api/rooms/<id:room_id>/members/<id:person_id>": lambda s: partial(
        s.alice.remove, s.den, _inside(s)
    ),
    "PUT /api/rooms/<id:room_id>/read-mark": _marked,
    "PUT /api/rooms/<id:room_id>/read-mark back": _call("alice.read_up_to", said, den, unread=True),
    "PUT /api/read-marks": _marked_everywhere,
    "POST /api/signals": _call("alice.signal", den, is_typing=True),
    "GET /api/quiet-hours": _call("alice.quiet_hours"),
    "PUT /api/quiet-hours": _call("alice.be_quiet", "22:00", "06:00"),
    "GET /api/messages newest": _call("alice.page", room_id=den, limit=200),
    "GET /api/messages before": _call("alice.page", room_id=den, before=said),
    "GET /api/messages around": _call("alice.page", room_id=den, around=said),
    "GET /api/messages from": _page_from,
    "GET /api/messages after": lambda s: _news(s, is_known_by_heart=True),
    "GET /api/messages after long": lambda s: _news(s, is_known_by_heart=False),
    **{
        f"POST /api/messages {words}": _call("alice.post_message", words, den)
        for words in ("hello", "@Bob", "@room", "@Nobody", "@Bob @Alice @room <@1> @p7")
    },
    "DELETE /api/messages/<id:message_id>": lambda s: partial(
        s.bob.delete_message, _message(s, "bob")
    ),
    "DELETE /api/messages/<id:message_id> of another": lambda s: partial(
        s.alice.delete_message, _message(s, "bob")
    ),
    "POST /api/messages/<id:message_id>/reports": lambda s: partial(
        s.alice.report, _message(s, "bob")
    ),
    "GET /api/reports": _reports,
    "PATCH /api/reports/<id:report_id>": _report,
}

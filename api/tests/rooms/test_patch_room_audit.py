"""PATCH /api/rooms/ID: what of it is written down, and what is not."""


def test_the_audit_log_knows_what_may_be_done_there_and_of_no_private_name(olga):
    den, vault = olga.has_room(name="Den"), olga.has_room(name="Vault", kind="private")
    changes = [{"posting": "moderator"}, {"is_archived": True}, {"is_archived": False}]
    for change in changes:
        for room_id in (den, vault):
            assert olga.change_room(room_id, **change).status_code == 200
    assert olga.change_room(den, is_open_to_guests=True).status_code == 200
    known = [e["details"] for e in olga.audit(act="room-changed")][::-1]
    assert known == [
        details | where
        for details in changes
        for where in ({"room": den, "name": "Den"}, {"room": vault})
    ] + [{"is_open_to_guests": True, "room": den, "name": "Den"}]


def test_what_a_room_is_called_and_what_stays_are_not_in_the_audit_log(olga):
    den = olga.has_room(name="Den")
    before = olga.audit()[0]["id"]
    assert olga.change_room(den, name="Cave", topic="x", posting="member").status_code == 200
    assert olga.audit()[0]["id"] == before

"""What people read and notice: the verbs of `Client` for that."""

from werkzeug.test import TestResponse

_LOBBY = 1


class ReadingVerbs:
    """The part of a browser that is about reading."""

    def read_up_to(self, message_id: object, room_id: object = _LOBBY, **more) -> TestResponse:
        """Say how far one has read; `unread=True`: up to before this message."""
        body = {"message_id": message_id} | more
        return self.send("PUT", f"/api/rooms/{room_id}/read-mark", json=body)

    def read_everything(self) -> TestResponse:
        return self.send("PUT", "/api/read-marks", json={})

    def signal(self, room_id: object = _LOBBY, **doing) -> TestResponse:
        """Say what one does, and hear what the others do; `room_id` None: nowhere."""
        where = {} if room_id is None else {"room_id": room_id}
        return self.send("POST", "/api/signals", json=where | doing)

    def quiet_hours(self) -> TestResponse:
        return self.get("/api/quiet-hours")

    def be_quiet(self, since: object, until: object) -> TestResponse:
        """Say when one wants to hear of nothing."""
        return self.send("PUT", "/api/quiet-hours", json={"from": since, "to": until})

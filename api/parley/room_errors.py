"""What can go wrong with rooms; the kinds that all share are in errors.py."""

from parley.errors import Invalid, ParleyError


class RoomArchived(ParleyError):
    status, type, title = 409, "room-archived", "This room is archived."
    detail = "It can be read; an owner of it can bring it back."


class Muted(ParleyError):
    status, type, title = 403, "muted", "You are mute in this room for a time."

    def __init__(self, until: str) -> None:
        super().__init__(f"You may write here again from {until} on.")


class NoticeStays(ParleyError):
    status, type, title = 409, "notice-stays", "A notice cannot be deleted."
    detail = "It says what happened here. What people say can be deleted."


class LastRoomOwner(ParleyError):
    status, type, title = 409, "last-room-owner", "This is the room's last owner."
    detail = "Make somebody else an owner of it first."


class LastMember(ParleyError):
    status, type, title = 409, "last-member", "Nobody else is in this room."
    detail = "Nobody could come back to it: delete it instead."


class RoomNameTaken(ParleyError):
    status, type, title = 409, "room-name-taken", "There is a room of this name."
    detail = "Another public room has this name, or one that looks just like it."

    def __init__(self) -> None:
        super().__init__(errors=[{"field": "name", "message": self.detail}])


class TooManyPeople(ParleyError):
    status, type, title = 409, "too-many-people", "That is more people than fit."
    detail = "A conversation has at most 8."


class NoSuchPeople(Invalid):
    """Somebody who cannot be in this room, or whom there is not: the two look alike."""

    def __init__(self) -> None:
        message = "Somebody of these cannot be in this room, or is not here."
        super().__init__(errors=[{"field": "people", "message": message}])

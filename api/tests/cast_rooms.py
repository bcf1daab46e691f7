"""What people do with rooms: the verbs of `Client` for them."""

from werkzeug.test import TestResponse


class RoomVerbs:
    """The part of a browser that is about rooms; `rooms` and `has_*` are sure of the answer."""

    def rooms(self) -> dict[int, dict]:
        """The rooms that this one is in, by id."""
        answer = self.get("/api/rooms")
        assert answer.status_code == 200, answer.text
        return {room["id"]: room for room in answer.json["rooms"]}

    def make_room(self, name: object, kind: object = "public", **more) -> TestResponse:
        return self.send("POST", "/api/rooms", json={"name": name, "kind": kind} | more)

    def has_room(
        self, *people: "RoomVerbs", name: str = "Den", kind: str = "public", **more
    ) -> int:
        """Make a room with these people in it; gives its id."""
        answer = self.make_room(name, kind, people=[person.id for person in people], **more)
        assert answer.status_code == 201, answer.text
        return answer.json["id"]

    def show_room(self, id: object) -> TestResponse:
        return self.get(f"/api/rooms/{id}")

    def change_room(self, id: object, **change) -> TestResponse:
        return self.send("PATCH", f"/api/rooms/{id}", json=change)

    def delete_room(self, id: object, name: object = "Den") -> TestResponse:
        return self.send("DELETE", f"/api/rooms/{id}", json={"name": name})

    def find_rooms(self, **query) -> TestResponse:
        return self.get("/api/public-rooms", **query)

    def join(self, id: object) -> TestResponse:
        return self.send("PUT", f"/api/rooms/{id}/membership", json={})

    def prefer(self, id: object, **change) -> TestResponse:
        return self.send("PATCH", f"/api/rooms/{id}/membership", json=change)

    def leave_room(self, id: object) -> TestResponse:
        return self.send("DELETE", f"/api/rooms/{id}/membership", content_type="application/json")

    def members(self, id: object, **query) -> TestResponse:
        return self.get(f"/api/rooms/{id}/members", **query)

    def has_members(self, id: object) -> dict[str, str]:
        """Who is in a room and as what, by name."""
        answer = self.members(id)
        assert answer.status_code == 200, answer.text
        return {member["name"]: member["role"] for member in answer.json["members"]}

    def add(self, id: object, *people: object) -> TestResponse:
        """Put people into a room; each is somebody, or anything in the place of an id."""
        ids = [getattr(person, "id", person) for person in people]
        return self.send("POST", f"/api/rooms/{id}/members", json={"people": ids})

    def change_member(self, id: object, person: object, /, **change) -> TestResponse:
        who = getattr(person, "id", person)
        return self.send("PATCH", f"/api/rooms/{id}/members/{who}", json=change)

    def remove(self, id: object, person: object) -> TestResponse:
        who = getattr(person, "id", person)
        return self.send(
            "DELETE", f"/api/rooms/{id}/members/{who}", content_type="application/json"
        )

    def talk_with(self, *people: object) -> TestResponse:
        ids = [getattr(person, "id", person) for person in people]
        return self.send("POST", "/api/directs", json={"people": ids})

    def has_talk(self, *people: "RoomVerbs") -> int:
        """Talk with these people; gives the room's id."""
        answer = self.talk_with(*people)
        assert answer.status_code in (200, 201), answer.text
        return answer.json["id"]

    def notices(self, id: object) -> list[str]:
        """What happened in a room, oldest first, each person by name."""
        answer = self.get("/api/messages", room_id=id)
        assert answer.status_code == 200, answer.text
        return [told(m) for m in answer.json["messages"] if m["kind"] == "notice"]


def told(message: dict) -> str:
    """What a message says, each person by name."""
    words = message["content"]
    for person in message["mentions"]:
        words = words.replace(f"<@{person['id']}>", person["name"])
    return words

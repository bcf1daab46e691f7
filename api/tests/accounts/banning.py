"""Requests from one address and another, and a ban of one of them."""

from tests.cast import LOBBY

THEIRS, NEIGHBOUR, ELSEWHERE = "203.0.113.7", "203.0.113.8", "198.51.100.1"
SOON = 2  # hours


def at(address, person):
    """How somebody's request looks that comes from an address."""

    def send(method, path, **body):
        return person.send(method, path, headers={"X-Forwarded-For": address}, **body)

    return send


def come_in(chat, address, name):
    return at(address, chat.stranger())("POST", "/api/session/guest", json={"name": name})


def reading(person, address):
    return at(address, person)("GET", f"/api/messages?room_id={LOBBY}")

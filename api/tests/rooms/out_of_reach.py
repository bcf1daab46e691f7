"""Whom nobody puts into a room: each is made for a test, and gives an id."""


def gone(chat):
    leaver = chat.account("Leaver")
    assert leaver.give_up().status_code == 204
    return leaver.id


def suspended(chat):
    person = chat.account("Sue")
    chat.suspend(person)
    return person.id


def guest(chat):
    return chat.guest("Gwen").id

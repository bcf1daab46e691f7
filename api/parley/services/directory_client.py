"""LDAP: how a directory is asked. Imported where one is, and nowhere else: ldap3 is large.

Nothing here knows of accounts or of the database.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from ldap3 import ANONYMOUS, BASE, DEREF_NEVER, SIMPLE, SUBTREE, Connection
from ldap3.core.results import (
    RESULT_BUSY,
    RESULT_NO_SUCH_OBJECT,
    RESULT_OTHER,
    RESULT_SIZE_LIMIT_EXCEEDED,
    RESULT_SUCCESS,
    RESULT_TIME_LIMIT_EXCEEDED,
    RESULT_UNAVAILABLE,
)
from ldap3.utils.conv import escape_bytes, escape_filter_chars

from parley.domain import mail_addresses
from parley.services.directory import Entry, Terms
from parley.services.directory_wire import RECEIVE_S, Unusable, connected

ENTRIES_MAX = 2  # one more than the one that will do
_NO_ANSWERS = (RESULT_BUSY, RESULT_UNAVAILABLE, RESULT_TIME_LIMIT_EXCEEDED, RESULT_OTHER)


class Conversation:
    """An encrypted connection on which one question after another is asked."""

    def __init__(self, terms: Terms, connection: Connection) -> None:
        self._terms, self._connection = terms, connection

    def find(self, username: str) -> Entry | None:
        """The one entry that the filter finds for a user name; None where it finds none, or more.

        Raises:
            Unusable.
        """
        self._become_searcher()
        terms = self._terms
        wanted = terms.filter.replace("{username}", escape_filter_chars(username))
        about = {terms.id, terms.name, terms.mail, _login_attribute(terms.filter) or terms.id}
        found = self._search(wanted, about)
        if len(found) != 1 or self._connection.result["result"] != RESULT_SUCCESS:
            return None
        return _entry(terms, found[0], username)

    def opens(self, dn: str, password: str) -> bool:
        """Whether this is the password of an entry that may come in.

        An empty one never is, nor is one of nobody: a server would take either for somebody who
        need not be known (RFC 4513, 5.1.2).

        Raises:
            Unusable.
        """
        # As bytes: it goes as it was typed, like every other client's.
        return bool(dn and password) and self._bind(dn, password.encode())

    def is_member(self, group: str, entry: Entry) -> bool:
        """Whether a group names an entry; one that is not there names nobody.

        Raises:
            Unusable.
        """
        self._become_searcher()
        dn, username = escape_filter_chars(entry.dn), escape_filter_chars(entry.username)
        names = f"(|(member={dn})(uniqueMember={dn})(memberUid={username}))"
        return bool(self._search(names, {"1.1"}, base=group, is_group=True))

    def present(self, subjects: Iterable[str]) -> set[str]:
        """Those of these subjects whose entries are there and may come in.

        Raises:
            Unusable.
        """
        self._become_searcher()
        clauses = "".join(self._clauses(subject) for subject in subjects)
        wanted = f"(&{self._anybody()}(|{clauses}))"
        found = self._search(wanted, {self._terms.id}, size_limit=0)
        if self._connection.result["result"] != RESULT_SUCCESS:
            raise Unusable("it did not tell all that it found")
        return {_subject(entry, self._terms.id) or "" for entry in found}

    def has_anybody(self) -> bool:
        """Whether the filter finds anybody at all.

        Raises:
            Unusable.
        """
        self._become_searcher()
        return bool(self._search(self._anybody(), {"1.1"}, size_limit=1))

    def _anybody(self) -> str:
        return self._terms.filter.replace("{username}", "*")

    def _clauses(self, subject: str) -> str:
        """What finds a subject, which is text, or else bytes written as hex."""
        clause = f"({self._terms.id}={escape_filter_chars(subject)})"
        if len(subject) % 2 == 0 and re.fullmatch("[0-9a-f]+", subject):
            clause += f"({self._terms.id}={escape_bytes(bytes.fromhex(subject))})"
        return clause

    def _become_searcher(self) -> None:
        terms = self._terms
        if not self._bind(terms.bind_dn, terms.bind_password.encode()):
            raise Unusable("it refuses LDAP_BIND_DN")

    def _bind(self, dn: str, password: bytes) -> bool:
        if not (self._connection.tls_started or self._connection.server.ssl):
            raise Unusable("the way to it is not encrypted")
        self._connection.user, self._connection.password = dn, password
        self._connection.authentication = SIMPLE if dn else ANONYMOUS
        self._connection.bind(read_server_info=False)
        result = self._connection.result["result"]
        if result in _NO_ANSWERS:
            raise Unusable(f"a bind ended with {self._connection.result['description']}")
        return result == RESULT_SUCCESS

    def _search(
        self,
        wanted: str,
        attributes: set[str],
        *,
        base: str | None = None,
        size_limit: int = ENTRIES_MAX,
        is_group: bool = False,
    ) -> list[dict[str, Any]]:
        self._connection.search(
            base or self._terms.base,
            wanted,
            BASE if is_group else SUBTREE,
            DEREF_NEVER,
            sorted(attributes),
            size_limit=size_limit,
            time_limit=RECEIVE_S,
            auto_escape=False,
        )
        result = self._connection.result
        expected = {RESULT_SUCCESS, RESULT_SIZE_LIMIT_EXCEEDED}
        if result["result"] not in expected | ({RESULT_NO_SUCH_OBJECT} if is_group else set()):
            raise Unusable(f"a search ended with {result['description']}")
        # References to other servers are among the answers of Active Directory: not followed.
        return [each for each in self._connection.response if each["type"] == "searchResEntry"]


@contextmanager
def conversation(terms: Terms) -> Iterator[Conversation]:
    """Talk with the directory.

    Raises:
        Unusable.
    """
    with connected(terms.url, terms.ca) as connection:
        yield Conversation(terms, connection)


def _entry(terms: Terms, found: dict[str, Any], typed: str) -> Entry | None:
    subject = _subject(found, terms.id)
    if subject is None:
        raise Unusable(f"an entry has no LDAP_ID ({terms.id}) that can be read")
    logins = _texts(found, _login_attribute(terms.filter) or "")
    username = next((each for each in logins if each.lower() == typed.lower()), None)
    return Entry(
        found["dn"],
        subject,
        username or next(iter(logins), typed),
        next(iter(_texts(found, terms.name)), None),
        next(filter(None, map(mail_addresses.fitted, _texts(found, terms.mail))), None),
    )


def _login_attribute(search_filter: str) -> str | None:
    """The attribute that holds the user name: the first that the filter compares with it."""
    found = re.search(r"\(([A-Za-z][A-Za-z0-9-]*)=\{username\}\)", search_filter)
    return found and found.group(1)


def _subject(found: dict[str, Any], attribute: str) -> str | None:
    values = found["raw_attributes"].get(attribute) or []
    if len(values) != 1 or not values[0]:
        return None
    try:
        text = values[0].decode()
    except UnicodeDecodeError:
        return values[0].hex()
    return text if text.isprintable() else values[0].hex()


def _texts(found: dict[str, Any], attribute: str) -> list[str]:
    values = found["raw_attributes"].get(attribute) or []
    return [value.decode(errors="replace") for value in values]

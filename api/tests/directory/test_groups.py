"""Groups of the directory and roles here: given and taken at each sign-in."""

import pytest

from tests.directory.conftest import come
from tests.directory.slapd import ADMINISTRATORS, OWNERS


@pytest.fixture
def chat(make_chat_with):
    return make_chat_with(LDAP_OWNERS=OWNERS, LDAP_ADMINISTRATORS=ADMINISTRATORS)


def role(chat, username="dana"):
    return come(chat.stranger(), username)["role"]


@pytest.mark.parametrize(
    ("kind", "attribute"),
    [
        ("groupOfNames", "member"),
        ("groupOfUniqueNames", "uniqueMember"),
        ("posixGroup", "memberUid"),
    ],
)
@pytest.mark.parametrize(("group", "given"), [(OWNERS, "owner"), (ADMINISTRATORS, "administrator")])
def test_who_is_named_by_a_group_has_its_role(
    chat, directory, dana, emil, alice, kind, attribute, group, given
):
    directory.group(group, kind, **{attribute: ["dana" if attribute == "memberUid" else dana]})
    assert (role(chat), role(chat, "emil")) == (given, "member")
    roles = [entry["details"] for entry in alice.audit(act="account-made")]
    assert {"role": given, "provider": "ldap"} in roles


def test_who_is_in_both_is_an_owner(chat, directory, dana):
    directory.group(OWNERS, "groupOfNames", member=[dana])
    directory.group(ADMINISTRATORS, "groupOfNames", member=[dana])
    assert role(chat) == "owner"


def test_a_role_is_taken_at_the_next_sign_in(chat, directory, dana, emil, alice):
    directory.group(ADMINISTRATORS, "groupOfNames", member=[dana, emil])
    assert role(chat) == "administrator"
    directory.group(ADMINISTRATORS, "groupOfNames", member=[emil])
    assert role(chat) == "member"
    assert alice.audit(act="role-changed")[0]["details"]["former"] == "administrator"
    directory.remove(ADMINISTRATORS)  # the last member of such a group leaves by its end
    assert role(chat, "emil") == "member"


def test_the_last_owner_is_kept(chat, directory, dana, emil):
    directory.group(OWNERS, "groupOfNames", member=[dana])
    assert role(chat) == "owner"
    directory.group(OWNERS, "groupOfNames", member=[emil])
    assert role(chat) == "owner"
    assert role(chat, "emil") == "owner"
    assert role(chat) == "member"


def test_what_the_page_gives_is_taken_where_the_groups_decide(chat, dana, alice, charlie):
    come(charlie)
    assert alice.change_person(charlie.id, role="administrator").status_code == 200
    assert role(chat) == "member"


def test_without_groups_roles_are_given_in_the_page(make_chat_with, dana):
    chat = make_chat_with()
    alice, charlie = chat.account("Alice", "owner"), chat.stranger()
    come(charlie)
    assert alice.change_person(charlie.id, role="administrator").status_code == 200
    assert role(chat) == "administrator"


def test_owners_are_the_pages_where_only_administrators_have_a_group(
    make_chat_with, directory, dana, emil
):
    chat = make_chat_with(LDAP_ADMINISTRATORS=ADMINISTRATORS)
    directory.group(ADMINISTRATORS, "groupOfNames", member=[dana])
    alice, charlie = chat.account("Alice", "owner"), chat.stranger()
    come(charlie, "emil")
    assert alice.change_person(charlie.id, role="owner").status_code == 200
    assert (role(chat), role(chat, "emil")) == ("administrator", "owner")


def test_a_name_in_another_spelling_is_the_same_member(chat, directory, dana):
    directory.group(OWNERS, "posixGroup", memberUid=["dana"])
    assert role(chat, "DANA") == "owner"


def test_a_dn_with_characters_of_a_filter_is_a_member_like_any(chat, directory):
    dn = directory.add("da*(n)a")
    directory.group(OWNERS, "groupOfNames", member=[dn])
    assert role(chat, "da*(n)a") == "owner"


def test_who_has_an_account_here_keeps_the_role_that_it_was_given(chat, directory, alice):
    assert alice.sign_in("alice").json["role"] == "owner"

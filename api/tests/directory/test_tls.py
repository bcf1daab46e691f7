"""The way to the directory: encrypted and verified before the first password."""

import pytest

from tests.claims import problem
from tests.directory.certificates import Authority
from tests.directory.impostors import GARBAGE, REFUSED, STARTED, Impostor
from tests.directory.slapd import PASSWORD, SEARCHER, SEARCHER_PASSWORD


@pytest.fixture(scope="module")
def plain_directory(start_slapd):
    """A directory that knows no TLS at all."""
    return start_slapd(None)


@pytest.fixture
def impostor():
    started = []

    def start(answer=b""):
        started.append(Impostor(answer))
        return started[-1]

    yield start
    for each in started:
        each.close()


def sign_in(chat):
    return chat.stranger().sign_in("dana", PASSWORD)


def refused(chat):
    answer = sign_in(chat)
    problem(answer, 503, "directory-unreachable")
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("scheme", ["ldaps", "ldap"])
def test_by_tls_from_the_first_byte_and_by_start_tls(make_chat_with, directory, dana, scheme):
    port = directory.tls_port if scheme == "ldaps" else directory.port
    assert sign_in(make_chat_with(LDAP_URL=f"{scheme}://localhost:{port}")).status_code == 201


def addresses(directory, host="localhost"):
    return (f"ldaps://{host}:{directory.tls_port}", f"ldap://{host}:{directory.port}")


@pytest.mark.parametrize("way", [0, 1], ids=["ldaps", "StartTLS"])
def test_a_certificate_that_another_authority_signed_is_refused(
    make_chat_with, directory, dana, way
):
    before = directory.binds()
    ca = Authority("Another").pem
    refused(make_chat_with(LDAP_URL=addresses(directory)[way], LDAP_CA=ca))
    assert directory.binds() == before
    assert sign_in(make_chat_with(LDAP_URL=addresses(directory)[way])).status_code == 201


@pytest.mark.parametrize("way", [0, 1], ids=["ldaps", "StartTLS"])
def test_without_the_authority_the_systems_do_not_vouch_for_it(
    make_chat_with, directory, dana, way
):
    before = directory.binds()
    refused(make_chat_with(LDAP_URL=addresses(directory)[way], LDAP_CA=""))
    assert directory.binds() == before


@pytest.mark.parametrize("way", [0, 1], ids=["ldaps", "StartTLS"])
def test_a_certificate_of_another_host_is_refused(make_chat_with, directory, dana, way):
    before = directory.binds()
    refused(make_chat_with(LDAP_URL=addresses(directory, "127.0.0.1")[way]))
    assert directory.binds() == before


def test_a_directory_without_start_tls_never_sees_a_password(make_chat_with, plain_directory):
    plain_directory.add("dana")
    before = plain_directory.binds()
    refused(make_chat_with(LDAP_URL=f"ldap://localhost:{plain_directory.port}"))
    assert plain_directory.binds() == before


@pytest.mark.parametrize(
    "answer", [REFUSED, STARTED, STARTED + STARTED, GARBAGE], ids=["no", "yes", "twice", "garbage"]
)
def test_who_stands_in_between_cannot_have_the_password_in_plain_text(
    make_chat_with, impostor, answer
):
    between = impostor(answer)
    refused(make_chat_with(LDAP_URL=f"ldap://localhost:{between.port}"))
    assert between.received
    for secret in (PASSWORD, SEARCHER_PASSWORD, SEARCHER, "dana"):
        assert secret.encode() not in between.received


def test_who_hangs_up_is_told_like_who_is_not_there(make_chat_with, impostor):
    garbage = impostor(GARBAGE)
    refused(make_chat_with(LDAP_URL=f"ldaps://localhost:{garbage.port}"))


def test_a_directory_that_refuses_who_searches_is_not_asked_for_anybody(
    make_chat_with, directory, dana
):
    before = len(directory.binds())
    refused(make_chat_with(LDAP_BIND_PASSWORD="wrong"))
    assert directory.binds()[before:] == [SEARCHER]


def test_without_somebody_who_searches_it_is_asked_by_nobody_in_particular(
    make_chat_with, directory, dana
):
    """This one shows strangers nothing, which is no answer about anybody."""
    answer = sign_in(make_chat_with(LDAP_BIND_DN="", LDAP_BIND_PASSWORD=""))
    problem(answer, 503, "directory-unreachable")

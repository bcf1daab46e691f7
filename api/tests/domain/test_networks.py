"""Networks of addresses."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import networks


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        *(("192.0.2.7", "192.0.2.7/32"), (" 192.0.2.7 ", "192.0.2.7/32")),
        *(("192.0.2.7/24", "192.0.2.0/24"), ("192.0.0.0/16", "192.0.0.0/16")),
        *(("2001:db8::1", "2001:db8::/64"), ("2001:DB8:0:0::1/128", "2001:db8::1/128")),
        *(("2001:db8::/32", "2001:db8::/32"), ("2001:db8:1::/48", "2001:db8:1::/48")),
        *(("::ffff:192.0.2.7", "192.0.2.7/32"), ("::ffff:192.0.2.0/120", "192.0.2.0/24")),
        *(("::1", "::/64"), ("0.0.0.0", "0.0.0.0/32")),
    ],
)
def test_a_network_as_it_is_kept(text, kept):
    assert networks.network(text) == kept == networks.network(kept)


@pytest.mark.parametrize(
    "text", ["192.0.0.0/15", "0.0.0.0/0", "2001::/31", "::/0", "::ffff:0:0/96"]
)
def test_too_wide(text):
    with pytest.raises(ValueError, match="at most"):
        networks.network(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "x",
            "192.0.2",
            "192.0.2.256",
            "192.0.2.7/33",
            "192.0.2.7/",
            "192.0.2.07",
            "1",
            "/24",
        ),
        *(
            "fe80::1%eth0",
            "192.0.2.7:80",
            "[::1]",
            "parley.example",
            "２.0.2.7",
            "192.0.2.7,192.0.2.8",
        ),
    ],
)
def test_what_is_none(text):
    with pytest.raises(ValueError, match="such as"):
        networks.network(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8::1", "2001:db8::1")],
)
def test_where_a_request_comes_from(text, shown):
    assert str(networks.address(text)) == shown


@pytest.mark.parametrize("text", ["", "unix:", "localhost", "192.0.2.7:80"])
def test_where_nobody_can_tell(text):
    assert networks.address(text) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:a:b:c:d", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_what_the_addresses_of_a_household_share(text, kept):
    assert networks.household(text) == kept


@given(st.ip_addresses())
def test_an_address_is_in_its_own_network(address):
    found = networks.address(str(address))
    assert found in ip_network(networks.network(str(address)))


@given(st.text(alphabet="0123456789abcdef.:/%", max_size=50))
def test_any_text_is_a_network_or_a_sentence(text):
    try:
        kept = networks.network(text)
    except ValueError as error:
        assert str(error).endswith(".")
    else:
        assert ip_network(kept).prefixlen >= 16

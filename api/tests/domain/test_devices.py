"""What a browser is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.domain import devices

MOZILLA = "Mozilla/5.0"
WINDOWS = f"{MOZILLA} (Windows NT 10.0; Win64; x64)"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{WEBKIT} Chrome/130.0.0.0 Safari/537.36"
MAC = f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7)"
IPHONE = f"{MOZILLA} (iPhone; CPU iPhone OS 17_0 like Mac OS X)"


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        (
            f"{MOZILLA} (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
            "Firefox on Linux",
        ),
        (f"{WINDOWS} {CHROME}", "Chrome on Windows"),
        (f"{WINDOWS} {CHROME} Edg/130.0.0.0", "Edge on Windows"),
        (f"{WINDOWS} {CHROME} OPR/114.0.0.0", "Opera on Windows"),
        (
            f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15",
            "Safari on macOS",
        ),
        (
            f"{IPHONE} AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            f"{IPHONE} AppleWebKit/605.1.15 CriOS/130.0 Mobile/15E148 Safari/604.1",
            "Chrome on iPhone",
        ),
        (f"{MOZILLA} (Linux; Android 14; Pixel 8) {CHROME}", "Chrome on Android"),
        (f"{MOZILLA} (X11; CrOS x86_64 14541.0.0) {CHROME}", "Chrome on ChromeOS"),
        ("curl/8.5.0", "curl"),
        ("", "Unknown device"),
        ("python-requests/2.32", "Unknown device"),
        ("<script>Firefox/1</script>", "Firefox"),
    ],
)
def test_a_few_words_for_the_browsers_that_there_are(user_agent, label):
    assert devices.label(user_agent) == label


@given(st.text())
def test_nothing_that_the_browser_says_is_repeated(user_agent):
    """The label is made of our words alone, so it can be shown and kept."""
    words = {name for _, name in (*devices._BROWSERS, *devices._SYSTEMS)} | {devices.UNKNOWN}
    assert set(devices.label(user_agent).split(" on ")) <= words

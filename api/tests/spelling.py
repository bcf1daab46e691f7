"""Other spellings of what the chat signed, by which its signature still is the same bytes."""

import string

_ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"

# The last of 27 letters of base64 stands for four of its six bits (RFC 4648, 3.5), and Python skips
# what is no letter of it.
RESPELLED = {
    "unused bits": lambda text: text[:-1] + _ALPHABET[_ALPHABET.index(text[-1]) ^ 1],
    "what is skipped": lambda text: text + "!!!!",
}

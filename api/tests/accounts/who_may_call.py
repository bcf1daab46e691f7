"""Who may call what, by hand: a line for each address. test_roles.py calls it as everybody.

"From" is the least role that may; a higher one may too. "Token" is the least scope of a token with
which a script of somebody in that role may: read, post, manage; "-" is for none, "any" for what is
deaf to tokens. "Held back" says whether it is open all the same to a guest whose address is banned,
to a guest where no guests are wanted, and to who has to set up a second factor first.
"""

from typing import NamedTuple

BY_HAND = """
#      address                                from           token   held back
GET    /api/session                           guest          read    yes
POST   /api/session                           anybody        any     yes
PATCH  /api/session                           guest          -       no
DELETE /api/session                           anybody        any     yes
POST   /api/session/guest                     anybody        any     yes
POST   /api/session/link                      anybody        any     yes
POST   /api/session/second-factor             anybody        any     yes
POST   /api/session/passkey/options           anybody        any     yes
POST   /api/session/passkey                   anybody        any     yes
POST   /api/session/sso/options               anybody        any     yes
POST   /api/session/sso                       anybody        any     yes
GET    /api/sessions                          guest          -       yes
DELETE /api/sessions                          guest          -       yes
DELETE /api/sessions/ID                       guest          -       yes
POST   /api/setup                             anybody        any     yes
POST   /api/account                           anybody        any     yes
GET    /api/account                           member         -       yes
PATCH  /api/account                           member         -       yes
PUT    /api/account/password                  member         -       yes
DELETE /api/account                           member         -       yes
PUT    /api/account/mail                      member         -       yes
DELETE /api/account/mail                      member         -       yes
POST   /api/account/mail/confirmation         anybody        any     yes
POST   /api/recovery                          anybody        any     yes
GET    /api/account/factors                   member         -       yes
POST   /api/account/totp                      member         -       yes
PUT    /api/account/totp                      member         -       yes
DELETE /api/account/totp                      member         -       yes
POST   /api/account/recovery-codes            member         -       yes
POST   /api/account/passkeys/options          member         -       yes
POST   /api/account/passkeys                  member         -       yes
DELETE /api/account/passkeys/ID               member         -       yes
PUT    /api/account/avatar                    member         -       no
DELETE /api/account/avatar                    member         -       no
PUT    /api/account/locale                    member         -       yes
GET    /api/avatars/KEY                       guest          -       no
GET    /api/joining                           anybody        any     yes
PATCH  /api/joining                           owner          manage  no
GET    /api/directory                         member         read    no
GET    /api/directory/ID                      guest          -       no
GET    /api/people                            administrator  manage  no
PATCH  /api/people/ID                         administrator  manage  no
POST   /api/people/ID/sign-in-link            administrator  -       no
DELETE /api/people/ID/factors                 administrator  -       no
GET    /api/invitations                       administrator  manage  no
POST   /api/invitations                       administrator  manage  no
POST   /api/invitations/use                   guest          -       no
DELETE /api/invitations/ID                    administrator  manage  no
GET    /api/bans                              administrator  manage  no
POST   /api/bans                              administrator  manage  no
DELETE /api/bans/ID                           administrator  manage  no
GET    /api/tokens                            member         -       no
POST   /api/tokens                            member         -       no
DELETE /api/tokens/ID                         member         -       no
GET    /api/audit                             owner          manage  no
GET    /api/audit.csv                         owner          manage  no
GET    /api/rooms                             guest          read    no
POST   /api/rooms                             member         manage  no
GET    /api/rooms/ID                          guest          read    no
PATCH  /api/rooms/ID                          guest          manage  no
DELETE /api/rooms/ID                          guest          manage  no
GET    /api/public-rooms                      guest          read    no
POST   /api/directs                           member         post    no
PUT    /api/rooms/ID/membership               guest          -       no
PATCH  /api/rooms/ID/membership               guest          -       no
DELETE /api/rooms/ID/membership               guest          -       no
GET    /api/rooms/ID/members                  guest          read    no
POST   /api/rooms/ID/members                  member         manage  no
PATCH  /api/rooms/ID/members/ID               member         manage  no
DELETE /api/rooms/ID/members/ID               member         manage  no
PUT    /api/rooms/ID/read-mark                guest          -       no
PUT    /api/read-marks                        guest          -       no
POST   /api/signals                           guest          -       no
GET    /api/quiet-hours                       guest          -       no
PUT    /api/quiet-hours                       guest          -       no
GET    /api/messages                          guest          read    no
POST   /api/messages                          guest          post    no
DELETE /api/messages/ID                       guest          post    no
POST   /api/messages/ID/reports               guest          -       no
GET    /api/reports                           administrator  manage  no
PATCH  /api/reports/ID                        administrator  manage  no
GET    /api/health                            anybody        any     yes
GET    /api/openapi.json                      anybody        any     yes
"""


class Line(NamedTuple):
    """One line of it."""

    method: str
    address: str
    role: str
    scope: str
    held_back: str


LINES = [Line(*line.split()) for line in BY_HAND.strip().splitlines() if not line.startswith("#")]

"""Who may join."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from parley.schemas.fields import Request

SignUp = Literal["open", "invite", "closed"]
SecondFactor = Literal["nobody", "administrators", "everybody"]


class Provider(BaseModel):
    """Somebody else who signs people in."""

    id: str
    name: str


class Joining(BaseModel):
    """How accounts are made, whether guests may come, who must have a second factor, whether guests
    see who is in their rooms, whether the chat has an owner, sends mail, asks a directory, and who
    else signs people in."""

    sign_up: SignUp
    guests: bool
    second_factor: SecondFactor
    members_visible_to_guests: bool
    has_owner: bool
    mail: bool
    directory: bool
    providers: list[Provider]


class NewJoining(Request):
    """What an owner decides; what is left out stays."""

    sign_up: SignUp | None = None
    guests: Annotated[bool, Field(strict=True)] | None = None
    second_factor: SecondFactor | None = None
    members_visible_to_guests: Annotated[bool, Field(strict=True)] | None = None

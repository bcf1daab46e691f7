"""Names: changed in place, told to everybody, refused beside the field."""

from playwright.sync_api import expect


def test_a_new_name_stands_on_old_messages_of_others_without_a_reload(arrive, bob):
    alice = arrive("Alice")
    alice.say("written under the old name")
    old = bob.message("written under the old name")
    expect(old.locator("[data-author]")).to_have_text(alice.name)
    new = f"Grace {alice.name}"
    alice.rename(new)
    expect(alice.own_name).to_have_text(new)
    expect(alice.name_field).to_be_hidden()
    expect(old.locator("[data-author]")).to_have_text(new)
    alice.reload()
    expect(alice.own_name).to_have_text(new)


def test_a_rename_reaches_ones_other_tab(arrive):
    alice = arrive("Alice")
    other = alice.context.new_page()
    other.goto(alice.url)
    expect(other.locator("[data-own-name]")).to_have_text(alice.name)
    alice.rename(f"{alice.name} B")
    expect(other.locator("[data-own-name]")).to_have_text(f"{alice.name} B")


def test_a_taken_name_is_refused_beside_the_field(arrive, bob):
    alice = arrive("Alice")
    alice.rename(bob.name.upper())
    error = alice.page.locator("[data-rename-error]")
    expect(error).to_contain_text("name")
    expect(error).to_be_in_viewport()
    expect(alice.name_field).to_be_focused()
    expect(alice.name_field).to_have_value(bob.name.upper())
    expect(alice.name_field).to_have_attribute("aria-invalid", "true")
    field, words = alice.name_field.bounding_box(), error.bounding_box()
    assert 0 <= words["y"] - (field["y"] + field["height"]) < 24
    alice.name_field.fill(f"{alice.name} after all")
    alice.name_field.press("Enter")
    expect(alice.own_name).to_have_text(f"{alice.name} after all")


def test_a_name_too_long_is_refused_and_an_empty_one_is_not_asked(arrive):
    alice = arrive("Alice")
    error = alice.page.locator("[data-rename-error]")
    alice.rename("x" * 41)
    expect(error).to_contain_text("40")
    alice.name_field.fill("   ")
    alice.name_field.press("Enter")
    expect(error).to_have_text("A name needs at least one character.")


def test_escape_and_the_button_keep_the_old_name(arrive):
    alice = arrive("Alice")
    rename = alice.page.get_by_role("button", name="Change your name")
    for leave in (
        lambda: alice.name_field.press("Escape"),
        lambda: alice.page.get_by_role("button", name="Keep the old name").click(),
    ):
        rename.click()
        alice.name_field.fill("Somebody Else")
        leave()
        expect(alice.own_name).to_have_text(alice.name)
        expect(rename).to_be_focused()


def test_a_rename_that_does_not_get_through_says_so_and_keeps_what_was_typed(arrive):
    alice = arrive("Alice")
    alice.page.route("**/api/session", lambda route: route.abort())
    alice.rename("Unreachable")
    expect(alice.page.locator("[data-rename-error]")).to_have_text("Parley cannot be reached.")
    expect(alice.name_field).to_have_value("Unreachable")
    alice.page.unroute_all()
    alice.name_field.press("Escape")

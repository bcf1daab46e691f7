"""What tests of the audit log do with it."""


def verified(chat, *words):
    return chat.run_command("people", "verify-audit", *words)


def forge(chat, statement, *values):
    """Change the log behind its guards, as whoever can write to the file may."""
    for deed in ("update", "delete"):
        chat.sql(f"DROP TRIGGER IF EXISTS audit_entries_no_{deed}")
    chat.sql(statement, *values)


def whole(chat):
    """How many entries the whole log has."""
    done = verified(chat)
    assert done.exit_code == 0, done.output
    sentence = done.output.partition("\n")[0]
    count = int(sentence.removeprefix("The audit log is whole: ").removesuffix(" entries."))
    assert chat.sql("SELECT count(*) FROM audit_entries") == [(count,)]
    return count


def broken(chat):
    """The entry at which the log is broken."""
    done = verified(chat)
    assert done.exit_code == 1
    sentence = done.output
    assert sentence.startswith("Error: The audit log is broken at entry ")
    return int(sentence.removesuffix(".\n").rpartition(" ")[2])


def restored(chat, backup):
    done = chat.run_command("restore", str(backup))
    assert done.exit_code == 0, done.output

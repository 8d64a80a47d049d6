"""Passwords: which may be chosen, and how they are checked."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.data.accounts import passwords
from dashboard.domain.editors import AccountError, email_of, password_fault

EMAIL = "anne.berthier@ccas-vif.fr"


@pytest.mark.parametrize(
    "password",
    ["cheval agrafe pile", "Tr0is-petits-ponts!", "vélo jaune près du lac", "x7!kQ2#mZ9$w"],
)
def test_a_password_nobody_would_guess_may_be_chosen(password):
    assert password_fault(password, EMAIL) == ""


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("cheval agra", "au moins 12"),
        ("x" * 1_001, "au plus 1000"),
        ("cheval agrafe\n", "ne se tape pas"),
        ("aaaaaaaaaaaa", "se devine"),
        ("123456789012", "se devine"),
        ("azertyuiopqs", "se devine"),
        ("MotDePasse-2026", "se devine"),
        ("password1234", "se devine"),
        ("anne.berthier1", "se devine"),
        ("ccas-vif-ccas-vif", "se devine"),
        ("carte solidarité 38", "se devine"),
        ("abcabcabcabc", "se devine"),
    ],
)
def test_an_obvious_password_is_refused_with_its_reason(password, told):
    assert told in password_fault(password, EMAIL)


def test_a_password_is_kept_as_a_salted_scrypt_hash():
    one, other = (passwords.hashed("cheval agrafe pile") for _ in range(2))
    assert one.startswith("scrypt:")
    assert one != other


def test_the_right_password_of_an_account_and_no_other():
    account = passwords.new_account(EMAIL, "cheval agrafe pile", today=dt.date(2026, 11, 28))
    assert account.created_on == "2026-11-28"
    assert passwords.is_password_of(account, "cheval agrafe pile")
    assert not passwords.is_password_of(account, "cheval agrafe pilE")


def test_without_an_account_a_password_is_hashed_all_the_same(monkeypatch):
    checked = []
    monkeypatch.setattr(
        passwords, "check_password_hash", lambda known, _: checked.append(known) or True
    )
    assert not passwords.is_password_of(None, "cheval agrafe pile")
    assert checked == [passwords.nobodys_hash()]
    assert checked[0].startswith("scrypt:32768:8:1$")


def test_another_password_ends_the_sessions():
    account = passwords.new_account(EMAIL, "cheval agrafe pile", today=dt.date(2026, 11, 28))
    changed = passwords.with_password(account, "vélo jaune du lac")
    assert passwords.is_password_of(changed, "vélo jaune du lac")
    assert changed.token != account.token
    assert passwords.without_sessions(account).token != account.token


def test_an_address_is_kept_in_lower_case():
    assert email_of(" Anne.Berthier@CCAS-Vif.fr ") == EMAIL


@pytest.mark.parametrize("text", ["anne", "anne@ccas", "a b@c.fr", "<a@c.fr>", "", "a@b@c.fr"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(AccountError, match="n’est pas une adresse"):
        email_of(text)

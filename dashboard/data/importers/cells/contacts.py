"""Ways to reach an organisation: e-mail, telephone, site. Those of a person are not kept.

An address is dropped when it may be a person's:

- at a mail provider of the general public, even after a role word (the publisher masks such
  addresses as ``contact@orange.fr``, which is nobody's);
- two names around a dot or an underscore (``prenom.nom@``, ``p.nom@``, ``nom.p@``), unless one is a
  word of an organisation (``accueil.mairie@``);
- a common first name alone or first (``marie@``, ``marie-dupont@``, ``jean.pierre.dupont@``);
- a long first name glued to what follows (``sebastiennom@``), one letter and a hyphen (``p-nom@``).

Mailboxes of ``france-services.gouv.fr`` are named after places and kept. Some addresses of places
are lost (``brest.keredern@``): better those than a person's. What cannot be seen is a name glued to
its initial (``pnom@``): it looks like any abbreviation.
"""

from __future__ import annotations

import re

import pandas as pd

from dashboard.data.importers.cells.contact_words import (
    FIRST_NAMES,
    LONG_FIRST_NAMES,
    PERSONAL_PROVIDERS,
    ROLE_WORDS,
    SHORT_ROLES,
)
from dashboard.data.importers.cells.texts import mapped, plain_text

_SAFE_DOMAINS = r"@france-services\.gouv\.fr$"
_ADDRESS = r"[a-z0-9][a-z0-9._%+'-]*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_WHOLE = rf"^{_ADDRESS}$"
_ANYWHERE = re.compile(rf"(?:^|(?<=[\s;,/|<(\[:\"']))({_ADDRESS})(?=$|\.?[\s;,/|>)\]\"'])")
_BESIDE = "[^a-z0-9@._%+'-]"
_PROVIDERS = rf"@(?:[a-z0-9-]+\.)*(?:{PERSONAL_PROVIDERS})\.(?:[a-z]{{2,3}}|co\.uk|com\.fr)$"

_ENDINGS = "e?s|x|e|ale?s?|aux|iques?|eurs?|euses?|t?rices?|ions?|ifs?|ives?|aires?|te|er"
_ROLES = rf"(?:(?:{ROLE_WORDS})(?:{_ENDINGS})?|{SHORT_ROLES})[0-9]*"
_ROLE = rf"^(?:[^@]*[._+-])?{_ROLES}[._+@-]"
_ROLE_STEM = rf"^(?:[^@]*[._+-])?(?:{ROLE_WORDS})[^@]*@"
_GIVEN = (
    rf"^(?:{FIRST_NAMES})(?:[._-][a-z0-9'-]+)*[0-9]*@"  # marie@, marie-dupont@, jean.pierre.dupont@
    rf"|^(?:{LONG_FIRST_NAMES})[a-z]{{3,}}[0-9]*@"  # sebastiendupont@
    r"|^[a-z'-]+[._][a-z][0-9]?@|^[a-z]-[a-z'-]+@"  # dupont.p@, p-dupont@
)
_INITIAL = r"^[a-z]{1,2}[._][a-z'-]+[0-9]?(?:\.[a-z]+)*@"
_INITIAL_ROLE = rf"^(?:(?:{SHORT_ROLES})[._][^@]+|[a-z]{{1,2}}[._]{_ROLES})@"
_TWO_NAMES = r"^[a-z'-]+[._][a-z'-]+[0-9]?@"
_NOBODY = r"^(?:no-?reply|ne-?pas-?repondre)@"

_IN_PROSE = re.compile(_ADDRESS, re.IGNORECASE)

MOST_ADDRESSES = 5
"""Addresses looked at in one cell."""


def organisation_emails(cells: pd.Series[str]) -> pd.Series[str]:
    """Keep the address of an organisation: the first of each cell that is not a person's.

    Returns:
        Lower-case addresses, empty where the cell has none that may be kept (see the module).
    """
    left = cells.str.lower()
    emails = left.where(left.str.contains(_WHOLE, regex=True), "")
    emails = emails.mask(_personal(emails), "")
    beside = left.str.contains("@", regex=False) & left.str.contains(_BESIDE, regex=True)
    several = left[emails.eq("") & beside]
    if several.empty:
        return emails
    addresses = several.str.findall(_ANYWHERE).str[:MOST_ADDRESSES].explode().dropna()
    chosen = addresses.astype("str")
    chosen = chosen[~_personal(chosen)].groupby(level=0).first()
    return emails.mask(emails.index.isin(chosen.index), chosen.reindex(emails.index, fill_value=""))


def public_text(cells: pd.Series[str]) -> pd.Series[str]:
    """Clean texts to plain words as ``plain_text`` does, without the addresses of persons."""
    texts = plain_text(cells)
    written = texts.str.contains("@", regex=False)
    if not written.any():
        return texts
    addresses = pd.Series(
        sorted({address for text in texts[written] for address in _IN_PROSE.findall(text)}),
        dtype="str",
    )
    personal = set(addresses[_personal(addresses.str.lower())])
    clean = mapped(
        texts[written],
        lambda text: _IN_PROSE.sub(
            lambda address: "" if address[0] in personal else address[0], text
        ),
    )
    clean = clean.str.replace(" +", " ", regex=True).str.strip()
    return texts.mask(written, clean.reindex(texts.index, fill_value=""))


def _personal(addresses: pd.Series[str]) -> pd.Series[bool]:
    def has(rule: str) -> pd.Series[bool]:
        return addresses.str.contains(rule, regex=True)

    role = has(_ROLE)
    named = (
        (has(_GIVEN) & ~role)
        | (has(_INITIAL) & ~has(_INITIAL_ROLE))
        | (has(_TWO_NAMES) & ~has(_INITIAL) & ~role & ~has(_ROLE_STEM))
    )
    return has(_PROVIDERS) | has(_NOBODY) | (named & ~has(_SAFE_DOMAINS))


_FRENCH_NUMBER = r"^(?:(?:\+|00)?33|(?:\+|00)(?:262|269|590|594|596)|)0?[1-9][0-9]{8}$"
"""On digits alone: nine of them, after the zero, the code of France, or none of both."""

_NUMBER_IN_WORDS = re.compile(
    r"(?:(?:\+|\b00)[\s.-]?33[\s.-]*(?:\(0\))?[\s.-]?|(?<![0-9])0)([1-9](?:[\s.-]*[0-9]){8})(?![0-9])"
)
_SEVERAL_NUMBERS = r"[0-9](?:[\s./-]*[0-9]){8}[^0-9]+(?:[0-9][\s./()-]*){9}"
_SHORT_NUMBER = r"^(?:3[0-9]{3}|11[2459]|116[01][0-9]{2})$"
_INVENTED_NUMBER = r"^(?:123456789|102030405|123456700)$"


def phones(cells: pd.Series[str]) -> pd.Series[str]:
    """Write French numbers in pairs: ``04 74 30 71 85``; what is no French number is empty.

    ``+33``, ``0033`` and ``(0)`` give their zero back, and so does a cell of nine digits (a program
    took it for a number). Short numbers (``39 49``, ``115``, ``116 006``) are kept. The first of
    several numbers is kept. Foreign numbers, those with digits missing and ``01 23 45 67 89`` go.
    """
    whole = cells.str.replace(r"^([0-9]{9,12})\.0$", r"\1", regex=True)
    digits = whole.str.replace(r"[\s\u00a0\u202f./()_-]+", "", regex=True)
    known = digits.str.contains(_FRENCH_NUMBER, regex=True)
    nine = digits.str[-9:].where(known, "")
    others = whole[~known & whole.str.contains(r"[0-9].*[0-9]", regex=True)]
    if not others.empty:
        inside = mapped(others, _number_in_words)
        nine = nine.mask(~known, inside.reindex(nine.index, fill_value=""))
    nine = nine.mask(nine.str.contains(_INVENTED_NUMBER, regex=True), "")
    pairs = "0" + nine.str[0:1]
    for at in range(1, 9, 2):
        pairs = pairs + " " + nine.str[at : at + 2]
    short = digits.str.contains(_SHORT_NUMBER, regex=True)
    return pairs.where(nine.ne(""), "").mask(short, mapped(digits.where(short, ""), _short_number))


def other_phones(cells: pd.Series[str]) -> pd.Series[str]:
    """List the numbers of each cell that ``phones`` leaves: distinct, joined by `` / ``."""
    several = cells.str.contains(_SEVERAL_NUMBERS, regex=True)
    if not several.any():
        return pd.Series("", index=cells.index, dtype="str")
    others = mapped(cells[several], _other_numbers)
    return others.reindex(cells.index, fill_value="")


def _other_numbers(text: str) -> str:
    nines = ("".join(filter(str.isdigit, number[1])) for number in _NUMBER_IN_WORDS.finditer(text))
    written = dict.fromkeys(
        " ".join([f"0{nine[0]}", *(nine[at : at + 2] for at in range(1, 9, 2))]) for nine in nines
    )
    return " / ".join(list(written)[1:])


def _number_in_words(text: str) -> str:
    number = _NUMBER_IN_WORDS.search(text)
    return "".join(letter for letter in number[1] if letter.isdigit()) if number else ""


def _short_number(digits: str) -> str:
    return (
        f"{digits[:2]} {digits[2:]}"
        if digits.startswith("3")
        else f"{digits[:3]} {digits[3:]}".strip()
    )


_DOMAINS = (
    "fr|com|org|net|eu|info|re|bzh|coop|corsica|alsace|paris|gp|mq|gf|yt|pm|nc|pf|io|site|online"
)
"""Ends of the domains believed without ``www``: ``M.Dupont`` is no site."""

_HOST = r"(?:[\p{L}0-9](?:[\p{L}0-9_-]*[\p{L}0-9])?\.)+"
_PATH = r"(?::[0-9]{1,5})?(?:[/?#][^\s<>\"`{}|\\^]*)?$"
_WEB = rf"(?i)^https?://{_HOST}[\p{{L}}]{{2,}}{_PATH}"
_BARE = rf"(?i)^(?:www\.{_HOST}[\p{{L}}]{{2,}}|{_HOST}(?:{_DOMAINS})){_PATH}"
_BROKEN_SCHEME = r"(?i)^(?:h?t{1,2}p{1,2}(s?)[:;.]?[/\\]+|h?t{1,2}p{1,2}(s?):[/\\]*)+"


def websites(cells: pd.Series[str]) -> pd.Series[str]:
    """Keep the first web address of each cell; only ``http`` and ``https``, on a real domain.

    ``www.…`` and bare domains get ``http://`` (a server that has better redirects). ``http://``
    alone, e-mails, other schemes and a name before the domain (``https://bank.fr@evil.example``)
    are empty.
    """
    sites = _web_addresses(cells)
    others = cells[sites.eq("") & cells.str.contains(".", regex=False)]
    if others.empty:
        return sites
    tried = (
        others.str.replace(r"[\s;,|<>\"()]+", " ", regex=True).str.strip().str.split(" ").explode()
    )
    tried = tried.astype("str").str.replace(_BROKEN_SCHEME, r"http\1\2://", regex=True)
    addresses = _web_addresses(tried.str.rstrip(".:'").reset_index(drop=True))
    addresses.index = tried.index
    chosen = addresses[addresses.ne("")].groupby(level=0).first()
    return sites.mask(sites.index.isin(chosen.index), chosen.reindex(sites.index, fill_value=""))


def _web_addresses(cells: pd.Series[str]) -> pd.Series[str]:
    whole = cells.str.contains(_WEB, regex=True)
    bare = cells.str.contains(_BARE, regex=True)
    return cells.where(whole | bare, "").mask(bare, "http://" + cells)

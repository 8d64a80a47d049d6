"""What the person who runs the dashboard can set, read once from ``DASHBOARD_*``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_PACKAGE = Path(__file__).resolve().parent
_PACKED_FILES = _PACKAGE / "_files"
INSTALLED = _PACKED_FILES.is_dir()
"""Whether a wheel was installed: only a wheel has ``_files``, which pyproject.toml fills."""
FILES = _PACKED_FILES if INSTALLED else _PACKAGE.parent
"""Folder of ``assets`` and ``data``: inside the package of a wheel, the repository otherwise."""
ASSETS_FOLDER = FILES / "assets"
GEO_FOLDER = FILES / "data" / "geo"
INITIATIVES_FOLDER = FILES / "data" / "initiatives"
SERVICES_FOLDER = FILES / "data" / "services"
VOCABULARIES_FOLDER = FILES / "data" / "vocabularies"
IMPORT_TEMPLATE = FILES / "data" / "templates" / "modele-import.csv"
FONTS_FOLDER = FILES / "data" / "fonts"

_CONTACT = re.compile(r"(https?://|mailto:)\S+|[^@\s]+@[^@\s]+\.[^@\s]+")
_TILES = re.compile(r"https?://\S+")
_WEB = re.compile(r"https?://[!-~]+")
NO_SERVICES = "none"
"""The word that leaves the shipped services out."""
LEAST_SECRET = 32
"""Characters of a secret that cannot be guessed."""
_SITE = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::([0-9]{1,5}))?")
_LAST_PORT = 65535
_BASES = {"postgres", "postgresql", "postgresql+psycopg"}


class SettingsError(ValueError):
    """A ``DASHBOARD_*`` setting has a value the application cannot use."""

    @classmethod
    def unusable(cls, name: str, value: str, expected: str) -> SettingsError:
        """Name the setting, the value it was given and the values it takes."""
        return cls(f"{name} is {value!r}; expected {expected}.")

    @classmethod
    def no_home(cls) -> SettingsError:
        """Explain that imported data has no place, and how to give it one."""
        return cls("DASHBOARD_DATA_DIR is not set; expected a folder, for this user has no home.")


def imports_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of imported data when ``DASHBOARD_DATA_DIR`` names none.

    It may not exist yet.

    Raises:
        SettingsError: a wheel is installed, and the user has no home.
    """
    if not INSTALLED:
        return FILES / "data" / "imports"
    # The folder of a package may be read-only, and goes with the next version.
    return user_folder(environment) / "imports"


def user_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of the user's own where an installed wheel keeps data.

    Raises:
        SettingsError: the user has no home, and no ``XDG_DATA_HOME`` replaces it.
    """
    data_home = Path(environment.get("XDG_DATA_HOME", ""))
    try:
        # A relative one is ignored, as the XDG base directory specification wants it.
        base = data_home if data_home.is_absolute() else Path.home() / ".local" / "share"
    except RuntimeError as error:
        raise SettingsError.no_home() from error
    return base / "solidarity-map"


@dataclass(frozen=True)
class Settings:
    """Where the data lies, whom readers write to, and which online services are used, if any.

    Attributes:
        geo_folder: the geography.
        initiatives_folder: the hand-written catalogue.
        services_folder: the shipped services, None for none of them.
        assets_folder: styles and scripts.
        data_folder: imported data (``imports_folder`` by default), where there is no ``database_url``.
        database_url: a PostgreSQL base for imported data; it may hold a password, hence never shown.
        contact: an e-mail or web address, empty when unset.
        tiles_url: an address with ``{z}``, ``{x}`` and ``{y}``, empty for the offline base map.
        tiles_credit: whom the map names for these tiles.
        geocoder_url: the address of a service that finds addresses, empty for none.
        secret_key: signs sessions, empty for one made at each start.
        frame_ancestors: the sites that may show embedded views, as ``frame-ancestors`` of a content
            security policy writes them.
        public_url: where readers find the pages, without a last slash; empty to take it from their
            requests.
        proxies: how many proxies of one's own are in front, which are trusted for the reader's address
            and https.
    """

    geo_folder: Path = GEO_FOLDER
    initiatives_folder: Path = INITIATIVES_FOLDER
    services_folder: Path | None = SERVICES_FOLDER
    assets_folder: Path = ASSETS_FOLDER
    data_folder: Path = field(default_factory=imports_folder)
    database_url: str = field(default="", repr=False)
    contact: str = ""
    tiles_url: str = ""
    tiles_credit: str = ""
    geocoder_url: str = ""
    secret_key: str = field(default="", repr=False)
    frame_ancestors: str = "'self'"
    public_url: str = ""
    proxies: int = 0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings.

        Raises:
            SettingsError: a value is not one the application can use.
        """
        contact = environment.get("DASHBOARD_CONTACT", "")
        tiles_url = environment.get("DASHBOARD_TILES_URL", "")
        if contact and not _CONTACT.fullmatch(contact):
            raise SettingsError.unusable(
                "DASHBOARD_CONTACT", contact, "an e-mail address or a web address"
            )
        if tiles_url and not (
            _TILES.fullmatch(tiles_url) and all(part in tiles_url for part in ("{z}", "{x}", "{y}"))
        ):
            raise SettingsError.unusable(
                "DASHBOARD_TILES_URL", tiles_url, "an http(s) address holding {z}, {x} and {y}"
            )
        return cls(
            geo_folder=Path(environment.get("DASHBOARD_GEO_DIR") or cls.geo_folder),
            initiatives_folder=Path(
                environment.get("DASHBOARD_INITIATIVES_DIR") or cls.initiatives_folder
            ),
            services_folder=_services_folder(environment, "DASHBOARD_SERVICES"),
            data_folder=_data_folder(environment, "DASHBOARD_DATA_DIR"),
            database_url=_base(environment, "DASHBOARD_DATABASE_URL"),
            contact=contact,
            tiles_url=tiles_url,
            tiles_credit=environment.get("DASHBOARD_TILES_CREDIT", ""),
            geocoder_url=_service(environment, "DASHBOARD_GEOCODER_URL"),
            secret_key=_secret(environment, "DASHBOARD_SECRET_KEY"),
            frame_ancestors=_framing_sites(environment, "DASHBOARD_FRAME_ANCESTORS"),
            public_url=_origin(environment, "DASHBOARD_PUBLIC_URL"),
            proxies=_digit(environment, "DASHBOARD_PROXIES"),
        )


def _services_folder(environment: Mapping[str, str], name: str) -> Path | None:
    written = environment.get(name)
    if written == NO_SERVICES:
        return None
    folder = Path(written) if written else SERVICES_FOLDER
    if written and not folder.is_dir():
        raise SettingsError.unusable(name, written, f"{NO_SERVICES}, or a folder of build-services")
    return folder


def _data_folder(environment: Mapping[str, str], name: str) -> Path:
    written = environment.get(name)
    folder = Path(written) if written else imports_folder(environment)
    if folder.exists() and not folder.is_dir():
        raise SettingsError.unusable(name, str(folder), "a folder, which may not exist yet")
    return folder


def _service(environment: Mapping[str, str], name: str) -> str:
    url = environment.get(name, "")
    if url and not (_WEB.fullmatch(url) and _names_a_host(url)):
        masked = re.sub(r"//.*@", "//…@", url)  # it may hold a password
        raise SettingsError.unusable(name, masked, "an http(s) address")
    return url


def _names_a_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:
        return False


def _secret(environment: Mapping[str, str], name: str) -> str:
    secret = environment.get(name, "")
    if secret and len(secret) < LEAST_SECRET:
        raise SettingsError.unusable(name, "…", f"at least {LEAST_SECRET} characters")
    return secret


def _digit(environment: Mapping[str, str], name: str) -> int:
    written = environment.get(name) or "0"
    if not re.fullmatch("[0-9]", written):
        raise SettingsError.unusable(name, written, "a number from 0 to 9")
    return int(written)


def _framing_sites(environment: Mapping[str, str], name: str) -> str:
    """Read who may frame a view. What is returned goes into a header: nothing else may pass."""
    written = environment.get(name, "")
    # Spaces only: a line break would end the header.
    words = [word for word in written.split(" ") if word]
    if words in (["*"], ["none"]):
        return {"*": "*", "none": "'none'"}[words[0]]
    if not all(_is_site(word) for word in words):
        raise SettingsError.unusable(
            name,
            written,
            "origins separated by spaces, such as https://ville.exemple.fr https://*.exemple.fr, "
            "or * for any site, or none",
        )
    return " ".join(dict.fromkeys(["'self'", *words]))


def _origin(environment: Mapping[str, str], name: str) -> str:
    """Read where the pages stand: scheme and host alone, since every path of theirs begins at the root."""
    written = environment.get(name, "").removesuffix("/")
    if written and not (_is_site(written) and "*" not in written):
        raise SettingsError.unusable(name, written, "an origin such as https://carte.exemple.fr")
    return written


def _is_site(word: str) -> bool:
    match = _SITE.fullmatch(word)
    return match is not None and 0 < int(match[1] or 443) <= _LAST_PORT


def _base(environment: Mapping[str, str], name: str) -> str:
    url = environment.get(name, "")
    if url and not _names_a_base(url):
        # Only the scheme is written: the rest may hold a password.
        scheme, separator, _ = url.partition("://")
        masked = f"{scheme}://…" if separator else "…"
        raise SettingsError.unusable(name, masked, "postgresql://user:password@host:port/base")
    return url


def _names_a_base(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    known = parts.scheme in _BASES and port != 0
    return known and parts.path.strip("/") != "" and not re.search(r"\s", url)

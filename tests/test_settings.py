from pathlib import Path

import pytest

from dashboard.settings import Settings, SettingsError, user_folder
from tests.helpers import ROOT

IGN = "https://data.geopf.fr/wmts?TILEMATRIX={z}&TILECOL={x}&TILEROW={y}"
GEOCODER = "https://data.geopf.fr/geocodage/search?index=address"
SIGNING = "0123456789abcdef0123456789abcdef"


def test_without_a_setting_the_data_of_the_repository_is_shown_offline():
    root = ROOT
    assert Settings.from_environment({}) == Settings(
        geo_folder=root / "data" / "geo",
        initiatives_folder=root / "data" / "initiatives",
        services_folder=root / "data" / "services",
        assets_folder=root / "assets",
        data_folder=root / "data" / "imports",
        database_url="",
        contact="",
        tiles_url="",
        tiles_credit="",
        geocoder_url="",
        secret_key="",
        frame_ancestors="'self'",
    )


def test_each_setting_is_read_from_its_own_name():
    settings = Settings.from_environment(
        {
            "DASHBOARD_GEO_DIR": "/a",
            "DASHBOARD_INITIATIVES_DIR": "/b",
            "DASHBOARD_DATA_DIR": "/c",
            "DASHBOARD_DATABASE_URL": "postgresql://d/e",
            "DASHBOARD_CONTACT": "a@b.fr",
            "DASHBOARD_TILES_URL": IGN,
            "DASHBOARD_TILES_CREDIT": "© IGN",
            "DASHBOARD_GEOCODER_URL": GEOCODER,
            "DASHBOARD_SECRET_KEY": SIGNING,
            "DASHBOARD_FRAME_ANCESTORS": "https://f.fr",
            "DASHBOARD_PUBLIC_URL": "https://h.fr/",
            "DASHBOARD_PROXIES": "2",
            "DASHBOARD_UNKNOWN": "x",
        }
    )
    assert (settings.geo_folder, settings.initiatives_folder) == (Path("/a"), Path("/b"))
    assert (settings.data_folder, settings.database_url) == (Path("/c"), "postgresql://d/e")
    assert (settings.contact, settings.tiles_url, settings.tiles_credit) == ("a@b.fr", IGN, "© IGN")
    assert (settings.geocoder_url, settings.secret_key) == (GEOCODER, SIGNING)
    assert (settings.frame_ancestors, settings.proxies) == ("'self' https://f.fr", 2)
    assert settings.public_url == "https://h.fr"


def test_shipped_services_are_left_out_by_one_word_or_come_from_a_folder(tmp_path):
    def folder(value):
        return Settings.from_environment({"DASHBOARD_SERVICES": value}).services_folder

    assert folder("none") is None
    assert folder(str(tmp_path)) == tmp_path
    with pytest.raises(SettingsError) as refusal:
        folder("no")
    assert str(refusal.value) == (
        "DASHBOARD_SERVICES is 'no'; expected none, or a folder of build-services."
    )


@pytest.mark.parametrize(
    "contact", ["a@b.fr", "mailto:a@b.fr", "https://b.fr/ecrire?a=1", "http://localhost:8000/x"]
)
def test_an_address_to_write_to_is_an_e_mail_or_a_site(contact):
    assert Settings.from_environment({"DASHBOARD_CONTACT": contact}).contact == contact


@pytest.mark.parametrize(
    "contact",
    ["nous", "a@b", "a b@c.fr", "javascript:alert(1)", "a@b.fr\nBcc:c@d.fr", "https://", "//b.fr"],
)
def test_any_other_address_is_refused_by_its_name(contact):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_CONTACT": contact})
    assert str(refusal.value) == (
        f"DASHBOARD_CONTACT is {contact!r}; expected an e-mail address or a web address."
    )


@pytest.mark.parametrize(
    "tiles",
    ["https://a.fr/{z}/{x}", "file:///{z}/{x}/{y}", "ftp://a/{z}/{x}/{y}", "/tuiles/{z}/{x}/{y}"],
)
def test_tiles_need_a_web_address_and_all_three_numbers(tiles):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_TILES_URL": tiles})
    assert str(refusal.value) == (
        f"DASHBOARD_TILES_URL is {tiles!r}; expected an http(s) address holding {{z}}, {{x}} and {{y}}."
    )


@pytest.mark.parametrize(
    "geocoder",
    [
        "data.geopf.fr/geocodage",
        "/geocodage",
        "file:///etc/hosts",
        "ftp://a.fr/search",
        "https://",
        "https://:80/search",
        "https://a.fr:http/search",
        "https://a.fr:0/search",
        "https://[a.fr/search",
        "https://a.fr/search here",
        "https://a.fr/géocodage",
    ],
)
def test_a_geocoder_is_a_web_address(geocoder):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_GEOCODER_URL": geocoder})
    assert str(refusal.value) == (
        f"DASHBOARD_GEOCODER_URL is {geocoder!r}; expected an http(s) address."
    )


def test_a_geocoder_with_a_password_is_refused_without_telling_it():
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_GEOCODER_URL": "https://me:s3cret@a.fr/search"})
    assert str(refusal.value) == (
        "DASHBOARD_GEOCODER_URL is 'https://…@a.fr/search'; expected an http(s) address."
    )


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://carte:s%40cret@base.exemple.fr:5432/carte",
        "postgres://localhost/carte",
        "postgresql+psycopg:///carte?host=/run/postgresql",
    ],
)
def test_a_shared_base_is_a_postgresql_address(url):
    assert Settings.from_environment({"DASHBOARD_DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://carte:s3cret@localhost/carte", "mysql://…"),
        ("postgresql://carte:s3cret@localhost", "postgresql://…"),
        ("postgresql://carte:s3cret@localhost:54a/carte", "postgresql://…"),
        ("postgresql://carte:s3cret@localhost/la carte", "postgresql://…"),
        ("postgresql://carte:s3cret@[localhost/carte", "postgresql://…"),
        ("carte:s3cret@localhost/carte", "…"),
    ],
)
def test_any_other_base_is_refused_without_telling_its_password(url, told):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_DATABASE_URL": url})
    assert str(refusal.value) == (
        f"DASHBOARD_DATABASE_URL is {told!r}; expected postgresql://user:password@host:port/base."
    )


def test_the_settings_shown_in_a_log_hold_no_password():
    url = "postgresql://carte:s3cret@localhost/carte"
    assert "s3cret" not in repr(Settings(database_url=url))
    assert SIGNING not in repr(Settings(secret_key=SIGNING))


@pytest.mark.parametrize("written", ["-1", "10", "yes", "²"])
def test_a_number_of_proxies_that_is_none_is_refused(written):
    with pytest.raises(SettingsError, match="expected a number from 0 to 9"):
        Settings.from_environment({"DASHBOARD_PROXIES": written})


def test_a_short_secret_is_refused_without_telling_it():
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_SECRET_KEY": SIGNING[:31]})
    assert str(refusal.value) == ("DASHBOARD_SECRET_KEY is '…'; expected at least 32 characters.")


def test_the_folder_of_imported_data_may_not_be_a_file(tmp_path):
    file = tmp_path / "imports"
    file.write_text("", encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_DATA_DIR": str(file)})
    assert str(refusal.value) == (
        f"DASHBOARD_DATA_DIR is {str(file)!r}; expected a folder, which may not exist yet."
    )
    missing = tmp_path / "nowhere"
    settings = Settings.from_environment({"DASHBOARD_DATA_DIR": str(missing)})
    assert settings.data_folder == missing


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({}, "/home/ada/.local/share/solidarity-map"),
        ({"XDG_DATA_HOME": "/srv/data"}, "/srv/data/solidarity-map"),
        ({"XDG_DATA_HOME": "data"}, "/home/ada/.local/share/solidarity-map"),
    ],
)
def test_an_installed_program_keeps_data_where_its_user_keeps_data(
    environment, folder, monkeypatch
):
    monkeypatch.setenv("HOME", "/home/ada")
    assert user_folder(environment) == Path(folder)


def test_a_user_without_a_home_is_told_which_setting_names_a_folder(monkeypatch):
    def no_home():
        raise RuntimeError

    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(SettingsError) as refusal:
        user_folder({})
    assert str(refusal.value) == (
        "DASHBOARD_DATA_DIR is not set; expected a folder, for this user has no home."
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", "'self'"),
        ("  ", "'self'"),
        ("https://example.org", "'self' https://example.org"),
        (" https://a.fr  https://*.ville.fr ", "'self' https://a.fr https://*.ville.fr"),
        ("https://a.fr https://a.fr", "'self' https://a.fr"),
        ("http://127.0.0.1:8071", "'self' http://127.0.0.1:8071"),
        ("https://xn--mairie-9sa.fr:65535", "'self' https://xn--mairie-9sa.fr:65535"),
        ("*", "*"),
        ("none", "'none'"),
    ],
)
def test_this_site_always_embeds_its_own_views_but_for_any_or_none(written, read):
    settings = Settings.from_environment({"DASHBOARD_FRAME_ANCESTORS": written})
    assert settings.frame_ancestors == read


@pytest.mark.parametrize(
    "written",
    [
        "example.org",
        "https://",
        "https://*",
        "https:",
        "https://a.fr/",
        "https://a.fr/page",
        "https://a.fr?x",
        "https://me@a.fr",
        "https://a.fr:0",
        "https://a.fr:65536",
        "https://a.fr:http",
        "https://a.*.fr",
        "ftp://a.fr",
        "data:",
        "'self'",
        "'none'",
        "* https://a.fr",
        "none https://a.fr",
        "https://a.fr; script-src *",
        "https://a.fr;",
        "https://a.fr,https://b.fr",
        "https://a.fr\nX-Header: 1",
        "https://a.fr\r\nhttps://b.fr",
        "https://a.fr\thttps://b.fr",
        "https://a.fr\n",
        "https://é.fr",
        "https://\u212a.fr",
        "https://a.fr\u00a0https://b.fr",
        'https://"a.fr',
    ],
)
def test_no_other_word_reaches_the_header(written):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_FRAME_ANCESTORS": written})
    assert str(refusal.value) == (
        f"DASHBOARD_FRAME_ANCESTORS is {written!r}; expected origins separated by spaces, such as "
        "https://ville.exemple.fr https://*.exemple.fr, or * for any site, or none."
    )


@pytest.mark.parametrize("written", ["http://localhost:8050", "https://carte.exemple.fr", ""])
def test_where_the_site_stands_is_an_origin(written):
    assert Settings.from_environment({"DASHBOARD_PUBLIC_URL": written}).public_url == written


@pytest.mark.parametrize(
    "written",
    [
        "carte.exemple.fr",
        "https://a.fr/carte",
        "https://*.a.fr",
        "https://a.fr\n",
        "ftp://a.fr",
        "*",
        "https://a.fr:0",
    ],
)
def test_what_is_no_origin_is_refused(written):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"DASHBOARD_PUBLIC_URL": written})
    assert str(refusal.value) == (
        f"DASHBOARD_PUBLIC_URL is {written!r}; expected an origin such as https://carte.exemple.fr."
    )

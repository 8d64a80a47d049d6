from dashboard.data.importers.cells import api as values
from tests.helpers.importer_tables import text


def test_masks_and_personal_mailboxes_are_dropped():
    cells = text("contact@laposte.fr", "contact@wanadoo.fr", "mairie.x@GMAIL.com", "contact@live.fr",
                 "noreply@exemple.fr", "asso@mail.yahoo.fr", "contact@orangerie.fr")  # fmt: skip
    assert values.organisation_emails(cells).tolist() == [""] * 6 + ["contact@orangerie.fr"]


def test_addresses_of_persons_are_dropped():
    persons = text(
        "prenom.nom@ville-exemple.fr", "p.nom@exemple.fr", "nom.p@exemple.fr", "jp.nom@exemple.fr",
        "marie@exemple.fr", "marie-dupont@exemple.fr", "jean.pierre.dupont@exemple.fr", "p-nom@exemple.fr",
        "sebastiendupont@exemple.fr", "prenom_nom@exemple.fr", "paul.nom@habitat.asso.fr",
        "laetitia-1.nom@exemple.fr", "j.nom.ccas@exemple.fr", "p.maisonneuve@exemple.fr",
    )  # fmt: skip
    assert values.organisation_emails(persons).tolist() == [""] * 14


def test_addresses_of_organisations_are_kept():
    kept = [
        "accueil.mairie@exemple.fr", "france-services@exemple.fr", "france.services@exemple.fr",
        "saint-exemple@france-services.gouv.fr", "aube.rivage@france-services.gouv.fr",
        "ccas.exemple@ville.fr", "f.services@exemple.fr", "conseiller.numerique@exemple.fr",
        "efs-exemple@ville.fr", "mjc@exemple.fr", "ambazac@exemple.org", "centre.social.exemple@csi.fr",
    ]  # fmt: skip
    assert values.organisation_emails(text(*kept)).tolist() == kept


def test_the_first_address_that_may_be_kept_is_found_among_several():
    cells = text("jean.nom@exemple.fr ; Mairie@Exemple.fr", "mailto:contact@exemple.fr", "<a@b.fr>",
                 "pas une adresse", "a@b", "mairie@exemple,fr", "")  # fmt: skip
    assert values.organisation_emails(cells).tolist() == [
        "mairie@exemple.fr", "contact@exemple.fr", "a@b.fr", "", "", "", "",
    ]  # fmt: skip


def test_addresses_of_persons_leave_the_prose_too():
    cells = text("Écrire à prenom.nom@exemple.fr le lundi", "Écrire à mairie@exemple.fr")
    assert values.public_text(cells).tolist() == ["Écrire à le lundi", "Écrire à mairie@exemple.fr"]


def test_phones_are_written_in_pairs_with_their_zero():
    cells = text(
        "04 74 30 71 85", "4 74 30 71 85", "474307185", "474307185.0", "+33474307185", "0033 4 74 30 71 85",
        "+33 (0)4.74.30.71.85", "04-74-30-71-85", "04 74 30 71 85 / 06 11 22 33 44",
        "Tél : 04.74.30.71.85 (accueil)",
    )  # fmt: skip
    assert values.phones(cells).tolist() == ["04 74 30 71 85"] * 10


def test_short_and_overseas_phones_are_kept_and_rubbish_goes():
    cells = text("3949", "115", "116 006", "+262262123456", "38 57 93 26", "01 23 45 67 89", "voir site",
                 "+41 22 123 45 67", "04 74 30 71", "00 00 00 00 00", "047430718512")  # fmt: skip
    assert values.phones(cells).tolist() == ["39 49", "115", "116 006", "02 62 12 34 56", *[""] * 7]


def test_websites_are_whole_and_safe():
    cells = text(
        "https://www.exemple.fr/a?b=1", "www.exemple.fr", "exemple.fr/ici", "http//www.exemple.fr",
        "https://https://exemple.fr", "www.a.fr;www.b.fr", "Site : https://exemple.fr/.",
    )  # fmt: skip
    assert values.websites(cells).tolist() == [
        "https://www.exemple.fr/a?b=1", "http://www.exemple.fr", "http://exemple.fr/ici",
        "http://www.exemple.fr", "https://exemple.fr", "http://www.a.fr", "https://exemple.fr/",
    ]  # fmt: skip
    dropped = text("http://", "javascript:alert(1)", "ftp://exemple.fr", "contact@exemple.fr", "M.Dupont",
                   "https://exemple.fr@mal.example", "http://localhost/", "pas une url !")  # fmt: skip
    assert values.websites(dropped).tolist() == [""] * 8

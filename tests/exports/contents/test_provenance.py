"""What every file says of itself."""

import datetime as dt

from dashboard.domain.method import METHOD_VERSION
from dashboard.exports.contents.provenance import (
    edition_text,
    method_text,
    provenance,
    source_notes,
)

TODAY = dt.date(2026, 11, 24)


def test_a_file_says_contents_filters_dates_editions_method_sources_and_licence(
    snapshot, catalogue_counts
):
    told = provenance(snapshot, contents="Initiatives", filters="Thèmes : tous", today=TODAY)
    assert list(told) == [
        "contenu", "filtres", "exporte_le", "catalogue_du", "geographie", "methode",
        "edition_des_donnees", "sources", "licence",
    ]  # fmt: skip
    assert (told["contenu"], told["filtres"]) == ("Initiatives", "Thèmes : tous")
    assert (told["exporte_le"], told["catalogue_du"]) == ("2026-11-24", catalogue_counts.date)
    assert told["geographie"] == "COG 2026"
    assert told["methode"] == method_text()
    assert "Licence Ouverte 2.0" in told["licence"]


def test_the_method_has_a_version_and_a_date_in_french():
    assert method_text().startswith(f"version {METHOD_VERSION} du ")
    assert method_text().endswith("2026")


def test_the_edition_names_all_that_numbers_rest_on(snapshot, catalogue_counts):
    edition = f"{catalogue_counts.edition} ; territoires COG 2026"
    assert edition_text(snapshot).startswith(edition)


def test_what_stands_under_a_picture_has_the_same_facts_in_sentences(snapshot, catalogue_counts):
    told = provenance(snapshot, contents="", filters="", today=TODAY)
    sources, rest = source_notes(told)
    assert sources == f"Sources : {told['sources']}."
    assert rest.startswith(f"Données : {catalogue_counts.edition} ; territoires COG 2026")
    assert f"Méthode : {told['methode']}. Licence : {told['licence']}." in rest
    assert rest.endswith("Exporté le 24 novembre 2026.")

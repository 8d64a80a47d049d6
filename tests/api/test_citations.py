"""How the view of an address is cited."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.api.citations import citation
from dashboard.domain.pages import MAP_PAGE, SELECTION_PAGES
from dashboard.exports.contents.shared_view import data_digest

DAY = dt.date(2026, 11, 29)
SITE = "https://carte.exemple.fr"


@pytest.mark.parametrize("page", SELECTION_PAGES, ids=lambda page: page.path)
def test_each_page_answers_with_its_own_citation(client, snapshot, page):
    answer = client.get(f"/citation{page.path}?theme=alimentation&vue=carte")
    text = answer.json["citation"]
    assert text.startswith("Carte de la solidarité en Rhône-Alpes, «\u00a0")
    assert f"édition {data_digest(snapshot)}, consulté le " in text
    assert text.endswith(f"http://localhost{page.path}?theme=alimentation")


def test_it_names_the_view_and_where_it_is_read_again(snapshot, catalogue_counts):
    text = citation(
        snapshot, MAP_PAGE, {"theme": ["alimentation"], "territoire": ["D01"]}, day=DAY, site=SITE
    )
    assert "«\u00a0Initiatives pour 10\u202f000 habitants, par intercommunalité, Ain\u00a0»" in text
    assert ", Thèmes : Alimentation · " in text
    assert (
        ", sources\u00a0: catalogue rédigé à partir de documents publiés ; IGN, INSEE, DILA, "
        in text
    )
    assert f"à {catalogue_counts.date[:4]}, édition " in text
    assert text.endswith(f"consulté le 29 novembre 2026, {SITE}/?theme=alimentation&territoire=D01")


def test_the_edition_changes_with_a_record_and_with_nothing_else(snapshot):
    assert data_digest(snapshot) == data_digest(snapshot)
    columns = dict(snapshot.catalogue_index.columns)
    columns["name"] = ("Autre nom", *columns["name"][1:])
    changed = replace(snapshot, catalogue_index=replace(snapshot.catalogue_index, columns=columns))
    assert data_digest(changed) != data_digest(snapshot)
    assert len(data_digest(snapshot)) == 8


def test_what_is_typed_is_text(client):
    text = client.get("/citation/pres-de-chez-vous", query_string={"lieu": "<b>Vif</b>"})
    assert text.mimetype == "application/json"
    assert "«\u00a0Qui peut aider près de <b>Vif</b>\u00a0»" in text.json["citation"]

import pytest

from dashboard.domain.file_formats import PICTURE, TABLE
from tests.helpers.file_formats import offered


@pytest.mark.parametrize(
    ("method", "path", "status", "sentence"),
    [
        ("get", "/fichiers/x", 404, "Ce fichier n’existe pas"),
        ("get", "/telecharger/carte.xyz", 404, offered(*TABLE, *PICTURE)),
        ("get", "/fiche", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/fiche/", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/fiche//69123", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/telecharger//carte.csv", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/fiche/a/b/c", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/zones-blanches/fiche/a/b", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/telecharger/", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/telecharger/comparer-.svg", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/telecharger/rien-de-connu.xyz", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/telecharger/carte.csv/", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/assets/none.js", 404, "Cette adresse ne mène à rien ici."),
        ("get", "/_dash-component-suites/zz/zz.js", 404, "Cette adresse ne mène à rien ici."),
        ("put", "/sante", 405, "Cette adresse ne se consulte pas de cette façon."),
        ("post", "/_dash-update-component", 415, "Cette demande n’a pas pu être comprise."),
    ],
)
def test_a_refusal_is_a_french_sentence_with_its_status(app, method, path, status, sentence):
    answer = getattr(app.server.test_client(), method)(path)
    assert answer.status_code == status
    assert '<html lang="fr">' in answer.text
    assert sentence in answer.text

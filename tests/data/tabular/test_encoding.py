import hypothesis
import hypothesis.strategies as st
import pytest

from dashboard.data.tabular.read import read_tables
from dashboard.data.tabular.workbook.legacy import AmbiguousEncodingError
from dashboard.domain.errors import ImportFileError
from tests.helpers.tabular_files import columns_of, read_one

LIST = (
    "nom;adresse;horaires\n"
    "Centre d'hébergement;1 rue du Chêne;du lundi au vendredi, fermé en août\n"
    "École d'Évian;place de la Fraternité;de 9h à midi\n"
    "MAISON DE L'ÉTÉ;Île-Barbe;où vous voulez, très tôt\n"
    "Garçons & Noël;hôtel des Maïs;reçoit dès 8h\n"
)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_each_encoding_that_excel_writes_is_recognised_by_the_french_it_makes(encoding):
    table = read_one(LIST.encode(encoding))
    assert table.encoding == encoding
    assert columns_of(table) == columns_of(read_one(LIST.encode()))


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
@pytest.mark.parametrize("word", ["été", "hébergement", "Chêne", "FRATERNITÉ", "garçon", "déjà"])
def test_one_word_is_enough(word, encoding):
    assert read_one(f"nom\n{word}\n".encode(encoding)).cells["nom"].tolist() == [word]


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("l’Œuvre du cœur", "cp1252"),
        ("« Le Vélo » – 5 € n° 3", "cp1252"),
        ("l’Œuvre du cœur", "mac_roman"),
        ("« Le Vélo » – n° 3", "mac_roman"),
        ("« Le Vélo » n° 3", "cp850"),
        ("Straße in München", "cp1252"),
        ("100 m² pour 20 €", "cp1252"),
        ("des jeux etc…", "cp1252"),
    ],
)
def test_signs_around_words_count_too(words, encoding):
    assert read_one(f"nom\n{words}\n".encode(encoding)).cells["nom"].tolist() == [words]


def test_json_may_be_in_an_old_encoding_too():
    table = read_one('[{"nom": "Épicerie fermée"}]'.encode("mac_roman"))
    assert (table.encoding, table.cells["nom"].tolist()) == ("mac_roman", ["Épicerie fermée"])


DOUBTFUL = "nom;horaires\nLe Relais;lundi à vendredi\n".encode("cp850")


def test_a_file_that_makes_sense_twice_is_asked_about():
    with pytest.raises(AmbiguousEncodingError) as question:
        read_tables("liste.csv", DOUBTFUL)
    assert question.value.readings == {"cp1252": "lundi … vendredi", "cp850": "lundi à vendredi"}
    assert str(question.value).startswith(
        "liste.csv : faut-il lire « lundi … vendredi » (cp1252) ou « lundi à vendredi » (cp850) ?"
    )


def test_the_answer_is_followed():
    assert read_one(DOUBTFUL, encoding="cp850").cells["horaires"].tolist() == ["lundi à vendredi"]
    assert read_one(DOUBTFUL, encoding="cp1252").cells["horaires"].tolist() == ["lundi … vendredi"]


def test_an_encoding_given_changes_nothing_to_a_file_in_utf_8():
    table = read_one(LIST.encode(), encoding="cp850")
    assert (table.encoding, columns_of(table)) == ("utf-8", columns_of(read_one(LIST.encode())))


@pytest.mark.parametrize("encoding", ["inconnu", "ascii", "rot13", "utf-16", "\0"])
def test_an_encoding_the_file_is_not_in_is_refused(encoding):
    with pytest.raises(ImportFileError, match=r"^f : le fichier n’est pas dans l’encodage"):
        read_tables("f", DOUBTFUL + b"x", encoding=encoding)


@hypothesis.settings(deadline=None, max_examples=300)
@hypothesis.given(
    text=st.text(
        alphabet="aeéèàçÉœ’ «»;\nÎûß°€…\u00a0",
        min_size=1,
        max_size=40,
    ),
    encoding=st.sampled_from(
        ["cp1252", "cp850", "mac_roman", "utf-8", "utf-16", "utf-32", "latin-1"]
    ),
    given=st.sampled_from(["", "", "cp850", "mac_roman", "utf-16", "rien"]),
)
def test_any_text_in_any_encoding_is_read_or_refused(text, encoding, given):
    content = text.encode(encoding, errors="ignore")
    try:
        tables = read_tables("f", content, encoding=given)
    except ImportFileError as error:
        refusal = str(error)
    else:
        refusal = "f : "
        assert all(not table.cells.isna().any().any() for table in tables)
    assert refusal.startswith("f : ")

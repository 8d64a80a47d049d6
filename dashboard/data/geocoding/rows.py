"""Points of the rows that have an address and a commune, and none: found, checked, counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import pandas as pd

from dashboard.data.geocoding.batch import Answers, BatchGeocoder, Trouble
from dashboard.data.geocoding.found import ASKED_COLUMNS
from dashboard.data.linkage.cells import postal_codes
from dashboard.data.linkage.gazetteer import Gazetteer
from dashboard.data.linkage.shapes import Numbers, communes_at, distances_m
from dashboard.domain.formats import counted, french_number
from dashboard.domain.names import normalise_name

LEAST_SCORE = 0.6
"""Below, an answer is a guess."""
FARTHEST_M = 2_000.0
"""How far from its commune's border a point may lie, as for points that files give."""
SHORTEST, LONGEST = 3, 200
"""Letters of a text the Géoplateforme takes."""

_PHONE = r"(?:\+\s?33|\b0)\s?(?:\(0\)\s?)?[1-9](?:[ .-]?[0-9]{2}){4}\b"
_EMAIL = r"\S+@\S+"
_PERSON = r"(?i)\b(?:c/o\b|chez (?:m\.|mr\b|mme\b|mlle\b|monsieur\b|madame\b))[^,;\n]*[,;\n]?"
_COMMUNE_ONLY = "municipality"


class Geocoded(StrEnum):
    """What became of a row with an address, a commune, and no point."""

    KEPT = "geocoded"
    LOW = "low_score"
    ELSEWHERE = "other_commune"
    UNFOUND = "not_found"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, eq=False)
class GeocodedRows:
    """The points found, on the rows' own index.

    Attributes:
        longitude, latitude: degrees, NaN where no point was found or kept.
        score: of the best answer, 0 to 1, kept or not; NaN where there is none.
        outcome: words of ``Geocoded``; empty for rows that were not to be asked.
        counts: rows ``addressed`` and by outcome, which add up to it; distinct addresses
            ``addresses_asked`` of the service and ``addresses_remembered`` from before.
        remarks: what happened, in French sentences; none where nothing was to be asked.
    """

    longitude: pd.Series[float]
    latitude: pd.Series[float]
    score: pd.Series[float]
    outcome: pd.Series[str]
    counts: dict[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def kept(self) -> pd.Series[bool]:
        """The rows that got a point."""
        return self.outcome == Geocoded.KEPT


def geocode_rows(
    rows: pd.DataFrame,
    geocoder: BatchGeocoder,
    gazetteer: Gazetteer,
    *,
    tell: Callable[[str], None] = lambda _: None,
) -> GeocodedRows:
    """Find the points of rows that have an address and a commune, and none.

    Only address, postal code and commune leave the machine, without the phones and e-mails an
    address may hold. A point is kept when its score is at least 0.6, it is more precise than the
    commune, and it lies in the commune of the row. A service that fails leaves rows as they are.

    Args:
        rows: linked records, with ``RECORD_COLUMNS``; not written to.
        geocoder: asks the service, if there is one.
        gazetteer: the communes.
        tell: called with a French sentence on what is asked.
    """
    wanted = _wanted(rows) if geocoder.asks else pd.Series(data=False, index=rows.index)
    if not wanted.any():
        return _nothing(rows.index)
    questions = _questions(rows[wanted], gazetteer)
    texts = questions.drop_duplicates("key").set_index("key")[list(ASKED_COLUMNS)]
    answers = geocoder.find(texts[texts["address"].str.len() >= SHORTEST], tell=tell)
    answered = answers.answered.reindex(questions["key"]).set_axis(questions.index, axis=0)
    outcome = _outcomes(answered, questions["commune"].to_numpy(), gazetteer)
    # A text too short to be asked is not waiting for an answer.
    outcome = outcome.mask(questions["address"].str.len() < SHORTEST, str(Geocoded.UNFOUND))
    return _laid_out(rows.index, answered, outcome, answers)


def _wanted(rows: pd.DataFrame) -> pd.Series[bool]:
    pointless = rows["longitude"].isna() | rows["latitude"].isna()
    in_words = rows["address"].str.contains(r"[^\W\d_]", regex=True)
    return pointless & in_words & (rows["commune_code"] != "")


def _questions(rows: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Write what is asked for each row, with the number of its commune; cells are cleaned once each."""
    commune = gazetteer.by_code.reindex(rows["commune_code"]).fillna(-1).to_numpy().astype(np.int32)
    names = pd.Series(np.append(gazetteer.names, "")[commune], index=rows.index, dtype="str")
    city = _by_cell(rows["city"], _public)
    questions = pd.DataFrame(
        {
            "address": _by_cell(rows["address"], _public),
            "postal_code": _by_cell(rows["postal_code"], postal_codes),
            "city": city.mask(city == "", names),
            "commune": commune,
        }
    )
    address, postal, city = (_by_cell(questions[name], _key) for name in ASKED_COLUMNS)
    return questions.assign(key=address + "|" + postal + "|" + city)


def _by_cell(
    cells: pd.Series[str], read: Callable[[pd.Series[str]], pd.Series[str]]
) -> pd.Series[str]:
    """Read each distinct cell once."""
    distinct = pd.Series(cells.unique(), dtype="str")
    table = read(distinct).set_axis(distinct.to_numpy(), axis=0)
    return cells.map(table).astype("str")


def _public(cells: pd.Series[str]) -> pd.Series[str]:
    """Remove phones, e-mails, persons and what precedes the first letter or digit."""
    for private in (_EMAIL, _PHONE, _PERSON, r"\s+"):
        cells = cells.str.replace(private, " ", regex=True)
    return cells.str.replace(r"^[\W_]+", "", regex=True).str[:LONGEST].str.strip()


def _key(cells: pd.Series[str]) -> pd.Series[str]:
    return cells.map(normalise_name).astype("str")


def _outcomes(answered: pd.DataFrame, commune: Numbers, gazetteer: Gazetteer) -> pd.Series[str]:
    longitude = answered["longitude"].to_numpy(np.float64)
    latitude = answered["latitude"].to_numpy(np.float64)
    was_answered = answered["kind"].notna().to_numpy()
    low = ~(answered["score"] >= LEAST_SCORE).to_numpy()
    nothing = np.isnan(longitude) | (answered["kind"] == _COMMUNE_ONLY).to_numpy()
    there = gazetteer.by_code.reindex(answered["commune_code"].fillna("")).to_numpy(np.float64)
    at = communes_at(gazetteer.shapes, longitude, latitude)
    other = np.where(np.isnan(there), at, there) != commune
    far = distances_m(gazetteer.shapes, commune, longitude, latitude) > FARTHEST_M
    outcome = np.select(
        [~was_answered, nothing, low, other | far],
        [Geocoded.UNANSWERED, Geocoded.UNFOUND, Geocoded.LOW, Geocoded.ELSEWHERE],
        default=Geocoded.KEPT,
    )
    return pd.Series(outcome, index=answered.index, dtype="str")


def _laid_out(
    index: pd.Index, answered: pd.DataFrame, outcome: pd.Series[str], answers: Answers
) -> GeocodedRows:
    placed = outcome == Geocoded.KEPT
    numbers = outcome.value_counts()
    counts = {
        "addressed": len(outcome),
        **{str(reason): int(numbers.get(str(reason), 0)) for reason in Geocoded},
        "addresses_asked": answers.sent,
        "addresses_remembered": answers.remembered,
    }
    return GeocodedRows(
        longitude=answered["longitude"].where(placed).reindex(index),
        latitude=answered["latitude"].where(placed).reindex(index),
        score=answered["score"].reindex(index),
        outcome=outcome.reindex(index, fill_value=""),
        counts=counts,
        remarks=_sentences(counts, answers),
    )


def _nothing(index: pd.Index) -> GeocodedRows:
    nowhere = pd.Series(np.nan, index=index, dtype="float64")
    return GeocodedRows(nowhere, nowhere, nowhere, pd.Series("", index=index, dtype="str"))


_TROUBLES = {
    Trouble.FAILED: "Le service d’adresses ne répond pas ou répond mal",
    Trouble.LATE: "Le temps accordé au service d’adresses est écoulé",
    Trouble.MANY: "Il y a plus d’adresses qu’un import n’en demande",
}


def _sentences(counts: dict[str, int], answers: Answers) -> tuple[str, ...]:
    """Write in French what was asked, and what was kept of it."""
    parts = [
        _number(
            counts, Geocoded.KEPT, "placée d’après son adresse", "placées d’après leur adresse"
        ),
        f"{french_number(counts[Geocoded.LOW])} de correspondance inférieure à "
        f"{french_number(LEAST_SCORE, 1)}",
        _number(
            counts,
            Geocoded.ELSEWHERE,
            "trouvée dans une autre commune",
            "trouvées dans une autre commune",
        ),
        _number(counts, Geocoded.UNFOUND, "introuvable"),
        f"{french_number(counts[Geocoded.UNANSWERED])} sans réponse",
    ]
    questions = counted(counts["addresses_asked"], "adresse demandée", "adresses demandées")
    before = counted(counts["addresses_remembered"], "déjà connue", "déjà connues")
    rows = counted(counts["addressed"], "ligne")
    sentences = [f"Adresses sans point : {rows} = {' + '.join(parts)} ({questions}, {before})."]
    left = counts[Geocoded.UNANSWERED]
    rest = counted(left, "ligne reste", "lignes restent")
    sentences += [
        f"{_TROUBLES[trouble]} : {rest} sans point, à leur commune ; un nouvel import les redemandera."
        for trouble in answers.troubles
    ]
    if answers.forgetful:
        sentences.append(
            "Les réponses n’ont pas pu être gardées : un autre import les redemandera."
        )
    return tuple(sentences)


def _number(
    counts: dict[str, int], outcome: Geocoded, singular: str, plural: str | None = None
) -> str:
    return counted(counts[outcome], singular, plural)

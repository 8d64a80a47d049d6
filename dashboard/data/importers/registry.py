"""Every format that can be imported."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from dashboard.data.importers.format import Format
from dashboard.data.importers.formats import (
    adultes_relais,
    aidants_connect,
    conseillers_numeriques,
    data_inclusion_v0,
    data_inclusion_v1,
    france_services,
    hinaura,
    mediation_numerique,
    own_list,
    siae,
    template,
)
from dashboard.domain.errors import ImportFileError

FORMATS: tuple[Format, ...] = (
    france_services.FORMAT,
    *data_inclusion_v1.FORMATS,
    *data_inclusion_v0.FORMATS,
    mediation_numerique.FORMAT,
    hinaura.FORMAT,
    conseillers_numeriques.FORMAT,
    aidants_connect.FORMAT,
    siae.FORMAT,
    adultes_relais.FORMAT,
    template.FORMAT,
    own_list.DRAWN,
    own_list.LISTED,
)

PUBLICATIONS = frozenset(form.source for form in FORMATS if form.source)
"""Codes of the published lists that have a format of their own."""

_BY_CODE = {form.code: form for form in FORMATS}


def format_named(code: str) -> Format:
    """Return the format of a code, as ``--format`` takes it.

    Raises:
        ImportFileError: there is none; the message lists all codes, those spelled alike first.
    """
    if code in _BY_CODE:
        return _BY_CODE[code]
    ranked = process.extract(code.lower(), list(_BY_CODE), scorer=fuzz.ratio, limit=None)
    codes = ", ".join(known for known, _, _ in ranked)
    message = f"Le format « {code} » n’existe pas ; formats connus, du plus proche au plus éloigné : {codes}."
    raise ImportFileError(message)

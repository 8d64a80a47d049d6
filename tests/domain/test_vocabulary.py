from collections import Counter

from data_inclusion.schema.v1 import Public, Thematique

from dashboard.domain.vocabulary import (
    ORGANISATION_KIND_LABELS,
    ORGANISATION_KINDS,
    PUBLIC_LABELS,
    PUBLICS,
    THEME_LABELS,
    THEMES,
    TOUS_PUBLICS,
    Precision,
    Status,
)

FAMILIES = {theme.value.split("--")[0] for theme in Thematique}


def test_themes_are_ten_at_least_and_fit_a_mask_of_sixteen_bits():
    assert 10 <= len(THEMES) <= 16


def test_every_family_of_data_inclusion_is_reached_and_no_other():
    assert {family for theme in THEMES for family in theme.families} == FAMILIES


def test_publics_are_those_of_data_inclusion_and_one_of_ours():
    assert [public.code for public in PUBLICS] == [*(p.value for p in Public), "associations"]


def test_everybody_is_one_of_the_publics():
    assert TOUS_PUBLICS == "tous-publics"
    assert TOUS_PUBLICS in PUBLIC_LABELS


def test_no_code_nor_label_stands_for_two_things():
    for terms, labels in (
        (THEMES, THEME_LABELS),
        (PUBLICS, PUBLIC_LABELS),
        (ORGANISATION_KINDS, ORGANISATION_KIND_LABELS),
    ):
        assert len(labels) == len(terms)
        assert [label for label, times in Counter(labels.values()).items() if times > 1] == []


def test_every_status_and_precision_is_worded_apart():
    for kind in (Status, Precision):
        labels = [word.label for word in kind]
        assert len(set(labels)) == len(labels)


def test_every_term_has_a_label_and_a_description():
    bare = [
        term.code
        for term in (*THEMES, *PUBLICS, *ORGANISATION_KINDS)
        if not (term.label.strip() and term.description.strip())
    ]
    assert bare == []

import pytest

from dashboard.data.duplicates.names import BITS, spell_kinds, take_apart

VIF = frozenset({"vif"})


@pytest.mark.parametrize(
    ("name", "core", "kinds"),
    [
        ("Association « Les Amis » de Vif", "amis", set()),
        ("Maison de services au public du Trièves", "trieves", {"franceservices"}),
        ("Mairie de Vif – France services", "", {"franceservices", "mairie"}),
        ("Bus France service multisites", "", {"franceservices", "itinerant"}),
        ("CTRE COM ACTION SOCIAL VIF", "", {"ccas"}),
        ("MJC – Centre socio-culturel Jean Macé", "jean mace", {"mjc", "centresocial"}),
        ("Pôle médico-social", "", {"medicosocial"}),
        ("Espace emploi", "emploi espace", set()),
        ("Vif", "vif", set()),
    ],
)
def test_a_name_is_its_own_words_and_its_kinds(name, core, kinds):
    taken = take_apart(spell_kinds(name), VIF)
    assert taken.core == core
    assert taken.kinds == sum(BITS[kind] for kind in kinds)


def test_the_place_and_the_numbers_of_a_name_are_kept_aside():
    taken = take_apart(spell_kinds("Crèche 2 de Vif"), VIF)
    assert (taken.core, taken.place, taken.numbers) == ("2 creche", "vif", "2")

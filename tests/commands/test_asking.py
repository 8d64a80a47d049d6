from dashboard.commands.asking import filters_json
from dashboard.domain.counting import Counting
from dashboard.domain.selections.fields import AddressField, Option, PageFields
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MAP, MapSelection

ONE_AMONG_A_FEW = AddressField(
    "compte",
    "filters.counting",
    parse=lambda words: Counting(words[0]) if words else None,
    write=lambda counting: [counting],
    default=Counting.PRESENT,
    option=Option("--counting"),
)


def test_a_filter_is_written_for_scripts_by_what_it_holds():
    filters = Filters(themes=("sante", "mobilite"), years=(2015, 2020))
    written = filters_json(MAP, MapSelection(filters=filters))
    assert written["themes"] == ["sante", "mobilite"]
    assert written["years"] == [2015, 2020]
    assert (written["publics"], written["located"]) == ([], False)
    alone = PageFields("map", MapSelection, (ONE_AMONG_A_FEW,))
    assert filters_json(alone, MapSelection()) == {"counting": "presentes"}

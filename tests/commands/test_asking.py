import click
from click.testing import CliRunner

from dashboard.commands.asking import filters_json, with_filters
from dashboard.domain.counting import Counting
from dashboard.domain.selections.fields import (
    AddressField,
    Control,
    ControlKind,
    Option,
    PageFields,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MAP, MapSelection

ONE_AMONG_A_FEW = AddressField(
    "compte",
    "filters.counting",
    parse=lambda words: Counting(words[0]) if words else None,
    write=lambda counting: [counting],
    default=Counting.PRESENT,
    control=Control(
        ControlKind.ONE, "Comptées", 1, {"presentes": "Recensées", "implantees": "Implantées"}
    ),
    option=Option("--counting"),
)
ALONE = PageFields("map", MapSelection, (ONE_AMONG_A_FEW,))


def test_a_filter_is_written_for_scripts_by_what_it_holds():
    filters = Filters(themes=("sante", "mobilite"), years=(2015, 2020))
    written = filters_json(MAP, MapSelection(filters=filters))
    assert written["themes"] == ["sante", "mobilite"]
    assert written["years"] == [2015, 2020]
    assert (written["publics"], written["located"]) == ([], False)
    assert filters_json(ALONE, MapSelection()) == {"counting": "presentes"}


@click.command()
@with_filters(ALONE)
def asked(filters):
    click.echo(filters.counting)


def test_one_among_a_few_is_asked_for_once():
    assert CliRunner().invoke(asked, []).output == "presentes\n"
    assert CliRunner().invoke(asked, ["--counting", "implantees"]).output == "implantees\n"
    refused = CliRunner().invoke(asked, ["--counting", "zzz"])
    assert refused.exit_code == 2
    assert "'presentes', 'implantees'" in refused.output
